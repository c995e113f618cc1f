public import Collating
public import Prose

/// Two or more texts set side by side: each against the base, and all in one table.
public struct Apparatus: Sendable {
  /// The texts, with sigla A, B, C … in the order they were given in.
  public let witnesses: [Witness]
  /// The place of the witness the others are shown against.
  public let base: Int
  /// Each of the others against the base, in the same order; names are unique over all.
  public let comparisons: [Comparison]

  /// Collates and judges articles.
  ///
  /// - Complexity: As `PairAlignment`, for each article but the base.
  public init(of articles: [Article], base: Int = 0) {
    let witnesses = articles.enumerated().map { Witness($1, siglum: Witness.siglum($0)) }
    var comparisons: [Comparison] = []
    var numbering = Numbering()
    for index in witnesses.indices where index != base {
      let comparison = Comparison(of: witnesses[base], and: witnesses[index], after: numbering)
      numbering = Numbering(after: comparison)
      comparisons.append(comparison)
    }
    self.witnesses = witnesses
    self.base = base
    self.comparisons = comparisons
  }

  /// The places, in the list of witnesses, of all but the base: those of `comparisons`.
  public var others: [Int] { witnesses.indices.filter { $0 != base } }

  /// A witness against the base; nil for the base itself.
  public func comparison(of witness: Int) -> Comparison? {
    witness == base ? nil : comparisons[witness < base ? witness : witness - 1]
  }

  /// All differences, witness by witness.
  public var differences: [Difference] { comparisons.flatMap(\.differences) }

  /// All witnesses under one another; it does not depend on the base, nor on their order.
  ///
  /// - Complexity: As `AlignmentTable`; made anew each time it is asked for.
  public var table: AlignmentTable { AlignmentTable(of: witnesses) }

  /// Which of the witnesses was made from which; what was compared is not compared again.
  ///
  /// - Complexity: As `Stemma`; made anew each time it is asked for.
  public var stemma: Stemma {
    Stemma(of: witnesses) { first, second in
      if first == base, let comparison = comparison(of: second) { return (comparison, true) }
      if second == base, let comparison = comparison(of: first) { return (comparison, false) }
      return (Comparison(of: witnesses[first], and: witnesses[second]), true)
    }
  }

  /// The share of the words of all texts that stand in every one of them.
  public func agreement(in table: AlignmentTable) -> Double {
    let words = witnesses.reduce(0) { $0 + $1.words.count { $0.kind.isLexical } }
    return words == 0 ? 1 : Double(witnesses.count * table.equalWords) / Double(words)
  }
}
