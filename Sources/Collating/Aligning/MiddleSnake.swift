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
    let (a, b) = (a, b)
    let found = Self.search(a.span, b.span, rangeA, rangeB, &forward, &backward)
    return found.map { ($0.a, $0.b, false) }
      ?? furthestCut(forward.count / 2, forward.count / 2 - 1)
  }

  /// Where the two paths meet; nil where the limit comes first.
  ///
  /// `forward[center + k]` is the furthest x on diagonal k = x - y; `backward` the same from the
  /// other end.
  private static func search(
    _ a: Span<Int32>, _ b: Span<Int32>, _ rangeA: Range<Int>, _ rangeB: Range<Int>,
    _ forwardCells: inout [Int32], _ backwardCells: inout [Int32]
  ) -> (a: Int, b: Int)? {
    var forward = forwardCells.mutableSpan
    var backward = backwardCells.mutableSpan
    let (n, m) = (rangeA.count, rangeB.count)
    let (startA, startB) = (rangeA.lowerBound, rangeB.lowerBound)
    let (lastA, lastB) = (rangeA.upperBound - 1, rangeB.upperBound - 1)
    let delta = n - m
    let isOdd = delta & 1 != 0
    let center = forward.count / 2
    for distance in 0..<center {
      // Diagonals that would leave the stretch are passed over.
      let low = -(distance - 2 * max(0, distance - m))
      let high = distance - 2 * max(0, distance - n)
      var k = low
      while k <= high {
        var x = furthest(forward.span, center, k, distance)
        while x < n, x - k < m, a[startA + x] == b[startB + x - k] { x += 1 }
        forward[center + k] = Int32(truncatingIfNeeded: x)
        let other = delta - k
        if isOdd, abs(other) <= distance - 1, x + Int(backward[center + other]) >= n {
          return (startA + x, startB + x - k)
        }
        k += 2
      }
      k = low
      while k <= high {
        var x = furthest(backward.span, center, k, distance)
        while x < n, x - k < m, a[lastA - x] == b[lastB - x + k] { x += 1 }
        backward[center + k] = Int32(truncatingIfNeeded: x)
        let other = delta - k
        if !isOdd, abs(other) <= distance, x + Int(forward[center + other]) >= n {
          return (lastA + 1 - x, lastB + 1 - x + k)
        }
        k += 2
      }
    }
    return nil
  }

  @inline(__always)
  private static func furthest(
    _ reached: Span<Int32>, _ center: Int, _ k: Int, _ distance: Int
  ) -> Int {
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
