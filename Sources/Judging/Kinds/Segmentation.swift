import Collating
import Prose

/// The same letters with other borders or other marks between them: `can not`, `well known`,
/// `Russia s`.
enum Segmentation {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.isSubstitution else { return nil }
    let letters = place.base.letters
    guard !letters.isEmpty, letters == place.reading.letters else { return nil }
    let said = "`\(place.base.text)` is written `\(place.reading.text)`"
    if let changed = Numbers.changedByMarks(place) { return changed }
    let baseMarks = place.base.words.count - place.base.lexical.count
    let readingMarks = place.reading.words.count - place.reading.lexical.count
    let (baseWords, readingWords) = (place.base.lexical.count, place.reading.lexical.count)
    if brokenAtLineEnd(place.base) || brokenAtLineEnd(place.reading) {
      return Verdict(
        kind: .lineBreak, effect: .same, reason: "\(said): a word broken at the end of a line",
        operation: .segmentation)
    }
    if baseMarks == readingMarks, baseWords != readingWords {
      return Verdict(
        kind: readingWords > baseWords ? .wordSplit : .wordJoined, effect: .same,
        reason: "\(said): the same letters", operation: .segmentation)
    }
    return Verdict(kind: .punctuation, effect: .same, reason: "\(said): only the marks differ")
  }

  private static func brokenAtLineEnd(_ side: Side) -> Bool {
    let text = side.witness.article.text[side.range]
    return text.contains("-\n") || text.contains("-\r\n")
  }
}

/// Words written twice: dittography.
enum Repetition {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard let side = place.only, !side.lexical.isEmpty else { return nil }
    let keys = side.lexical.map { side.witness.words.keys[$0] }
    let count = side.words.count
    let words = side.witness.words
    let isLikeBefore =
      side.words.lowerBound >= count
      && words.keys[side.words] == words.keys[side.words.lowerBound - count..<side.words.lowerBound]
    let isLikeAfter =
      side.words.upperBound + count <= words.count
      && words.keys[side.words] == words.keys[side.words.upperBound..<side.words.upperBound + count]
    guard isLikeBefore || isLikeAfter, keys.count <= 12 else { return nil }
    return Verdict(
      kind: .repetition, effect: .sameIllFormed,
      reason: "`\(side.text)` stands twice in one text and once in the other")
  }
}
