import Foundation

/// Any JSON value.
public enum JSON: Hashable, Sendable, Decodable {
  /// `null`.
  case null
  /// `true` or `false`.
  case truth(Bool)
  /// A number without a fraction.
  case integer(Int)
  /// Any other number.
  case number(Double)
  /// A string.
  case string(String)
  /// A list.
  case array([JSON])
  /// An object.
  case object([String: JSON])

  /// Reads one document; throws where it is none.
  public init(_ text: String) throws {
    self = try JSONDecoder().decode(JSON.self, from: Data(text.utf8))
  }

  /// A text as a JSON string.
  public static func quoted(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
  }

  /// Reads one document a line; throws where a line is none.
  public static func lines(_ text: String) throws -> [JSON] {
    try text.split(separator: "\n").map { try JSON(String($0)) }
  }

  /// Reads a value of whatever type is there.
  public init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if box.decodeNil() {
      self = .null
    } else if let value = try? box.decode(Bool.self) {
      self = .truth(value)
    } else if let value = try? box.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? box.decode(Double.self) {
      self = .number(value)
    } else if let value = try? box.decode(String.self) {
      self = .string(value)
    } else if let value = try? box.decode([JSON].self) {
      self = .array(value)
    } else {
      self = .object(try box.decode([String: JSON].self))
    }
  }

  /// A field of an object; null where there is none.
  public subscript(name: String) -> JSON {
    if case .object(let fields) = self { fields[name] ?? .null } else { .null }
  }

  /// The fields of an object.
  public var fields: [String: JSON] { if case .object(let fields) = self { fields } else { [:] } }

  /// The values of a list.
  public var values: [JSON] { if case .array(let values) = self { values } else { [] } }

  /// A string, where it is one.
  public var string: String? { if case .string(let string) = self { string } else { nil } }

  /// An integer, where it is one.
  public var int: Int? { if case .integer(let int) = self { int } else { nil } }

  /// A number, where it is one.
  public var double: Double? {
    switch self {
    case .integer(let int): Double(int)
    case .number(let number): number
    default: nil
    }
  }
}
