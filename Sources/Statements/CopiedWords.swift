import Collating
public import Judging
public import Prose

/// How a run of words of the base reads in a copy: stretches that are equal, and the differences
/// between them.
public struct CopiedWords: Sendable {
  /// A stretch of the base.
  public struct Piece: Hashable, Sendable {
    /// Where it stands in the base.
    public let base: TextRange
    /// What the copy has in its place, by its place in the copy; nil where the texts are equal.
    public let reading: TextRange?
    /// How much that matters.
    public let severity: Severity
  }

  /// The stretches, in order.
  public let pieces: [Piece]

  /// Follows a run of words of the base.
  ///
  /// - Complexity: O(log differences + differences in the run).
  public init(of run: Range<Int>, in comparison: Comparison) {
    let span = comparison.collation.base.words.span(run)
    let all = comparison.differences
    var pieces: [Piece] = []
    var at = span.start
    var next = all.indices.partitioningIndex { all[$0].locus.base.range.end > span.start }
    while next < all.count, all[next].locus.base.range.start < span.end {
      let (old, new) = (all[next].locus.base.range, all[next].locus.reading.range)
      if old.start > at {
        pieces.append(Piece(base: TextRange(at, old.start), reading: nil, severity: .none))
      }
      pieces.append(
        Piece(
          base: TextRange(max(old.start, span.start), min(old.end, span.end)), reading: new,
          severity: all[next].severity))
      at = max(at, old.end)
      next += 1
    }
    if at < span.end {
      pieces.append(Piece(base: TextRange(at, span.end), reading: nil, severity: .none))
    }
    self.pieces = pieces
  }
}
