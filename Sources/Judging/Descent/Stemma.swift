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
  /// For each witness, the one it was made from, as far as it is told.
  public let parents: [Int?]

  /// Judges the descent of some witnesses.
  ///
  /// - Complexity: O(witnesses² · words) to measure how like they are; two collations for each
  ///   witness but one, as `PairAlignment`.
  public init(of witnesses: [Witness]) {
    let same = SameTexts(witnesses)
    let search = DescentSearch(same.leaders.map { witnesses[$0] })
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
        edges.append(
          Edge(
            parent: isForward ? ends.0 : ends.1, child: isForward ? ends.1 : ends.0,
            certainty: Certainty(margin: margin),
            evidence: join.reading.evidence(isForward: isForward, of: ends)))
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
    debug = zip(search.joins, search.verdicts).map { join, d in
      let p = join.reading.pair
      let r = "\(witnesses[same.leaders[join.first]].siglum) \(witnesses[same.leaders[join.second]].siglum)"
      return "\(r) d \(join.reading.distance) alone \(p.first.alone.count) \(p.second.alone.count) slips \(p.first.slips.count) \(p.second.slips.count) tr \(p.first.traced) \(p.second.traced) rev \(p.revised) skip \(p.first.skips.count) \(p.second.skips.count) len \(join.reading.first.lexicalCount) \(join.reading.second.lexicalCount) yr \(join.reading.first.latestYear?.year ?? 0) \(join.reading.second.latestYear?.year ?? 0) dmg \(join.reading.damage) w \(join.reading.weight) \(d)"
    }
  }
  public let debug: [String]
}

extension Stemma.Certainty {
  /// From the logarithm of the odds.
  init(margin: Double) {
    self = margin >= 4 ? .certain : margin >= 1.5 ? .likely : .weak
  }
}
