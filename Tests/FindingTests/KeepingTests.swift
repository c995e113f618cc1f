import Finding
import Prose
import Synchronization
import Testing

/// Which copy is kept, and what becomes of the others.
@Suite struct KeepingTests {
  private func keep(_ articles: [Article], _ conditions: [Double]) -> [String] {
    Finder().findings(in: articles, condition: { place, _ in conditions[place] }).clusters.map(
      \.keep)
  }

  @Test func theSoundestIsKept() {
    var newsroom = Newsroom(seed: 60)
    let report = newsroom.report(words: 150)
    let texts = articles([report + " one word more", report, newsroom.edited(report, 0.02)])
    #expect(keep(texts, [0.5, 0.6, 0.9]) == ["a00002"])
    #expect(keep(texts, [0.9, 0.6, 0.5]) == ["a00000"])
    // A few hundredths are no difference: then the fullest.
    #expect(keep(texts, [0.90, 0.92, 0.5]) == ["a00000"])
    #expect(keep(texts, [0.5, 0.92, 0.5]) == ["a00001"])
  }

  @Test func ofEqualsTheEarliestThenTheFirstByName() {
    var newsroom = Newsroom(seed: 61)
    let report = newsroom.report(words: 80)
    var texts = articles([report, report, report])
    #expect(keep(texts, [1, 1, 1]) == ["a00000"])
    texts[1].published = "2017-04-11"
    texts[2].published = "2017-04-10"
    #expect(keep(texts, [1, 1, 1]) == ["a00002"])
    #expect(keep(texts, [1, 1, 0.2]) == ["a00001"])
  }

  @Test func theFullestIsNotTheWorstScanned() {
    var newsroom = Newsroom(seed: 62)
    let report = newsroom.report(words: 200)
    let scans = (0..<3).map { _ in
      String(newsroom.scanned(report, 0.08).map { $0 == "t" ? ["t", "i"] : [$0] }.joined())
    }
    #expect(
      keep(articles(scans + [report, newsroom.edited(report, 0.01)]), [1, 1, 1, 1, 1])
        .allSatisfy { ["a00003", "a00004"].contains($0) })
  }

  @Test func aSoundPartDoesNotStandForTheWhole() {
    var newsroom = Newsroom(seed: 63)
    let report = newsroom.report(words: 200)
    let texts = articles([report, newsroom.edited(report, 0.05), report.first(words: 70)])
    let findings = Finder().findings(in: texts, condition: { place, _ in [0.4, 0.4, 1][place] })
    #expect(findings.clusters.map(\.keep) != ["a00002"])
    #expect(findings.clusters.first?.members.count == 3)
    #expect(!findings.kept.contains("a00002"))
  }

  @Test func clusterNamesComeFromTheirLeastMember() {
    var newsroom = Newsroom(seed: 64)
    let report = newsroom.report(words: 100)
    let few = Finder().findings(in: articles([report, report]))
    let more = Finder().findings(
      in: articles([report, report, newsroom.edited(report, 0.02), newsroom.report(words: 90)]))
    #expect(few.clusters.map(\.id) == more.clusters.map(\.id))
    #expect(
      few.clusters[0].id != Finder().findings(in: articles([report, report], "b")).clusters[0].id)
  }

  @Test func aRuinedCopyDoesNotStandForASoundPart() {
    var newsroom = Newsroom(seed: 65)
    let report = newsroom.report(words: 200)
    let texts = articles([report, newsroom.edited(report, 0.05), report.first(words: 90)])
    let findings = Finder().findings(in: texts, condition: { place, _ in [0, 0.02, 1][place] })
    #expect(findings.clusters.map(\.keep) == ["a00002"])
    // What it does not hold is kept once.
    #expect(findings.kept.count == 2)
    let dropped = findings.clusters.flatMap(\.members).filter(\.isDropped)
    #expect(dropped.count == 1)
    #expect(dropped.first?.standIn.map { findings.kept.contains($0.id) } == true)
    // A passage is no copy of the report, however sound.
    let least = articles([report, newsroom.edited(report, 0.05), report.first(words: 40)])
    #expect(
      Finder().findings(in: least, condition: { place, _ in [0, 0.02, 1][place] }).clusters
        .allSatisfy {
          $0.keep != "a00002" || $0.members.count == 3
        })
  }

  @Test func membersKeptBesideStandForTheirOwnCopies() {
    var newsroom = Newsroom(seed: 66)
    let report = newsroom.report(words: 200)
    let host = newsroom.report(words: 120) + " " + report.first(words: 95)
    let texts = articles([
      report, newsroom.edited(report, 0.02), host, newsroom.edited(host, 0.02),
      newsroom.edited(host, 0.02),
    ])
    let findings = Finder().findings(in: texts)
    for cluster in findings.clusters {
      for member in cluster.members {
        #expect(member.standIn == nil || member.isDropped && member.standIn?.id != cluster.keep)
      }
    }
    #expect(findings.kept.count == 2)
  }

  @Test func theRuleDecidesWhichIsKept() {
    var newsroom = Newsroom(seed: 67)
    let report = newsroom.report(words: 150)
    var texts = articles([
      newsroom.edited(report, 0.02), report + " some more words at the end", report,
    ])
    texts[0].published = "2017-04-12"
    texts[2].published = "2017-04-10"
    let conditions = [0.5, 0.2, 0.9]
    func keep(_ keeping: Keeping, _ order: [Int]) -> [String] {
      var settings = Finder.Settings()
      settings.keeping = keeping
      return Finder(settings).findings(
        in: order.map { texts[$0] }, condition: { place, _ in conditions[order[place]] }
      ).clusters.map(\.keep)
    }
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
      #expect(keep(.best, order) == ["a00002"])
      #expect(keep(.longest, order) == ["a00001"])
      #expect(keep(.earliest, order) == ["a00002"])
      #expect(keep(.first, order) == ["a0000\(order[0])"])
    }
    texts[1].published = "2017-04-09"
    #expect(keep(.earliest, [0, 1, 2]) == ["a00001"])
  }

  @Test func conditionsAreAskedForWithTheWordsOfMembersOnly() {
    var newsroom = Newsroom(seed: 65)
    let report = newsroom.report(words: 150)
    let texts = articles([
      report, newsroom.report(words: 90), newsroom.edited(report, 0.05), report + "!",
    ])
    let asked = Mutex<[Int: Int]>([:])
    let findings = Finder().findings(in: texts) { place, words in
      asked.withLock { $0[place] = words.count }
      return 1
    }
    #expect(findings.clusters.first?.members.map(\.place) == [0, 2, 3])
    let counts = asked.withLock { $0 }
    #expect(counts == [0, 2, 3].reduce(into: [:]) { $0[$1] = Words(in: texts[$1].text).count })
  }
}
