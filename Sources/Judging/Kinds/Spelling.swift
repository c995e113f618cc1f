import Collating
import Prose

/// One word in two spellings.
enum Spelling {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.base.lexical.count == 1, place.reading.lexical.count == 1 else { return nil }
    let (a, b) = (place.base.lowercased[0], place.reading.lowercased[0])
    var said: String { "`\(place.base.text)` became `\(place.reading.text)`" }
    if areVariants(a, b) {
      return Verdict(
        kind: .variantSpelling, effect: .wordingOnly,
        reason: "\(said): two usual spellings of one word")
    }
    guard !WordLists.function.contains(a) || !WordLists.function.contains(b) else { return nil }
    if isInflection(a, b), !place.isInQuotation {
      return Verdict(
        kind: .inflection, effect: .wordingOnly, reason: "\(said): two forms of one word")
    }
    guard areAlike(Letters.folded(Substring(a)), Letters.folded(Substring(b))) else { return nil }
    guard !(isKnown(a, place.base, place) && isKnown(b, place.reading, place)) else { return nil }
    if WordParts.areOtherWords(a, b) {
      return Verdict(
        kind: .paraphrase, effect: .falseStatement,
        reason: "\(said): nearly the same letters, and another word")
    }
    return Verdict(
      kind: .spelling, effect: .sameIllFormed, reason: "\(said): nearly the same letters")
  }

  /// A word the texts know against a string of nearly the same letters that neither lists nor the
  /// other text know.
  @Sendable static func misread(_ place: Place) -> Verdict? {
    guard place.base.lexical.count == 1, place.reading.lexical.count == 1,
      place.base.words.count == 1,
      place.reading.words.count == 1
    else { return nil }
    let (a, b) = (place.base.lowercased[0], place.reading.lowercased[0])
    let isFigure =
      place.base.kind(place.base.lexical[0]) == .number
      || place.reading.kind(place.reading.lexical[0]) == .number
    if isFigure {
      guard lookalikes(a) == lookalikes(b),
        a.contains(where: \.isLetter) != b.contains(where: \.isLetter)
      else { return nil }
    } else {
      guard areAlike(Letters.folded(Substring(a)), Letters.folded(Substring(b))),
        isKnown(a, place.base, place) != isKnown(b, place.reading, place),
        !areVariants(a, b),
        !isInflection(a, b), !Synonyms.areSynonyms(a, b), !WordParts.areOtherWords(a, b)
      else { return nil }
    }
    let areNames =
      place.base.isName(place.base.lexical[0]) && place.reading.isName(place.reading.lexical[0])
    return Verdict(
      kind: areNames ? .nameSpelling : .spelling, effect: .sameIllFormed,
      reason:
        "`\(place.base.text)` became `\(place.reading.text)`: nearly the same letters, and not a word the texts know"
    )
  }

  /// Whether a word is in the lists, or stands in both texts.
  private static func isKnown(_ word: String, _ side: Side, _ place: Place) -> Bool {
    WordLists.function.contains(word) || WordLists.hedges.contains(word)
      || WordLists.negations.contains(word)
      || Attribution.isCue(word) || Numbers.calendarWords.contains(word)
      || Numbers.units.contains(word) || Synonyms.isKnown(word)
      || place.report.standsInBoth(side.lexical.map { side.witness.words.keys[$0] })
  }

  /// A figure as a poor reader sees it: letters that look like digits made digits.
  private static func lookalikes(_ text: String) -> String {
    String(
      text.map {
        ["l": "1", "i": "1", "o": "0", "s": "5", "z": "2", "b": "8", "g": "9", "q": "9"][$0] ?? $0
      })
  }

  /// Whether two spellings differ in at most two letters in five.
  static func areAlike(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    // Nobody misspells a string of so many letters; to count its edits could take days.
    guard max(a.count, b.count) <= longestWord else { return false }
    if a.count > 1 || b.count > 1, a != b, shape(a) == shape(b) { return true }
    let longest = max(a.count, b.count)
    // A misreader or a typist adds or loses a letter, not a syllable: `and` is no `Grand`.
    guard longest > 2, abs(a.count - b.count) <= max(1, longest / 5) else { return false }
    return Letters.distance(a, b) * 5 <= longest * 2
  }

  private static let longestWord = 200

  /// A word as a poor reader sees it: groups of letters that look alike are levelled.
  private static func shape(_ letters: [UInt8]) -> [UInt8] {
    var shape = letters
    for (group, like) in lookalikeGroups { shape.replaceAll(group, with: like) }
    return shape
  }

  private static let lookalikeGroups = bytes([
    ("rn", "m"), ("cl", "d"), ("vv", "w"), ("li", "h"), ("ii", "u"), ("in", "m"), ("ri", "n"),
    ("0", "o"), ("1", "l"),
    ("5", "s"), ("i", "l"), ("8", "b"), ("6", "b"), ("9", "g"), ("q", "g"), ("e", "c"), ("t", "f"),
    ("u", "n"),
  ])

  /// Whether two words, in lower case, differ as British and American spelling do, or not at all.
  static func areVariants(_ a: String, _ b: String) -> Bool {
    variantForm(Array(a.utf8)) == variantForm(Array(b.utf8))
  }

  /// The word with what British and American spelling differ in levelled.
  private static func variantForm(_ word: [UInt8]) -> [UInt8] {
    var form = word
    for (british, american) in variants {
      guard let start = form.firstIndex(of: british) else { continue }
      // "our" alone is a word; inside one it is a spelling.
      if form.count > british.count || british.count > 4 {
        form.replaceSubrange(start..<start + british.count, with: american)
      }
    }
    return wholeVariants.first { $0.0 == form }?.1 ?? form
  }

  private static let variants = bytes([
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ises", "izes"), ("ise", "ize"),
    ("yse", "yze"), ("our", "or"), ("metres", "meters"), ("metre", "meter"), ("litre", "liter"),
    ("centre", "center"), ("theatre", "theater"), ("fibre", "fiber"), ("defence", "defense"),
    ("offence", "offense"), ("licence", "license"), ("lled", "led"), ("lling", "ling"),
    ("ller", "ler"),
    ("ogue", "og"), ("aeo", "eo"), ("programme", "program"), ("cheque", "check"),
  ])
  private static let wholeVariants = bytes([
    ("grey", "gray"), ("tyre", "tire"), ("kerb", "curb"), ("plough", "plow"),
  ])

  private static func bytes(_ pairs: [(String, String)]) -> [([UInt8], [UInt8])] {
    pairs.map { (Array($0.utf8), Array($1.utf8)) }
  }

  private static func isInflection(_ a: String, _ b: String) -> Bool {
    stem(a) == stem(b) && stem(a).count > 2
  }

  private static func stem(_ word: String) -> String {
    for ending in ["ies", "ied", "ing", "es", "ed", "s", "d", "ly", "y", "e"]
    where word.hasSuffix(ending) && word.count - ending.count > 2 {
      return String(word.dropLast(ending.count))
    }
    return word
  }
}
