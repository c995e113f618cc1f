/// Hangs a tree up by the witness from which the most of what was found runs the right way.
struct Rooting {
  /// A join with what its ends are called, and its weight: positive where the second is the child.
  struct Branch {
    let first: Int
    let second: Int
    let weight: Double
  }

  /// For each branch, whether the second is the child, and the odds it is so rather than not.
  private(set) var directions: [(isForward: Bool, margin: Double)] = []

  /// Each witness that has more than one child costs this: lines are commoner than forks.
  private static let forkCost = 0.3
  /// A root in the middle of a line costs this where texts were rewritten: the oldest of some
  /// revisions stands at an end, but two bad copies of one text do not come one from the other.
  private static let middleCost = 2.5

  /// Roots each tree of a forest; each branch's first end has the lower number.
  ///
  /// - Parameters:
  ///   - trend: For each two witnesses, how much all that is told from a text alone makes the
  ///     second the later one; witnesses that are not joined, but of one line, are asked too.
  ///   - rewriting: How much the texts were rewritten rather than damaged, from 0 to 1.
  /// - Complexity: O(witnesses³) at worst, for one long line.
  init(_ branches: [Branch], trend: [[Double]], rewriting: Double) {
    let count = trend.count
    var neighbours: [[(branch: Int, to: Int)]] = Array(repeating: [], count: count)
    for (index, branch) in branches.enumerated() {
      neighbours[branch.first].append((index, branch.second))
      neighbours[branch.second].append((index, branch.first))
    }
    directions = Array(repeating: (true, 0), count: branches.count)
    var seen = Array(repeating: false, count: count)
    for start in 0..<count where !seen[start] {
      let tree = Hung(from: start, neighbours)
      for node in tree.nodes { seen[node] = true }
      // For each branch, the best score of the roots that make it run forward, and of the others.
      var best: [(forward: Double, backward: Double)] =
        Array(repeating: (-.infinity, -.infinity), count: branches.count)
      for root in tree.nodes {
        let hung = Hung(from: root, neighbours)
        let score = hung.score(branches, neighbours, trend, rewriting)
        for (branch, isForward) in hung.ways {
          if isForward {
            best[branch].forward = max(best[branch].forward, score)
          } else {
            best[branch].backward = max(best[branch].backward, score)
          }
        }
      }
      for (branch, _) in tree.ways {
        let (forward, backward) = best[branch]
        directions[branch] = (forward >= backward, abs(forward - backward))
      }
    }
  }

  /// What hangs together with a witness, hung up by it.
  private struct Hung {
    /// The witnesses, parents before children.
    var nodes: [Int]
    /// The branches, and whether each runs forward from the root.
    var ways: [(branch: Int, isForward: Bool)] = []
    /// For each of the nodes, the place of its parent in the list; -1 for the root.
    private var parents = [-1]

    init(from root: Int, _ neighbours: [[(branch: Int, to: Int)]]) {
      nodes = [root]
      var from = [-1]
      var next = 0
      while next < nodes.count {
        let node = nodes[next]
        for (branch, to) in neighbours[node] where branch != from[next] {
          ways.append((branch, node < to))
          nodes.append(to)
          from.append(branch)
          parents.append(next)
        }
        next += 1
      }
    }

    /// How well what was found agrees with hanging them so.
    func score(
      _ branches: [Branch], _ neighbours: [[(branch: Int, to: Int)]], _ trend: [[Double]],
      _ rewriting: Double
    ) -> Double {
      var score = 0.0
      for (branch, isForward) in ways.sorted(by: { $0.branch < $1.branch }) {
        score += (isForward ? 0.5 : -0.5) * branches[branch].weight
      }
      let forks = nodes.count { neighbours[$0].count - ($0 == nodes[0] ? 0 : 1) > 1 }
      let middle = neighbours[nodes[0]].count == 2 ? middleCost * rewriting : 0
      return score + trendOfLines(trend) - Double(forks) * forkCost - middle
    }

    /// How well the trend agrees for all that are of one line, but not parent and child.
    private func trendOfLines(_ trend: [[Double]]) -> Double {
      var sum = 0.0
      for place in nodes.indices.dropFirst() {
        var ancestor = parents[parents[place]]
        while ancestor >= 0 {
          sum += trend[nodes[ancestor]][nodes[place]]
          ancestor = parents[ancestor]
        }
      }
      // Half of each, as of the branches; and no more for many witnesses than for few.
      return sum / Double(2 * nodes.count)
    }
  }
}
