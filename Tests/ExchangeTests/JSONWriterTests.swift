import Exchange
import Foundation
import Testing

@Suite struct JSONWriterTests {
  @Test func writesKeysInTheOrderGiven() {
    var json = JSONWriter()
    json.object {
      $0.field("schema", "truecopy/check/1")
      $0.field("b", 2)
      $0.field("a", -1)
      $0.field("yes", true)
      $0.field("none", String?.none)
      $0.field("some", String?("s"))
      $0.field("share", 0.5, digits: 3)
      $0.object("empty") { _ in }
      $0.array("spans") {
        $0.array {
          $0.value(1)
          $0.value(2)
        }
        $0.object { $0.array("deep") { $0.null() } }
        $0.array { _ in }
        $0.value(false)
        $0.value(1.25, digits: 1)
        $0.value("s")
      }
      $0.key("k")
      $0.value("v")
    }
    json.endLine()
    json.object { _ in }
    #expect(
      json.text == """
        {"schema":"truecopy/check/1","b":2,"a":-1,"yes":true,"none":null,"some":"s","share":0.5,\
        "empty":{},"spans":[[1,2],{"deep":[null]},[],false,1.3,"s"],"k":"v"}
        {}
        """)
    json.removeAll()
    json.value(1)
    #expect(json.text == "1")
  }

  static let strings: [(String, String)] = [
    ("", #""""#), ("a\"b\\c/", #""a\"b\\c/""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
    ("\0\u{1F}\u{1B}", #""\u0000\u001f\u001b""#),
    ("é😀\u{2028}\u{2029}\u{7F}\u{FEFF}", "\"é😀\u{2028}\u{2029}\u{7F}\u{FEFF}\""),
  ]

  @Test(arguments: strings)
  func escapesWhatMustBeEscaped(string: String, expected: String) {
    var json = JSONWriter()
    json.value(string)
    #expect(json.text == expected)
  }

  @Test func writesStringsThatFoundationReadsBack() throws {
    var random = Seeded(state: 7)
    for _ in 0..<300 {
      var string = ""
      for _ in 0..<Int.random(in: 0..<40, using: &random) {
        let limit = [0x30, 0x100, 0x3000, 0x11_0000].randomElement(using: &random) ?? 1
        let value = UInt32.random(in: 0..<UInt32(limit), using: &random)
        if let scalar = Unicode.Scalar(value) { string.unicodeScalars.append(scalar) }
      }
      var json = JSONWriter()
      json.object { $0.field(string, string) }
      let object = try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: String]
      #expect(object?.values.first.map { Array($0.utf8) } == Array(string.utf8))
      #expect(object?.keys.first.map { Array($0.utf8) } == Array(string.utf8))
    }
  }

  static let decimals: [(Double, Int, String)] = [
    (0, 3, "0"), (-0.0, 3, "0"), (1, 3, "1"), (0.5, 0, "1"), (-0.5, 0, "-1"), (2.5, 0, "3"),
    (0.1234, 3, "0.123"), (0.1235, 3, "0.124"), (0.9996, 3, "1"), (0.05, 1, "0.1"),
    (0.0004, 3, "0"), (-0.0004, 3, "0"), (-12.3456, 2, "-12.35"), (100.10, 2, "100.1"),
    (3.007, 3, "3.007"), (1e15, 0, "1000000000000000"), (1e20, 3, "1e+20"),
    (123456.7, -1, "123457"), (0.1, 99, "0.1"), (.infinity, 2, "null"), (.nan, 2, "null"),
  ]

  @Test(arguments: decimals)
  func roundsDoubles(number: Double, digits: Int, expected: String) {
    var json = JSONWriter()
    json.value(number, digits: digits)
    #expect(json.text == expected)
  }

  @Test func roundsToTheNearestStep() throws {
    var random = Seeded(state: 3)
    for _ in 0..<2000 {
      let number = Double.random(in: -1000...1000, using: &random)
      let digits = Int.random(in: 0...6, using: &random)
      var json = JSONWriter()
      json.value(number, digits: digits)
      let read = try #require(Double(json.text))
      #expect(abs(read - number) <= 0.5000001 * pow(10, -Double(digits)))
      let places = json.text.utf8.drop { $0 != UInt8(ascii: ".") }.count - 1
      #expect(places <= digits)
      #expect(!json.text.contains(".") || !json.text.hasSuffix("0"))
    }
  }
}
