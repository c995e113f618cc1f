import Collating
public import Judging
public import Prose

/// What a copy changed of the kept text, as rows: places in Unicode scalars, names as they are.
///
/// Making one is most of the work of storing it, and can be done on any thread.
public struct Judgement: Sendable {
  struct Row: Sendable {
    var base: Range<Int>
    var reading: Range<Int>
    var difference: Difference
  }

  struct Move: Sendable {
    var base: Range<Int>
    var reading: Range<Int>
    var isEdited: Bool
  }

  /// The number of the copy in its study.
  public let article: Int
  let rows: [Row]
  let moves: [Move]
  let causes: [Cause]
  let agreement: Double
  let countBySeverity: [Severity: Int]

  /// Takes a comparison of the kept text with a copy of it.
  ///
  /// - Parameter offsets: The places of the kept text, which many copies are compared with.
  public init(of article: Int, _ comparison: Comparison, baseOffsets: ScalarOffsets) {
    let (base, witness) = (comparison.collation.base, comparison.collation.witness)
    let offsets = ScalarOffsets(of: witness.article.text)
    self.article = article
    rows = comparison.differences.map { difference in
      Row(
        base: baseOffsets.scalars(of: difference.locus.base.range),
        reading: offsets.scalars(of: difference.locus.reading.range), difference: difference)
    }
    moves = comparison.collation.moves.map { move in
      Move(
        base: baseOffsets.scalars(of: base.words.span(move.base)),
        reading: offsets.scalars(of: witness.words.span(move.reading)), isEdited: move.isEdited)
    }
    causes = comparison.causes
    agreement = comparison.agreement
    countBySeverity = comparison.countBySeverity
  }
}
