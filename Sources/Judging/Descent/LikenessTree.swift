import Collating

/// The tree that joins all witnesses by the likest pairs (Prim 1957), its forks drawn out into lines
/// where a witness stands between two others.
struct LikenessTree {
  /// Two witnesses that are joined, and how far they are from one another.
  struct Join {
    /// The one with the lower number.
    let first: Int
    let second: Int
    /// As `RunSample`: 0 for the same words, 1 for strangers.
    let distance: Double
  }

  /// One fewer than the witnesses.
  private(set) var joins: [Join] = []

  private let distance: [[Double]]

  /// Joins witnesses; of pairs equally far from one another the first in the list are joined.
  ///
  /// - Complexity: O(witnesses² · runs), and O(witnesses²) of memory.
  init(_ samples: [RunSample]) {
    var distance = samples.map { _ in Array(repeating: 0.0, count: samples.count) }
    for first in samples.indices {
      for second in 0..<first {
        distance[first][second] = samples[first].distance(to: samples[second])
        distance[second][first] = distance[first][second]
      }
    }
    self.distance = distance
    guard !samples.isEmpty else { return }
    // For each witness not yet in the tree, the nearest that is.
    var nearest = Array(repeating: 0, count: samples.count)
    var left = Array(samples.indices.dropFirst())
    while let next = left.min(by: {
      (distance[$0][nearest[$0]], nearest[$0], $0) < (distance[$1][nearest[$1]], nearest[$1], $1)
    }) {
      joins.append(join(next, nearest[next]))
      left.removeAll { $0 == next }
      for other in left where distance[other][next] < distance[other][nearest[other]] {
        nearest[other] = next
      }
    }
    stretchForks()
  }

  private func join(_ one: Int, _ other: Int) -> Join {
    Join(first: min(one, other), second: max(one, other), distance: distance[one][other])
  }

  /// Puts a witness that hangs by itself at a fork into one of the other branches, where it is
  /// hardly off the way: `r–c` and `r–s` become `r–c–s`.
  ///
  /// Were `c` made from `r` as `s` was, all that is new in it would come on top of the way from `r`
  /// to `s`; were it between them, nothing.
  private mutating func stretchForks() {
    while let (fork, leaf, other) = stretch() {
      joins.removeAll { $0.first == min(fork, other) && $0.second == max(fork, other) }
      joins.append(join(leaf, other))
    }
  }

  /// The witness that is the least off the way, with its fork and the branch it goes into.
  private func stretch() -> (fork: Int, leaf: Int, other: Int)? {
    var neighbours: [[Int]] = distance.map { _ in [] }
    for join in joins {
      neighbours[join.first].append(join.second)
      neighbours[join.second].append(join.first)
    }
    var best: (excess: Double, fork: Int, leaf: Int, other: Int)?
    for fork in neighbours.indices where neighbours[fork].count > 2 {
      for leaf in neighbours[fork].sorted() where neighbours[leaf].count == 1 {
        let own = distance[fork][leaf]
        for other in neighbours[fork].sorted() where other != leaf {
          // So near a witness that nothing tells what is between.
          guard own > 0.1 * distance[fork][other] else { continue }
          let excess = (distance[leaf][other] - distance[fork][other]) / own
          if excess < min(Self.mostExcess, best?.excess ?? 1) {
            best = (excess, fork, leaf, other)
          }
        }
      }
    }
    return best.map { ($0.fork, $0.leaf, $0.other) }
  }

  /// What is new in a witness may make the way through it longer by this share of itself.
  private static let mostExcess = 0.4

  /// Which witnesses hang together with the first end of a join once it is cut.
  ///
  /// - Complexity: O(witnesses²) at worst.
  func side(of join: Int) -> [Bool] {
    var isBeside = Array(repeating: false, count: joins.count + 1)
    isBeside[joins[join].first] = true
    var hasGrown = true
    while hasGrown {
      hasGrown = false
      for (index, other) in joins.enumerated()
      where index != join && isBeside[other.first] != isBeside[other.second] {
        isBeside[other.first] = true
        isBeside[other.second] = true
        hasGrown = true
      }
    }
    return isBeside
  }
}
