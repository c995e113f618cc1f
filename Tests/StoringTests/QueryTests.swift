import Storing
import Support
import Testing

/// What a page asks of a study is found by an index, however large the study is.
@Suite struct QueryTests {
  let store: Store

  init() throws {
    let pile = try Pile()
    let path = try pile.write("a.jsonl", reports: 0..<12)
    _ = try pile.study([path])
    store = try pile.store()
  }

  /// Steps that read a whole table, or sort what they read.
  private func long(_ body: (Store) throws -> Void) throws -> [String] {
    let plans = try store.plans(body)
    #expect(!plans.isEmpty)
    return plans.flatMap { sql, steps in
      steps.filter { step in
        let isWhole =
          step.hasPrefix("SCAN ") && !step.contains("VIRTUAL TABLE")
          && !step.contains("COVERING INDEX") && !step.contains("subquery")
        return isWhole || step.contains("TEMP B-TREE")
      }.map { "\($0): \(sql)" }
    }
  }

  @Test func `lists go by an index from any place on`() throws {
    let article = try #require(try store.clusters(by: .size, limit: 1).first)
    let copy = try #require(
      try store.members(of: article.number).first { $0.article != article.kept })
    let speaker = try #require(try store.speakers(limit: 1).first)
    for body: (Store) throws -> Void in [
      { _ = try $0.members(of: article.number, from: 1, limit: 2) },
      { _ = try $0.differences(of: copy.article, after: 1, limit: 2) },
      { _ = try $0.difference(1, of: copy.article) },
      { _ = try $0.meaningChanges(after: (3, 1), limit: 2) },
      { _ = try $0.causes(of: copy.article) },
      { _ = try $0.moves(of: copy.article) },
      { _ = try $0.statements(of: article.kept) },
      { _ = try $0.statements(after: (3, 1), limit: 2) },
      { _ = try $0.statements(by: speaker.name, after: (3, 1), limit: 2) },
      { _ = try $0.testimonies(of: copy.article) },
      { _ = try $0.toldDifferently(after: (3, 1), limit: 2) },
      { _ = try $0.speakers(limit: 2) },
      { _ = try $0.speakers(after: speaker, limit: 2) },
      { _ = try $0.names(of: article.kept) },
      { _ = try $0.article(article.keptID) },
      { _ = try $0.articles([1, 2]) },
      { _ = try $0.cluster(article.id) },
      { _ = try $0.cluster(of: copy.article) },
      { _ = try $0.decisions(of: article.number) },
      { _ = try $0.restoration(of: article.number) },
      { _ = try $0.descent(of: article.number) },
    ] {
      #expect(try long(body) == [])
    }
  }

  @Test func `a query without an index is seen`() throws {
    #expect(try !long { _ = try $0.issues().count + $0.dropped().count }.isEmpty)
  }
}
