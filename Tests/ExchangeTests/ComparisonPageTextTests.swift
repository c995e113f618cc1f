import Foundation
import Judging
import Support
import Testing

@testable import Exchange

/// What becomes of the texts themselves on the page.
@Suite struct ComparisonPageTextTests {
  /// The texts of the two columns, white space left out.
  private func columns(_ page: PageReader) -> [String] {
    let cells = page.all("td").map { $0.text.filter { !$0.isWhitespace } }
    return [0, 1].map { side in
      cells.indices.filter { $0 % 2 == side }.map { cells[$0] }.joined()
    }
  }

  private func expectWhole(_ base: String, _ witness: String) throws {
    let page = try comparisonPage(base, witness).read
    #expect(columns(page) == [base, witness].map { $0.filter { !$0.isWhitespace } })
  }

  @Test(arguments: [
    ("One two.\nThree four.\n", "One two. Three four."),
    ("One two. Three four.", "\n\nOne two.\r\nThree four.\n\n"),
    ("警方周四表示，桥梁已关闭。", "警方周五表示，桥梁已重新开放。"),
    ("שלום לכם, אמר ראש העיר.", "שלום לכם, אמר ראש הממשלה."),
    ("One.\nTwo.\nThree.\nFour.\n", "One.\nFour.\n"),
    ("One.\nFour.\n", "Zero.\nOne.\nTwo.\nThree.\nFour.\nFive."),
    ("", "One.\nTwo."), ("One.\nTwo.", " "), ("\n", "x"), ("a\n", "\na"),
  ])
  func noWordIsLost(base: String, witness: String) throws {
    try expectWhole(base, witness)
    try expectWhole(witness, base)
  }

  @Test func noWordIsLostFromAnyPair() throws {
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let pieces = [
      "the", "Mayor", "said", "4.2m", ".", ",", "“", "”", "not", "\n", "\n\n", " ", "—",
    ]
    for _ in 0..<150 {
      let base = (0..<random(60)).map { _ in pieces[random(pieces.count)] }
      let witness = base.flatMap { piece in
        random(5) > 0 ? [piece] : (0..<random(6)).map { _ in pieces[random(pieces.count)] }
      }
      try expectWhole(base.joined(separator: " "), witness.joined(separator: " "))
    }
  }

  @Test func hostileTextStaysText() throws {
    let base = """
      He said <script>alert(1)</script> </td></table></style> & went <!--rows--> away.
      "\u{301} onload=alert(1) x="\u{301} <\u{338}script> ' end of 5 lines.

      """
    let witness = base.replacingOccurrences(of: "1", with: "2")
      .replacingOccurrences(of: "rows", with: "reasons").replacingOccurrences(of: "5", with: "6")
    let name = "\"\u{301} onload='x' <b>\u{202E}txt"
    let page = try comparisonPage(base, witness, named: (name, "<i>")).read
    #expect(columns(page) == [base, witness].map { $0.filter { !$0.isWhitespace } })
    #expect(page.all("script").count == 2)
    #expect(page.all("style").count == 1)
    #expect(page.all("tr").count == 3)
    let names = Set(page.elements.flatMap { $0.attributes.keys })
    #expect(!names.contains { $0.hasPrefix("on") })
    let shownName = name.replacingOccurrences(of: "\u{202E}", with: "[RLO]")
    #expect(page.all("bdi").first?.text == shownName)
  }

  @Test func reasonsReachTheScriptWholeAndHarmless() throws {
    let base = "The mayor went home."
    let witness = "The mayor </script><!--<script> \u{202E}so\u{0} home."
    let (text, page, comparison) = try comparisonPage(base, witness)
    let reason = try #require(comparison.differences.first).reason
    #expect(reason.contains("</script><!--<script> \u{202E}so\u{0}"))
    let script = try #require(page.with("reasons")).text
    #expect(!script.contains("<"))
    #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{0}" })
    let json = try JSONSerialization.jsonObject(with: Data(script.utf8))
    let reasons = try #require((json as? [String: Any])?["reasons"] as? [String])
    let shown = reason.replacingOccurrences(of: "\u{202E}", with: "[RLO]")
      .replacingOccurrences(of: "\u{0}", with: "[NUL]")
    #expect(reasons.first == shown)
  }

