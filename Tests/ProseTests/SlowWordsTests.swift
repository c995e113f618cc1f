import Prose
import Support
import Testing

/// The cutter against the rules written down in the slowest way.
struct SlowWordsTests {
  private func expectSame(_ text: String) {
    let slow = SlowWords(of: text).words
    let fast = Words(in: text)
    let cut = fast.indices.map { String(fast.surface($0)) }
    #expect(cut == slow, "\(text.debugDescription)")
  }

  @Test func everySmallTextIsCutAsTheRulesSay() {
    for text in Every.text(of: ["a", "n", "'", "t", "4", ".", "-"], upTo: 5, gaps: [""]) {
      expectSame(text)
    }
    for text in Every.text(of: ["do", "'", "re", "s", "`", " "], upTo: 4, gaps: [""]) {
      expectSame(text)
    }
  }

  @Test func randomTextIsCutAsTheRulesSay() {
    var random = Seeded(2)
    let pieces = [
      "a", "n", "Nt", "s", "t", "ll", "RE", "ve", "m", "d", "'", "''", "`", "\"", "-", "--", ".",
      "...", ",", ":", "/", "1",
      "23", " ", "  ", "\n", "\r\n", "\t", "$", "_", "(", "]", "~", "word", "Can't", "1,000",
    ]
    for _ in 0..<3000 { expectSame(random.picks(random.below(24), of: pieces).joined()) }
  }

  @Test func randomASCIIIsCutAsTheRulesSay() {
    var random = Seeded(3)
    for _ in 0..<1000 {
      let bytes = (0..<random.below(60)).map { _ in UInt8(random.below(128)) }
      expectSame(String(decoding: bytes, as: UTF8.self))
    }
  }

  /// One wide scalar sends a text down the other path; what stands beside it must be cut the same.
  @Test func wideScalarsDoNotChangeWhatStandsBesideThem() {
    var random = Seeded(4)
    let pieces = ["ab", "n't", "'s", "4.2", "--", "...", "''", "\"", ",", " ", "can't", "O'Brien"]
    for _ in 0..<500 {
      let text = random.picks(random.below(12), of: pieces).joined()
      let plain = Cutting(text).surfaces
      #expect(Cutting(text + " 橋").surfaces == (plain.isEmpty ? "橋" : plain + "|橋"))
      #expect(Cutting("é " + text).surfaces == (plain.isEmpty ? "é" : "é|" + plain))
    }
  }
}
