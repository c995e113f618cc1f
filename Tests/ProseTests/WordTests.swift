import Support
import Testing

@testable import Prose

struct WordTests {
  /// Every byte stands in exactly one word or one gap, gaps hold only white space, words never do.
  private func expectTiling(_ text: String) {
    let words = Words(in: text)
    let bytes = Array(text.utf8)
    var at = 0
    for index in 0...words.count {
      let gap = words.gap(before: index)
      guard gap.start == at, gap.end >= gap.start, gap.end <= bytes.count else {
        Issue.record("gap \(index) of \(text.debugDescription) stands at \(gap), not at \(at)")
        return
      }
      // A no-break space read in the wrong encoding is white space still.
      let space = Mojibake.undone(
        Substring(String(decoding: bytes[gap.start..<gap.end], as: UTF8.self)))
      #expect(space.allSatisfy(isSpaceOrInvisible), "gap \(index) of \(text.debugDescription)")
      at = gap.end
      guard index < words.count else { break }
      let range = words.range(index)
      guard range.start == at, range.end > range.start, range.end <= bytes.count else {
        Issue.record("word \(index) of \(text.debugDescription) stands at \(range), not at \(at)")
        return
      }
      let surface = String(decoding: bytes[range.start..<range.end], as: UTF8.self)
      #expect(Array(words.surface(index).utf8) == Array(surface.utf8))
      #expect(
        !surface.unicodeScalars.contains("\u{FFFD}") || text.unicodeScalars.contains("\u{FFFD}"))
      #expect(!surface.unicodeScalars.contains { $0.properties.isWhitespace })
      at = range.end
    }
    #expect(at == bytes.count, "\(text.debugDescription) is not covered to its end")
  }

  private func isSpaceOrInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isWhitespace { return true }
    return ["\u{200B}", "\u{FEFF}", "\u{AD}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FE0F}"]
      .contains(scalar)
  }

  @Test func wordsAndGapsTileEverySmallText() {
    for text in Every.text(upTo: 4) { expectTiling(text) }
    let marks = ["a", "n", "'", "’", "t", "4", ".", "-"]
    for text in Every.text(of: marks, upTo: 4, gaps: [""]) { expectTiling(text) }
  }

  @Test(arguments: OddTexts.all) func wordsAndGapsTileOddTexts(_ odd: OddTexts.Text) {
    expectTiling(odd.text)
    expectTiling(odd.text + odd.text)
    for other in OddTexts.all { expectTiling(odd.text + other.text) }
  }

  @Test func wordsAndGapsTileRandomScalars() {
    var random = Seeded(1)
    for _ in 0..<400 {
      var text = String.UnicodeScalarView()
      for _ in 0..<random.below(40) {
        let plane: ClosedRange<UInt32> =
          random.pick([
            0...0x7F, 0x80...0x24F, 0x2000...0x206F, 0x300...0x36F, 0...0xFFFF, 0x10000...0x10FFFF,
          ])
        if let scalar = Unicode.Scalar(UInt32.random(in: plane, using: &random)) {
          text.append(scalar)
        }
      }
      expectTiling(String(text))
    }
  }

  @Test(arguments: Every.text(upTo: 2) + OddTexts.all.map(\.text))
  func lexicalWordsCarryLettersOrDigits(_ text: String) {
    let words = Words(in: text)
    for index in words.indices {
      let holdsLetter = words.surface(index).unicodeScalars.contains {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      let surface = String(words.surface(index)).debugDescription
      if words.kinds[index].isLexical { #expect(holdsLetter, "\(surface) is no word") }
    }
  }

  @Test func spansCoverTheirWords() {
    let words = Words(in: " The bridge, she said. ")
    #expect(words.text[words.span(0..<3)] == "The bridge,")
    #expect(words.span(2..<2) == TextRange(11, 11))
    #expect(words.span(0..<0) == TextRange(1, 1))
    #expect(words.span(6..<6) == TextRange(23, 23))
    #expect(words[1].range == TextRange(5, 11))
    #expect(words[1].key == WordKey("bridge"))
    #expect(words[1].kind == .word)
  }
}
