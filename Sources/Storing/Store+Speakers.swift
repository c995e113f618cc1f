internal import GRDB

extension Store {
  /// The texts whose statements are still to be read, by their numbers.
  ///
  /// Those are the texts that are kept: what is told by a copy is told by them.
  public func unheard() throws(StoreError) -> [Int] {
    try read { db in
      let count = try Int.fetchOne(db, sql: "SELECT max(number) FROM articles") ?? 0
      var isDone = [Bool](repeating: false, count: count + 1)
      for sql in [
        "SELECT article FROM registers", "SELECT article FROM members WHERE NOT is_kept",
      ] {
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() { isDone[row[0]] = true }
      }
      return (0..<count).map { $0 + 1 }.filter { !isDone[$0] }
    }
  }

  /// The texts whose statements were read, by their numbers.
  public func heard() throws(StoreError) -> [Int] {
    try read { db in try Int.fetchAll(db, sql: "SELECT article FROM registers ORDER BY article") }
  }

  /// Writes who said what in some texts.
  public func save(_ registers: [StoredRegister]) throws(StoreError) {
    try write { db in for register in registers { try register.write(vocabulary, to: db) } }
  }

  /// A speaker, by the fullest name that the texts have.
  public struct SpeakerLine: Hashable, Sendable {
    /// The name, or the words that stand for one.
    public let name: String
    /// How many statements the texts of the study have of them.
    public let statements: Int
  }

  /// The speakers, those with the most statements first, then by name, from behind one on.
  public func speakers(
    after last: SpeakerLine? = nil, limit: Int
  ) throws(StoreError) -> [SpeakerLine] {
    guard let last else { return try speakers("ORDER BY statements DESC, name LIMIT ?", [limit]) }
    // Two queries, for an index that falls in one column and rises in the next is not read from the
    // middle by a comparison of both.
    let equal = try speakers(
      "WHERE statements = ? AND name > CAST(? AS TEXT) ORDER BY name LIMIT ?",
      [last.statements, last.name.bytes, limit])
    let fewer = try speakers(
      "WHERE statements < ? ORDER BY statements DESC, name LIMIT ?",
      [last.statements, limit - equal.count])
    return equal + fewer
  }

  /// The speakers who have, for each word of a query, one that begins so; those with the most
  /// statements first.
  ///
  /// Case does not matter. A query without words finds nobody.
  public func speakers(matching query: String, limit: Int) throws(StoreError) -> [SpeakerLine] {
    let words = StoredRegister.words(of: query)
    guard !words.isEmpty, words.count <= 16 else { return [] }
    let conditions = words.map { _ in
      """
      name IN (SELECT speaker FROM speaker_words
               WHERE word >= CAST(? AS TEXT) AND word < CAST(? AS TEXT))
      """
    }
    return try speakers(
      "WHERE \(conditions.joined(separator: " AND ")) ORDER BY statements DESC, name LIMIT ?",
      StatementArguments(words.flatMap { [$0.bytes, ($0 + "\u{10FFFF}").bytes] } + [limit]))
  }

  private func speakers(
    _ condition: String, _ arguments: StatementArguments
  ) throws(StoreError) -> [SpeakerLine] {
    try read { db in
      try Row.fetchCursor(
        db, sql: "SELECT name, statements FROM speakers \(condition)", arguments: arguments
      ).reduce(into: []) { $0.append(SpeakerLine(name: $1.text(0), statements: $1[1])) }
    }
  }

  /// A name in a text.
  public struct NameLine: Hashable, Sendable {
    /// The fullest form, and the other forms as a JSON list.
    public let name: String, aliases: String?
    /// What bears it: `person`, `organisation`, `place` or `unknown`.
    public let kind: String
    /// Where it is mentioned, in Unicode scalars.
    public let mentions: [Range<Int>]
    /// Whether several fuller names end with it.
    public let isAmbiguous: Bool
  }

  /// The names in one text of which it is known what bears them, and those who speak, in the order
  /// of their first mentions; none where the text is not kept.
  public func names(of article: Int) throws(StoreError) -> [NameLine] {
    try read { db in
      try Row.fetchCursor(
        db,
        sql: """
          SELECT names.name, aliases, terms.name, mentions, is_ambiguous
          FROM names JOIN terms ON terms.number = names.kind WHERE article = ? ORDER BY names.number
          """, arguments: [article]
      ).reduce(into: []) { names, row in
        let places = Self.numbers(row[3])
        names.append(
          NameLine(
            name: row.text(0), aliases: row.textIfAny(1), kind: row[2],
            mentions: stride(from: 0, to: places.count, by: 2).map {
              places[$0]..<places[$0 + 1]
            }, isAmbiguous: row[4]))
      }
    }
  }
}
