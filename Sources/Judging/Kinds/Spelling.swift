import Collating
import Prose

/// One word in two spellings.
enum Spelling {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.base.lexical.count == 1, place.reading.lexical.count == 1 else { return nil }
    let (a, b) = (place.base.lowercased[0], place.reading.lowercased[0])
    let said = "`\(place.base.text)` became `\(place.reading.text)`"
    if variantForm(a) == variantForm(b) {
      return Verdict(kind: .variantSpelling, effect: .wordingOnly, reason: "\(said): two usual spellings of one word")
    }
    guard !WordLists.function.contains(a) || !WordLists.function.contains(b) else { return nil }
    if isInflection(a, b), !place.isInQuotation {
      return Verdict(kind: .inflection, effect: .wordingOnly, reason: "\(said): two forms of one word")
    }
    guard areAlike(Letters.folded(Substring(a)), Letters.folded(Substring(b))) else { return nil }
    // Two words that the texts use elsewhere are two words, however alike.
    let knowsBase = place.report.standsElsewhere(keys(place.base), than: place)
    let knowsReading = place.report.standsElsewhere(keys(place.reading), than: place)
    guard !(knowsBase && knowsReading) else { return nil }
    return Verdict(
      kind: .spelling, effect: .sameIllFormed, reason: "\(said): nearly the same letters")
  }

  private static func keys(_ side: Side) -> [UInt64] { side.lexical.map { side.witness.words.keys[$0] } }

  /// Whether two spellings differ in at most two letters in five.
  static func areAlike(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    let longest = max(a.count, b.count)
    guard longest > 2, abs(a.count - b.count) * 5 <= longest * 2 else { return false }
    return Letters.distance(a, b) * 5 <= longest * 2
  }

  /// The word with what British and American spelling differ in levelled.
  static func variantForm(_ word: String) -> String {
    var form = word
    for (british, american) in variants where form.contains(british) {
      if let range = form.firstRange(of: british), range.lowerBound > form.startIndex {
        form.replaceSubrange(range, with: american)
      }
    }
    return wholeVariants[form] ?? form
  }

  private static let variants = [
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"),
    ("yse", "yze"), ("our", "or"), ("metres", "meters"), ("metre", "meter"), ("litre", "liter"),
    ("centre", "center"), ("theatre", "theater"), ("fibre", "fiber"), ("defence", "defense"),
    ("offence", "offense"), ("licence", "license"), ("lled", "led"), ("lling", "ling"), ("ller", "ler"),
    ("ogue", "og"), ("aeo", "eo"), ("programme", "program"), ("cheque", "check"),
  ]
  private static let wholeVariants = ["grey": "gray", "tyre": "tire", "kerb": "curb", "plough": "plow", "whilst": "while", "amongst": "among"]

  private static func isInflection(_ a: String, _ b: String) -> Bool {
    stem(a) == stem(b) && stem(a).count > 2
  }

  private static func stem(_ word: String) -> String {
    for ending in ["ies", "ied", "ing", "es", "ed", "s", "d", "ly", "y", "e"] where word.hasSuffix(ending) && word.count - ending.count > 2 {
      return String(word.dropLast(ending.count))
    }
    return word
  }
}
