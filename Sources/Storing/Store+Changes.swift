internal import GRDB

extension Store {
  /// A difference in what stands around it.
  public struct ChangeLine: Hashable, Sendable {
    /// The difference.
    public let difference: DifferenceLine
    /// What stands before and after it in the kept text.
    public let baseBefore: String, baseAfter: String
    /// What stands before and after it in the copy.
    public let before: String, after: String
    /// The number of the cluster, to find its page by.
    public let cluster: Int
    /// Where the kept text and the copy were printed, and when; nil where it is not known.
    public let baseOutlet: String?, basePublished: String?, outlet: String?, published: String?
  }

  /// Unicode scalars of context on each side.
  private static let context = 120

  /// Differences with what stands around them.
  public func inContext(_ lines: [DifferenceLine]) throws(StoreError) -> [ChangeLine] {
    try read { db in
      var texts = TextCutter(db)
      func around(_ article: Int, _ range: Range<Int>) throws -> (before: String, after: String) {
        (
          try texts.text(
            of: article, at: max(0, range.lowerBound - Self.context)..<range.lowerBound),
          try texts.text(of: article, at: range.upperBound..<range.upperBound + Self.context)
        )
      }
      let find = try db.makeStatement(
        sql: """
          SELECT outlet, published, cluster FROM articles
            LEFT JOIN members ON article = articles.number WHERE articles.number = ?
          """)
      func printed(_ article: Int) throws -> Row? {
        try Row.fetchOne(find, arguments: [article])
      }
      return try lines.map { line in
        let (baseBefore, baseAfter) = try around(line.base, line.baseRange)
        let (before, after) = try around(line.article, line.range)
        let (base, copy) = (try printed(line.base), try printed(line.article))
        return ChangeLine(
          difference: line, baseBefore: baseBefore, baseAfter: baseAfter, before: before,
          after: after, cluster: copy.flatMap { $0[2] as Int? } ?? 0,
          baseOutlet: base?.textIfAny(0), basePublished: base?.textIfAny(1),
          outlet: copy?.textIfAny(0), published: copy?.textIfAny(1))
      }
    }
  }

  /// How many differences change the meaning.
  public func meaningCount() throws(StoreError) -> Int {
    try read { db in try Int.fetchOne(db, sql: "SELECT sum(meaning) FROM clusters") ?? 0 }
  }

  /// The copies that change the meaning, the one that was read last first: one of each cluster.
  public func changedCopies(limit: Int) throws(StoreError) -> [Int] {
    try read { db in
      let copies = try Row.fetchCursor(
        db, sql: "SELECT article, cluster FROM members WHERE meaning > 0 ORDER BY article DESC")
      var (found, clusters): ([Int], Set<Int>) = ([], [])
      while found.count < limit, let copy = try copies.next() {
        if clusters.insert(copy[1]).inserted { found.append(copy[0]) }
      }
      return found
    }
  }

  /// A place where a copy parts from the text it was compared with.
  public struct Parting: Hashable, Sendable {
    /// Where it begins in that text, in Unicode scalars.
    public let start: Int
    /// 0 for none, 1 for style, 2 for meaning.
    public let severity: Int
    /// The number of the difference.
    public let number: Int
  }

  /// Where a copy parts from the kept text, in order.
  public func partings(of article: Int) throws(StoreError) -> [Parting] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT base_start, severity, number FROM differences WHERE article = ? ORDER BY number
          """, arguments: [article]
      ).reduce(into: []) { $0.append(Parting(start: $1[0], severity: $1[1], number: $1[2])) }
    }
  }
}
