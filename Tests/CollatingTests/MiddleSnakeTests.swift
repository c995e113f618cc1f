import Support
import Testing

@testable import Collating

struct MiddleSnakeTests {
  /// The cut lies on a shortest edit path, and leaves less on both sides than there was.
  private func expectCutOnShortestPath(_ a: [UInt64], _ b: [UInt64], before: Int = 0) {
    let pad = Array(repeating: Int32(-1), count: before)
    var search = MiddleSnake(
      a: pad + a.map { Int32($0) } + pad, b: pad + b.map { Int32($0) } + pad,
      in: before..<before + a.count,
      before..<before + b.count)
    let cut = search.split()
    let (x, y) = (cut.a - before, cut.b - before)
    guard !cut.wasCut, (0...a.count).contains(x), (0...b.count).contains(y) else {
      Issue.record("\(a) and \(b): cut at \(x), \(y), by the limit: \(cut.wasCut)")
      return
    }
    let whole = SlowAlignment(a, b).edits
    let first = SlowAlignment(Array(a[..<x]), Array(b[..<y])).edits
    let second = SlowAlignment(Array(a[x...]), Array(b[y...])).edits
    if first + second != whole {
      Issue.record("\(a) and \(b): \(x), \(y) lies on no shortest path")
    }
    let isCorner = (x, y) == (0, 0) || (x, y) == (a.count, b.count)
    if whole > 1, isCorner { Issue.record("\(a) and \(b): \(x), \(y) cuts nothing off") }
  }

  @Test func everySmallPairIsCutOnAShortestPath() {
    Every.pair(of: Every.list(of: [1, 2, 3], upTo: 4).filter { !$0.isEmpty }) {
      expectCutOnShortestPath($0, $1)
    }
  }

  @Test func randomPairsAreCutOnAShortestPath() {
    var random = Seeded(8)
    for _ in 0..<600 {
      let words = Array(1...UInt64(1 + random.below(12)))
      let a = random.picks(1 + random.below(40), of: words)
      let b = random.picks(1 + random.below(40), of: words)
      expectCutOnShortestPath(a, b, before: random.below(3))
    }
  }

  @Test func lopsidedPairsAreCutOnAShortestPath() {
    var random = Seeded(9)
    for _ in 0..<200 {
      let long = random.picks(60 + random.below(60), of: [1, 2, 3, 4, 5] as [UInt64])
      let short = random.picks(1 + random.below(3), of: [1, 2, 9] as [UInt64])
      expectCutOnShortestPath(long, short)
      expectCutOnShortestPath(short, long)
    }
  }

  @Test func aCutByTheLimitLiesInsideAndIsTold() {
    let count = AlignmentSettings.mostDifferences + 50
    let a = (0..<count).map { Int32($0) }
    let b = a.map { $0 + 1_000_000 }
    var search = MiddleSnake(a: a, b: b, in: 0..<count, 0..<count)
    let cut = search.split()
    #expect(cut.wasCut)
    #expect((0...count).contains(cut.a) && (0...count).contains(cut.b) && cut.a + cut.b > 0)
    #expect(cut.a + cut.b < 2 * count)
  }
}
