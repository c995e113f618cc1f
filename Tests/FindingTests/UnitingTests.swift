import Testing

@testable import Finding

/// Reports of many copies, in a pile so large that not all pairs are counted.
@Suite struct UnitingTests {
  /// Full copies, scraps under a notice that is scanned each time, and other reports under it.
  private func pile(seed: UInt64) -> (texts: [String], copies: Int) {
    var newsroom = Newsroom(seed: seed)
    let notice = newsroom.report(words: 60)
    let report = newsroom.report(words: 260)
    var texts: [String] = []
    for index in 0..<24 {
      let under = newsroom.scanned(notice, 0.03)
      switch index % 3 {
      case 0: texts.append(newsroom.edited(report, 0.06))
      case 1: texts.append(newsroom.scanned(report, 0.06))
      default: texts.append(newsroom.scanned(report.first(words: 78), 0.02) + " " + under)
      }
    }
    for _ in 0..<1200 {
      texts.append(newsroom.report(words: 50) + " " + newsroom.scanned(notice, 0.01))
    }
    return (texts, 24)
  }

  @Test(arguments: [70, 71, 72] as [UInt64])
  func scrapsUnderANoticeDoNotTakeTheReportApart(seed: UInt64) {
    var settings = Finder.Settings()
    settings.fullCountTexts = 0
    let (texts, copies) = pile(seed: seed)
    let findings = Finder(settings).findings(in: articles(texts))
    let largest = findings.clusters.map(\.members.count).max() ?? 0
    #expect(largest >= copies - 2)
    #expect(findings.clusters.allSatisfy { $0.members.count <= copies })
  }
}
