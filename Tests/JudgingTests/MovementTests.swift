import Collating
import Judging
import Prose
import Testing

/// Passages that stand elsewhere: two differences each, one where it stood and one where it stands.
struct MovementTests {
  static let kinds: [DifferenceKind] = [.movedPhrase, .movedSentence, .movedParagraph]

  private static let first = "The bridge of the town is shut since Tuesday."
  private static let second = "Seven ships wait outside for the evening tide."
  private static let third = "Nobody was hurt when a pin of the hinge broke."
  private static let fourth = "The council will vote on the repairs next week."

  struct Case: Sendable, CustomTestStringConvertible {
    let kind: DifferenceKind
    let base: String
    let reading: String
    let isEdited: Bool

    init(
      _ kind: DifferenceKind, _ base: [String], _ reading: [String], by gap: String = " ",
      isEdited: Bool = false
    ) {
      self.kind = kind
      self.base = base.joined(separator: gap)
      self.reading = reading.joined(separator: gap)
      self.isEdited = isEdited
    }

    var testDescription: String { "\(kind.rawValue)\(isEdited ? ", edited" : "")" }
  }

  @Test(arguments: [
    Case(.movedSentence, [first, second, third, fourth], [first, third, fourth, second]),
    Case(
      .movedParagraph, [first, second, third, fourth], [second, first, third, fourth], by: "\n"),
    Case(
      .movedSentence, [first, second, third, fourth],
      [first, third, fourth, "Seven ships wait outside for the early tide."], isEdited: true),
    Case(
      .movedPhrase,
      [
        "On Tuesday at a quarter past nine in the evening",
        "a pin of the old hinge broke, he said.",
      ],
      [
        "A pin of the old hinge broke",
        "on Tuesday at a quarter past nine in the evening, he said.",
      ]),
  ])
  func movedPassagesAreToldAtBothPlaces(_ row: Case) {
    for (base, reading) in [(row.base, row.reading), (row.reading, row.base)] {
      let comparison = Comparison(base, reading)
      let told = comparison.told.joined(separator: "\n")
      let moved = comparison.differences.filter { $0.locus.move != nil }
      #expect(moved.map(\.kind) == [row.kind, row.kind], "\(told)")
      // What was changed on the way is in neither of the two places, and counts all the same.
      let severity: Severity = row.isEdited ? .meaning : .style
      #expect(
        moved.allSatisfy { $0.operation == .transposition && $0.severity == severity }, "\(told)")
      #expect(comparison.collation.moves.map(\.isEdited) == [row.isEdited], "\(told)")
      #expect(moved.allSatisfy { $0.reason.contains("on its way") == row.isEdited }, "\(told)")
    }
  }

  @Test func editsOfAMoveStandWhereTheyAreInThePair() throws {
    let late = "Seven ships wait outside for the early tide."
    let base = [Self.first, Self.second, Self.third, Self.fourth].joined(separator: " ")
    let reading = [Self.first, Self.third, Self.fourth, late].joined(separator: " ")
    let collation = Comparison(base, reading).collation
    let edits = collation.edits(of: try #require(collation.moves.first))
    #expect(edits.map { base[$0.locus.base.range] } == ["evening"])
    #expect(edits.map { reading[$0.locus.reading.range] } == ["early"])
    #expect(
      edits.flatMap { $0.locus.base.words.map { collation.base.words.surface($0) } } == ["evening"])
  }

  @Test(arguments: [
    ["The bridge is shut.", "Nobody was hurt."],
    [first, second, "A new sentence about something else stands here."],
  ])
  func nothingIsToldAsMovedThatWasNot(_ sentences: [String]) {
    let base = sentences.joined(separator: " ")
    for reading in [
      sentences.dropLast().joined(separator: " "), base + " " + Self.fourth,
      base + " Then he left.",
    ] {
      #expect(Comparison(base, reading).collation.moves.isEmpty)
    }
  }
}
