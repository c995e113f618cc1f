import Prose
import Testing

struct WordKeyTests {
  private func keys(_ text: String) -> [UInt64] { Words(in: text).keys }

  @Test(arguments: [
    ("bridge", "BRIDGE"), ("Bridge", "bRIDGE"), ("ÉTÉ", "été"), ("МОСТ", "мост"),
    ("ΓΈΦΥΡΑΣ", "γέφυρας"),
    ("caf\u{E9}", "cafe\u{301}"), ("Élève", "ÉLE\u{300}VE"), ("Þór", "þo\u{301}R"),
    ("ZOE\u{308}", "zo\u{EB}"), ("\u{1E9}", "k\u{30C}"),
    ("\u{AC00}", "\u{1100}\u{1161}"),
    ("が", "か\u{3099}"), ("\u{212B}", "\u{E5}"),
    ("don't", "don’t"), ("do n't", "DON’T"), ("Russia's", "Russia ’s"), ("O'Brien", "O’BRIEN"),
    ("пʼять", "п'ять"),
    ("\"", "“"), ("\"", "”"), ("\"", "„"), ("\"", "«"), ("\"", "''"), ("\"", "``"), ("'", "‘"),
    ("'", "’"),
    ("'", "`"), ("—", "–"), ("—", "--"), ("—", "---"), ("-", "‐"), ("-", "\u{2011}"), ("…", "..."),
    ("…", "....."),
    ("don’t", "donâ€™t"), ("café", "cafÃ©"), ("“", "â€œ"), ("café", "cafÃƒÂ©"),
    ("Мост", "ÐœÐ¾Ñ\u{81}Ñ‚"),
    ("BEYONCÉ'S", "BEYONCÉ’S"),
    ("drawbridge", "draw\u{AD}bridge"), ("naïve", "na\u{AD}ïve"), ("ab", "a\u{200D}b"),
    ("ab", "a\u{2060}b"),
    ("❤", "❤\u{FE0F}"),
  ])
  func keysForget(_ a: String, _ b: String) { #expect(keys(a) == keys(b)) }

  @Test(arguments: [
    ("bridge", "bridges"), ("4.2", "42"), ("4.2", "4,2"), ("1,000", "1000"), ("resume", "résumé"),
    ("a", "à"), ("ß", "ÿ"), ("aßb", "aÿb"),
    ("won't", "wont"), ("its", "it's"), ("’", "”"), ("-", "—"), (".", "…"), (".", ","), ("s", "'s"),
    ("ab", "ba"),
    ("橋", "桥"), ("人", "入"), ("и", "й"), ("و", "ؤ"), ("a", "а"), ("1", "l"),
    ("aaaaaaaa", "aaaaaaaaa"), ("ไม่", "ไม้"),
    ("!", "?"), ("(", "["), ("£", "$"), ("👍", "👎"), ("٤", "٢"),
  ])
  func keysTellApart(_ a: String, _ b: String) { #expect(keys(a) != keys(b)) }

  @Test func noTwoShortWordsShareAKey() {
    var seen: [UInt64: String] = [:]
    let letters = ["a", "b", "z", "1", "9", "é", "ж"]
    var words = [""]
    for _ in 0..<5 {
      words = words.flatMap { start in letters.map { start + $0 } }
      for word in words {
        let key = keys(word)[0]
        #expect(seen[key] == nil, "\(word) and \(seen[key] ?? "") share a key")
        seen[key] = word
      }
    }
  }

  /// Fingerprints are stored and shared between machines: these numbers must never change.
  @Test(
    arguments: [
      ("bridge", 0xCA9C_1AC0_1CAE_B489),
      ("Bridge", 0xCA9C_1AC0_1CAE_B489),
      ("’s", 0x764B_C059_CCC0_B39D),
      ("café", 0x138D_ABEB_E8E3_E61A),
      ("4.2", 0x3830_F890_1239_B1DE),
      (",", 0x4F94_AE8A_A61E_959C),
      ("“", 0x97E9_1DBD_3114_C72F),
      ("橋", 0x5A5B_D09C_21C6_0EDC),
      ("internationalisation", 0xA257_9A30_D292_3F2F),
    ] as [(String, UInt64)])
  func keysAreTheSameOnEveryMachine(_ word: String, _ key: UInt64) { #expect(keys(word) == [key]) }

  @Test func keysOfListsAreThoseOfTexts() {
    #expect(WordKey("bridge") == Words(in: "Bridge")[0].key)
    #expect(WordKey("n't") == Words(in: "DON’T")[1].key)
    #expect(StableHash.ofWord("o'brien") == keys("O’Brien")[0])
    #expect(StableHash.of(1) != StableHash.of(2))
    #expect(StableHash.of("ab" as String) != StableHash.of("ba" as String))
  }
}
