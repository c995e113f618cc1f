import Collating
import Prose

/// Marks alone: lost, added or changed.
enum Marking {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.base.lexical.isEmpty, place.reading.lexical.isEmpty else { return nil }
    let marks = place.base.surfaces + place.reading.surfaces
    guard !marks.isEmpty else { return nil }
    let reason =
      switch place.operation {
      case .addition: "the mark `\(place.reading.text)` stands in one text only"
      case .omission: "the mark `\(place.base.text)` stands in one text only"
      default: "`\(place.base.text)` became `\(place.reading.text)`"
      }
    if marks.contains(where: { "$£€¥%".contains($0) }) {
      return Verdict(
        kind: .unit, effect: .falseStatement, reason: reason + ": it says what is counted")
    }
    if let side = place.only, isPartOfNumber(side) {
      return Verdict(
        kind: .number, effect: .falseStatement,
        reason: reason + ": with it the figure behind it is another")
    }
    let quotes = { (side: Side) in
      side.words.filter { side.witness.words.keys[$0] == Marks.doubleQuote }.count
    }
    if quotes(place.base) != quotes(place.reading) {
      return Verdict(
        kind: .quoteBoundary, effect: .sameIllFormed,
        reason: reason + ": where the quotation begins or ends is lost")
    }
    if let side = place.only, side.words.count == 1, isStray(side) {
      return Verdict(kind: .strayMark, effect: .same, reason: reason)
    }
    let keys = Set(
      place.base.words.map { place.base.witness.words.keys[$0] }
        + place.reading.words.map { place.reading.witness.words.keys[$0] })
    if place.isSubstitution, keys.isSubset(of: [Marks.dash, Marks.hyphen]) {
      return Verdict(kind: .dashGlyph, effect: .same, reason: reason)
    }
    return Verdict(kind: .punctuation, effect: .same, reason: reason)
  }

  /// A minus or a decimal point.
  ///
  /// It stands right before a figure, and nothing before it but a space or the sign of a currency.
  /// `-30-` is the end of a report.
  private static func isPartOfNumber(_ side: Side) -> Bool {
    guard side.words.count == 1, let after = side.after, side.kind(after) == .number,
      ".-−".contains(side.surface(side.words.lowerBound))
    else { return false }
    let words = side.witness.words
    let isFree = side.before.map {
      !words.gap(before: side.words.lowerBound).isEmpty || "$£€¥(".contains(words.surface($0))
    }
    let isEndMark =
      after + 1 < words.count && words.surface(after + 1) == "-"
      && words.gap(before: after + 1).isEmpty
    return words.gap(before: after).isEmpty && !isEndMark && isFree ?? true
  }

  /// A mark that no rule of writing puts there: a bracket without its partner, or a sign prose does
  /// not use.
  private static func isStray(_ side: Side) -> Bool {
    let mark = side.surface(side.words.lowerBound)
    if let partner = ["[": "]", "]": "[", "(": ")", ")": "(", "{": "}", "}": "{"][mark] {
      let words = side.witness.words
      let near = max(0, side.words.lowerBound - 40)..<min(words.count, side.words.upperBound + 40)
      return !near.contains { words.kinds[$0] == .mark && words.surface($0) == partner }
    }
    return "|~^\\_*#<>=•¬¦".contains(mark)
  }
}
