import Collating
import Prose

/// A name that stands where the other text has an ordinary word, a pronoun or a mark.
enum Overwriting {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.isSubstitution else { return nil }
    let isReadingName = isName(place.reading, place)
    let isBaseName = isName(place.base, place)
    guard isReadingName != isBaseName else { return nil }
    let (name, other) = isReadingName ? (place.reading, place.base) : (place.base, place.reading)
    // A capital in mid-sentence on the other side makes it one name for another.
    guard other.lexical.count <= 4, !other.lexical.contains(where: { other.isName($0) }) else {
      return nil
    }
    // What a speaker says of himself names nobody else.
    let isOwn = place.isInQuotation && speakers.contains(other.lowercased.first ?? "")
    if let anaphor = anaphor(other), !(isThing(other) && isPerson(name, place)), !isOwn {
      return Verdict(
        kind: isReadingName ? .nameForAnaphor : .anaphorForName,
        effect: .sameIllFormed,
        reason: "the name `\(name.text)` stands where the other text has \(anaphor) `\(other.text)`"
      )
    }
    return Verdict(
      kind: .overwrite, effect: effect(other),
      reason:
        "`\(name.text)`, a name that stands elsewhere in the report, is written over `\(other.text)`"
    )
  }

  /// Whether the words name somebody or something that the report has elsewhere too: a name,
  /// perhaps with a title or role before it, or `the council` where a single other word stood.
  private static func isName(_ side: Side, _ place: Place) -> Bool {
    let own = side.lexical.filter { side.witness.words.kinds[$0] != .clitic }
    guard own.count <= 8, !own.contains(where: { WordLists.verbs.contains(side.lowercase($0)) })
    else { return false }
    let other =
      side.words == place.base.words && side.witness.siglum == place.base.witness.siglum
      ? place.reading : place.base
    let isPhrase =
      own.count > 1 && other.words.count == 1 && side.lowercase(own[0]) == "the"
      && anaphor(side) != nil
      && other.lowercased.first.map { WordLists.function.contains($0) } ?? true
    guard isPhrase || own.contains(where: { side.isName($0) }) else { return false }
    return place.report.standsElsewhere(own.map { side.witness.words.keys[$0] }, than: place)
  }

  /// The keys of what one side has written over the other's words, clitics aside, if the report has
  /// it elsewhere.
  static func mention(_ side: Side, over other: Side, _ place: Place) -> [UInt64]? {
    guard place.locus.sort == .words, side.words.count <= 16, other.words.count <= 8
    else { return nil }
    let own = side.lexical.filter { side.witness.words.kinds[$0] != .clitic }
    guard (1...8).contains(own.count) else { return nil }
    let keys = own.map { side.witness.words.keys[$0] }
    guard own.contains(where: { side.isName($0) }) || side.lowercase(own[0]) == "the" else {
      return nil
    }
    return place.report.standsElsewhere(keys, than: place) ? keys : nil
  }

  private static func isThing(_ other: Side) -> Bool {
    ["it", "its"].contains(other.lowercased.first ?? "")
  }

  /// Whether the report speaks of the name as of a person: with a title, or a first name before it
  /// and a word of speech beside it.
  private static func isPerson(_ name: Side, _ place: Place) -> Bool {
    let last = name.lexical.last { name.isName($0) }
    guard let last else { return false }
    let words = name.witness.words
    return words.indices.contains { index in
      guard words.keys[index] == words.keys[last], index > 0 else { return false }
      return WordLists.titles.contains(name.lowercase(index - 1))
        || (name.isName(index - 1) && index + 1 < words.count
          && Attribution.isCue(name.lowercase(index + 1)))
    }
  }

  /// What sort of anaphor the words are: a pronoun, or `the` with a common noun.
  static func anaphor(_ side: Side) -> String? {
    let words = side.lowercased.filter { $0 != "'s" }
    if words.count == 1, pronouns.contains(words[0]) { return "the pronoun" }
    let isPhrase =
      (2...3).contains(words.count) && ["the", "this", "that"].contains(words[0])
      && side.lexical.dropFirst().allSatisfy {
        !side.isName($0) && side.witness.words.kinds[$0].isLexical
          && (side.witness.words.kinds[$0] == .clitic
            || !WordLists.function.contains(side.lowercase($0)))
      }
    return isPhrase && side.lexical.count == side.words.count ? "the phrase" : nil
  }

  private static func effect(_ other: Side) -> Effect {
    let words = other.lowercased
    if words.isEmpty { return .garbled }
    if words.allSatisfy({ WordLists.function.contains($0) }) { return .relationChanged }
    return .falseStatement
  }

  static let pronouns: Set<String> = [
    "he", "she", "it", "they", "him", "her", "them", "his", "hers", "its", "their", "theirs",
    "i", "we", "me", "us", "my", "our",
  ]

  private static let speakers: Set<String> = ["i", "we", "me", "us", "my", "our"]
}

