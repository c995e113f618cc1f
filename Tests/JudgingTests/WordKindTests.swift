import Judging
import Testing

/// Kinds of changed, lost and added words.
struct WordKindTests {
  /// All rows, for the laws.
  static let all = changedWordsCases + lostAndAddedWordsCases + sentenceBordersCases

  private static let town = "The bridge of the town is shut. "
  private static let after = " Nobody was hurt when the pin broke. The road is open."

  static let changedWordsCases: [JudgingCase] = [
    JudgingCase(
      .synonym, .style, .substitution, "The repairs began in May.", "The repairs started in May."),
    JudgingCase(
      .functionWord, .style, .substitution, "They came to the town.", "They came into the town."),
    JudgingCase(
      .functionWord, .style, .omission, "The cost that they bear grew.", "The cost they bear grew."),
    JudgingCase(
      .functionWord, .meaning, .substitution, "They voted for the bill.",
      "They voted against the bill."),
    JudgingCase(
      .functionWord, .meaning, .substitution, "It is closed to those over 18.",
      "It is closed to those under 18."),
    JudgingCase(
      .paraphrase, .meaning, .substitution, "The law is constitutional.",
      "The law is unconstitutional."),
    JudgingCase(
      .paraphrase, .meaning, .substitution, "The port lives by import.", "The port lives by export."
    ),
    JudgingCase(
      .paraphrase, .meaning, .substitution, "The span was painted.", "The span was burned."),
    JudgingCase(
      .paraphrase, .meaning, .substitution, "They named a number of it.",
      "They named a November of it."),
    JudgingCase(.contraction, .style, .substitution, "They do not know.", "They don’t know."),
    JudgingCase(.contraction, .style, .substitution, "They are late.", "They’re late."),
    JudgingCase(.contraction, .style, .substitution, "They can not wait.", "They can’t wait."),
    JudgingCase(.contraction, .style, .substitution, "They will not wait.", "They won’t wait."),
    JudgingCase(.numberWord, .style, .substitution, "They sent two ships.", "They sent 2 ships."),
    JudgingCase(
      .numberWord, .style, .substitution, "It cost £4.2m in all.", "It cost £4.2 million in all."),
    JudgingCase(.repetition, .style, .addition, "The pin broke early.", "The pin pin broke early."),
  ]

  @Test(arguments: changedWordsCases) func changedWords(_ row: JudgingCase) { expect(row) }

  static let lostAndAddedWordsCases: [JudgingCase] = [
    JudgingCase(.omittedWord, .meaning, .omission, "The rusty bridge fell.", "The bridge fell."),
    JudgingCase(
      .omittedCompound, .meaning, .omission, "The 340-tonne span fell.", "The   span fell."),
    JudgingCase(
      .omittedCompound, .meaning, .omission, "It was a wait-and-see answer.", "It was a answer."),
    JudgingCase(
      .omittedPhrase, .meaning, .omission, "The pin broke with a bang.", "The pin broke."),
    JudgingCase(
      .omittedSentence, .meaning, .omission, town + "Seven ships wait outside." + after,
      town + after.dropFirst()),
    JudgingCase(
      .omittedParagraph, .meaning, .omission, town + "\nSeven ships wait outside.\n" + after,
      town + "\n" + after),
    JudgingCase(
      .cut, .meaning, .omission, town + "Seven ships wait. They wait long.", String(town.dropLast())
    ),
    JudgingCase(
      .boilerplate, .style, .addition, town + after.dropFirst(),
      town + "Subscribe to our newsletter today." + after),
    JudgingCase(
      .boilerplate, .style, .addition, town + "\n" + after.dropFirst(),
      town + "\nBy P. J. Marsh\n" + after.dropFirst()),
  ]

  @Test(arguments: lostAndAddedWordsCases) func lostAndAddedWords(_ row: JudgingCase) {
    expect(row)
  }

  static let sentenceBordersCases: [JudgingCase] = [
    JudgingCase(
      .sentenceMerged, .style, .substitution, "The pin broke. The span fell.",
      "The pin broke and the span fell.")
  ]

  @Test(arguments: sentenceBordersCases) func sentenceBorders(_ row: JudgingCase) { expect(row) }
}
