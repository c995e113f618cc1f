internal import GRDB
public import Prose

extension Store {
  /// A text that holds what was looked for.
  public struct Hit: Hashable, Sendable {
    /// The number and the id of the text.
    public let article: Int, id: Article.ID
    /// What its record says.
    public let headline: String?, outlet: String?, published: String?
    /// The cluster it is in, if it has copies.
    public let cluster: String?
    /// A passage with the words that were looked for, each between `Hit.mark` and `Hit.endMark`.
    public let passage: String

    /// What stands before a word that was looked for.
    public static let mark = "\u{2}"
    /// What stands after it.
    public static let endMark = "\u{3}"
  }

  /// The texts that hold all words of a query, the best first; where more than `mostRanked` do, in
  /// the order of their numbers, for then the words tell little.
  ///
  /// Words between straight quotation marks must follow one another; all other signs mean nothing,
  /// so that whatever was typed is a query. One without words finds nothing.
  public func search(
    _ query: String, from offset: Int = 0, limit: Int
  ) throws(StoreError) -> [Hit] {
    guard let pattern = Self.pattern(query) else { return [] }
    return try read { db in
      let found = try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
        arguments: [pattern, Self.mostRanked + 1])
      let order = (found ?? 0) > Self.mostRanked ? "rowid" : "rank, rowid"
      let numbers = try Int.fetchAll(
        db,
        sql: "SELECT rowid FROM search WHERE search MATCH ? ORDER BY \(order) LIMIT ? OFFSET ?",
        arguments: [pattern, limit, offset])
      // One by one: a passage is to be cut of those that are shown, not of all that were found.
      let hit = try db.makeStatement(
        sql: """
          SELECT articles.number, articles.id, articles.headline, articles.outlet,
            articles.published, clusters.id,
            snippet(search, 1, '\(Hit.mark)', '\(Hit.endMark)', '…', 24)
          FROM search CROSS JOIN articles ON articles.number = search.rowid
            LEFT JOIN members ON members.article = articles.number
            LEFT JOIN clusters ON clusters.number = members.cluster
          WHERE search MATCH ? AND search.rowid = ?
          """)
      return try numbers.compactMap { number in
        try Row.fetchCursor(hit, arguments: [pattern, number]).first { row in
          Hit(
            article: row[0], id: row.text(1), headline: row.textIfAny(2), outlet: row.textIfAny(3),
            published: row.textIfAny(4), cluster: row.textIfAny(5), passage: row.text(6))
        }
      }
    }
  }

  /// Of more texts than this the best are not looked for.
  public static let mostRanked = 2000

  /// Makes the texts that came in since the last time searchable, all of them or none.
  ///
  /// In one go, so that the index is the same however often the reading of the texts was ended.
  ///
  /// - Parameter progress: Told how many are done, and of how many; what it throws undoes it.
  /// - Complexity: O(bytes of the texts that are new).
  public func makeSearchable(
    progress: (_ done: Int, _ of: Int) throws -> Void
  ) throws {
    var stop: (any Error)?
    do {
      try write { db in
        try Self.index(db) { done, all in
          do { try progress(done, all) } catch {
            stop = error
            throw error
          }
        }
      }
    } catch { throw stop ?? error }
  }

  private static func index(
    _ db: Database, progress: (_ done: Int, _ of: Int) throws -> Void
  ) throws {
    let first = try Int.fetchOne(db, sql: "SELECT value FROM study WHERE key = 'searchable'") ?? 0
    let last = try Int.fetchOne(db, sql: "SELECT max(number) FROM articles") ?? 0
    guard last > first else { return }
    let add = try db.makeStatement(
      sql: """
        INSERT INTO search (rowid, headline, text)
        SELECT number, headline, text FROM articles WHERE number > ? AND number <= ?
        """)
    for start in stride(from: first, to: last, by: 1024) {
      try progress(start - first, last - first)
      try add.execute(arguments: [start, min(start + 1024, last)])
    }
    try db.execute(
      sql: "INSERT OR REPLACE INTO study (key, value) VALUES ('searchable', ?)",
      arguments: ["\(last)"])
  }

  /// A query as FTS5 takes it: every word a string; nil where it has no word.
  static func pattern(_ query: String) -> String? {
    var parts: [String] = []
    for (place, part) in query.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
    {
      // What stands between the first and the second mark is a phrase, and so on.
      let words = part.split { !$0.isLetter && !$0.isNumber }
      if place % 2 == 1 {
        if !words.isEmpty { parts.append("\"\(words.joined(separator: " "))\"") }
      } else {
        parts += words.map { "\"\($0)\"" }
      }
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}
