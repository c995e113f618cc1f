import Prose
import Support
import Testing

@testable import Judging

/// The look at a word eight bytes at a time finds what a look at each letter does.
struct MisreadingTests {
  /// The rules once more, letter by letter, without the list of misread words.
  private func slowly(_ word: String) -> Sighting.Reason? {
    let bytes = Array(word.utf8)
    if bytes.count < 2 || bytes.contains(where: { $0 >= 0x80 }) { return nil }
    let small = bytes.count { $0 >= 0x61 && $0 <= 0x7A }
    let digits = bytes.count { $0 >= 0x30 && $0 <= 0x39 }
    if digits == 1, small > 1, small + 2 >= bytes.count, !(0x30...0x39 ~= bytes[bytes.count - 1]) {
      return .digitAmongLetters
    }
    let isSmallFirst = bytes[0] >= 0x61 && bytes[0] <= 0x7A
    guard bytes.count > 2, small + (isSmallFirst ? 0 : 1) == bytes.count else { return nil }
    let letters = word.lowercased()
    if letters.count > 3,
      ["tb", "bt", "jb", "vb", "bb", "qo", "qe", "vv"].contains(String(letters.prefix(2)))
    {
      return .noSuchStart
    }
    if ["vv", "qb", "tb"].contains(String(letters.suffix(2))) { return .noSuchEnd }
    let pairs = zip(letters, letters.dropFirst()).map { String([$0, $1]) }
    return pairs.contains { ["vv", "qq", "jq", "qj", "vq", "qv", "jx", "xj"].contains($0) }
      ? .noSuchPair : nil
  }

  @Test func wordsAreReadAsLetterByLetter() {
    var random = Seeded(5)
    let pairs = Misreading.pairs
    // All listed pairs of these letters are in the lists above.
    let letters = ["t", "b", "v", "x", "T", "E", "o", "e", "7", "\u{E9}", "q", "j"]
    var seen: Set<String> = []
    for _ in 0..<4000 {
      let word = random.picks(1 + random.below(11), of: letters).joined()
      for text in [word, word + " and some more words", "Then " + word] {
        let words = Words(in: text)
        let index = text.hasPrefix("Then ") ? 1 : 0
        guard index < words.count, words.kinds[index] == .word, words.surface(index) == word else {
          continue
        }
        let bytes = Array(text.utf8)
        let found = Misreading.reason(
          bytes.span, Int(words.starts[index]), Int(words.ends[index]), [], pairs.span)
        let isSound = Misreading.isSound(
          bytes.span, Int(words.starts[index]), Int(words.ends[index]), pairs.span)
        if isSound, found != nil { Issue.record("\(text) passes for sound") }
        let isPlain = word.allSatisfy { $0.isLowercase && $0.isASCII && $0 != "q" && $0 != "j" }
        if isPlain, found == nil, word.count <= 8, text.hasPrefix(word + " ") {
          #expect(isSound || word.contains("xx"), "\(text)")
        }
        let wanted = slowly(word)
        if found != wanted { Issue.record("\(text): \(String(describing: found))") }
        if let wanted { seen.insert("\(wanted)") }
      }
    }
    #expect(seen.count == 4, "\(seen)")
  }

  @Test func everyListedWordHasItsTraits() {
    func traits(_ word: String) -> WordTraits { WordTraits.table[StableHash.ofWord(word)] }
    #expect(traits("tbe") == .misreading && traits("he") == [.subject, .cannotBeOwned])
    #expect(traits("may") == .calendar && traits("s") == .bareClitic)
    #expect(traits("had") == [.mayRepeat, .cannotBeOwned] && traits("bridge") == [])
  }
}
