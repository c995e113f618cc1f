import Collating
import Prose

/// Two sentences made one, or one made two, the words kept.
enum SentenceBorder {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.isSubstitution else { return nil }
    let hasStop = { (side: Side) in
      side.words.contains { Marks.stops.contains(side.witness.words.keys[$0]) }
    }
    guard hasStop(place.base) != hasStop(place.reading), let last = place.base.lexical.last,
      let other = place.reading.lexical.last,
      place.base.witness.words.keys[last] == place.reading.witness.words.keys[other]
    else { return nil }
    let rest = place.base.lowercased.dropLast() + place.reading.lowercased.dropLast()
    guard rest.allSatisfy(WordLists.function.contains) else { return nil }
    let isMerged = hasStop(place.base)
    return Verdict(
      kind: isMerged ? .sentenceMerged : .sentenceSplit, effect: .wordingOnly,
      reason: "`\(place.base.text)` became `\(place.reading.text)`: "
        + (isMerged ? "two sentences are made one" : "one sentence is made two"))
  }
}

/// A passage that stands elsewhere in the other text: one of its two places.
enum Movement {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard let move = place.locus.move, let side = place.only else { return nil }
    let kind: DifferenceKind =
      side.witness.paragraphs.runs.contains(where: { Extent.covers(side, $0) })
      ? .movedParagraph : Extent.wholeSentences(side) > 0 ? .movedSentence : .movedPhrase
    let edits = place.report.edits[move]
    return Verdict(
      kind: kind, effect: edits.first?.effect ?? .wordingOnly,
      reason: "`\(side.text)` stands elsewhere in the other text (m\(move + 1))"
        + told(edits, of: place.report.moves[move]),
      operation: .transposition)
  }

  /// What was changed on the way: it is in neither of the two places.
  private static func told(_ edits: [Difference], of move: Move) -> String {
    if edits.isEmpty { return move.isEdited ? ", in other words" : "" }
    let rest = edits.count - mostTold
    return "; on its way " + edits.prefix(mostTold).map(\.reason).joined(separator: "; ")
      + (rest > 0 ? "; and \(rest) more" : "")
  }

  private static let mostTold = 3
}
