import Collating
import Judging
import Prose
import Support
import Testing

struct JudgingLaws {
  static let rows = SurfaceKindTests.all + WordKindTests.all + FactKindTests.all

  @Test func everyKindIsInATableOfCases() {
    // Misreadings by a scanner are told of one text alone, by `Condition`.
    let told = Set(Self.rows.flatMap { [$0.kind, $0.back] } + MovementTests.kinds + [.scan])
    #expect(Set(DifferenceKind.allCases).subtracting(told).isEmpty)
    #expect(Set(DifferenceKind.allCases.map(\.rawValue)).count == DifferenceKind.allCases.count)
  }

  /// A reason must be something a reader can check against the texts.
  private func expectReasons(_ comparison: Comparison) {
    for difference in comparison.differences {
      let readings = [
        comparison.collation.base.article.text[difference.locus.base.range],
        comparison.collation.witness.article.text[difference.locus.reading.range],
      ].map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }.filter(isSeen)
      let names =
        readings.isEmpty || readings.contains { holds(difference.reason, $0.prefix(60)) }
      if !names || difference.reason.isEmpty {
        Issue.record(
          "\(difference.kind) \(readings): the reason names no reading: \(difference.reason)")
      }
    }
  }

  /// Whether one text stands in another, scalar for scalar: a joiner may begin it.
  private func holds(_ text: String, _ part: Substring) -> Bool {
    Array(text.unicodeScalars).contains(Array(part.unicodeScalars))
  }

  /// Whether a reader sees anything of a text: not white space or joiners alone.
  private func isSeen(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
    }
  }

  @Test func everyReasonNamesAReading() throws {
    for row in Self.rows { expectReasons(Comparison(row.base, row.reading)) }
    let report = try Example.harbourBridge.text(of: "report.txt")
    for name in try Example.harbourBridge.names {
      expectReasons(Comparison(report, try Example.harbourBridge.text(of: name)))
    }
  }

  private func severities(_ comparison: Comparison) -> [Severity] {
    comparison.differences.map(\.severity).sorted()
  }

  @Test(arguments: [
    "copy-exact.txt", "copy-respaced.txt", "copy-tokenised.txt", "copy-compounds.txt",
    "copy-displaced.txt",
    "copy-scan.txt", "copy-edited.txt", "copy-excerpt.txt", "other-1.txt", "other-2.txt",
  ])
  func severityIsTheSameFromBothSides(_ name: String) throws {
    let copy = try Example.harbourBridge.text(of: name)
    for other in try Example.harbourBridge.names {
      let text = try Example.harbourBridge.text(of: other)
      let (there, back) = (Comparison(text, copy), Comparison(copy, text))
      #expect(there.agreement == back.agreement)
      #expect(severities(there) == severities(back), "\(other)")
    }
  }

  @Test func severityOfSmallTextsIsTheSameFromBothSides() {
    let texts = Every.text(of: ["Oak", "not", "4.2", "“", ","], upTo: 2, gaps: [" ", ""])
    Every.pair(of: texts) { a, b in
      let (there, back) = (Comparison(a, b), Comparison(b, a))
      if severities(there) != severities(back) {
        Issue.record(
          "\(a.debugDescription) and \(b.debugDescription): \(there.told), back: \(back.told)")
      }
    }
  }

  @Test(arguments: OddTexts.all) func anOddTextIsLikeItselfAndUnlikeOthers(_ odd: OddTexts.Text) {
    let same = Comparison(odd.text, odd.text)
    #expect(same.differences.isEmpty && same.agreement == 1)
    #expect(same.countBySeverity.isEmpty && same.countByKind.isEmpty)
    for other in OddTexts.all {
      let comparison = Comparison(odd.text, other.text)
      expectReasons(comparison)
      #expect((0...1).contains(comparison.agreement))
      #expect(
        comparison.differences.map(\.id) == (0..<comparison.differences.count).map { "d\($0 + 1)" })
      #expect(comparison.differences.count == comparison.collation.loci.count)
    }
  }

  @Test func theExampleIsLikeItself() throws {
    for name in try Example.harbourBridge.names {
      let text = try Example.harbourBridge.text(of: name)
      #expect(Comparison(text, text).differences.isEmpty)
    }
  }

  @Test func countsAreThoseOfTheDifferences() {
    let comparison = Comparison("The old oak fell. He left.", "The oak fell . He left .")
    #expect(comparison.countBySeverity == [.meaning: 1, .none: 2])
    #expect(comparison.countByKind == [.omittedWord: 1, .punctuationDetached: 2])
    #expect(comparison.agreement == 10.0 / 11.0)
  }

  @Test func severityFollowsFromEffect() {
    let loud = Effect.allCases.filter { $0.severity == .meaning }
    #expect(Effect.same.severity == .none)
    #expect(
      Set(Effect.allCases).subtracting(loud) == [
        .same, .sameIllFormed, .nameShortened, .wordingOnly,
      ])
    #expect(Severity.none < .style && Severity.style < .meaning && !(Severity.meaning < .none))
  }
}
