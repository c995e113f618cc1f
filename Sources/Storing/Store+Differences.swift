internal import GRDB
public import Judging
public import Prose

extension Store {
  /// A difference between a copy and the kept text, in names and words.
  public struct DifferenceLine: Hashable, Sendable {
    /// The cluster both texts are in.
    public let cluster: String
    /// The number and the id of the copy.
    public let article: Int, id: Article.ID
    /// The number and the id of the kept text.
    public let base: Int, baseID: Article.ID
    /// Its number among those of the copy, from 1, in the order of the kept text.
    public let number: Int
    /// Where it stands in the kept text, in Unicode scalars.
    public let baseRange: Range<Int>
    /// Where it stands in the copy, in Unicode scalars.
    public let range: Range<Int>
    /// What the kept text has there, and what the copy has.
    public let baseReading: String, reading: String
    /// What was done, what sort it is, what it does to the reader and whether it matters.
    public let operation: String, kind: String, effect: String, severity: String
    /// Whether it stands inside quotation marks.
    public let isInQuotation: Bool
    /// The name of the fault that made it, where one is known.
    public let cause: String?
    /// The number of the move one of whose two places it is.
    public let move: Int?
    /// Why, in words a reader can check.
    public let reason: String
  }

  /// The differences of one copy, in the order of the kept text, from behind one on.
  ///
  /// - Parameter last: The number of the last one seen.
  public func differences(
    of article: Int, atLeast severity: Severity = .none, after last: Int = 0, limit: Int = .max
  ) throws(StoreError) -> [DifferenceLine] {
    try differences(
      """
      WHERE article_number = ? AND number > ? AND severity_number >= ? ORDER BY number LIMIT ?
      """, [article, last, severity.number, limit])
  }

  /// One difference; nil where there is none.
  public func difference(_ number: Int, of article: Int) throws(StoreError) -> DifferenceLine? {
    try differences("WHERE article_number = ? AND number = ?", [article, number]).first
  }

  /// Changes of meaning over the whole study, by the number of the copy, from behind one on.
  ///
  /// - Parameter last: The article and the number of the last one seen.
  public func meaningChanges(
    after last: (article: Int, number: Int) = (0, 0), limit: Int
  ) throws(StoreError) -> [DifferenceLine] {
    try differences(
      """
      WHERE severity_number = 2 AND (article_number, number) > (?, ?)
      ORDER BY article_number, number LIMIT ?
      """, [last.article, last.number, limit])
  }

  private func differences(
    _ condition: String, _ arguments: StatementArguments
  ) throws(StoreError) -> [DifferenceLine] {
    try read { db in
      // Cut here: SQLite reads a long text anew for each piece of it.
      var texts = TextCutter(db)
      return try Row.fetchCursor(
        db,
        sql: """
          SELECT cluster, article_number, article, base_number, base, number, base_start, base_end,
            start, "end", operation, kind, effect, severity, in_quote, cause, move, reason
          FROM named_differences
          \(condition)
          """, arguments: arguments
      ).reduce(into: []) { $0.append(try DifferenceLine($1, &texts)) }
    }
  }

  /// A fault behind many differences of one copy.
  public struct CauseLine: Hashable, Sendable {
    /// Its number among those of the copy, from 1.
    public let number: Int
    /// Which fault.
    public let name: String
    /// How many differences it explains.
    public let explains: Int
    /// What shows it, in words.
    public let evidence: String
    /// Whether it is the kept text that has the fault.
    public let isInBase: Bool
  }

  /// The faults behind the differences of one copy.
  public func causes(of article: Int) throws(StoreError) -> [CauseLine] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: "SELECT number, name, explains, evidence, is_in_base FROM causes WHERE article = ?",
        arguments: [article]
      ).reduce(into: []) { causes, row in
        causes.append(
          CauseLine(
            number: row[0], name: row[1], explains: row[2], evidence: row.text(3), isInBase: row[4])
        )
      }
    }
  }
}

extension Store.DifferenceLine {
  init(_ row: Row, _ texts: inout TextCutter) throws {
    cluster = row.text(0)
    article = row[1]
    id = row.text(2)
    base = row[3]
    baseID = row.text(4)
    number = row[5]
    baseRange = row[6]..<row[7]
    range = row[8]..<row[9]
    baseReading = try texts.text(of: base, at: baseRange)
    reading = try texts.text(of: article, at: range)
    operation = row[10]
    kind = row[11]
    effect = row[12]
    severity = row[13]
    isInQuotation = row[14]
    cause = row[15]
    move = row[16]
    reason = row.text(17)
  }
}
