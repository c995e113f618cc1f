public import Collating
public import Prose

/// Two texts set side by side: where they part, and what each difference is.
public struct Comparison: Sendable {
  /// The words of both, aligned.
  public let collation: Collation
  /// The differences, in the order of the base; they tile the pair.
  public let differences: [Difference]
  /// The faults behind many differences, the one that explains most first.
  public let causes: [Cause]

  /// What was named before, in other comparisons of the same document.
  public let numbering: Numbering

  /// Collates and judges two articles.
  ///
  /// - Complexity: As `PairAlignment`.
  public init(of base: Article, and witness: Article) {
    self.init(of: Witness(base, siglum: "A"), and: Witness(witness, siglum: "B"))
  }

  /// Collates and judges two witnesses; names go on where others ended.
  ///
  /// - Complexity: As `PairAlignment`.
  public init(of base: Witness, and witness: Witness, after numbering: Numbering = Numbering()) {
    collation = Collation(of: base, and: witness)
    self.numbering = numbering
    (differences, causes) = Judge().verdict(on: collation, after: numbering)
  }

  /// The name of a move, by its place in the collation: `m1`, `m2` ….
  public func moveID(_ move: Int) -> String { "m\(numbering.moves + move + 1)" }

  /// How many differences there are of each severity.
  public var countBySeverity: [Severity: Int] {
    Dictionary(differences.map { ($0.severity, 1) }, uniquingKeysWith: +)
  }

  /// How many differences there are of each kind.
  public var countByKind: [DifferenceKind: Int] {
    Dictionary(differences.map { ($0.kind, 1) }, uniquingKeysWith: +)
  }

  /// The share of the words of both texts that stand equal in both: 1 for texts with the same
  /// words, 0 for strangers.
  public var agreement: Double { collation.agreement }

  /// The words of a witness, marks not counted.
  public func lexicalCount(_ witness: Witness) -> Int {
    witness.words.count { $0.kind.isLexical }
  }
}

/// How many differences, moves and causes have names already, so that each name is given out once.
public struct Numbering: Hashable, Sendable {
  /// Differences named.
  public var differences = 0
  /// Moves named.
  public var moves = 0
  /// Causes named.
  public var causes = 0

  /// Nothing has a name yet.
  public init() {}

  /// Those and the ones of a comparison.
  init(after comparison: Comparison) {
    self = comparison.numbering
    differences += comparison.differences.count
    moves += comparison.collation.moves.count
    causes += comparison.causes.count
  }
}
