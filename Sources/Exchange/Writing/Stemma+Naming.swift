public import Collating
public import Judging
import Prose

extension Stemma {
  /// What each witness is called in an answer: its id; where two have the same, the path of each,
  /// and where those are the same too, its siglum.
  public static func names(of witnesses: [Witness]) -> [String] {
    let called: [(Witness) -> String] = [
      { $0.article.id }, { $0.article.source.path + ":" + $0.article.id }, { $0.siglum },
    ]
    for call in called {
      let names = witnesses.map(call)
      if Set(names).count == names.count { return names }
    }
    return witnesses.map(\.siglum)
  }

  /// What was found, in one sentence.
  ///
  /// - Parameter names: What the witnesses are called.
  public func answer(naming names: [String]) -> String {
    let count = names.count
    if let root, edges.count == count - 1 {
      return count == 2
        ? "\(names[edges[0].child]) was made from \(names[root])."
        : "All \(count) texts go back to \(names[root])."
    }
    if edges.isEmpty { return "None of the \(count) texts is known to be made from another." }
    return "\(edges.count) of \(count) texts \(edges.count == 1 ? "is" : "are") "
      + "known to be made from another."
  }

  /// The edges worth a word beside a comparison: those that are more than a guess.
  public var toldEdges: [Edge] { edges.filter { $0.certainty != .weak } }

  /// What an edge says, and the strongest that speaks for it: `B derives from A (certain)`.
  public func derivation(_ edge: Edge, of witnesses: [Witness]) -> (claim: String, why: String?) {
    let (parent, child) = (witnesses[edge.parent].siglum, witnesses[edge.child].siglum)
    return (
      "\(child) derives from \(parent) (\(edge.certainty.rawValue))",
      edge.evidence.first { $0.isFor }?.statement
    )
  }
}
