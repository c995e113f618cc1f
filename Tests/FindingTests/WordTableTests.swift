import Prose
import Support
import Testing

@testable import Finding

/// Words found by units, against a count of the units before each.
@Suite struct WordTableTests {
  private static let pieces = [
    "a", "Report", "don’t", "4.2", "—", ".", ",", " ", "  ", "\n", "é", "漢字", "한국", "e\u{301}",
    "İstanbul", "“", "…", "counterrevolutionaries", "😀", "x-y", "\u{200B}",
  ]

  @Test func findsWordsOfUnits() {
    var random = Seeded(7)
    for _ in 0..<200 {
      let text = random.picks(random.below(120), of: Self.pieces).joined()
      let words = Words(in: text)
      let table = WordTable(words)
      let bytes = text.utf8Span.span
      let before = words.indices.filter { words[$0].kind.isLexical }.map { index in
        var at = 0
        return Fold.units(bytes, from: &at, to: words[index].range.start)
      }
      #expect(table.count == before.count)
      for _ in 0..<20 {
        let start = random.below(before.last ?? 4)
        let range = start..<start + 1 + random.below(60)
        let first = max(0, (before.firstIndex { $0 > range.lowerBound } ?? before.count) - 1)
        let end = before.firstIndex { $0 >= range.upperBound } ?? before.count
        #expect(table.words(ofUnits: range) == first..<max(first, end))
      }
    }
  }
}
