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

  /// Collates and judges two articles.
  ///
  /// - Complexity: As `PairAlignment`.
  public init(of base: Article, and witness: Article) {
    collation = Collation(
      of: Witness(base, siglum: "A"), and: Witness(witness, siglum: "B"))
    (differences, causes) = Judge().verdict(on: collation)
  }

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
  public var agreement: Double {
    let words = lexicalCount(collation.base) + lexicalCount(collation.witness)
    return words == 0 ? 1 : Double(2 * collation.equalWords) / Double(words)
  }

  /// The words of a witness, marks not counted.
  public func lexicalCount(_ witness: Witness) -> Int {
    witness.words.count { $0.kind.isLexical }
  }
}
