internal import GRDB
public import Prose

extension Store {
  /// The ids of the texts that are kept, in order.
  public func keptIDs() throws(StoreError) -> [Article.ID] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT id FROM articles LEFT JOIN members ON members.article = articles.number
          WHERE is_kept IS NOT 0 ORDER BY id
          """
      ).reduce(into: []) { $0.append($1.text(0)) }
    }
  }

  /// A text that was not kept.
  public struct DroppedLine: Hashable, Sendable {
    /// Its id, and that of the text kept in its place.
    public let id: Article.ID, kept: Article.ID
    /// What the two are to each other, and how much of the first stands in the second.
    public let relation: String, coverage: Double
    /// Why the other is kept.
    public let reason: String
  }

  /// The texts that were not kept, by their ids.
  public func dropped() throws(StoreError) -> [DroppedLine] {
    try read { db in
      try Row.fetchCursor(
        db, sql: "SELECT article, copy_of, relation, coverage, reason FROM copies ORDER BY article"
      ).reduce(into: []) { lines, row in
        lines.append(
          DroppedLine(
            id: row.text(0), kept: row.text(1), relation: row[2], coverage: row[3],
            reason: row.text(4)))
      }
    }
  }

  /// A pair of texts that share text.
  public struct LinkLine: Hashable, Sendable {
    /// The two texts.
    public let a: Article.ID, b: Article.ID
    /// What they are to each other, and what that makes of them.
    public let relation: String, ground: String
    /// How much of each stands in the other, and how equal the passages are.
    public let coverageA: Double, coverageB: Double, identity: Double
    /// The number of equal words.
    public let words: Int
    /// Whether they met by their own fingerprints.
    public let isDirect: Bool
    /// What they share, as JSON: each the start and the end in `a` and in `b`.
    public let passages: String
    /// The cluster both are in.
    public let cluster: String?
  }

  /// The pairs that share text, by their ids.
  ///
  /// - Parameter areCopies: Only those inside a cluster.
  public func links(areCopies: Bool = false) throws(StoreError) -> [LinkLine] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT first.id, second.id, links.relation, ground, coverage_a, coverage_b, identity,
            words, is_direct, passages, clusters.id
          FROM links JOIN articles AS first ON first.number = links.a
            JOIN articles AS second ON second.number = links.b
            LEFT JOIN members AS one ON one.article = links.a
            LEFT JOIN members AS other ON other.article = links.b
            LEFT JOIN clusters ON clusters.number = one.cluster AND one.cluster = other.cluster
          \(areCopies ? "WHERE clusters.id IS NOT NULL" : "") ORDER BY first.id, second.id
          """
      ).reduce(into: []) { lines, row in
        lines.append(
          LinkLine(
            a: row.text(0), b: row.text(1), relation: row[2], ground: row[3], coverageA: row[4],
            coverageB: row[5], identity: row[6], words: row[7], isDirect: row[8], passages: row[9],
            cluster: row[10]))
      }
    }
  }
}
