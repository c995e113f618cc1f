import Foundation

extension JSONLine {
  /// What became of a line, with the warnings it gave rise to.
  enum Verdict: Equatable {
    case fields(JSONLine, warnings: [String])
    /// No JSON object; the offset is where the line stops making sense.
    case junk(at: Int)
  }

  /// Reads a line the fast way, or, where anything about it is odd, the way Foundation reads it.
  static func read(_ bytes: Span<UInt8>, _ names: Names) -> Verdict {
    do throws(JSONFault) {
      return .fields(try JSONLine(bytes, names), warnings: [])
    } catch {
      if error.isEncoding {
        return readRepaired(bytes, names, firstBadByte: error.offset)
      }
      guard let fields = slowly(bytes, names) else { return .junk(at: error.offset) }
      return .fields(fields, warnings: [])
    }
  }

  private static func readRepaired(
    _ bytes: Span<UInt8>, _ names: Names, firstBadByte: Int
  ) -> Verdict {
    let warning = "byte \(firstBadByte) is not UTF-8: the line was read as Windows-1252"
    let repaired = Windows1252.utf8(bytes)
    do throws(JSONFault) {
      var fields = try JSONLine(repaired.span, names)
      fields.textShape = nil
      return .fields(fields, warnings: [warning])
    } catch {
      guard let fields = slowly(repaired.span, names) else { return .junk(at: error.offset) }
      return .fields(fields, warnings: [warning])
    }
  }

  /// Lets Foundation decide: it bears a comma before a bracket, and deeper nesting.
  private static func slowly(_ bytes: Span<UInt8>, _ names: Names) -> JSONLine? {
    let data = bytes.withUnsafeBufferPointer { Data($0) }
    // With NULs in it Foundation would guess at UTF-16; no JSON holds any.
    guard !data.contains(0), let object = try? JSONSerialization.jsonObject(with: data),
      let fields = object as? [String: Any]
    else { return nil }
    func value(_ name: [UInt8]) -> Value? {
      switch fields[String(decoding: name, as: UTF8.self)] {
      case nil: nil
      case let string as String: .string(JSONString(text: string))
      case is [Any]: .other("a list")
      case is [String: Any]: .other("an object")
      case let number as NSNumber:
        // `c` is how a boolean is stored, and is no JSON number's way.
        String(cString: number.objCType) == "c"
          ? .other("true or false") : .number(number.stringValue)
      default: .other("null")
      }
    }
    var line = JSONLine()
    line.id = value(names.id)
    line.text = value(names.text)
    line.date = value(names.date)
    line.published = value(names.published)
    return line
  }

  /// The fields whose values are strings, the longest value first; empty where the line is junk.
  static func stringFields(of bytes: Span<UInt8>) -> [String] {
    let data = bytes.withUnsafeBufferPointer { Data($0) }
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      return []
    }
    let strings = object.compactMapValues { $0 as? String }
    return strings.sorted { ($1.value.utf8.count, $0.key) < ($0.value.utf8.count, $1.key) }
      .map(\.key)
  }
}
