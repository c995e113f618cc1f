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

  /// The texts that hold all words of a query, the best first.
  ///
  /// Words between straight quotation marks must follow one another; all other signs mean nothing,
  /// so that whatever was typed is a query. One without words finds nothing.
  public func search(
    _ query: String, from offset: Int = 0, limit: Int
  ) throws(StoreError) -> [Hit] {
    guard let pattern = Self.pattern(query) else { return [] }
    return try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT articles.number, articles.id, articles.headline, articles.outlet,
            articles.published, clusters.id,
            snippet(search, 1, '\(Hit.mark)', '\(Hit.endMark)', '…', 24)
          FROM search JOIN articles ON articles.number = search.rowid
            LEFT JOIN members ON members.article = articles.number
            LEFT JOIN clusters ON clusters.number = members.cluster
          WHERE search MATCH ? ORDER BY rank, search.rowid LIMIT ? OFFSET ?
          """, arguments: [pattern, limit, offset]
      ).reduce(into: []) { hits, row in
        hits.append(
          Hit(
            article: row[0], id: row.text(1), headline: row.textIfAny(2), outlet: row.textIfAny(3),
            published: row.textIfAny(4), cluster: row.textIfAny(5), passage: row.text(6)))
      }
    }
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
