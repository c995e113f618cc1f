import Prose
import Testing

@testable import Finding

/// What holds for every pile.
@Suite struct FinderLawTests {
  /// Reports with copies of many sorts, notices under some.
  private static func pile(seed: UInt64) -> [Article] {
    var newsroom = Newsroom(seed: seed)
    let notice = newsroom.report(words: 30)
    var texts = ["", "!?", ""]
    for index in 0..<10 {
      let report = newsroom.report(words: Int.random(in: 50...200, using: &newsroom))
      texts += [report, report.uppercased(), newsroom.edited(report, 0.05)]
      texts += [newsroom.scanned(report, 0.03), newsroom.report(words: 60) + " " + report]
      if index.isMultiple(of: 2) { texts.append(newsroom.reordered(report) + " " + notice) }
      if index.isMultiple(of: 3) { texts.append(report.first(words: 30)) }
      texts.append(newsroom.report(words: 120) + " " + notice)
    }
    return articles(texts)
  }

  @Test(arguments: [1, 2] as [UInt64])
  func theOrderOfInputChangesNothing(seed: UInt64) {
    let articles = Self.pile(seed: seed)
    let findings = Finder().findings(in: articles)
    #expect(findings.clusters.count > 5 && findings.links.count > 50)
    var newsroom = Newsroom(seed: seed + 100)
    for _ in 0..<2 { #expect(Finder().findings(in: newsroom.shuffled(articles)) == findings) }
    #expect(Finder().findings(in: articles.reversed()) == findings)
  }

  @Test func theOrderOfWorkChangesNothing() {
    let articles = Self.pile(seed: 3)
    let backwards = Workers { count, body in for index in (0..<count).reversed() { body(index) } }
    #expect(
      Finder(workers: backwards).findings(in: articles) == Finder().findings(in: articles))
  }

  @Test(arguments: [1, 1 << 12, 1 << 15, 1 << 20])
  func howMuchMemoryThereIsChangesNothing(memory: Int) throws {
    let articles = Self.pile(seed: 31)
    let ledger = try Ledger(of: articles.map(\.text), memory: memory)
    let findings = Finder().findings(of: ledger, texts: articles)
    #expect(findings.links.count > 50)
    #expect(findings == Finder().findings(in: articles))
  }

  @Test func boilerplateKnownFromElsewhereIsBoilerplateHere() {
    var newsroom = Newsroom(seed: 32)
    let notice = newsroom.report(words: 60)
    let old = (0..<12).map { _ in newsroom.report(words: 100) + " " + notice }
    var finder = Finder()
    finder.listsBoilerplate = true
    let known = finder.findings(in: articles(old)).boilerplateGrams
    #expect(known.count > 10 && known == known.sorted())
    // Two texts with a notice between them would be taken for an excerpt of one another.
    let new = (0..<2).map { _ in newsroom.report(words: 100) + " " + notice }
    #expect(finder.findings(in: articles(new)).links.count == 1)
    finder.knownBoilerplate = known
    let findings = finder.findings(in: articles(new))
    #expect(findings.links.isEmpty && findings.boilerplate.map(\.carriers) == [2])
  }

  @Test(arguments: [4, 5] as [UInt64])
  func everyTextIsKeptOrDropped(seed: UInt64) {
    let articles = Self.pile(seed: seed)
    let findings = Finder().findings(in: articles)
    let dropped = findings.clusters.flatMap { $0.members.filter(\.isDropped).map(\.id) }
    #expect((findings.kept + dropped).sorted() == articles.map(\.id))
    #expect(dropped.count > 20)
    for cluster in findings.clusters {
      #expect(findings.kept.contains(cluster.keep))
      #expect(cluster.members.contains { $0.id == cluster.keep })
    }
    let members = findings.clusters.flatMap { $0.members.map(\.id) }
    #expect(Set(members).count == members.count)
  }

