internal import GRDB
public import Prose

extension Store {
  /// A text as a member of its cluster; nil where it has no copies.
  public func member(_ article: Int) throws(StoreError) -> MemberLine? {
    try members("members.article = ?", [article]).first
  }

  /// The number of a cluster's page, by the number of one of its texts.
  public func cluster(number: Int) throws(StoreError) -> ClusterLine? {
    try read { db in
      try Row.fetchCursor(
        db, sql: Self.selectCluster + " WHERE clusters.number = ?", arguments: [number]
      ).first(ClusterLine.init)
    }
  }

  /// The number of the cluster a text is in; nil where it has no copies.
  public func clusterNumber(of article: Int) throws(StoreError) -> Int? {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT cluster FROM members WHERE article = ?", arguments: [article])
    }
  }

  /// When a text of a cluster came out, and what it changed.
  public struct Appearance: Hashable, Sendable {
    /// The number and the id of the text.
    public let article: Int, id: Article.ID
    /// When its record says it was published.
    public let published: String
    /// Who published it.
    public let outlet: String?
    /// How many changes of meaning and of style it has; nil for the kept text.
    public let meaning: Int?, style: Int?
  }

  /// The texts of a cluster whose records give a date, the earliest first.
  public func appearances(of cluster: Int, limit: Int) throws(StoreError) -> [Appearance] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT article, id, published, outlet, meaning, style
          FROM members JOIN articles ON articles.number = members.article
          WHERE cluster = ? AND published IS NOT NULL ORDER BY published, id LIMIT ?
          """, arguments: [cluster, limit]
      ).reduce(into: []) { found, row in
        found.append(
          Appearance(
            article: row[0], id: row.text(1), published: row.text(2), outlet: row.textIfAny(3),
            meaning: row[4], style: row[5]))
      }
    }
  }

  /// A text that shares passages with another.
  public struct Neighbour: Hashable, Sendable {
    /// The number, id and headline of the other text.
    public let article: Int, id: Article.ID, headline: String?
    /// What the two are to each other.
    public let relation: String
    /// How many words they share, and the share of each that stands in the other.
    public let words: Int, coverage: Double, otherCoverage: Double
  }

  /// The texts that share passages with a text, that with the most words first.
  public func neighbours(of article: Int, limit: Int) throws(StoreError) -> [Neighbour] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT number, id, headline, relation, words, here, there FROM (
            SELECT b AS other, relation, words, coverage_a AS here, coverage_b AS there
            FROM links WHERE a = ?1
            UNION ALL SELECT a, relation, words, coverage_b, coverage_a FROM links WHERE b = ?1
          ) JOIN articles ON articles.number = other ORDER BY words DESC, number LIMIT ?2
          """, arguments: [article, limit]
      ).reduce(into: []) { found, row in
        found.append(
          Neighbour(
            article: row[0], id: row.text(1), headline: row.textIfAny(2), relation: row[3],
            words: row[4], coverage: row[5], otherCoverage: row[6]))
      }
    }
  }

  /// A number that changes whenever another program has written to the study.
  public func version() throws(StoreError) -> Int {
    try read(on: 0) { db in try Int.fetchOne(db, sql: "PRAGMA data_version") ?? 0 }
  }
}