  @Test func whatStandsInAnAttributeCannotEndIt() {
    let hostile = "\"\u{301} a='1' <b> & \u{7}"
    let escaped = ComparisonPage.Markup.escaped(hostile)
    #expect(escaped == "&quot;\u{301} a=&#39;1&#39; &lt;b&gt; &amp; [BEL]")
  }

  @Test func whatCannotBeSeenIsShown() throws {
    let base = "A\u{0}b \u{202E}c\u{2069} d\u{AD}e f\u{200B}g h\u{85}i \u{FEFF}j \u{7F}k."
    let text = try comparisonPage(base, base + " So.").text
    for sign in ["NUL", "RLO", "PDI", "SHY", "ZWSP", "BOM", "DEL"] {
      #expect(text.contains("<i class=\"z\">\(sign)</i>"))
    }
    for scalar in base.unicodeScalars where scalar.properties.isDefaultIgnorableCodePoint {
      #expect(!text.unicodeScalars.contains(scalar))
    }
    #expect(!text.utf8.contains(0))
    let joined = "नमस्ते क्\u{200D}ष और می\u{200C}خواهم."
    #expect(try comparisonPage(joined, joined).text.contains(joined))
  }

  @Test func whiteSpaceIsShownBySigns() throws {
    let page = try comparisonPage("One two three.", "One\r\ntwo            three.").read
    #expect(page.with("e1")?.attributes["data-w"] == "CR↵")
    #expect(page.with("e2")?.attributes["data-w"] == "·×12")
  }

  @Test func addedParagraphsHaveRowsOfTheirOwn() throws {
    let base = "The bridge is shut.\nNobody was hurt in it.\n"
    let witness = "The bridge is shut.\nTrains run.\nBoats run too.\nNobody was hurt in it.\n"
    for (a, b, number) in [(base, witness, 2), (witness, base, 4)] {
      let page = try comparisonPage(a, b).read
      let cells = page.all("td").map { $0.text.trimmingCharacters(in: .whitespaces) }
      let empty = cells.indices.filter { $0 % 2 == (a == base ? 0 : 1) && cells[$0].isEmpty }
      #expect(page.all("tr").count == 5)
      #expect(Set(page.ids).count == page.ids.count)
      #expect(page.elements.count { $0.attributes["data-d"] == "1" } == 1)
      #expect(empty.map { $0 / 2 } == [1, 2])
      let numbers = page.all("td").compactMap { $0.attributes["data-p"] }
      #expect(numbers == (1...number).map(String.init))
    }
  }

  @Test func aTextOnOneLineStandsAgainstParagraphs() throws {
    let base = "The bridge is shut.\nNobody was hurt.\nBoats run.\n"
    let page = try comparisonPage(base, base.replacingOccurrences(of: "\n", with: " ")).read
    let cells = page.all("td").map { $0.text.trimmingCharacters(in: .whitespacesAndNewlines) }
    #expect(
      cells == [
        "The bridge is shut.", "The bridge is shut.", "Nobody was hurt.", "Nobody was hurt.",
        "Boats run.", "Boats run.",
      ])
  }

  @Test func aLongLineIsCutIntoRows() throws {
    let line = String(repeating: "The bridge was shut at noon and opened at nine. ", count: 400)
    let page = try comparisonPage(line, line + "Boats run.").read
    #expect(page.all("tr").count > 15)
    #expect(page.all("td").allSatisfy { $0.text.utf8.count < 1_300 })
    let endless = String(repeating: "word ", count: 4_000)
    #expect(try comparisonPage(endless, endless).read.all("tr").count > 5)
  }

  @Test func aLongChangeIsCutShortInTheList() throws {
    let added = (1...300).map { "Boat \($0) ran late." }.joined(separator: " ")
    let page = try comparisonPage("The bridge is shut.", "The bridge is shut. " + added).read
    let entry = try #require(page.with("c1")).text
    #expect(entry.contains("nothing stands here"))
    #expect(entry.contains("… 1,500 words and marks in all …"))
    #expect(entry.count < 1_500)
    #expect(page.with("texts")?.text.contains("Boat 150 ran late.") == true)
  }
}
