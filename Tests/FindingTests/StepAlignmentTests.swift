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
