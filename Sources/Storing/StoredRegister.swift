import Collating
internal import GRDB
import Prose
public import Statements

/// Who said what in one text, as rows: places in Unicode scalars, names as they are.
///
/// Making one is most of the work of storing it, and can be done on any thread.
public struct StoredRegister: Sendable {
  /// What the rows of a statement and of a name hold as JSON; the caller writes it.
  public struct Lists: Sendable {
    /// For each statement: those who passed it on, from the speaker to the outlet.
    public var relays: [String]
    /// For each statement: all that has no column of its own, as an object.
    public var details: [String?]
    /// For each name: the other forms.
    public var aliases: [String?]

    /// Takes lists as long as those of the register.
    public init(relays: [String], details: [String?], aliases: [String?]) {
      self.relays = relays
      self.details = details
      self.aliases = aliases
    }
  }

  private struct Row {
    var statement: Statements.Statement
    var speaker: Range<Int>?
    var cue: Range<Int>?
    var extent: Range<Int>
    var pieces: [Range<Int>]
  }

  private struct Name {
    var entry: NameTable.Entry
    var mentions: [Range<Int>]
    /// The other forms, as JSON.
    var aliases: String?
  }

  /// The number of the text.
  let article: Int
  private let rows: [Row]
  /// Those of which it is known what bears them, and those who speak: most names are neither.
  private let names: [Name]
  private let unclosed: [Range<Int>]
  private let lists: Lists

  /// Takes the register of a text.
  public init(of article: Int, _ register: Register, lists: Lists) {
    let words = register.witness.words
    let offsets = ScalarOffsets(of: register.witness.article.text)
    func scalars(_ run: Range<Int>) -> Range<Int> { offsets.scalars(of: words.span(run)) }
    self.article = article
    self.lists = lists
    rows = register.statements.map { statement in
      Row(
        statement: statement, speaker: statement.speaker.map(scalars),
        cue: statement.cue.map(scalars), extent: scalars(statement.extent),
        pieces: statement.content.map(scalars))
    }
    let speakers = Set(register.statements.compactMap(\.speakerName))
    names = zip(register.names.entries, lists.aliases).compactMap { entry, aliases in
      entry.kind == .unknown && !speakers.contains(entry.name)
        ? nil : Name(entry: entry, mentions: entry.mentions.map(scalars), aliases: aliases)
    }
    unclosed = register.warnings.filter { $0.kind == .unclosed }.map { scalars($0.words) }
  }

  /// Writes it, unless the text was read before.
  func write(_ vocabulary: Vocabulary, to db: Database) throws {
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO registers (article, statements, names, unclosed) VALUES (?, ?, ?, ?)
        """
    ).execute(arguments: [
      article, rows.count, names.count, unclosed.isEmpty ? nil : Self.json(unclosed),
    ])
    guard db.changesCount > 0 else { return }
    let add = try db.cachedStatement(
      sql: """
        INSERT INTO statements (article, number, id, speaker, speaker_start, speaker_end, cue_start,
          cue_end, start, "end", pieces, manner, polarity, certainty, rule, relay, nested_in,
          continues, details)
        VALUES (?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?,
          CAST(? AS TEXT))
        """)
    var speakers: Set<String> = []
    for (place, row) in rows.enumerated() {
      let statement = row.statement
      try add.execute(arguments: [
        article, place + 1, statement.id, statement.speakerName.bytes, row.speaker?.lowerBound,
        row.speaker?.upperBound, row.cue?.lowerBound, row.cue?.upperBound, row.extent.lowerBound,
        row.extent.upperBound, row.pieces == [row.extent] ? nil : Self.json(row.pieces),
        vocabulary[statement.manner], vocabulary[statement.polarity],
        vocabulary[statement.certainty], vocabulary[statement.rule], lists.relays[place].bytes,
        statement.nestedIn.map { $0 + 1 }, statement.continues.map { $0 + 1 },
        lists.details[place].bytes,
      ])
      if let name = statement.speakerName { speakers.insert(name) }
    }
    let addWord = try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO speaker_words (word, speaker) VALUES (CAST(? AS TEXT), CAST(? AS TEXT))
        """)
    for name in speakers.sorted() {
      for word in Self.words(of: name) {
        try addWord.execute(arguments: [word.bytes, name.bytes])
      }
    }
    let addName = try db.cachedStatement(
      sql: """
        INSERT INTO names (article, number, name, kind, mentions, aliases, is_ambiguous)
        VALUES (?, ?, CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), ?)
        """)
    for (place, name) in names.enumerated() {
      try addName.execute(arguments: [
        article, place + 1, name.entry.name.bytes, vocabulary[name.entry.kind],
        Self.json(name.mentions), name.aliases.bytes, name.entry.isAmbiguous,
      ])
    }
  }

  private static func json(_ ranges: [Range<Int>]) -> String {
    "[\(ranges.map { "[\($0.lowerBound),\($0.upperBound)]" }.joined(separator: ","))]"
  }

  /// The words a speaker is looked for by: letters and digits, without case.
  static func words(of name: String) -> [String] {
    name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

/// What became of the statements of the kept text in one copy of it, as rows.
public struct StoredTestimony: Sendable {
  private let article: Int
  private let fates: [Testimony.Fate]

  /// Takes the testimony of a copy, by its number.
  public init(of article: Int, _ testimony: Testimony) {
    self.article = article
    fates = testimony.fates
  }

  func write(_ vocabulary: Vocabulary, to db: Database) throws {
    let add = try db.cachedStatement(
      sql: """
        INSERT INTO testimonies (article, number, content, speaker, source, is_preserved)
        VALUES (?, ?, ?, ?, ?, ?)
        """)
    for (place, fate) in fates.enumerated() {
      let isPreserved =
        fate.content == .preserved && fate.speaker == .preserved && fate.source == .preserved
      try add.execute(arguments: [
        article, place + 1, vocabulary[fate.content], vocabulary[fate.speaker],
        vocabulary[fate.source], isPreserved,
      ])
    }
  }
}