/// One name for another.
enum NameKinds {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.isSubstitution else { return nameOnly(place) }
    let base = names(place.base)
    let reading = names(place.reading)
    guard !base.isEmpty, !reading.isEmpty, base.count <= 8, reading.count <= 8 else { return nil }
    let said = "`\(place.base.text)` became `\(place.reading.text)`"
    let baseKeys = Set(base.map { place.base.witness.words.keys[$0] })
    let readingKeys = Set(reading.map { place.reading.witness.words.keys[$0] })
    if readingKeys.isStrictSubset(of: baseKeys) {
      return Verdict(
        kind: .nameShortened, effect: .nameShortened, reason: "\(said): a part of the same name")
    }
    if baseKeys.isStrictSubset(of: readingKeys) {
      return Verdict(
        kind: .nameExpanded, effect: .nameShortened,
        reason: "\(said): a fuller form of the same name")
    }
    if base.count == 1, reading.count == 1, isMisspelt(base[0], reading[0], place) {
      return Verdict(
        kind: .nameSpelling, effect: .sameIllFormed, reason: "\(said): one name, spelled two ways")
    }
    let isSpeaker = Attribution.isBesideCue(place.base) || Attribution.isBesideCue(place.reading)
    return Verdict(
      kind: isSpeaker ? .speaker : .nameSubstitution,
      effect: isSpeaker ? .attributionChanged : .falseStatement,
      reason: isSpeaker ? "\(said): another name, beside a word of speech" : "\(said): another name"
    )
  }

  /// A part of a name added or lost beside the rest of it.
  private static func nameOnly(_ place: Place) -> Verdict? {
    guard let side = place.only else { return nil }
    let own = names(side)
    guard !own.isEmpty, own.count <= 3, side.words.count == own.count else { return nil }
    let isBeside =
      (side.isName(side.before) && gapIsSpace(side, side.words.lowerBound))
      || (side.isName(side.after) && gapIsSpace(side, side.words.upperBound))
    guard isBeside else { return nil }
    return Verdict(
      kind: place.isAddition ? .nameExpanded : .nameShortened, effect: .nameShortened,
      reason: "`\(side.text)`, a part of a name, stands in one text only")
  }

  private static func gapIsSpace(_ side: Side, _ word: Int) -> Bool {
    side.witness.words.text[side.witness.words.gap(before: word)] == " "
  }

  /// The words, if all of them are names (clitics, titles and marks aside).
  private static func names(_ side: Side) -> [Int] {
    let own = side.lexical.filter {
      side.witness.words.kinds[$0] != .clitic && !WordLists.titles.contains(side.lowercase($0))
    }
    return own.allSatisfy({ side.isName($0) }) || areCapitals(own, side) ? own : []
  }

  /// Two words or more with a capital each, small words between them aside, are a name also where a
  /// sentence begins.
  private static func areCapitals(_ own: [Int], _ side: Side) -> Bool {
    guard own.count > 1, let first = own.first, let last = own.last,
      !side.witness.names.isInHeading(first)
    else { return false }
    func isCapital(_ word: Int) -> Bool {
      side.witness.words.isCapital(word)
    }
    return isCapital(first) && isCapital(last)
      && !WordLists.function.contains(side.lowercase(first))
      && own.allSatisfy {
        isCapital($0) || ["of", "for", "and", "the"].contains(side.lowercase($0))
      }
  }

  private static func isMisspelt(_ base: Int, _ reading: Int, _ place: Place) -> Bool {
    let a = Letters.folded(place.base.witness.words.surface(base))
    let b = Letters.folded(place.reading.witness.words.surface(reading))
    guard min(a.count, b.count) > 2, Spelling.areAlike(a, b),
      !WordParts.areOtherWords(place.base.lowercase(base), place.reading.lowercase(reading))
    else { return false }
    // Two names that both texts know are two names, however alike.
    let baseKey = place.base.witness.words.keys[base]
    let readingKey = place.reading.witness.words.keys[reading]
    return
      !(place.report.standsElsewhere([baseKey], than: place)
      && place.report.standsElsewhere([readingKey], than: place))
  }
}
