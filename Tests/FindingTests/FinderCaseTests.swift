import Finding
import Prose
import Testing

/// Single questions, on texts written for them.
@Suite struct FinderCaseTests {
  private func find(_ texts: [String]) -> Findings { Finder().findings(in: articles(texts)) }

  @Test(arguments: ["Yes", "42", "ok then", "東京", "Ja, das ist so.", "мир"])
  func equalTextsAreFoundAtAnyLength(_ text: String) {
    let findings = find([text, "entirely other words", text.uppercased() + "!"])
    #expect(findings.links.map(\.relation) == [.exact])
    #expect(findings.link("a00000", "a00002")?.coverageA == 1)
    #expect(findings.clusters.map { $0.members.map(\.id) } == [["a00000", "a00002"]])
    #expect(findings.kept.count == 2)
  }

  @Test func longEqualTextsAreOneClusterToo() {
    var newsroom = Newsroom(seed: 30)
    let text = newsroom.report(words: 500)
    #expect(find([text, text]).clusters.count == 1)
  }

  @Test func textsWithoutWordsAreNobodysCopies() {
    let findings = find(["", "", "…", "—", " \n"])
    #expect(findings.links.isEmpty && findings.clusters.isEmpty && findings.kept.count == 5)
    #expect(find([]) == Findings())
  }

  @Test func theSameWordsInAnotherOrderAreNoCopy() {
    var newsroom = Newsroom(seed: 31)
    let words = newsroom.report(words: 200).split(separator: " ")
    let texts = (0..<6).map { _ in words.shuffled(using: &newsroom).joined(separator: " ") }
    let findings = find(texts)
    #expect(findings.links.isEmpty && findings.clusters.isEmpty)
  }

  @Test(arguments: [25, 40, 60, 120, 400])
  func editedCopiesAreFoundFromAboutTwentyFiveWordsUp(_ words: Int) {
    var newsroom = Newsroom(seed: UInt64(words))
    var found = 0
    for _ in 0..<20 {
      let report = newsroom.report(words: words) + " " + newsroom.report(words: 5)
      let findings = find([report, report.replacing(report.suffix(12), with: "elsewhere.")])
      found += findings.clusters.count
    }
    #expect(found >= (words < 40 ? 18 : 20))
  }

  private enum Damage: CaseIterable { case words, scan, order, cut, frame, joined }

  @Test(arguments: Damage.allCases)
  private func damagedCopiesAreFound(_ damage: Damage) {
    var newsroom = Newsroom(seed: 33)
    for _ in 0..<10 {
      let report = newsroom.report(words: 220)
      let copy =
        switch damage {
        case .words: newsroom.edited(report, 0.15)
        case .scan: newsroom.scanned(report, 0.05)
        case .order: newsroom.reordered(report)
        case .cut: report.first(words: 80)
        case .frame: newsroom.report(words: 60) + report + newsroom.report(words: 60)
        case .joined: report.filter { $0 != " " && $0 != "." }.uppercased() + " extra words here"
        }
      let findings = find([report, copy, newsroom.report(words: 200)])
      #expect(findings.areTogether("a00000", "a00001") || damage == .joined)
      #expect(damage == .joined || findings.link("a00000", "a00001") != nil)
      #expect(findings.clusters.count <= 1)
      #expect(findings.cluster(of: "a00002") == nil)
    }
  }

  @Test(arguments: [
    0x4E00...0x51FF, 0x3041...0x3090, 0xAC00...0xACFF, 0x430...0x44F, 0x5D0...0x5EA,
  ])
  func otherScriptsAreFound(_ script: ClosedRange<UInt32>) {
    var newsroom = Newsroom(seed: 34)
    func letters(_ count: Int) -> String {
      let hasSpaces = script.lowerBound < 0x3000 || script.lowerBound == 0xAC00
      let scalars = (0..<count).map { index in
        hasSpaces && index % 6 == 5
          ? " " : Unicode.Scalar(UInt32.random(in: script, using: &newsroom)) ?? "?"
      }
      return String(String.UnicodeScalarView(scalars))
    }
    let report = letters(600)
    let findings = find([report, letters(60) + report.dropLast(90), letters(500)])
    #expect(findings.clusters.map { $0.members.map(\.id) } == [["a00000", "a00001"]])
    #expect((findings.links.first?.coverageA ?? 0) > 0.75)
  }

