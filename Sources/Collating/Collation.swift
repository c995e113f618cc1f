import Prose

/// Two witnesses set word by word under one another, and the loci where they part.
///
/// The loci *tile* the pair: outside them the texts are equal scalar for scalar, and replacing each
/// base reading by the other turns the base into the witness exactly.
public struct Collation: Sendable {
  /// The witness the other is shown against.
  public let base: Witness
  /// The other witness.
  public let witness: Witness
  /// Where they part, in order.
  public let loci: [Locus]
  /// Passages that stand elsewhere in the other; both their places are loci.
  public let moves: [Move]
  /// How many words (marks not counted) stand equal in both.
  public let equalWords: Int
  /// Words of the base where the alignment hit its work limit: `AlignmentSettings.mostDifferences`.
  public let limits: [Int]

  /// Collates two witnesses.
  ///
  /// - Complexity: As `PairAlignment`.
  public init(of base: Witness, and witness: Witness) {
    let alignment = PairAlignment(
      base.words.keys, witness.words.keys, isMark: base.words.kinds.map { !$0.isLexical })
    let tidy = Tidying(of: alignment, base.words, witness.words).segments
    let (cut, moves) = MoveSearch(base, witness).apply(to: tidy)
    let segments = WordPairing(base.words, witness.words).apply(to: cut)
    self.base = base
    self.witness = witness
    loci = LociBuilder.loci(from: segments, base.words, witness.words)
    self.moves = moves
    var equal = 0
    for segment in segments where segment.isEqual {
      for word in segment.a where base.words.kinds[word].isLexical { equal += 1 }
    }
    equalWords = equal
    limits = alignment.limits.map(\.a)
  }
}

/// A stretch of two texts: equal words, or words that part.
struct Segment: Equatable {
  var a: Range<Int>
  var b: Range<Int>
  var isEqual: Bool
  /// The move one of whose two places this is.
  var move: Int?
}
