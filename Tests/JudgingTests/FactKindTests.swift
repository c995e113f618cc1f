import Judging
import Testing

/// Kinds that change what a reader takes away: names, figures, denials, quotations, sources.
struct FactKindTests {
  /// All rows, for the laws.
  static let all = changedNamesCases + figuresCases + certaintyCases + statementsCases

  /// The names of all the cases stand here, so that they are names in mid-sentence.
  private static let cast =
    "In the hall were the mayor, Ines Calder, and the builder, Viktor Amsel. "

  static let changedNamesCases: [JudgingCase] = [
    JudgingCase(
      .nameSubstitution, .meaning, .substitution, cast + "The vote pleased Calder much.",
      cast + "The vote pleased Amsel much."),
    JudgingCase(
      .nameForAnaphor, .style, .substitution, cast + "Then she left.", cast + "Then Calder left."),
    JudgingCase(
      .nameForAnaphor, .style, .substitution, cast + "It was then that I left.",
      cast + "It was then that Calder left."),
    JudgingCase(
      .overwrite, .meaning, .substitution, cast + "“Then, at noon, I left,” it said.",
      cast + "“Then, at noon, Calder left,” it said.", inQuotation: true),
    JudgingCase(
      .paraphrase, .meaning, .substitution, "Board Backs Plan for Bridge\nIt met on Monday.",
      "Board Drops Plan for Bridge\nIt met on Monday."),
    JudgingCase(
      .nameSubstitution, .meaning, .substitution, cast + "They announced Calder backing for it.",
      cast + "They announced Amsel backing for it."),
    JudgingCase(
      .nameForAnaphor, .style, .substitution, cast + "Then the mayor left.",
      cast + "Then Calder left."),
    JudgingCase(
      .nameShortened, .style, .omission, cast + "They saw Ines Calder leave.",
      cast + "They saw Calder leave."),
    JudgingCase(
      .nameSpelling, .style, .substitution, cast + "The river at Skerrin rose.",
      cast + "The river at Skerrim rose."),
    JudgingCase(
      .overwrite, .meaning, .substitution, cast + "They shut the road at noon.",
      cast + "They shut Calder road at noon."),
    JudgingCase(
      .overwrite, .meaning, .substitution, cast + "They shut the road at noon.",
      cast + "They shut the Amsel at noon."),
  ]

  @Test(arguments: changedNamesCases) func changedNames(_ row: JudgingCase) { expect(row) }

  static let figuresCases: [JudgingCase] = [
    JudgingCase(.number, .meaning, .substitution, "About 12 ships wait.", "About 13 ships wait."),
    JudgingCase(.number, .meaning, .substitution, "He lost many ships.", "He lost some ships."),
    JudgingCase(
      .date, .meaning, .substitution, "It opens (Nov. 17 at the quay).",
      "It opens (Nov. 28 at the quay)."),
    JudgingCase(.number, .meaning, .substitution, "It sank by 1.2 spans.", "It sank by 12 spans."),
    JudgingCase(.number, .meaning, .addition, "It sank to 5 spans.", "It sank to -5 spans."),
    JudgingCase(.number, .meaning, .addition, "Give it 5 grains.", "Give it .5 grains."),
    JudgingCase(.number, .meaning, .omission, "The 12 ships wait.", "The ships wait."),
    JudgingCase(.unit, .meaning, .substitution, "It is 12 miles away.", "It is 12 metres away."),
    JudgingCase(.unit, .meaning, .substitution, "Sales of $310m fell.", "Sales of £310m fell."),
    JudgingCase(.money, .meaning, .substitution, "It cost £4.2m in all.", "It cost £42m in all."),
    JudgingCase(
      .date, .meaning, .substitution, "It fell on Monday night.", "It fell on Tuesday night."),
    JudgingCase(
      .date, .meaning, .substitution, "It opened in 1961 here.", "It opened in 1967 here."),
  ]

  @Test(arguments: figuresCases) func figures(_ row: JudgingCase) { expect(row) }

  static let certaintyCases: [JudgingCase] = [
    JudgingCase(.polarity, .meaning, .omission, "They were not late.", "They were late."),
    JudgingCase(.polarity, .meaning, .substitution, "They can wait.", "They can’t wait."),
    JudgingCase(.modality, .meaning, .omission, "The pin allegedly broke.", "The pin broke."),
    JudgingCase(
      .modality, .meaning, .substitution, "It may reopen in October.", "It will reopen in October."),
    JudgingCase(.date, .meaning, .substitution, "It opens in May.", "It opens in June."),
  ]

  @Test func aMonthIsNoDoubt() {
    let comparison = Comparison("It opens on May 5.", "It opens on 5 May.")
    #expect(!comparison.differences.contains { $0.kind == .modality })
  }

  @Test(arguments: certaintyCases) func certainty(_ row: JudgingCase) { expect(row) }

  static let statementsCases: [JudgingCase] = [
    JudgingCase(
      .quoteWording, .meaning, .substitution, "“We gave an honest view,” he said.",
      "“We gave an honest lecture,” he said.",
      inQuotation: true),
    JudgingCase(
      .number, .meaning, .substitution, "“We sent 12 ships,” he said.",
      "“We sent 13 ships,” he said.", inQuotation: true),
    JudgingCase(
      .quoteBoundary, .style, .omission, "“We wait,” he said, “and see.”",
      "“We wait,” he said, and see.”"),
    JudgingCase(
      .speaker, .meaning, .substitution, cast + "The bill is high, Calder said.",
      cast + "The bill is high, Amsel said."),
    JudgingCase(.cue, .style, .substitution, "It was safe, he said.", "It was safe, he stated."),
    JudgingCase(.cue, .meaning, .substitution, "It was safe, he said.", "It was safe, he claimed."),
  ]

  @Test(arguments: statementsCases) func statements(_ row: JudgingCase) { expect(row) }
}
