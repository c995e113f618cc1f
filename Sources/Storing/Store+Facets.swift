internal import GRDB

extension Store {
  /// What is asked of the clusters of a list; nil asks nothing.
  public struct ClusterFilter: Hashable, Sendable {
    /// What copies of a report changed at the most.
    public enum Change: String, CaseIterable, Sendable {
      /// Some change the meaning.
      case meaning
      /// None changes the meaning, some the style.
      case style
      /// The words are the same in all.
      case nothing
    }

    /// What its copies changed.
    public var change: Change?
    /// Who published one of its texts.
    public var outlet: String?
    /// The year its first text is from, in four digits.
    public var year: String?
    /// A kind of difference that matters in one of its copies.
    public var kind: String?

    /// Asks nothing.
    public init() {}
  }

  /// A value clusters can be asked for, and how many of them have it.
  public struct Facet: Hashable, Sendable {
    /// The value.
    public let value: String
    /// What people call it.
    public let label: String
    /// How many clusters have it.
    public let count: Int
  }

  /// The clusters of a list by what can be asked of them; each list leaves out what is asked of
  /// itself, so that another value can be chosen.
  public struct Facets: Hashable, Sendable {
    /// By what their copies changed.
    public let changes: [Facet]
    /// By the year of their first text, the earliest first.
    public let years: [Facet]
    /// By outlet, that with the most first.
    public let outlets: [Facet]
    /// By kinds of difference that matter, that in the most first.
    public let kinds: [Facet]
  }

  /// The most values of one facet.
  private static let mostValues = 24

  /// Some of the clusters a filter lets through, in order.
  ///
  /// - Complexity: O(clusters) in the worst case: a filter is asked of each until there are enough.
  public func clusters(
    _ filter: ClusterFilter, by order: ClusterOrder, from offset: Int, limit: Int
  ) throws(StoreError) -> [ClusterLine] {
    let asked = Condition(filter)
    return try read { db in
      try Row.fetchCursor(
        db,
        // Those before are passed over in the index alone; only then are texts looked at.
        sql: """
          SELECT * FROM (\(Self.selectCluster)) WHERE number IN (
            SELECT number FROM clusters WHERE \(asked.sql) ORDER BY \(order.sql) LIMIT ? OFFSET ?)
          ORDER BY \(order.sql)
          """, arguments: asked.arguments + [limit, offset]
      ).reduce(into: []) { $0.append(ClusterLine($1)) }
    }
  }

  /// How many clusters a filter lets through.
  public func clusterCount(_ filter: ClusterFilter) throws(StoreError) -> Int {
    let asked = Condition(filter)
    return try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM clusters WHERE \(asked.sql)", arguments: asked.arguments)
        ?? 0
    }
  }

  private static let inClusters =
    "cluster IN (SELECT clusters.number FROM clusters WHERE CONDITION)"

  /// What can be asked of the clusters a filter lets through.
  public func facets(_ filter: ClusterFilter) throws(StoreError) -> Facets {
    func others(_ path: WritableKeyPath<ClusterFilter, String?>) -> Condition {
      var others = filter
      others[keyPath: path] = nil
      return Condition(others)
    }
    var anyChange = filter
    anyChange.change = nil
    let changes = Condition(anyChange)
    let kinds = others(\.kind)
    return try read { db in
      func facets(_ asked: Condition, _ sql: String) throws -> [Facet] {
        try Row.fetchCursor(
          db, sql: sql.replacing("CONDITION", with: asked.sql), arguments: asked.arguments
        ).reduce(into: []) {
          $0.append(Facet(value: $1.text(0), label: $1.text(1), count: $1[2]))
        }
      }
      return Facets(
        changes: try facets(
          changes,
          """
          SELECT CASE WHEN meaning > 0 THEN 'meaning' WHEN style > 0 THEN 'style' ELSE 'nothing' END
            AS change, '', count(*) FROM clusters WHERE CONDITION GROUP BY change
          """),
        years: try facets(
          others(\.year),
          """
          SELECT substr(first_published, 1, 4) AS year, '', count(*) FROM clusters
          WHERE first_published GLOB '[0-9][0-9][0-9][0-9]*' AND CONDITION GROUP BY year
          """),
        outlets: try facets(
          others(\.outlet),
          """
          SELECT outlet, '', count(DISTINCT clusters.number) AS found
          FROM members JOIN articles ON articles.number = members.article
            JOIN clusters ON clusters.number = members.cluster
          WHERE outlet IS NOT NULL AND CONDITION
          GROUP BY outlet ORDER BY found DESC, outlet LIMIT \(Self.mostValues)
          """),
        kinds: try facets(
          kinds,
          """
          SELECT kinds.name, kinds.label, found FROM (
            SELECT kind, count(*) AS found FROM cluster_kinds
            WHERE severity > 0 AND \(kinds.isEmpty ? "CONDITION" : Self.inClusters) GROUP BY kind
          ) JOIN kinds ON kinds.number = kind
          ORDER BY found DESC, kinds.name LIMIT \(Self.mostValues)
          """))
    }
  }

  /// What a filter asks, as a condition on `clusters`.
  private struct Condition {
    private var parts: [String] = []
    private(set) var arguments = StatementArguments()

    init(_ filter: ClusterFilter) {
      switch filter.change {
      case .meaning: parts.append("clusters.meaning > 0")
      case .style: parts.append("clusters.meaning = 0 AND clusters.style > 0")
      case .nothing: parts.append("clusters.meaning = 0 AND clusters.style = 0")
      case nil: break
      }
      if let year = filter.year {
        parts.append("substr(clusters.first_published, 1, 4) = ?")
        arguments += [year]
      }
      if let outlet = filter.outlet {
        parts.append(
          """
          EXISTS (SELECT 1 FROM members JOIN articles ON articles.number = members.article
            WHERE members.cluster = clusters.number AND articles.outlet = CAST(? AS TEXT))
          """)
        arguments += [outlet.bytes]
      }
      if let kind = filter.kind {
        parts.append(
          """
          EXISTS (SELECT 1 FROM cluster_kinds WHERE cluster_kinds.cluster = clusters.number
            AND cluster_kinds.kind = (SELECT number FROM kinds WHERE name = ?)
            AND cluster_kinds.severity > 0)
          """)
        arguments += [kind]
      }
    }

    var isEmpty: Bool { parts.isEmpty }
    var sql: String { parts.isEmpty ? "1" : parts.joined(separator: " AND ") }
  }
}

extension Store.ClusterOrder {
  /// What stands behind `ORDER BY`; each has an index.
  var sql: String {
    switch self {
    case .size: "size DESC, number"
    case .meaning: "meaning DESC, number"
    case .date: "first_published IS NULL, first_published, number"
    }
  }
}
