import Foundation
import Testing

@testable import Exchange

/// The scanner against Foundation's parser, which builds the whole tree.
@Suite struct JSONScannerTests {
  static let names = JSONLine.Names(id: "id", text: "text")

  /// What either parser makes of a line.
  enum Verdict: Equatable {
    case fields([String?])
    case junk
  }

  static func line(_ bytes: [UInt8]) throws -> JSONLine { try JSONLine(bytes.span, names) }

  static func scanned(_ bytes: [UInt8]) -> Verdict {
    guard let line = try? line(bytes) else { return .junk }
    return .fields([line.id, line.text, line.date, line.published].map(shown))
  }

  static func shown(_ value: JSONLine.Value?) -> String? {
    switch value {
    case nil: nil
    case .string(let string)?: "string \(string.text)"
    case .number(let digits)?: "number \((Double(digits) ?? .nan) + 0)"
    case .other(let kind)?: kind
    }
  }

  /// Nil where Foundation parts from the scanner on purpose.
  static func reference(_ bytes: [UInt8]) -> Verdict? {
    do {
      let object = try JSONSerialization.jsonObject(with: Data(bytes))
      guard let fields = object as? [String: Any] else { return .junk }
      return .fields(["id", "text", "date", "published"].map { shown(fields[$0]) })
    } catch {
      return "\(error)".contains("is not representable") ? nil : .junk
    }
  }

  static func shown(_ value: Any?) -> String? {
    switch value {
    case nil: nil
    case let string as String: "string \(string)"
    case is [Any]: "a list"
    case is [String: Any]: "an object"
    case let number as NSNumber:
      String(cString: number.objCType) == "c" ? "true or false" : "number \(number.doubleValue + 0)"
    default: "null"
    }
  }

  @Test(arguments: 0..<20)
  func readsWhatFoundationReads(seed: Int) {
    var lines = RandomJSON(seed: UInt64(seed))
    for _ in 0..<200 {
      let line = Array(lines.object().utf8)
      let expected = Self.reference(line)
      #expect(expected != .junk, "the generator wrote junk")
      #expect(Self.scanned(line) == expected, "\(String(decoding: line, as: UTF8.self))")
    }
  }

  @Test(arguments: 0..<20)
  func refusesWhatFoundationRefuses(seed: Int) {
    var lines = RandomJSON(seed: UInt64(seed) + 1000)
    var refused = 0
    for _ in 0..<300 {
      let line = lines.mutated(Array(lines.object().utf8))
      // Halves of surrogate pairs are repaired, where Foundation gives up; NULs it takes for
      // UTF-16, a byte order mark for nothing, and a comma before a bracket for a slip.
      let text = String(decoding: line, as: UTF8.self)
      if line.contains(0) || text.unicodeScalars.contains("\u{FEFF}")
        || text.firstMatch(of: /\\u[dD][89a-fA-F]|,\s*[}\]]|NaN|Infinity/) != nil
      {
        _ = Self.scanned(line)
        continue
      }
      guard let expected = Self.reference(line) else { continue }
      if expected == .junk { refused += 1 }
      #expect(Self.scanned(line) == expected, "\(text)")
    }
    #expect(refused > 50, "mutations must do harm")
  }

  @Test func refusesEveryBeginningOfALine() throws {
    let line = Array(#"{"id":-1.5e+3,"text":"é\u00e9\n😀","x":[true,false,null,{"y":[]}]}"#.utf8)
    #expect(Self.scanned(line) != .junk)
    for end in 0..<line.count {
      #expect(throws: JSONFault.self) { try Self.line(Array(line[..<end])) }
    }
  }

  @Test func refusesEveryBadStringWhereverItStands() {
    // Every position relative to the eight bytes that are looked at together.
    for padding in 0..<24 {
      let pad = String(repeating: "x", count: padding)
      for control in UInt8(0)..<0x20 {
        let line = Array("{\"text\":\"\(pad)".utf8) + [control] + Array("\(pad)\"}".utf8)
        #expect(throws: JSONFault(offset: 9 + padding)) { try Self.line(line) }
      }
      let line = "{\"text\":\"\(pad)\u{7F}é\\\"\(pad)\",\"id\":\"\(pad)\"}"
      #expect(
        Self.scanned(Array(line.utf8))
          == .fields(["string \(pad)", "string \(pad)\u{7F}é\"\(pad)", nil, nil]))
    }
  }

  @Test func decodesEveryEscapedUnit() throws {
    for unit in UInt32(0)...0xFFFF {
      let digits = String(unit, radix: 16)
      let escape = "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      let line = try Self.line(Array("{\"text\":\"\(escape)\"}".utf8))
      var expected = JSONString(text: String(Unicode.Scalar(unit) ?? "\u{FFFD}"))
      expected.hasLoneSurrogates = Unicode.Scalar(unit) == nil
      #expect(line.text == .string(expected))
    }
  }
}

/// Objects as some program might write them, from a seed.
struct RandomJSON {
  var random: Seeded

  init(seed: UInt64) { random = Seeded(state: seed) }

  mutating func object(depth: Int = 0) -> String {
    let keys = ["id", "text", "date", "published", "url", "x", "", "tex", "texts", "\\u0069d"]
    let count = Int.random(in: 0...6, using: &random)
    let fields = (0..<count).map { _ in
      let key = pick(keys)
      return "\(space())\"\(key)\"\(space()):\(space())\(value(depth: depth + 1))\(space())"
    }
    return "\(space()){\(count == 0 ? space() : fields.joined(separator: ","))}\(space())"
  }

  mutating func value(depth: Int) -> String {
    switch Int.random(in: 0..<(depth > 5 ? 5 : 7), using: &random) {
    case 0, 1, 2: string()
    case 3: number()
    case 4: pick(["true", "false", "null"])
    case 5: object(depth: depth)
    default:
      "["
        + (0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth + 1) }
        .joined(separator: ",") + "]"
    }
  }

  mutating func string() -> String {
    let pieces = [
      "a", "word", " ", "é", "“", "😀", "\u{7F}", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\u0000",
      "\\ud83d\\uDE00", "\\t", "{", "}", "[", ",", ":", "\u{2028}", "long enough to fill words",
    ]
    return "\""
      + (0..<Int.random(in: 0...12, using: &random)).map { _ in pick(pieces) }.joined() + "\""
  }

  mutating func number() -> String {
    pick(["", "-"]) + pick(["0", "7", "42", "1234567890"]) + pick(["", "", ".5", ".25", ".0"])
      + pick(["", "", "e3", "E-7", "e+10"])
  }

  /// One to three bytes changed, lost, doubled or swapped, or the end cut off.
  mutating func mutated(_ line: [UInt8]) -> [UInt8] {
    var line = line
    for _ in 0..<Int.random(in: 1...3, using: &random) where !line.isEmpty {
      let at = Int.random(in: line.indices, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: line[at] = UInt8.random(in: 0...255, using: &random)
      case 1: line[at] = Array("\"\\{}[],:0e-. \n".utf8).randomElement(using: &random) ?? 0
      case 2: line.remove(at: at)
      case 3: line.insert(line[at], at: at)
      case 4: line.removeSubrange(at...)
      default: line.swapAt(at, Int.random(in: line.indices, using: &random))
      }
    }
    return line
  }

  private mutating func space() -> String { pick(["", "", "", " ", "\t", "  \r"]) }

  private mutating func pick(_ choices: [String]) -> String {
    choices[Int.random(in: choices.indices, using: &random)]
  }
}
