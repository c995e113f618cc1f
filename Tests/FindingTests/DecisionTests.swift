import Prose
import Testing

@testable import Finding

/// What is a copy, and what only shares a notice, a template or a quotation.
@Suite struct DecisionTests {
  private func find(_ texts: [String]) -> Findings { Finder().findings(in: articles(texts)) }

  @Test func aNoticeUnderManyTextsLinksNone() {
    var newsroom = Newsroom(seed: 50)
    let notice = newsroom.report(words: 60)
    var texts = (0..<30).map { _ in newsroom.report(words: 100) + " " + notice }
    texts.append(newsroom.scanned(texts[3], 0.02))
    let findings = find(texts)
    #expect(findings.links.map { [$0.a, $0.b] } == [["a00003", "a00030"]])
    #expect(findings.clusters.map { $0.members.map(\.id) } == [["a00003", "a00030"]])
  }

  @Test func theNoticeIsReported() {
    var newsroom = Newsroom(seed: 51)
    let notice = newsroom.report(words: 60)
    let texts = (0..<12).map { _ in newsroom.report(words: 100) + " " + notice }
    let reported = find(texts).boilerplate
    #expect(reported.count == 1)
    #expect(reported.first?.carriers == 12)
    guard let first = reported.first,
      let text = articles(texts).first(where: { $0.id == first.id })?.text
    else { return }
    #expect(notice.contains(text[first.range]))
    #expect(first.range.count * 2 > notice.utf8.count)
    // Copies of one report share as much, and it is no boilerplate.
    let report = newsroom.report(words: 160)
    #expect(find((0..<12).map { _ in newsroom.edited(report, 0.03) }).boilerplate.isEmpty)
  }

  @Test func masksAreDisjointAndInOrder() throws {
    var newsroom = Newsroom(seed: 58)
    let notices = (0..<3).map { _ in newsroom.report(words: 50) }
    let texts = (0..<40).map { index in
      let notice = newsroom.edited(notices[index % 3], 0.05)
      return newsroom.report(words: 80) + " " + notice
    }
    let settings = Finder.Settings()
    let postings = Postings(try Pile(of: texts))
    let votes = Cohesion(postings, settings, .serial)
    let boilerplate = Boilerplate(votes, postings, settings, .serial)
    var masked = 0
    for text in 0..<postings.pile.count {
      let masks = Array(boilerplate.masks(of: text))
      #expect(masks.allSatisfy { $0.count > 0 })
      #expect(zip(masks, masks.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound })
      masked += boilerplate.masked(text)
    }
    #expect(masked > 40 * 60)
  }

  /// Figures, and words that say what they are.
  private func results(_ wording: [String], _ newsroom: inout Newsroom) -> String {
    wording.map { word in
      word == "#" ? String(Int.random(in: 10_000...99_999, using: &newsroom)) : word
    }.joined(separator: " ")
  }

  private func template(_ newsroom: inout Newsroom) -> [String] {
    (0..<90).map { $0 % 7 == 3 ? "#" : newsroom.word() }
  }

  @Test func templatesWithOtherNumbersAreNotMerged() {
    var newsroom = Newsroom(seed: 52)
    let wording = template(&newsroom)
    let findings = find((0..<8).map { _ in results(wording, &newsroom) })
    #expect(findings.clusters.isEmpty)
    #expect(findings.kept.count == 8)
  }

  @Test func twoFillingsOfOneTemplateAreNotCopies() {
    var newsroom = Newsroom(seed: 59)
    let wording = template(&newsroom)
    let findings = find([results(wording, &newsroom), results(wording, &newsroom)])
    #expect(findings.clusters.isEmpty)
    #expect(findings.links.allSatisfy { $0.ground == .overlap })
  }

  @Test func copiesOfOneFilledTemplateAre() {
    var newsroom = Newsroom(seed: 53)
    let wording = template(&newsroom)
    var texts: [String] = []
    for _ in 0..<4 {
      let filled = results(wording, &newsroom)
      texts += [filled, filled + " corrected version " + newsroom.word()]
    }
    let findings = find(texts)
    #expect(findings.clusters.map { $0.members.count } == [2, 2, 2, 2])
    #expect(findings.areTogether("a00000", "a00001"))
  }

  @Test func hostsInARingDoNotGrowTogether() {
    var newsroom = Newsroom(seed: 54)
    let reports = (0..<24).map { _ in newsroom.report(words: 200) }
    var texts: [String] = []
    for index in 0..<24 {
      let excerpt = reports[(index + 1) % 24].first(words: 60)
      let host = reports[index] + " " + excerpt
      texts += [reports[index], host, newsroom.edited(host, 0.03)]
    }
    let findings = find(texts)
    #expect(findings.clusters.count == 24)
    #expect(findings.clusters.allSatisfy { $0.members.count == 3 })
    #expect(findings.link("a00003", "a00001") != nil)
  }

  @Test func anExcerptInsideAnotherReportLinksBothAndMergesNobody() {
    var newsroom = Newsroom(seed: 55)
    let (report, host) = (newsroom.report(words: 200), newsroom.report(words: 200))
    let both = host + " " + report.first(words: 70)
    let findings = find([
      report, newsroom.edited(report, 0.03), host, newsroom.edited(host, 0.03), both,
    ])
    #expect(findings.link("a00000", "a00004")?.ground == .excerpt)
    #expect(findings.link("a00002", "a00004")?.ground == .copy)
    #expect(
      findings.clusters.map { $0.members.map(\.id) } == [
        ["a00000", "a00001"], ["a00002", "a00003", "a00004"],
      ])
  }

  @Test func aDigestBringsNothingTogether() {
    var newsroom = Newsroom(seed: 56)
    let reports = (0..<3).map { _ in newsroom.report(words: 150) }
    var texts = reports.flatMap { [$0, newsroom.edited($0, 0.03)] }
    texts.append(reports.joined(separator: " "))
    let findings = find(texts)
    #expect(findings.clusters.map(\.members.count) == [2, 2, 2])
    #expect(findings.kept.contains("a00006"))
    #expect(findings.link("a00000", "a00006")?.relation == .contained)
  }

  @Test func aMemberWithMuchOfItsOwnIsNotDropped() {
    var newsroom = Newsroom(seed: 57)
    let report = newsroom.report(words: 200)
    let host = newsroom.report(words: 100) + " " + report.first(words: 90)
    let findings = find([report, host])
    #expect(findings.areTogether("a00000", "a00001"))
    #expect(findings.kept == ["a00000", "a00001"])
  }
}
