import Support
import Testing

@testable import Collating

struct PairAlignmentTests {
  private static let mark: UInt64 = 9

  private func alignment(_ a: [UInt64], _ b: [UInt64]) -> PairAlignment {
    PairAlignment(a, b, isMark: a.map { $0 == Self.mark })
  }

  /// Aligns two small lists and holds the result against every way there is.
  private func expectBest(_ a: [UInt64], _ b: [UInt64]) {
    let found = alignment(a, b)
    let slow = SlowAlignment(a, b, marks: [Self.mark])
    if let breach = found.breach(over: a, b) { Issue.record("\(a) and \(b): \(breach)") }
    let (weight, best) = (slow.weight(of: found.runs), slow.best)
    if weight != best {
      Issue.record("\(a) and \(b): the chain weighs \(weight), the best \(best)")
    }
    if !found.limits.isEmpty { Issue.record("\(a) and \(b): a limit was told") }
  }

  @Test func everySmallPairIsAlignedBest() {
    Every.pair(of: Every.list(of: [1, 2, 3, Self.mark], upTo: 4), expectBest)
  }

  @Test func randomPairsAreAlignedBest() {
    var random = Seeded(6)
    for _ in 0..<1500 {
      // At most 31 by 31 words: always the exact path. With few words many are frequent, and weigh less.
      let words = Array(1...UInt64(2 + random.below(14))) + [Self.mark]
      expectBest(
        random.picks(random.below(32), of: words), random.picks(random.below(32), of: words))
    }
  }

  @Test func bothDirectionsWeighTheSameAndTwiceIsTheSame() {
    var random = Seeded(7)
    for _ in 0..<300 {
      let words = Array(1...UInt64(3 + random.below(20))) + [Self.mark]
      let a = random.picks(random.below(32), of: words)
      let b = random.picks(random.below(32), of: words)
      let slow = SlowAlignment(a, b, marks: [Self.mark])
      let there = alignment(a, b).runs
      #expect(
        slow.weight(of: there)
          == slow.weight(of: alignment(b, a).runs.map { .init(a: $0.b, b: $0.a, count: $0.count) }))
      #expect(there == alignment(a, b).runs)
    }
  }

  /// Long enough for anchors, and too different for them to find everything.
  @Test(arguments: 0..<12) func longPairsAreChainsAndNearlyBest(_ seed: UInt64) {
    var random = Seeded(100 + seed)
    let a = (0..<300).map { _ in UInt64(random.below(120)) + 10 }
    var b = a
    for _ in 0..<40 { b[random.below(b.count)] = UInt64(random.below(120)) + 10 }
    b.removeSubrange(40..<70)
    b.insert(contentsOf: random.picks(25, of: a), at: 150)
    let found = alignment(a, b)
    #expect(found.breach(over: a, b) == nil)
    #expect(found.runs == alignment(a, b).runs)
    let slow = SlowAlignment(a, b)
    #expect(slow.weight(of: found.runs) * 100 >= slow.best * 95)
  }

  /// A comma is worth little: (the words of both texts as letters, commas as they are) and what stays aligned.
  @Test(arguments: [
    ("a,b", "a b,", "a b"),
    ("x,y,z", "p,y q z", "y z"),
    ("a,,,b", "b,,,a", "a"),
    ("he,said", "he said,", "he said"),
    ("u,v", "w,x", ""),
    (",", ",", ","),
  ])
  func commasAreNotAlignedAtThePriceOfWords(_ a: String, _ b: String, _ kept: String) {
    let keys = { (text: String) in
      text.unicodeScalars.filter { $0 != " " }.map { $0 == "," ? Self.mark : UInt64($0.value) }
    }
    let (x, y) = (keys(a), keys(b))
    let found = alignment(x, y)
    let words = found.runs.flatMap { x[$0.a..<$0.a + $0.count] }
    let lexical = words.filter { $0 != Self.mark }
    #expect(lexical == keys(kept).filter { $0 != Self.mark })
    if kept.isEmpty { #expect(found.runs.isEmpty) }
  }
}
