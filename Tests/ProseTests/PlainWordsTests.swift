import Prose
import Support
import Testing

/// Words cut by blocks of eight bytes, against words cut byte by byte, as the last of a text are.
@Suite struct PlainWordsTests {
  private static let pieces = [
    "a", "I", "the", "Report", "letters1", "7", "19", "1,000", "4.2m", ".", "..", "...", ",", ":",
    "/", "-",
    "--", "'", "''", "'s", "n't", "`", "``", "\"", " ", "  ", "\n", "\t", "é", "’", "…", "漢", "&",
    "(",
    "\u{7F}", "\u{1}", "_", "@", "[", "{",
  ]

  @Test func blocksCutAsBytesDo() {
    var random = Seeded(3)
    let behind = String(repeating: " ", count: 40)
    var kinds: Set<UInt8> = []
    for _ in 0..<6000 {
      // Short enough for no block to be fetched but where something stands behind.
      let text = random.picks(1 + random.below(6), of: Self.pieces).joined()
      guard text.utf8.count <= 16 else { continue }
      let (slow, fast) = (Words(in: text), Words(in: text + behind))
      #expect(slow.elementsEqual(fast), "\(text)")
      kinds.formUnion(slow.map(\.kind.rawValue))
    }
    #expect(kinds.count == 6)
  }

  @Test func longWordsHaveTheKeysOfTheirBytes() {
    for length in 1...40 {
      let word = String("Counterrevolutionariesandtheirfollowers0".prefix(length))
      let words = Words(in: word + String(repeating: " ", count: 40))
      #expect(words.count == 1 && words[0].range.count == length)
      var hash = StableHash()
      for byte in word.utf8 { hash.add(byte | 0x20) }
      #expect(words[0].key.rawValue == hash.value)
    }
  }
}
