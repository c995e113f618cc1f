public import Collating
import Prose

extension Collation {
  /// What was changed in a passage on its way to where it stands in the other witness, each
  /// difference in the places of the whole pair; empty where nothing was.
  ///
  /// The two places of a move are loci of their own, of which each has words on one side only: what
  /// differs between them stands in neither.
  ///
  /// - Complexity: As `PairAlignment`, over the passage.
  public func edits(of move: Move) -> [Difference] {
    guard move.isEdited else { return [] }
    let (a, b) = (Self.part(base, move.base), Self.part(witness, move.reading))
    // Cut out, a passage may be cut into other words; then its places are not those of the whole.
    guard a.words.count == move.base.count, b.words.count == move.reading.count else { return [] }
    let starts = (
      base: base.words.span(move.base).start, reading: witness.words.span(move.reading).start
    )
    return Judge().verdict(on: Collation(of: a, and: b)).differences.map { inner in
      let locus = inner.locus
      let moved = Locus(
        sort: locus.sort,
        base: locus.base.shifted(by: starts.base, words: move.base.lowerBound),
        reading: locus.reading.shifted(by: starts.reading, words: move.reading.lowerBound))
      return Difference(
        id: inner.id, locus: moved, operation: inner.operation, kind: inner.kind,
        effect: inner.effect, isInQuotation: inner.isInQuotation, reason: inner.reason)
    }
  }

  private static func part(_ witness: Witness, _ words: Range<Int>) -> Witness {
    let text = String(witness.article.text[witness.words.span(words)])
    return Witness(Article(id: witness.article.id, text: text), siglum: witness.siglum)
  }
}

extension Reading {
  fileprivate func shifted(by bytes: Int, words count: Int) -> Reading {
    Reading(
      range: TextRange(range.start + bytes, range.end + bytes),
      words: words.lowerBound + count..<words.upperBound + count)
  }
}
