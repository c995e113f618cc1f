import Foundation
import Running
import Support
import Testing

@testable import Serving

/// One list of fields for people and programs.
@Suite struct FieldsTests {
  private let fields: Fields = [
    "text": .text("a \"b\""), "nothing": .text(nil), "count": .count(12_345),
    "number": .number(12_345), "share": .share(0.9996), "truth": .truth(true),
    "inner": .fields(["start": .number(1)]), "list": .list([["x": .count(1)]]),
    "raw": .json("[1]"), "told": .told("for people"), "markup": .markup("<b>"),
  ]

  @Test func `as JSON, without what is for people only`() {
    let json = String(decoding: OverviewPage.json(fields), as: UTF8.self)
    #expect(
      json == """
        {"schema":"truecopy/serve/1","ok":true,"text":"a \\"b\\"","nothing":null,"count":12345,\
        "number":12345,"share":0.9996,"truth":true,"inner":{"start":1},"list":[{"x":1}],"raw":[1]}

        """)
  }

  @Test func `as a row of a table`() {
    let table = String(decoding: Fields.table([fields], columns: []), as: UTF8.self)
    #expect(
      table == "text,nothing,count,number,share,truth,inner_start,raw\r\n"
        + "\"a \"\"b\"\"\",,12345,12345,0.9996,true,1,[1]\r\n")
    #expect(Fields.table([], columns: ["a", "b"]) == Array("a,b\r\n".utf8))
  }

  @Test(arguments: [
    (0.0, "0 %"), (1.0, "100 %"), (0.9999, "99.9 %"), (0.0001, "0.1 %"), (0.5, "50 %"),
  ])
  func `shares are rounded so that only all is all`(share: Double, text: String) {
    #expect(Figures.percent(share) == text)
  }

  @Test func `templates write nothing unescaped but pictures and marked texts`() throws {
    let allowed: Set = [
      "timeline", "lane", "paragraphs", "marked", "reasonMarked", "evidenceMarked",
    ]
    for file in Checkout.files(in: "Sources/Serving/Templates", ending: ".mustache") {
      let text = try Checkout.text(of: file)
      for found in text.matches(of: /\{\{\{(\w+)\}\}\}|\{\{&/) {
        #expect(allowed.contains(String(found.1 ?? "")), "\(file)")
      }
    }
  }

  /// WCAG 2.2, 1.4.3: the contrast of text is 4.5 to 1 or more, in both palettes.
  @Test func `all inks stand out from what they are on`() throws {
    let style = try Checkout.text(of: "Sources/Exchange/Templates/base.css")
    let palettes = style.split(separator: ":root {").dropFirst().prefix(2).map(Self.palette)
    #expect(palettes.count == 2)
    for palette in palettes {
      for (ink, ground) in [
        ("ink", "page"), ("ink", "panel"), ("soft", "page"), ("soft", "panel"), ("link", "page"),
        ("link", "panel"), ("m-ink", "m-back"), ("s-ink", "s-back"), ("n-ink", "page"),
      ] {
        let (one, other) = (try #require(palette[ink]), try #require(palette[ground]))
        #expect(Self.contrast(one, other) >= 4.5, "\(ink) on \(ground)")
      }
    }
  }

  private static func palette(_ rules: Substring) -> [String: String] {
    var colors: [String: String] = [:]
    for found in rules.prefix(while: { $0 != "}" }).matches(of: /--([a-z-]+): (#[0-9a-f]{6})/) {
      colors[String(found.1)] = String(found.2)
    }
    return colors
  }

  private static func contrast(_ one: String, _ other: String) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ color: String) -> Double {
    let value = Int(color.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift -> Double in
      let part = Double(value >> shift & 255) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
