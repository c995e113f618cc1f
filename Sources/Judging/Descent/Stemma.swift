public import Collating
import Prose

/// Which witness was made from which, with the evidence that gives the direction.
///
/// The likest witnesses are joined first, by a tree that joins all; each join is then judged from
/// the two texts, and the tree is hung up by the witness that agrees best with what was found. A
/// join in which both sides have faults the other is free of is none: both go back to a text that
/// is not here (Maas 1927, on separative errors). Nothing depends on the order of the witnesses.
public struct Stemma: Sendable {
  /// One witness made from another.
  public struct Edge: Hashable, Sendable {
    /// The witness it was made from, by its place in the list.
    public let parent: Int
    /// The witness that was made.
    public let child: Int
    /// How sure the direction is.
    public let certainty: Certainty
    /// What speaks for it, the strongest first, and then what speaks against it.
    public let evidence: [Evidence]
  }

  /// How sure a direction is.
  public enum Certainty: String, CaseIterable, Sendable {
    /// The other direction would need what no copyist can do.
    case certain
    /// Most texts that look so were made so.
    case likely
    /// A guess that is right more often than not.
    case weak
  }

  /// Witnesses of which it is not known which was made from which.
  public struct Undecided: Hashable, Sendable {
    /// Why it is not known.
    public enum Reason: String, CaseIterable, Sendable {
      /// They are the same to the last character.
      case same
      /// Nothing in them gives a direction.
      case nothing
      /// Each has faults the other is free of: both go back to a text that is not here.
      case lostAncestor = "lost-ancestor"
      /// They share too little to be copies at all.
      case strangers
    }

    /// The two or more witnesses, in the order of the list.
    public let witnesses: [Int]
    /// Why.
    public let reason: Reason
    /// What was found all the same.
    public let evidence: [Evidence]
  }

  /// The edges, in the order of their children.
  public let edges: [Edge]
  /// The witness all others were made from, where there is one.
  public let root: Int?
  /// What is left open.
  public let undecided: [Undecided]
  /// The witnesses that also took from another than their parent.
  public let contaminations: [Contamination]
  /// The witnesses that are the same to the last character, the one that stands for them first.
  public let same: [[Int]]
  /// For each witness, the one it was made from, as far as it is told.
  public let parents: [Int?]

  /// Judges the descent of some witnesses.
  ///
  /// - Complexity: O(witnesses² · words) to measure how like they are; one collation for each
  ///   witness but one, as `PairAlignment`.
  public init(of witnesses: [Witness]) {
    self.init(of: witnesses) { (Comparison(of: witnesses[$0], and: witnesses[$1]), true) }
  }

  /// Judges the descent of witnesses some of which were compared before.
  ///
  /// - Parameter compared: Two witnesses compared, and whether the first of them is the base.
  init(
    of witnesses: [Witness],
    compared: (Int, Int) -> (comparison: Comparison, isFirstBase: Bool)
  ) {
    let same = SameTexts(witnesses)
    let search = DescentSearch(same.leaders.map { witnesses[$0] }) {
      compared(same.leaders[$0], same.leaders[$1])
    }
    var undecided = same.undecided
    var edges: [Edge] = []
    for (join, verdict) in zip(search.joins, search.verdicts) {
      let ends = (same.leaders[join.first], same.leaders[join.second])
      switch verdict {
      case .undecided(let reason):
        undecided.append(
          Undecided(
            witnesses: [ends.0, ends.1].sorted(), reason: reason,
            evidence: join.reading.evidence(isForward: true, of: ends)))
      case .made(let isForward, let margin):
        let evidence = join.reading.evidence(isForward: isForward, of: ends)
        let losses = evidence.filter { $0.ground.isLasting }
          .reduce(0) { $0 + ($1.isFor ? $1.weight : -$1.weight) }
        edges.append(
          Edge(
            parent: isForward ? ends.0 : ends.1, child: isForward ? ends.1 : ends.0,
            certainty: Certainty(margin: margin, losses: losses), evidence: evidence))
      }
    }
    edges.sort { $0.child < $1.child }
    var parents: [Int?] = Array(repeating: nil, count: witnesses.count)
    for edge in edges { parents[edge.child] = edge.parent }
    let roots = same.leaders.filter { parents[$0] == nil }
    self.edges = edges
    self.parents = parents
    self.undecided = undecided.sorted { $0.witnesses.lexicographicallyPrecedes($1.witnesses) }
    root = roots.count == 1 ? roots[0] : nil
    contaminations = zip(search.joins, search.verdicts).flatMap {
      Contamination.all(in: $0, $1, leaders: same.leaders)
    }.sorted { ($0.child, $0.source) < ($1.child, $1.source) }
    self.same = same.groups
  }
}

extension Stemma.Certainty {
  /// How sure a direction is.
  ///
  /// - Parameters:
  ///   - margin: The logarithm of the odds, as the whole tree has it.
  ///   - losses: How much of it what cannot be undone adds: length alone is never certain.
  init(margin: Double, losses: Double) {
    self = margin >= 3 && losses >= 2.5 ? .certain : margin >= 1.5 ? .likely : .weak
  }
}

extension Stemma.Undecided.Reason {
  /// Why it is not known, in words.
  public var told: String {
    switch self {
    case .same: "they are the same to the last character"
    case .nothing: "nothing in them shows which was made from which"
    case .lostAncestor:
      "each has faults the other is free of, so both go back to a text that is not here"
    case .strangers: "they share too little to be copies of one another"
    }
  }
}
