import Judging
import Prose
import Support
import Testing

/// What is mended in the seed copy, held against the differences that were marked by hand.
@Suite(.enabled(if: Shared.isPresent, "needs ../shared")) struct SeedMendingTests {
  let gold: Gold
  let mending: Mending
  /// The range of each mend in Unicode scalars of the copy.
  let spans: [Gold.Span]

  init() throws {
    gold = try Gold.ofSeed()
    let text = try Shared.text(of: "seeds/004_e7a167916c23b0a3.txt")
    let mending = Mending(of: Words(in: text))
    let offsets = ScalarOffsets(of: text)
    self.mending = mending
    spans = mending.mends.map {
      let scalars = offsets.scalars(of: $0.range)
      return Gold.Span(start: scalars.lowerBound, end: scalars.upperBound)
    }
  }

  private func isMended(_ difference: Gold.Difference) -> Bool {
    spans.contains { ($0.overlap(difference.witness) ?? 0) > 0 }
  }

  @Test func `all that the tokeniser did is undone`() {
    let tokenised = gold.differences.filter { $0.kind.hasPrefix("tokenisation.") }
    #expect(tokenised.count == 67)
    for difference in tokenised { #expect(isMended(difference), "\(difference)") }
  }

  @Test func `overwrites and lost compounds are marked, and only where there are some`() {
    let marked = zip(mending.mends, spans).filter(\.0.isLacuna)
    #expect(marked.count { $0.0.kind == .overwrite } >= 13)
    #expect(marked.count { $0.0.kind == .omittedCompound } >= 4)
    let lost = gold.differences.filter { $0.severity != "none" }
    for (mend, span) in marked {
      #expect(lost.contains { $0.witness.overlap(span) != nil }, "\(mend)")
    }
  }

  @Test func `nothing is done where nothing was damaged`() {
    for (mend, span) in zip(mending.mends, spans) {
      let isKnown = gold.differences.contains { $0.witness.overlap(span) != nil }
      #expect(isKnown, "\(mend)")
    }
  }

  @Test func `the report comes back byte for byte`() throws {
    let report = try Shared.text(of: "seeds/000_26597f42fc7fbda3.txt")
    #expect(Mending(of: Words(in: report)).mends.isEmpty)
  }
}
