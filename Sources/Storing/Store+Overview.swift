internal import GRDB

extension Store {
  /// What a study holds, counted.
  public struct Overview: Hashable, Sendable {
    /// Texts.
    public let articles: Int
    /// Records that could not be read, warnings not counted.
    public let issues: Int
    /// Reports that stand in more than one copy.
    public let clusters: Int
    /// Texts in them.
    public let members: Int
    /// Texts that were not kept.
    public let dropped: Int
    /// Pairs that share text.
    public let links: Int
    /// Differences between copies and the kept texts that change nothing.
    public let none: Int
    /// Differences of style.
    public let style: Int
    /// Differences that change the meaning.
    public let meaning: Int
    /// Statements in the texts that are kept, and those who speak them.
    public let statements: Int, speakers: Int
    /// What copies do not preserve of them, counted once for each copy.
    public let toldDifferently: Int
  }

  /// Counts what the study holds.
  public func overview() throws(StoreError) -> Overview {
    try read { db in
      func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: "SELECT \(sql)") ?? 0 }
      return Overview(
        articles: try count("max(number) FROM articles"),
        issues: try count("count(*) FROM issues WHERE NOT is_warning"),
        clusters: try count("count(*) FROM clusters"),
        members: try count("count(*) FROM members"),
        dropped: try count("count(*) FROM members WHERE NOT is_kept"),
        links: try count("count(*) FROM links"),
        none: try count("sum(none) FROM clusters"),
        style: try count("sum(style) FROM clusters"),
        meaning: try count("sum(meaning) FROM clusters"),
        statements: try count("sum(statements) FROM registers"),
        speakers: try count("count(*) FROM speakers"),
        toldDifferently: try count("count(*) FROM testimonies WHERE NOT is_preserved"))
    }
  }

  /// How many clusters have been compared and restored; the others wait for a run to go on.
  public func settledCount() throws(StoreError) -> Int {
    try read { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM clusters WHERE is_settled") ?? 0
    }
  }
}
