/// Where to cut a long stretch in two: the middle of a shortest edit path, searched from both ends
/// (Myers 1986, §4b).
///
/// When the path is longer than the limit the cut is made at the furthest place reached, and said
/// to be one.
struct MiddleSnake {
  let a: [Int32]
  let b: [Int32]
  let rangeA: Range<Int>
  let rangeB: Range<Int>
  private var forward: [Int32]
  private var backward: [Int32]

  init(a: [Int32], b: [Int32], in rangeA: Range<Int>, _ rangeB: Range<Int>) {
    self.a = a
    self.b = b
    self.rangeA = rangeA
    self.rangeB = rangeB
    let most = min((rangeA.count + rangeB.count + 1) / 2 + 1, AlignmentSettings.mostDifferences)
    forward = Array(repeating: 0, count: 2 * most + 3)
    backward = forward
  }

  /// The place of the cut in both texts; `wasCut` where the limit came first.
  ///
  /// - Complexity: O((words + differences) · differences) time, O(differences) space.
  mutating func split() -> (a: Int, b: Int, wasCut: Bool) {
    let n = rangeA.count
    let m = rangeB.count
    let delta = n - m
    let isOdd = delta & 1 != 0
    let center = forward.count / 2
    let most = center - 1
    // `forward[center + k]` is the furthest x on diagonal k = x - y; `backward` the same from the
    // other end.
    for distance in 0...most {
      // Diagonals that would leave the stretch are passed over.
      let low = -(distance - 2 * max(0, distance - m))
      let high = distance - 2 * max(0, distance - n)
      for k in stride(from: low, through: high, by: 2) {
        var x = furthest(forward, center, k, distance)
        while x < n, x - k < m, a[rangeA.lowerBound + x] == b[rangeB.lowerBound + x - k] { x += 1 }
        forward[center + k] = Int32(x)
        let other = delta - k
        if isOdd, abs(other) <= distance - 1, x + Int(backward[center + other]) >= n {
          return (rangeA.lowerBound + x, rangeB.lowerBound + x - k, false)
        }
      }
      for k in stride(from: low, through: high, by: 2) {
        var x = furthest(backward, center, k, distance)
        while x < n, x - k < m,
          a[rangeA.upperBound - 1 - x] == b[rangeB.upperBound - 1 - (x - k)]
        {
          x += 1
        }
        backward[center + k] = Int32(x)
        let other = delta - k
        if !isOdd, abs(other) <= distance, x + Int(forward[center + other]) >= n {
          return (rangeA.upperBound - x, rangeB.upperBound - (x - k), false)
        }
      }
    }
    return furthestCut(center, most)
  }

  private func furthest(_ reached: [Int32], _ center: Int, _ k: Int, _ distance: Int) -> Int {
    if distance == 0 { return 0 }
    if k == -distance || (k != distance && reached[center + k - 1] < reached[center + k + 1]) {
      return Int(reached[center + k + 1])
    }
    return Int(reached[center + k - 1]) + 1
  }

  private func furthestCut(_ center: Int, _ most: Int) -> (a: Int, b: Int, wasCut: Bool) {
    var best = (a: rangeA.count / 2, b: rangeB.count / 2)
    var bestSum = -1
    for k in -most...most {
      let x = Int(forward[center + k])
      let y = x - k
      guard x >= 0, y >= 0, x <= rangeA.count, y <= rangeB.count else { continue }
      if x + y > bestSum, x + y < rangeA.count + rangeB.count {
        bestSum = x + y
        best = (x, y)
      }
    }
    return (rangeA.lowerBound + best.a, rangeB.lowerBound + best.b, true)
  }
}
