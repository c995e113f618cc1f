import Judging
import Prose
import Support
import Testing

/// Each fault on one invented report, as it leaves its mark, and what is too little to name it.
struct CauseTests {
  private static let report = """
    The ferry Alder ran aground off Penmore on Monday night, the harbour office said. Its captain, \
    Ruth Caddy, told the Gazette that “the lights weren’t lit”, and that a well-known sandbank had \
    moved. No one was hurt. A two-year inquiry into the port’s signals, ordered by Mayor Tom Brennan \
    after the near-miss of 2014, had warned of this; the five-man board did not act.

    Caddy said she would not sail again until the half-broken beacon was mended. “We asked twice,” \
    said Brennan’s deputy, J. R. Hale. He called the board’s answer a “non-reply” – no more.
    """

  struct Row: CustomTestStringConvertible, Sendable {
    let cause: Cause.Name?
    let changes: [(String, String)]
    let testDescription: String

    init(_ cause: Cause.Name?, _ description: String, _ changes: (String, String)...) {
      (self.cause, testDescription, self.changes) = (cause, description, changes)
    }

    var copy: String {
      changes.reduce(report) { text, change in text.replacing(change.0, with: change.1) }
    }
  }

  static let rows = [
    Row(.tokeniser, "marks set apart", (",", " ,"), (".", " ."), ("’s", " ’s")),
    Row(
      .compoundDropper, "hyphenated words gone", ("well-known ", ""), ("two-year ", ""),
      ("near-miss ", ""), ("five-man ", ""), ("half-broken ", ""), ("“non-reply”", "“”")),
    Row(
      .coreferenceInPlace, "names for pronouns, in place", ("she would", "Ruth Caddy would"),
      ("Its captain", "Alder’s captain"), ("He called", "J. R. Hale called"),
      ("We asked", "Brennan asked")),
    Row(
      .punctuationStripped, "marks gone", (",", ""), (".", ""), ("“", ""), ("”", ""), ("’", " "),
      (";", ""), ("-", " "), ("–", "")),
    Row(.encoding, "UTF-8 read as Windows-1252", ("’", "â€™"), ("“", "â€œ"), ("–", "â€“")),
    Row(
      .ocr, "letters that look alike", ("harbour", "harbonr"), ("captain", "captaln"),
      ("sandbank", "sandbauk"), ("inquiry", "inqniry")),
    Row(
      .ocr, "one word misread, a figure, and words broken at line ends", ("beacon", "beac0n"),
      ("2014", "2074"), ("captain", "cap-\ntain"), ("inquiry", "in-\nquiry")),
    Row(nil, "one word misread and a figure", ("beacon", "beac0n"), ("2014", "2074")),
    Row(.quoteNormaliser, "straight quotation marks", ("“", "\""), ("”", "\""), ("’", "'")),
    Row(
      .lineWrap, "broken anew", ("said. ", "said.\n"), ("moved. ", "moved.\n"),
      ("hurt. ", "hurt.\n")),
    Row(
      .editor, "words changed", ("ran aground", "stranded"), ("Monday", "Tuesday"),
      ("No one was hurt. ", ""), ("would not sail", "refused to sail")),
    Row(nil, "two changes are no cause", ("Monday", "Tuesday"), ("No one was hurt. ", "")),
  ]

  @Test(arguments: rows) func theFaultIsNamed(_ row: Row) {
    let comparison = Comparison(Self.report, row.copy)
    let told = comparison.told.joined(separator: "\n")
    #expect(comparison.causes.first?.name == row.cause, "\(comparison.causes)\n\(told)")
  }

  @Test(arguments: rows) func theFaultIsNamedInTheBaseToo(_ row: Row) {
    let sided: Set<Cause.Name?> = [
      .tokeniser, .compoundDropper, .coreferenceInPlace, .punctuationStripped,
    ]
    let back = Comparison(row.copy, Self.report)
    #expect(back.causes.first?.name == row.cause, "\(back.causes)")
    #expect(back.causes.first?.isInBase ?? false == sided.contains(row.cause))
  }

  @Test func lostCapitalsAreACause() {
    let (there, back) = (
      Comparison(Self.report, Self.report.lowercased()),
      Comparison(Self.report.lowercased(), Self.report)
    )
    #expect(there.causes.map(\.name) == [.caseFolder] && back.causes.map(\.name) == [.caseFolder])
    #expect(there.causes[0].isInBase == false && back.causes[0].isInBase)
  }

  @Test func namesWrittenOverWordsAreFoundWhicheverTextIsTheBase() throws {
    let report = try Example.harbourBridge.text(of: "report.txt")
    let copy = try Example.harbourBridge.text(of: "copy-displaced.txt")
    let causes = [Comparison(report, copy), Comparison(copy, report)].map { comparison in
      comparison.causes.first { $0.name == .displacedCoreference }
    }
    #expect(causes.map { $0?.isInBase } == [false, true])
    #expect(causes[0]?.explains == causes[1]?.explains)
  }

  @Test func everyCauseIsTested() {
    // The fault of displaced names has the example and the founding pair for its tests.
    let told = Set(Self.rows.compactMap(\.cause)).union([.caseFolder, .displacedCoreference])
    #expect(told == Set(Cause.Name.allCases))
  }

  @Test func aCauseExplainsAsManyAsItSays() {
    for row in Self.rows {
      let comparison = Comparison(Self.report, row.copy)
      for (index, cause) in comparison.causes.enumerated() {
        #expect(cause.explains == comparison.differences.count { $0.cause == index })
        #expect(cause.explains >= 3)
      }
    }
  }
}
