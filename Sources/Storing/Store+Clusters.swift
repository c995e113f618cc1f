internal import GRDB
public import Prose

extension Store {
  /// A report that stands in more than one copy, as a line of a list.
  public struct ClusterLine: Hashable, Sendable {
    /// Its number, which stays while the least id among its members does.
    public let number: Int
    /// Its id, as `find` gives it.
    public let id: String
    /// The number and the id of the text that is kept, and its headline if it has one.
    public let kept: Int, keptID: Article.ID, headline: String?
    /// The beginning of the text that is kept.
    public let opening: String
    /// The most of it, in Unicode scalars.
    public static let openingLength = 200
    /// How many texts are in it.
    public let size: Int
    /// The first and the last date of its texts.
    public let firstPublished: String?, lastPublished: String?
    /// How many outlets published it, as far as the records say.
    public let outlets: Int
    /// How many differences there are between the copies and the kept text, by severity.
    public let none: Int, style: Int, meaning: Int
  }

  /// What a list of clusters is ordered by.
  public enum ClusterOrder: String, CaseIterable, Sendable {
    /// The largest first.
    case size
    /// Those with the most changes of meaning first.
    case meaning
    /// The earliest first; those without a date last.
    case date
  }

  /// Some clusters, in order.
  public func clusters(
    by order: ClusterOrder, from offset: Int = 0, limit: Int
  ) throws(StoreError) -> [ClusterLine] {
    try clusters(ClusterFilter(), by: order, from: offset, limit: limit)
  }

  /// One cluster, by its id; nil where there is none.
  public func cluster(_ id: String) throws(StoreError) -> ClusterLine? {
    try cluster("WHERE clusters.id = CAST(? AS TEXT)", id.bytes)
  }

  /// The cluster a text is in, by the number of the text; nil where it has no copies.
  public func cluster(of article: Int) throws(StoreError) -> ClusterLine? {
    try cluster(
      "WHERE clusters.number = (SELECT cluster FROM members WHERE article = ?)",
      article.databaseValue)
  }

  private func cluster(
    _ condition: String, _ value: DatabaseValue
  ) throws(StoreError) -> ClusterLine? {
    try read { db in
      try Row.fetchCursor(db, sql: Self.selectCluster + " " + condition, arguments: [value])
        .first(ClusterLine.init)
    }
  }

  static let selectCluster = """
    SELECT clusters.number, clusters.id, kept, articles.id, headline, substr(text, 1, \(ClusterLine.openingLength)), size,
      first_published, last_published, outlets, none, style, meaning
    FROM clusters JOIN articles ON articles.number = clusters.kept
    """

  /// One text of a cluster.
  public struct MemberLine: Hashable, Sendable {
    /// The number and the id of the text.
    public let article: Int, id: Article.ID
    /// What its record says.
    public let headline: String?, outlet: String?, published: String?, url: String?
    /// What it is to the text that is kept, and how much of it stands there.
    public let relation: String, coverage: Double
    /// How sound it is, and how often each fault was seen, as a JSON object.
    public let condition: Double, faults: String
    /// Whether it is kept, and if not, the text it is a copy of and why that one is kept.
    public let isKept: Bool, copyOf: Article.ID?, reason: String?
    /// The share of the words that stand equal in both; nil for the kept text.
    public let agreement: Double?
    /// How many differences there are to the kept text, by severity.
    public let none: Int, style: Int, meaning: Int
  }

  /// The texts of a cluster, in the order of their dates and then of their ids, from a place on.
  public func members(
    of cluster: Int, from offset: Int = 0, limit: Int = .max
  ) throws(StoreError) -> [MemberLine] {
    try members(
      "members.cluster = ? AND place > ? ORDER BY place LIMIT ?", [cluster, offset, limit])
  }

  func members(
    _ condition: String, _ arguments: StatementArguments
  ) throws(StoreError) -> [MemberLine] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT members.article, articles.id, articles.headline, articles.outlet,
            articles.published, articles.url, relation, coverage, condition, faults, is_kept,
            standing.id, reason, agreement, none, style, meaning
          FROM members JOIN articles ON articles.number = members.article
            LEFT JOIN articles AS standing ON standing.number = members.copy_of
          WHERE \(condition)
          """, arguments: arguments
      ).reduce(into: []) { $0.append(MemberLine($1)) }
    }
  }
}

extension Store.ClusterLine {
  init(_ row: Row) {
    number = row[0]
    id = row.text(1)
    kept = row[2]
    keptID = row.text(3)
    headline = row.textIfAny(4)
    opening = row.text(5)
    size = row[6]
    firstPublished = row.textIfAny(7)
    lastPublished = row.textIfAny(8)
    outlets = row[9]
    none = row[10] ?? 0
    style = row[11] ?? 0
    meaning = row[12] ?? 0
  }
}

extension Store.MemberLine {
  init(_ row: Row) {
    article = row[0]
    id = row.text(1)
    headline = row.textIfAny(2)
    outlet = row.textIfAny(3)
    published = row.textIfAny(4)
    url = row.textIfAny(5)
    relation = row[6]
    coverage = row[7]
    condition = row[8]
    faults = row[9]
    isKept = row[10]
    copyOf = row.textIfAny(11)
    reason = row.textIfAny(12)
    agreement = row[13]
    none = row[14] ?? 0
    style = row[15] ?? 0
    meaning = row[16] ?? 0
  }
}
