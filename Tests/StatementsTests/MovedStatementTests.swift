import Collating
import Judging
import Prose
import Statements
import Testing

/// What becomes of statements whose passage stands elsewhere in a copy.
@Suite struct MovedStatementTests {
  private static let said =
    "“I have worked that bridge for 22 years and I know its noises,” Jonah Peake told the Courier."
  private static let rest = [
    "The bridge of the town is shut since Tuesday, and nobody knows for how long.",
    "Nobody was hurt when a pin of the old hinge broke in the evening.",
    "The council will vote on the repairs next week, and on who is to pay for them.",
  ]

  private func fate(of copy: String) -> Testimony.Fate? {
    let base = Article(
      id: "a", text: ([Self.rest[0], Self.said] + Self.rest[1...]).joined(separator: "\n"))
    let witness = Article(id: "b", text: (Self.rest + [copy]).joined(separator: "\n"))
    let comparison = Comparison(of: base, and: witness)
    let register = Register(of: comparison.collation.base)
    return Testimony(of: register, in: comparison).fates.first
  }

  @Test func aStatementThatOnlyMovedIsPreserved() {
    let fate = fate(of: Self.said)
    #expect(fate?.content == .preserved && fate?.speaker == .preserved)
    #expect(fate?.differences == [])
  }

  @Test func whatWasChangedOnTheWayCounts() {
    let denied = fate(of: Self.said.replacing("have worked", with: "have not worked"))
    #expect(denied?.content == .false && denied?.speaker == .preserved)
    #expect(denied?.differences.count == 1)
    let another = fate(of: Self.said.replacing("Jonah Peake", with: "Oona Vasey"))
    #expect(another?.content == .preserved && another?.speaker == .changed)
  }
}
