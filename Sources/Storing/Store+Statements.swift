internal import GRDB
public import Prose

extension Store {
  /// What somebody is reported to have said, in names and words.
  public struct StatementLine: Hashable, Sendable {
    /// The number and the id of the text it stands in.
    public let article: Int, articleID: Article.ID
    /// The outlet and the date of the text, as its record says them.
    public let outlet: String?, published: String?
    /// Its number among those of the text, from 1, and its name: `s1`, `s2` …, `s2.2` for what goes
    /// on `s2`.
    public let number: Int, id: String
    /// The speaker by the fullest name the text has, where anybody is named.
    public let speaker: String?
    /// The words that name the speaker, the words of speech, and what was said, piece by piece.
    public let mention: Piece?, cue: Piece?, content: [Piece]
    /// How it is given, what the speaker does with it, how sure the speaker is, and what found it.
    public let manner: String, polarity: String, certainty: String, rule: String
    /// Those who passed it on, from the speaker to the outlet, as a JSON list.
    public let relay: String
    /// The numbers of the statement it is reported in, and of the one it goes on.
    public let nestedIn: Int?, continues: Int?
    /// What else is known of it, as a JSON object: `addressee`, `occasion`, `date`.
    public let details: String?

    /// Words of a text.
    public struct Piece: Hashable, Sendable {
      /// Where they stand, in Unicode scalars.
      public let range: Range<Int>
      /// The words.
      public let text: String
    }
  }

  /// The statements of one text, in its order.
  public func statements(of article: Int) throws(StoreError) -> [StatementLine] {
    try statements("WHERE article_number = ? ORDER BY number", [article])
  }

  /// One statement; nil where there is none.
  public func statement(_ number: Int, of article: Int) throws(StoreError) -> StatementLine? {
    try statements(
      "WHERE article_number = ? AND number = ?", [article, number]
    ).first
  }

  /// Statements over the whole study, by the number of the text, from behind one on.
  ///
  /// - Parameters:
  ///   - speaker: Only those of one speaker, by the name `speakers` gives.
  ///   - last: The text and the number of the last one seen.
  public func statements(
    by speaker: String? = nil, after last: (article: Int, number: Int) = (0, 0), limit: Int
  ) throws(StoreError) -> [StatementLine] {
    let condition = speaker == nil ? "" : "speaker = CAST(? AS TEXT) AND"
    return try statements(
      """
      WHERE \(condition) (article_number, number) > (?, ?)
      ORDER BY article_number, number LIMIT ?
      """,
      (speaker.map { [$0.bytes] } ?? []) + [last.article, last.number, limit])
  }

  private func statements(
    _ condition: String, _ arguments: StatementArguments
  ) throws(StoreError) -> [StatementLine] {
    try read { db in
      var texts = TextCutter(db)
      return try Row.fetchCursor(
        db, sql: "SELECT \(StatementLine.columns) FROM who_said_what AS said \(condition)",
        arguments: arguments
      ).reduce(into: []) { $0.append(try StatementLine($1, &texts)) }
    }
  }

  /// What became of a statement in a copy.
  public struct TestimonyLine: Hashable, Sendable {
    /// The number and the id of the copy, and the number of its cluster.
    public let copy: Int, copyID: Article.ID, cluster: Int
    /// The statement as the kept text has it.
    public let statement: StatementLine
    /// What became of the words: `preserved`, `altered`, `false` or `lost`.
    public let content: String
    /// What became of the speaker: `preserved`, `changed`, `ambiguous` or `lost`.
    public let speaker: String
    /// What became of those who passed it on: `preserved`, `changed` or `lost`.
    public let source: String
    /// Whether all of it is preserved.
    public let isPreserved: Bool
  }

  /// What became of each statement of the kept text in one copy, in the order of the kept text.
  public func testimonies(of copy: Int) throws(StoreError) -> [TestimonyLine] {
    try testimonies("WHERE told.article_number = ? ORDER BY told.number", [copy])
  }

  /// What became of one statement of a kept text in the copies, by their numbers.
  public func testimonies(
    ofStatement number: Int, of article: Int, after copy: Int = 0, limit: Int
  ) throws(StoreError) -> [TestimonyLine] {
    try testimonies(
      """
      WHERE told.cluster_number = (SELECT cluster FROM members WHERE article = ?1)
        AND told.base_number = ?1 AND told.article_number > ?3 AND told.number = ?2
      ORDER BY told.article_number LIMIT ?4
      """, [article, number, copy, limit])
  }

  /// The statements that copies tell otherwise, by the number of the copy, from behind one on.
  ///
  /// - Parameter last: The copy and the number of the last one seen.
  public func toldDifferently(
    after last: (copy: Int, number: Int) = (0, 0), limit: Int
  ) throws(StoreError) -> [TestimonyLine] {
    try testimonies(
      """
      WHERE NOT told.is_preserved AND (told.article_number, told.number) > (?, ?)
      ORDER BY told.article_number, told.number LIMIT ?
      """, [last.copy, last.number, limit])
  }

  private func testimonies(
    _ condition: String, _ arguments: StatementArguments
  ) throws(StoreError) -> [TestimonyLine] {
    try read { db in
      var texts = TextCutter(db)
      return try Row.fetchCursor(
        db,
        sql: """
          SELECT \(StatementLine.columns), told.article_number, told.article, told.content_is,
            told.speaker_is, told.source_is, told.is_preserved, told.cluster_number
          FROM named_testimonies AS told JOIN who_said_what AS said
            ON said.article_number = told.base_number AND said.number = told.number
          \(condition)
          """, arguments: arguments
      ).reduce(into: []) { lines, row in
        let first = StatementLine.columnCount
        lines.append(
          TestimonyLine(
            copy: row[first], copyID: row.text(first + 1), cluster: row[first + 6],
            statement: try StatementLine(row, &texts), content: row[first + 2],
            speaker: row[first + 3], source: row[first + 4], isPreserved: row[first + 5]))
      }
    }
  }
}

extension Store.StatementLine {
  static let columns = """
    said.article_number, said.article, said.outlet, said.published, said.number, said.statement,
    said.speaker, said.speaker_start, said.speaker_end, said.cue_start, said.cue_end, said.start,
    said."end", said.pieces, said.manner, said.polarity, said.certainty, said.rule, said.relay,
    said.nested_in, said.continues, said.details
    """
  static let columnCount = 22

  init(_ row: Row, _ texts: inout TextCutter) throws {
    let article: Int = row[0]
    func piece(_ range: Range<Int>) throws -> Piece {
      Piece(range: range, text: try texts.text(of: article, at: range))
    }
    func piece(_ start: Int?, _ end: Int?) throws -> Piece? {
      guard let start, let end else { return nil }
      return try piece(start..<end)
    }
    self.article = article
    articleID = row.text(1)
    outlet = row.textIfAny(2)
    published = row.textIfAny(3)
    number = row[4]
    id = row[5]
    speaker = row.textIfAny(6)
    mention = try piece(row[7], row[8])
    cue = try piece(row[9], row[10])
    let places = (row[13] as String?).map(Store.numbers) ?? [row[11], row[12]]
    content = try stride(from: 0, to: places.count, by: 2).map {
      try piece(places[$0]..<places[$0 + 1])
    }
    manner = row[14]
    polarity = row[15]
    certainty = row[16]
    rule = row[17]
    relay = row.text(18)
    nestedIn = row[19]
    continues = row[20]
    details = row.textIfAny(21)
  }
}
