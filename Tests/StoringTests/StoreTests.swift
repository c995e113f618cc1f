import Foundation
import Storing
import Support
import Testing
import Truecopy

/// One file: its tables, what is searched in it, and what it does when it cannot be written.
@Suite struct StoreTests {
  let pile: Pile

  init() throws { pile = try Pile() }

  @Test func `Schema.md names every table, view and column, and nothing else`() throws {
    _ = try Store(pile.folder.path(of: "empty"))
    let tables = try pile.store("empty").columns()
    let page = try String(
      contentsOfFile: Checkout.path(of: "Sources/Storing/Schema.md"), encoding: .utf8)
    let entries = page.components(separatedBy: "\n- `").dropFirst()
    var named: [String: String] = [:]
    for entry in entries {
      // One entry may name several tables that are alike: `a`, `b`: ….
      let head = ("`" + entry).prefix { $0 != ":" }
      for name in head.split(separator: "`").enumerated() where name.offset % 2 == 0 {
        named[String(name.element)] = entry
      }
    }
    #expect(Set(named.keys) == Set(tables.map(\.table)))
    for (table, columns) in tables {
      let entry = named[table] ?? ""
      for column in columns { #expect(entry.contains("`\(column)`"), "\(table).\(column)") }
    }
  }

  @Test func `texts come back as they went in, NUL, quotes and all`() throws {
    let store = try Store(pile.folder.path(of: "odd"))
    let odd = ["a\u{0}b", "</script>\u{202E}x", "", "'; DROP TABLE articles; --", "é\u{301}\n\r\t"]
    var articles = odd.enumerated().map { number, text in
      StoredArticle(Article(id: "id\u{0}/'\"\(number)", text: text, published: text))
    }
    articles[0].headline = "h\u{0}h"
    articles[0].fields = "{\"a\":1}"
    #expect(try store.add(articles, []).isEmpty)
    for (number, article) in articles.enumerated() {
      var expected = article
      expected.number = number + 1
      #expect(try store.article(article.id) == expected)
      #expect(try store.articles([number + 1]) == [expected])
    }
    #expect(try StoredPile(store).texts(from: 0, bytes: 1 << 20) == odd)
    #expect(try store.articleCount() == odd.count)
  }

  @Test func `issues are there once, however often the files are read`() throws {
    let store = try Store(pile.folder.path(of: "issues"))
    let issue = StoredIssue(
      path: "a'b", line: 3, problem: "not `UTF-8`", hint: nil, isWarning: false)
    _ = try store.add([], [issue])
    try store.add([issue])
    #expect(try store.issues() == [issue])
  }

  @Test(
    arguments: [
      ("lanterns", true), ("LANTERNS the", true), ("\"The people of\"", true),
      ("\"people The of\"", false), ("zebra", false), ("lanterns zebra", false), ("", false),
      ("\"", false), ("* OR ^ NEAR( ) AND", false), ("lanterns\"", true), ("'lanterns' -", true),
      ("\u{0}", false), ("text:lanterns", false), ("(((", false), ("Report", true), ("日本", false),
      (String(repeating: "a ", count: 2000), false),
    ])
  func `whatever is typed is a query`(query: String, isFound: Bool) throws {
    let path = try pile.write("a.jsonl", reports: 0..<4)
    _ = try pile.study([path])
    let hits = try pile.store().search(query, limit: 5)
    #expect(!hits.isEmpty == isFound)
    if isFound, !query.contains("Report") {
      #expect(hits.allSatisfy { $0.passage.contains(Store.Hit.mark) && $0.cluster != nil })
    }
  }

  @Test func `a second writer is told, and the first goes on`() throws {
    let path = pile.folder.path(of: "shared")
    let store = try Store(path)
    #expect(throws: StoreError.self) { try Store(path) }
    #expect(try store.add([StoredArticle(Article(id: "a", text: "b"))], []).isEmpty)
    // Readers may come at any time.
    #expect(try Store(path, for: .reading(connections: 1)).articleCount() == 1)
  }

  @Test func `what is no study is not touched`() throws {
    for text in ["not a database, but a text of some length, for SQLite to look at", "x"] {
      let path = try pile.folder.write("text.txt", text)
      #expect(throws: StoreError.self) { try Store(path) }
      #expect(throws: StoreError.self) { try Store(path, for: .reading(connections: 1)) }
      #expect(try pile.folder.text(of: "text.txt") == text)
    }
    #expect(throws: StoreError.self) {
      try Store(pile.folder.path(of: "none"), for: .reading(connections: 1))
    }
    #expect(throws: StoreError.self) { try Store(pile.folder.path(of: "no/such/folder")) }
  }

  @Test(arguments: [40, 60, 80, 100])
  func `a full disk is told, and the study goes on when there is room`(pages: Int) throws {
    let path = try pile.write("a.jsonl", reports: 0..<12)
    #expect(throws: StoreError.self) { try pile.study([path], "full") { $0.mostPages = pages } }
    if try pile.folder.names.contains("full"), let store = try? pile.store("full") {
      #expect(try store.isSound())
    }
    _ = try pile.study([path], "full")
    _ = try pile.study([path], "roomy")
    #expect(try pile.store("full").contents() == pile.store("roomy").contents())
  }
}