  @Test func coverageCountsTheWordsThatStandInTheOther() {
    var newsroom = Newsroom(seed: 35)
    let (report, rest) = (newsroom.report(words: 150), newsroom.report(words: 50))
    let link = find([report + " " + rest, newsroom.report(words: 100) + " " + report]).links.first
    #expect(abs((link?.coverageA ?? 0) - 0.75) < 0.02)
    #expect(abs((link?.coverageB ?? 0) - 0.6) < 0.02)
    #expect((link?.identity ?? 0) > 0.98)
    #expect(link?.relation == .partial)
    #expect(link?.passages.count == 1)
    #expect(abs((link?.passages.first?.a.end ?? 0) - report.utf8.count) < 20)
  }

  @Test(arguments: [(1.0, 1.0, Link.Relation.near), (0.5, 1.0, .contained), (0.6, 0.6, .partial)])
  func relationsGoByCoverage(_ x: Double, _ y: Double, _ relation: Link.Relation) {
    var newsroom = Newsroom(seed: 36)
    let report = newsroom.report(words: 120)
    func around(_ share: Double) -> String {
      report + " " + newsroom.report(words: 4 + Int(120 / share) - 120)
    }
    #expect(find([around(x), around(y)]).links.map(\.relation) == [relation])
  }

  @Test func aGrosslyCopiedReportTakesBoundedTime() {
    var newsroom = Newsroom(seed: 37)
    let report = newsroom.report(words: 60)
    let copies = articles([String](repeating: report, count: 5000))
    let findings = Finder().findings(in: copies.reversed())
    #expect(findings.clusters.map(\.members.count) == [5000])
    #expect(findings.kept == ["a00000"])
    // Each is linked to the first; twelve million pairs would help nobody.
    #expect(findings.links.count == 4999)
    #expect(findings.links.allSatisfy { $0.a == "a00000" })
  }

  @Test func manyEditedCopiesAreOneCluster() {
    var newsroom = Newsroom(seed: 38)
    let report = newsroom.report(words: 90)
    let findings = find((0..<300).map { _ in newsroom.edited(report, 0.04) })
    #expect(findings.clusters.count == 1)
    #expect((findings.clusters.first?.members.count ?? 0) >= 297)
    #expect(findings.counts.candidates < 300 * 299 / 2)
  }

  /// Each copy meets a few others only; the leader still answers for all.
  @Test func manyEditedCopiesAreOneClusterInALargePile() {
    var newsroom = Newsroom(seed: 40)
    var settings = Finder.Settings()
    settings.fullCountTexts = 0
    let report = newsroom.report(words: 200)
    let texts = (0..<150).map { index in
      newsroom.edited(report.first(words: 100 + index * 37 % 100), 0.1)
        + " " + newsroom.report(words: 10 + index * 53 % 40)
    }
    let findings = Finder(settings).findings(in: articles(texts))
    #expect(findings.counts.candidates < 150 * 12)
    #expect((findings.clusters.first?.members.count ?? 0) >= 148)
  }

  @Test func aVeryLongTextMeetsItsExcerpt() {
    var newsroom = Newsroom(seed: 39)
    let long = newsroom.report(words: 20_000)
    let words = long.split(separator: " ")
    let findings = find([
      long, words[9000..<9400].joined(separator: " "), newsroom.report(words: 300),
    ])
    let link = findings.link("a00000", "a00001")
    #expect((link?.coverageB ?? 0) > 0.97)
    #expect(link?.relation == .contained)
    #expect(findings.links.count == 1)
  }
}
