import Storing
import Support
import Testing
import Truecopy

/// What a study holds does not depend on how it came about.
@Suite struct StudyLawTests {
  let pile: Pile

  init() throws { pile = try Pile() }

  @Test func `running again changes nothing and compares nothing`() throws {
    let path = try pile.write("a.jsonl", reports: 0..<6)
    let first = try pile.study([path])
    #expect(first.added == 24 && first.compared == 18)
    let before = try pile.store().contents()
    let second = try pile.study([path])
    #expect(second.added == 0 && second.compared == 0)
    #expect(try pile.store().contents() == before)
    #expect(try pile.store().isSound())
  }

  @Test func `any number of threads gives the same`() throws {
    let path = try pile.write("a.jsonl", reports: 0..<6)
    _ = try pile.study([path], "one", threads: 1)
    _ = try pile.study([path], "three", threads: 3)
    #expect(try pile.store("one").contents() == pile.store("three").contents())
  }

  @Test func `adding texts gives what all at once give, and compares what they touch`() throws {
    let first = try pile.write("a.jsonl", reports: 0..<6, copies: 2)
    let more = try pile.write("b.jsonl", reports: 6..<8)
    // A fourth copy of two of the reports.
    let third = try pile.write("c.jsonl", reports: 2..<4, copies: 3)
    let lines = try pile.folder.text(of: "c.jsonl").split(separator: "\n")
      .filter { $0.contains("/3\"") }
    #expect(lines.count == 2)
    try pile.folder.write("c.jsonl", lines.joined(separator: "\n") + "\n")
    _ = try pile.study([first], "grown")
    let outcome = try pile.study([first, more, third], "grown")
    #expect(outcome.added == 10)
    // Two reports of four copies are new, and two have one copy more.
    #expect(outcome.compared <= 6 + 6)
    _ = try pile.study([first, more, third], "whole")
    #expect(try pile.store("grown").contents() == pile.store("whole").contents())
    #expect(try pile.store("grown").isSound())
    // Nothing of the first pile need be named again.
    _ = try pile.study([first], "named")
    _ = try pile.study([more, third], "named")
    #expect(try pile.store("named").contents() == pile.store("whole").contents())
  }

  @Test func `another rule of keeping takes back what no longer holds`() throws {
    let path = try pile.write("a.jsonl", reports: 0..<4)
    _ = try pile.study([path], "turned") { $0.keeping = .earliest }
    _ = try pile.study([path], "turned") { $0.keeping = .longest }
    _ = try pile.study([path], "longest") { $0.keeping = .longest }
    #expect(try pile.store("turned").contents() == pile.store("longest").contents())
    #expect(try pile.store("turned").isSound())
  }

  @Test func `a fresh run, and one of another version, do all again`() throws {
    let path = try pile.write("a.jsonl", reports: 0..<3)
    _ = try pile.study([path])
    let before = try pile.store().contents()
    #expect(try pile.study([path]) { $0.isFresh = true }.compared == 9)
    #expect(try pile.store().contents() == before)
    #expect(try pile.study([path]) { $0.program = "test 2" }.compared == 9)
  }

  @Test func `a text whose id is taken by another is told, not taken`() throws {
    try pile.folder.write("a.jsonl", "{\"id\":\"x\",\"text\":\"A boat.\"}\n")
    try pile.folder.write("b.jsonl", "{\"id\":\"x\",\"text\":\"A cart.\"}\n")
    _ = try pile.study([pile.folder.path(of: "a.jsonl")])
    let outcome = try pile.study([pile.folder.path(of: "b.jsonl")])
    #expect(outcome.badRecords == 1 && outcome.added == 0)
    let issues = try pile.store().issues()
    #expect(issues.map(\.problem) == ["the id `x` is in the study already, with another text"])
    #expect(try pile.store().article("x")?.text == "A boat.")
  }

  @Test func `a restored text is what the engine restores, and its decisions tile it`() throws {
    let path = try pile.write("a.jsonl", reports: 0..<3)
    _ = try pile.study([path])
    let store = try pile.store()
    for cluster in try store.clusters(by: .meaning, limit: 10) {
      let line = try #require(try store.restoration(of: cluster.number))
      let texts = try store.articles(line.witnesses)
      let witnesses = texts.map { Witness($0.article, siglum: $0.id) }
      let base = texts.firstIndex { $0.number == cluster.kept }
      let restoration = Restoration(of: witnesses, base: base)
      #expect(try store.restoredText(of: cluster.number) == restoration.text)
      #expect(line.hash == StoredArticle.hash(of: restoration.text))
      let decisions = try store.decisions(of: cluster.number)
      #expect(decisions.map(\.ground) == restoration.decisions.map(\.ground.rawValue))
      var at = 0
      for decision in decisions {
        #expect(decision.range.lowerBound == at)
        #expect(decision.range.count == decision.text.unicodeScalars.count)
        at = decision.range.upperBound
      }
      let stemma = Stemma(of: witnesses)
      let descent = try #require(try store.descent(of: cluster.number))
      #expect(descent.edges.map(\.parent) == stemma.edges.map { texts[$0.parent].number })
      #expect(descent.edges.map(\.evidence.count) == stemma.edges.map(\.evidence.count))
      #expect(descent.undecided.map(\.reason) == stemma.undecided.map(\.reason.rawValue))
      #expect(descent.root == stemma.root.map { texts[$0].number })
    }
  }

  @Test func `differences are those of a comparison, and tile the pair`() throws {
    let path = try pile.write("a.jsonl", reports: 0..<2)
    _ = try pile.study([path])
    let store = try pile.store()
    var seen = 0
    for cluster in try store.clusters(by: .size, limit: 10) {
      let kept = try #require(try store.article(cluster.keptID))
      for member in try store.members(of: cluster.number) where member.article != cluster.kept {
        let text = try #require(try store.article(member.id))
        let comparison = Comparison(of: kept.article, and: text.article)
        let lines = try store.differences(of: member.article)
        #expect(lines.map(\.kind) == comparison.differences.map(\.kind.rawValue))
        #expect(lines.map(\.severity) == comparison.differences.map(\.severity.rawValue))
        #expect(lines.map(\.reason) == comparison.differences.map(\.reason))
        #expect(
          try store.causes(of: member.article).map(\.name) == comparison.causes.map(\.name.rawValue)
        )
        // The base with every reading put in its place is the copy.
        var made = String.UnicodeScalarView()
        let base = Array(kept.text.unicodeScalars)
        var at = 0
        for line in lines {
          made.append(contentsOf: base[at..<line.baseRange.lowerBound])
          made.append(contentsOf: line.reading.unicodeScalars)
          at = line.baseRange.upperBound
          seen += 1
        }
        made.append(contentsOf: base[at...])
        #expect(String(made) == text.text)
        #expect(member.meaning == lines.count { $0.severity == "meaning" })
      }
    }
    #expect(seen > 10)
    let changes = try store.meaningChanges(limit: 1000)
    #expect(changes.count == (try store.overview().meaning))
    // Page by page gives the same.
    var paged: [Store.DifferenceLine] = []
    while let next = try store.meaningChanges(
      after: paged.last.map { ($0.article, $0.number) } ?? (0, 0), limit: 2) as [_]?, !next.isEmpty
    { paged += next }
    #expect(paged == changes)
  }
}
