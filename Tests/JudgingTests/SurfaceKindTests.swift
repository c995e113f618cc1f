import Judging
import Testing

/// Kinds that leave the words as they are, and those that only respell them.
struct SurfaceKindTests {
  /// All rows, for the laws.
  static let all = accidentalsCases + tokenisationsCases + spellingsCases

  static let accidentalsCases: [JudgingCase] = [
    JudgingCase(
      .quoteGlyph, .none, .substitution, "It lay on the mayor’s desk.",
      "It lay on the mayor's desk."),
    JudgingCase(
      .quoteGlyph, .none, .substitution, "They left ‘early and late.", "They left 'early and late."),
    JudgingCase(
      .dashGlyph, .none, .substitution, "Two of seven—all old—left.", "Two of seven–all old—left."),
    JudgingCase(
      .dashGlyph, .none, .substitution, "A two-page letter came.", "A two‐page letter came."),
    JudgingCase(
      .letterCase, .none, .substitution, "Then the Council met.", "Then the council met."),
    JudgingCase(.lineBreak, .none, .substitution, "One fell.\nTwo rose.", "One fell. Two rose."),
    JudgingCase(.lineBreak, .none, .substitution, "One fell.\nTwo rose.", "One fell.\r\nTwo rose."),
    JudgingCase(
      .lineBreak, .none, .segmentation, "One tall structure fell.", "One tall struc-\nture fell."),
    JudgingCase(.space, .none, .substitution, "One fell. Two rose.", "One fell.  Two rose."),
    JudgingCase(.space, .none, .substitution, "It fell on 4 May.", "It fell on 4\u{A0}May."),
    JudgingCase(.space, .none, .addition, "One fell.", " One fell."),
    JudgingCase(.trailingSpace, .none, .addition, "One fell.", "One fell.\n"),
    JudgingCase(.trailingSpace, .none, .omission, "One fell.  ", "One fell."),
    JudgingCase(.strayMark, .none, .addition, "One fell on the road.", "One fell on | the road."),
    JudgingCase(.strayMark, .none, .omission, "One fell ] on the road.", "One fell on the road."),
    JudgingCase(
      .encoding, .none, .substitution, "The caf\u{E9} is shut.", "The cafe\u{301} is shut."),
    JudgingCase(
      .encoding, .none, .substitution, "The drawbridge is shut.", "The draw\u{AD}bridge is shut."),
    JudgingCase(.punctuation, .none, .omission, "It fell, he said.", "It fell he said."),
    JudgingCase(.punctuation, .none, .substitution, "It fell; nobody saw.", "It fell, nobody saw."),
    JudgingCase(.punctuation, .none, .substitution, "They waited… long.", "They waited... long."),
  ]

  @Test(arguments: accidentalsCases) func accidentals(_ row: JudgingCase) { expect(row) }

  static let tokenisationsCases: [JudgingCase] = [
    JudgingCase(
      .punctuationDetached, .none, .segmentation, "It fell, he said.", "It fell , he said."),
    JudgingCase(
      .punctuationDetached, .none, .segmentation, "It fell (twice).", "It fell ( twice)."),
    JudgingCase(
      .quoteDetached, .none, .segmentation, "He said “it fell” then.", "He said “ it fell” then."),
    JudgingCase(
      .quoteDetached, .none, .segmentation, "He said “it fell” then.", "He said “it fell ” then."),
    JudgingCase(
      .cliticDetached, .none, .segmentation, "It was Skerrin’s bridge.", "It was Skerrin ’s bridge."
    ),
    JudgingCase(.cliticDetached, .none, .segmentation, "They don’t know.", "They do n’t know."),
    JudgingCase(
      .cliticDetached, .none, .segmentation, "The drivers’ union met.", "The drivers ’ union met."),
    JudgingCase(
      .abbreviationSplit, .none, .segmentation, "The U.K. arm met.", "The U. K. arm met."),
    JudgingCase(.wordSplit, .none, .segmentation, "It cannot wait.", "It can not wait."),
    JudgingCase(.wordSplit, .none, .segmentation, "An F16 fell.", "An F 16 fell."),
    JudgingCase(.wordJoined, .none, .segmentation, "The old bridge fell.", "The oldbridge fell."),
  ]

  @Test(arguments: tokenisationsCases) func tokenisations(_ row: JudgingCase) { expect(row) }

  static let spellingsCases: [JudgingCase] = [
    JudgingCase(
      .spelling, .style, .substitution, "The council declared it old.",
      "The council dcclared it old."),
    JudgingCase(
      .spelling, .style, .substitution, "About 14,000 cars came.", "About l4,000 cars came."),
    JudgingCase(
      .variantSpelling, .style, .substitution, "The harbour was shut.", "The harbor was shut."),
    JudgingCase(
      .variantSpelling, .style, .substitution, "It sank two metres.", "It sank two meters."),
    JudgingCase(
      .inflection, .style, .substitution, "The crews complain often.", "The crews complained often."
    ),
  ]

  @Test(arguments: spellingsCases) func spellings(_ row: JudgingCase) { expect(row) }
}
