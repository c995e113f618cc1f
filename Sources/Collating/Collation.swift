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
    // Ties are broken by place, so that one of two texts must always be taken first if the same is
    // to be found whichever is the base.
    let isBaseFirst = !Self.precedes(witness.words, base.words)
    var parts = Parts(isBaseFirst ? base : witness, isBaseFirst ? witness : base)
    if !isBaseFirst { parts.exchange() }
    let segments = parts.segments
    self.base = base
    self.witness = witness
    loci = LociBuilder.loci(from: segments, base.words, witness.words)
    moves = parts.moves
    var equal = 0
    for segment in segments where segment.isEqual {
      for word in segment.a where base.words.kinds[word].isLexical { equal += 1 }
    }
    equalWords = equal
    limits = parts.limits.map(\.a)
  }

  /// The share of the words of both texts that stand equal in both: 1 for texts with the same
  /// words, 0 for strangers.
  public var agreement: Double {
    let words = [base, witness].reduce(0) { $0 + $1.words.count { $0.kind.isLexical } }
    return words == 0 ? 1 : Double(2 * equalWords) / Double(words)
  }

  /// Whether the two have so little in common that one is hardly a copy of the other.
  public var isOfStrangers: Bool { agreement < 0.2 }

  /// An order of texts that does not depend on which is the base.
  private static func precedes(_ x: Words, _ y: Words) -> Bool {
    x.count == y.count ? x.keys.lexicographicallyPrecedes(y.keys) : x.count < y.count
  }
}

/// Two texts cut into what is equal and what parts, with the passages that moved.
private struct Parts {
  private(set) var segments: [Segment]
  private(set) var moves: [Move]
  private(set) var limits: [(a: Int, b: Int)]

  init(_ a: Witness, _ b: Witness) {
    let alignment = PairAlignment(
      a.words.keys, b.words.keys, isMark: a.words.kinds.map { !$0.isLexical })
    let tidy = Tidying(of: alignment, a.words, b.words).segments
    let (cut, moves) = MoveSearch(a, b).apply(to: tidy)
    segments = WordPairing(a.words, b.words).apply(to: cut)
    self.moves = moves
    limits = alignment.limits
  }

  /// The same seen from the other text; moves are numbered in the order of the first.
  mutating func exchange() {
    let order = moves.indices.sorted {
      moves[$0].reading.lowerBound < moves[$1].reading.lowerBound
    }
    var number = Array(repeating: 0, count: moves.count)
    for (new, old) in order.enumerated() { number[old] = new }
    moves = order.map { old in
      Move(base: moves[old].reading, reading: moves[old].base, isEdited: moves[old].isEdited)
    }
    segments = segments.map { segment in
      Segment(
        a: segment.b, b: segment.a, isEqual: segment.isEqual, move: segment.move.map { number[$0] })
    }
    limits = limits.map { (a: $0.b, b: $0.a) }
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
