import Support
import Testing

@testable import Finding

/// The longest common words of short stretches, by bits and by counting.
@Suite struct StepAlignmentTests {
  @Test(arguments: [2, 3, 12, 500]) func bitsFindWhatCountingFinds(vocabulary: Int) {
    var random = Seeded(UInt64(vocabulary))
    let keys = (0..<vocabulary).map { _ in random.next() }
    for _ in 0..<300 {
      let a = random.picks(random.below(128), of: keys)
      let b = random.picks(1 + random.below(min(64, 2048 / (a.count + 1) - 1)), of: keys)
      #expect(
        runs(a, b) { $0.fillByBits($1, $2, 0..<a.count, 0..<b.count, UInt64.self) }
          == runs(a, b) { $0.fillByCounting($1, $2, 0..<a.count, 0..<b.count) })
    }
  }

  @Test func moreBitsFindWhatCountingFinds() {
    var random = Seeded(9)
    let keys = (0..<40).map { _ in random.next() }
    for _ in 0..<300 {
      let b = random.picks(1 + random.below(128), of: keys)
      let a = random.picks(random.below(min(255, 2048 / (b.count + 1) - 1)), of: keys)
      #expect(
        runs(a, b) { $0.fillByBits($1, $2, 0..<a.count, 0..<b.count, UInt128.self) }
          == runs(a, b) { $0.fillByCounting($1, $2, 0..<a.count, 0..<b.count) })
    }
  }

  @Test func bitsReachTheLastPlace() {
    let a = (0..<64).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 }
    let found = runs(a, a) { $0.fillByBits($1, $2, 0..<64, 0..<64, UInt64.self) }
    #expect(found == [[0, 0, 64]])
  }

  /// The nearest place where two lists agree again, all places looked at in turn.
  private func meetingSlowly(_ a: [UInt64], _ b: [UInt64], _ i: Int, _ j: Int) -> [Int]? {
    for distance in 1...StepAlignment.reach {
      let needed = distance < 6 ? 2 : distance < 20 ? 3 : 4
      for ahead in 0...distance {
        let (x, y) = (i + ahead, j + distance - ahead)
        guard x < a.count, y < b.count, a[x] == b[y] else { continue }
        let agreeing = zip(a[x...], b[y...]).prefix { $0 == $1 }.count
        let endsTogether = a.count - x == b.count - y && agreeing == a.count - x
        if agreeing >= needed || endsTogether { return [x, y] }
      }
    }
    return nil
  }

  @Test(arguments: [6, 40, 400]) func theNearestMeetingIsFound(vocabulary: Int) {
    var random = Seeded(UInt64(vocabulary))
    let keys = (0..<vocabulary).map { _ in random.next() }
    var found = (near: 0, far: 0, none: 0)
    for _ in 0..<400 {
      let shared = random.picks(random.below(9), of: keys)
      let a = random.picks(1 + random.below(40), of: keys) + shared
      var b = random.picks(1 + random.below(40), of: keys) + shared
      if random.isOneIn(2) { b += random.picks(random.below(30), of: keys) }
      let (i, j) = (random.below(a.count), random.below(b.count))
      let wanted = meetingSlowly(a, b, i, j)
      let met = StepAlignment.meeting(a.span, b.span, i, j, a.count, b.count)
      #expect(met.map { [$0.0, $0.1] } == wanted)
      guard let wanted else {
        found.none += 1
        continue
      }
      if wanted[0] - i + wanted[1] - j > 6 { found.far += 1 } else { found.near += 1 }
    }
    #expect(found.near + found.far > 40 && found.none > 0, "\(found)")
  }

  private func runs(
    _ a: [UInt64], _ b: [UInt64],
    _ fill: (inout StepAlignment, Span<UInt64>, Span<UInt64>) -> Void
  ) -> [[Int]] {
    var alignment = StepAlignment(
      a.span, b.span, in: 0..<0, 0..<0, anchor: (0, 0))
    fill(&alignment, a.span, b.span)
    return alignment.runs.map { [$0.a, $0.b, $0.count] }
  }
}