  @Test func everyMemberIsVerifiedAgainstTheCopyToKeep() {
    let findings = Finder().findings(in: Self.pile(seed: 6))
    let settings = Finder.Settings()
    for cluster in findings.clusters {
      for member in cluster.members where member.id != cluster.keep {
        let link = findings.link(member.id, cluster.keep)
        #expect(link?.relation == member.relation)
        #expect(link?.coverage(of: member.id) == member.coverage)
        #expect(link?.cluster == cluster.id)
        if member.isDropped {
          #expect(
            member.coverage >= settings.dropCoverage
              || (link?.span(of: member.id) ?? 0) >= settings.dropSpan)
        }
      }
    }
  }

  @Test func linksAreOrderedPairsInsideTheirTexts() {
    let articles = Self.pile(seed: 7)
    let findings = Finder().findings(in: articles)
    let texts = Dictionary(uniqueKeysWithValues: articles.map { ($0.id, $0.text) })
    #expect(
      findings.links.map { [$0.a, $0.b] }
        == findings.links.map { [$0.a, $0.b] }.sorted {
          $0.lexicographicallyPrecedes($1)
        })
    for link in findings.links {
      #expect(link.a < link.b)
      #expect(link.words > 0 && !link.passages.isEmpty)
      for share in [link.coverageA, link.coverageB, link.identity, link.spanA, link.spanB] {
        #expect(0...1 ~= share)
      }
      #expect(link.spanA >= link.coverageA - 1e-9 && link.spanB >= link.coverageB - 1e-9)
      for passage in link.passages {
        #expect(0 <= passage.a.start && passage.a.end <= texts[link.a]!.utf8.count)
        #expect(0 <= passage.b.start && passage.b.end <= texts[link.b]!.utf8.count)
        #expect(passage.a.start < passage.a.end && passage.b.start < passage.b.end)
        #expect(passage.scalarsA == ScalarOffsets(of: texts[link.a]!).scalars(of: passage.a))
        #expect(passage.scalarsB == ScalarOffsets(of: texts[link.b]!).scalars(of: passage.b))
      }
    }
  }

  @Test func namesDoNotMatterBeyondTheirOrder() {
    let articles = Self.pile(seed: 8)
    let renamed = articles.enumerated().map { index, article in
      var article = article
      article.id = "z" + String(10_000 - index)
      return article
    }
    let new = Dictionary(uniqueKeysWithValues: zip(articles, renamed).map { ($0.id, $1.id) })
    let (plain, other) = (Finder().findings(in: articles), Finder().findings(in: renamed))
    #expect(plain.links.count == other.links.count)
    for link in plain.links where link.relation != .exact {
      let mirrored = other.link(new[link.a]!, new[link.b]!)
      #expect(mirrored?.coverage(of: new[link.a]!) == link.coverageA)
      #expect(mirrored?.coverage(of: new[link.b]!) == link.coverageB)
      #expect(mirrored?.relation == link.relation)
    }
  }

  @Test func progressReachesItsEndInEveryStage() {
    var reached: [Finder.Stage: Bool] = [:]
    _ = Finder().findings(in: Self.pile(seed: 9), condition: { _, _ in 1 }) { stage, done, total in
      reached[stage] = done == total
    }
    #expect(reached == Dictionary(uniqueKeysWithValues: Finder.Stage.allCases.map { ($0, true) }))
  }

  /// Every pair whose true shared text exceeds a bound is linked, and no pair without any is.
  @Test(arguments: [21, 22, 23] as [UInt64])
  func linksAreThoseOfTheNaiveComparison(seed: UInt64) {
    let articles = Self.pile(seed: seed)
    let findings = Finder().findings(in: articles)
    let shingles = articles.map { self.shingles($0.text) }
    var (certain, unrelated) = (0, 0)
    for (i, x) in articles.enumerated() {
      for (j, y) in articles[..<i].enumerated() {
        let shared = shingles[i].intersection(shingles[j]).count
        let least = min(shingles[i].count, shingles[j].count)
        if shared >= 40, 2 * shared >= least {
          certain += 1
          #expect(findings.link(x.id, y.id) != nil, "\(shared) of \(least) shingles")
        } else if shared == 0, least > 0 {
          unrelated += 1
          let link = findings.link(x.id, y.id)
          #expect(link == nil || link?.identity ?? 1 < 0.95)
        }
      }
    }
    #expect(certain > 40 && unrelated > 500)
  }

  private func shingles(_ text: String) -> Set<[UInt64]> {
    let words = Words(in: text).filter(\.kind.isLexical).map(\.key.rawValue)
    return words.count < 5 ? [] : Set((0...words.count - 5).map { Array(words[$0..<$0 + 5]) })
  }
}
