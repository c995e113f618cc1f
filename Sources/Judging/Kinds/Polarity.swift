import Collating
import Prose

/// A negation, or a word that says how sure something is, in one text only or changed.
enum Polarity {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    let base = place.base.lowercased
    let reading = place.reading.lowercased
    guard base.count <= 6, reading.count <= 6, !base.isEmpty || !reading.isEmpty else { return nil }
    if count(base, in: WordLists.negations) != count(reading, in: WordLists.negations) {
      return Verdict(
        kind: .polarity, effect: .falseStatement,
        reason: "\(said(place)): a negation stands in one text only")
    }
    guard hedges(place.base) != hedges(place.reading) else { return nil }
    if base.count == 1, reading.count == 1, Synonyms.areSynonyms(base[0], reading[0]) { return nil }
    return Verdict(
      kind: .modality, effect: .relationChanged,
      reason: "\(said(place)): how sure the text is of it differs")
  }

  /// The words that say how sure the text is.
  private static func hedges(_ side: Side) -> [String] {
    side.lexical.compactMap { word in
      let text = side.lowercase(word)
      return WordLists.hedges.contains(text) && !isMonth(word, side) ? text : nil
    }
  }

  /// Whether `May` is the month: with a capital that no beginning of a sentence explains, or before a
  /// figure.
  private static func isMonth(_ word: Int, _ side: Side) -> Bool {
    let words = side.witness.words
    guard words.surface(word) == "May" else { return false }
    let sentences = side.witness.sentences
    let isFirst = sentences.runs[sentences.index(ofWord: word)].lowerBound == word
    return !isFirst || word + 1 < words.count && words.kinds[word + 1] == .number
  }

  private static func count(_ words: [String], in list: Set<String>) -> Int {
    words.filter { list.contains($0) || $0.hasSuffix("n't") }.count
  }

  static func said(_ place: Place) -> String {
    switch place.operation {
    case .addition: "`\(place.reading.text)` is added"
    case .omission: "`\(place.base.text)` is left out"
    default: "`\(place.base.text)` became `\(place.reading.text)`"
    }
  }
}

/// Words of speech, and who stands beside them.
enum Attribution {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.base.lexical.count == 1, place.reading.lexical.count == 1 else { return nil }
    let (a, b) = (place.base.lowercased[0], place.reading.lowercased[0])
    let loaded = WordLists.loadedCues.contains(a) || WordLists.loadedCues.contains(b)
    let bothAreCues = isCue(a) && isCue(b)
    guard bothAreCues else { return nil }
    return Verdict(
      kind: .cue, effect: loaded ? .attributionChanged : .wordingOnly,
      reason: loaded
        ? "`\(a)` became `\(b)`: the words of speech claim different things"
        : "`\(a)` became `\(b)`: both only say that it was said")
  }

  static func isCue(_ word: String) -> Bool {
    WordLists.plainCues.contains(word) || WordLists.loadedCues.contains(word)
  }

  /// Whether the place is where the speaker stands: right before a word of speech, or right behind
  /// one that follows what was said, `…,” said Ann Lee`, not one that goes on with it, `announced
  /// approval`.
  static func isBesideCue(_ side: Side) -> Bool {
    if let after = side.after, isCue(side.lowercase(after)) { return true }
    guard let cue = side.before, isCue(side.lowercase(cue)) else { return false }
    return cue == 0 || !side.witness.words.kinds[cue - 1].isLexical
  }
}
