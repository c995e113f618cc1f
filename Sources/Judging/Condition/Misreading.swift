import Prose

/// Tells words that a machine misread, without a dictionary: by letters English never puts together, digits among
/// letters, and the usual misreadings of the most frequent words.
enum Misreading {
  static func reason(_ word: Substring) -> String? {
    let bytes = Array(word.utf8)
    guard bytes.count > 1, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    if hasDigitInside(bytes) { return "`\(word)` has a digit among its letters" }
    let lower = word.lowercased()
    if words.contains(lower) { return "`\(word)` looks like a misread common word" }
    guard bytes.dropFirst().allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
    else { return nil }
    if bytes.count > 3, starts.contains(String(lower.prefix(2))) {
      return "`\(word)`: no word begins with `\(lower.prefix(2))`"
    }
    if bytes.count > 2, ends.contains(String(lower.suffix(2))) {
      return "`\(word)`: no word ends with `\(lower.suffix(2))`"
    }
    if let pair = inside.first(where: { lower.contains($0) }) {
      return "`\(word)`: no word has `\(pair)` in it"
    }
    return nil
  }

  /// A letter with small letters or digits on both sides where a digit stands.
  private static func hasDigitInside(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > 2 else { return false }
    var small = 0
    var digits = 0
    for byte in bytes {
      if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { digits += 1 }
      if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) { small += 1 }
    }
    return digits == 1 && small >= 2 && small + digits + 1 >= bytes.count
      && !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[bytes.count - 1])
  }

  /// A figure with a letter before a digit: `1l9`, `50O,000`.
  static func isBrokenFigure(_ word: Substring) -> Bool {
    let bytes = Array(word.utf8)
    guard bytes.count > 2 else { return false }
    for at in 1..<bytes.count - 1 {
      let isLetter = "lOoISi".utf8.contains(bytes[at])
      if isLetter, bytes[at - 1] < 0x3A, bytes[at + 1] < 0x3A { return true }
    }
    return false
  }

  /// A word that holds what UTF-8 looks like in Windows-1252 or Latin-1.
  static func isMisdecoded(_ words: Words, _ index: Int) -> Bool {
    let bytes = words.text.utf8Span.span
    let range = words.range(index)
    // Where a wrong reading was undone the word is longer than its letters; ASCII words are passed over at once.
    for at in range.start..<range.end where bytes[at] >= 0xC3 {
      return Glyphs.isMisdecoded(String(words.surface(index)))
    }
    return false
  }

  private static let words = WordLists.set(
    """
    tbe thc tlie fhe lhe tne ancl aud anc aod ot oi iu wbich wliich wbo wbat wben wbere wouid couid shouid bave 
    witb wilh fhat thaf tbat thls tbis thcy tbey tbeir fhis werc wcre vvas vvere vvith vvill vvould bcen
    becn bccn hc hcr hls bim bcr shc sbe saicl sald sajd statc peoplc aftcr bcfore lasf lirst tirst olher
    otber olten trom fiom frorn lrom tor fcr nof uot
    mosf musf musl mucli sucli inlo inio irom cach cven cver yeai ycar ycars govemment govermnent intemational
    """)
  private static let starts: Set<String> = [
    "tb", "fh", "hb", "bt", "cb", "cd", "dc", "fb", "fc", "fd", "gb", "gc", "hc", "hd", "hf", "jb",
    "lb", "lc", "ld", "lf",
    "lh", "ln", "lr", "lt", "mb", "mh", "ml", "nb", "nf", "nh", "nl", "nr", "nt", "pb", "pc", "pd",
    "rb", "rc", "rd", "rf",
    "rg", "rm", "rn", "rr", "rs", "rt", "rv", "sb", "sd", "tc", "td", "tf", "tg", "tl", "tm", "tn",
    "tp", "vv", "vb", "vc", "wb",
    "wc", "wd", "wf", "wl", "wn", "wt", "bb", "bc", "bd", "bf", "bn", "hh", "hl", "hn", "hr", "hs",
    "qo", "qe",
  ]
  private static let ends: Set<String> = [
    "cb", "cl", "dc", "fb", "hb", "hc", "ij", "mc", "nb", "pb", "qb", "rnc", "tb", "tc", "uc", "vv",
    "wb", "bc", "tf", "gb", "kc", "vc", "hf",
  ]
  private static let inside = ["vv", "iii", "lll", "tbe", "hcr", "ijn", "qq", "tlie", "wbi", "fhe"]
}
