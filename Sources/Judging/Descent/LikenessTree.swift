/// The tree that joins all witnesses by the likest pairs (Prim 1957).
struct LikenessTree {
  /// Two witnesses that are joined.
  struct Join {
    /// The one with the lower number.
    let first: Int
    let second: Int
  }

  /// One fewer than the witnesses.
  private(set) var joins: [Join] = []

  /// Joins witnesses; of pairs equally far from one another the first in the list are joined.
  ///
  /// - Parameter distance: How far the first is from the second.
  /// - Complexity: O(witnesses²) distances.
  init(_ count: Int, by distance: (Int, Int) -> Double) {
    guard count > 0 else { return }
    // For each witness not yet in the tree, the nearest that is.
    var nearest = (0..<count).map { (distance: $0 == 0 ? 0 : distance(0, $0), to: 0) }
    var left = Array(1..<count)
    while let next = left.min(by: {
      (nearest[$0].distance, nearest[$0].to, $0) < (nearest[$1].distance, nearest[$1].to, $1)
    }) {
      let to = nearest[next].to
      joins.append(Join(first: min(next, to), second: max(next, to)))
      left.removeAll { $0 == next }
      for other in left {
        let distance = distance(next, other)
        if distance < nearest[other].distance { nearest[other] = (distance, next) }
      }
    }
  }

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
