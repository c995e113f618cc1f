import Collating
import Prose

/// A passage that stands elsewhere in the other text: one of its two places.
enum Movement {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard let move = place.locus.move, let side = place.only else { return nil }
    let kind: DifferenceKind =
      side.witness.paragraphs.runs.contains(where: { Extent.covers(side, $0) })
      ? .movedParagraph : Extent.wholeSentences(side) > 0 ? .movedSentence : .movedPhrase
    let isEdited = place.report.moves[move].isEdited
    return Verdict(
      kind: kind, effect: .wordingOnly,
      reason: "`\(Extent.quoted(side))` stands elsewhere in the other text (m\(move + 1))"
        + (isEdited ? ", in other words" : ""),
      operation: .transposition)
  }
}
