internal import GRDB
public import Prose

extension Store {
  /// Adds texts and issues; texts that are in the study already are passed over.
  ///
  /// Gives the ids of those that are in it with another text: they are not taken.
  ///
  /// - Complexity: O(bytes), with the words for the search.
  public func add(
    _ articles: [StoredArticle], _ issues: [StoredIssue]
  ) throws(StoreError) -> Set<Article.ID> {
    try write { db in
      let find = try db.makeStatement(sql: "SELECT hash FROM articles WHERE id = CAST(? AS TEXT)")
      let add = try db.makeStatement(
        sql: """
          INSERT INTO articles (number, id, headline, outlet, published, url, fields, hash, path,
            line, text)
          VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT),
            CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), ?, CAST(? AS TEXT))
          """)
      var number = try Int.fetchOne(db, sql: "SELECT max(number) FROM articles") ?? 0
      var others: Set<Article.ID> = []
      for article in articles {
        let hash = StoredArticle.hash(of: article.text)
        if let known = try String.fetchOne(find, arguments: [article.id.bytes]) {
          if known != hash { others.insert(article.id) }
          continue
        }
        number += 1
        try add.execute(arguments: [
          number, article.id.bytes, article.headline.bytes, article.outlet.bytes,
          article.published.bytes, article.url.bytes, article.fields, hash,
          article.source.path.bytes, article.source.line, article.text.bytes,
        ])
      }
      try Self.add(issues, db)
      return others
    }
  }

  /// Adds issues; each is there once, however often the same files are read.
  public func add(_ issues: [StoredIssue]) throws(StoreError) {
    try write { db in try Self.add(issues, db) }
  }

  private static func add(_ issues: [StoredIssue], _ db: Database) throws {
    for issue in issues {
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO issues (path, line, problem, hint, is_warning)
          VALUES (CAST(? AS TEXT), ?, CAST(? AS TEXT), CAST(? AS TEXT), ?)
          """,
        arguments: [
          issue.path.bytes, issue.line, issue.problem.bytes, issue.hint.bytes, issue.isWarning,
        ])
    }
  }

  /// The records that could not be read or were read with a doubt, in the order of their files.
  public func issues() throws(StoreError) -> [StoredIssue] {
    try read { db in
      try Row.fetchCursor(db, sql: "SELECT path, line, problem, hint, is_warning FROM issues")
        .reduce(into: []) { issues, row in
          issues.append(
            StoredIssue(
              path: row.text(0), line: row[1], problem: row.text(2), hint: row.textIfAny(3),
              isWarning: row[4]))
        }
    }
  }

  /// The number of texts.
  public func articleCount() throws(StoreError) -> Int {
    // Texts are numbered without gaps, and none is ever taken out.
    try read { db in try Int.fetchOne(db, sql: "SELECT max(number) FROM articles") ?? 0 }
  }

  /// The texts with some numbers, in order.
  public func articles(_ numbers: some Sequence<Int>) throws(StoreError) -> [StoredArticle] {
    try read { db in
      let statement = try db.makeStatement(sql: Self.selectArticle + " WHERE number = ?")
      var articles: [StoredArticle] = []
      for number in numbers {
        let rows = try Row.fetchCursor(statement, arguments: [number])
        if let row = try rows.next() { articles.append(StoredArticle(row)) }
      }
      return articles
    }
  }

  /// The text of some id; nil where there is none.
  public func article(_ id: Article.ID) throws(StoreError) -> StoredArticle? {
    try read { db in
      try Row.fetchCursor(
        db, sql: Self.selectArticle + " WHERE id = CAST(? AS TEXT)", arguments: [id.bytes]
      ).first(StoredArticle.init)
    }
  }

  /// The ids and dates of all texts, in the order of their numbers.
  func names() throws(StoreError) -> [(id: Article.ID, published: String?)] {
    try read { db in
      try Row.fetchCursor(db, sql: "SELECT id, published FROM articles ORDER BY number")
        .reduce(into: []) { $0.append(($1.text(0), $1.textIfAny(1))) }
    }
  }

  static let selectArticle = """
    SELECT number, id, headline, outlet, published, url, fields, path, line, text FROM articles
    """
}

extension StoredArticle {
  /// Reads a row of `Store.selectArticle`.
  init(_ row: Row) {
    self.init(
      Article(
        id: row.text(1), text: row.text(9), published: row.textIfAny(4),
        source: Article.Source(path: row.text(7), line: row[8])))
    number = row[0]
    headline = row.textIfAny(2)
    outlet = row.textIfAny(3)
    url = row.textIfAny(5)
    fields = row.textIfAny(6)
  }
}

extension Store {
  /// The texts from a number on, at least one and about so many bytes.
  func texts(from number: Int, bytes: Int) throws(StoreError) -> [String] {
    try read { db in
      let rows = try Row.fetchCursor(
        db, sql: "SELECT text FROM articles WHERE number >= ? ORDER BY number",
        arguments: [number])
      var (texts, size): ([String], Int) = ([], 0)
      while size < bytes, let row = try rows.next() {
        texts.append(row.text(0))
        size += texts[texts.count - 1].utf8.count
      }
      return texts
    }
  }
}
