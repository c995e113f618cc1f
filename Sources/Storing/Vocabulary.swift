internal import GRDB
import Judging
import Statements

/// The numbers that stand for names in the rows of one store.
///
/// A store gives a name a number the first time it meets it and keeps it: a program that knows more
/// names adds theirs behind, so old rows never change their meaning.
struct Vocabulary: Sendable {
  private(set) var kinds: [DifferenceKind: Int] = [:]
  private(set) var effects: [Effect: Int] = [:]
  private(set) var operations: [Difference.Operation: Int] = [:]
  private(set) var grounds: [Restoration.Ground: Int] = [:]
  private var terms: [String: Int] = [:]

  /// No names: enough for who only reads.
  init() {}

  /// Adds the names the store lacks, and learns their numbers.
  init(addingTo db: Database) throws {
    for (number, severity) in Severity.allCases.enumerated() {
      try db.execute(
        sql: "INSERT OR IGNORE INTO severities (number, name) VALUES (?, ?)",
        arguments: [number, severity.rawValue])
    }
    for kind in DifferenceKind.allCases {
      try db.execute(
        sql: "INSERT OR IGNORE INTO kinds (name, label) VALUES (?, ?)",
        arguments: [kind.rawValue, kind.label])
    }
    for effect in Effect.allCases {
      try db.execute(
        sql: "INSERT OR IGNORE INTO effects (name, severity) VALUES (?, ?)",
        arguments: [effect.rawValue, effect.severity.number])
    }
    for operation in Difference.Operation.allCases {
      try db.execute(
        sql: "INSERT OR IGNORE INTO operations (name) VALUES (?)", arguments: [operation.rawValue])
    }
    for ground in Restoration.Ground.allCases {
      try db.execute(
        sql: "INSERT OR IGNORE INTO grounds (name, label) VALUES (?, ?)",
        arguments: [ground.rawValue, ground.told])
    }
    try add(Testimony.Content.self, to: db)
    try add(Testimony.Speaker.self, to: db)
    try add(Testimony.Source.self, to: db)
    try add(Statements.Statement.Manner.self, to: db)
    try add(Statements.Statement.Polarity.self, to: db)
    try add(Statements.Statement.Certainty.self, to: db)
    try add(Statements.Statement.Rule.self, to: db)
    try add(NameTable.Kind.self, to: db)
    for row in try Row.fetchAll(db, sql: "SELECT sort, name, number FROM terms") {
      terms[Self.key(row[0], row[1])] = row[2]
    }
    kinds = try Self.numbers(of: DifferenceKind.self, in: "kinds", db)
    effects = try Self.numbers(of: Effect.self, in: "effects", db)
    operations = try Self.numbers(of: Difference.Operation.self, in: "operations", db)
    grounds = try Self.numbers(of: Restoration.Ground.self, in: "grounds", db)
  }

  /// The number of a term that belongs to a statement, a name or a testimony.
  subscript(term: some Term) -> Int? { terms[Self.key(type(of: term).sort, term.rawValue)] }

  private func add<Name: Term>(_ type: Name.Type, to db: Database) throws {
    for name in Name.allCases {
      try db.execute(
        sql: "INSERT OR IGNORE INTO terms (sort, name) VALUES (?, ?)",
        arguments: [Name.sort, name.rawValue])
    }
  }

  private static func key(_ sort: String, _ name: String) -> String { "\(sort) \(name)" }

  private static func numbers<Name: RawRepresentable<String> & Hashable>(
    of type: Name.Type, in table: String, _ db: Database
  ) throws -> [Name: Int] {
    var numbers: [Name: Int] = [:]
    for row in try Row.fetchAll(db, sql: "SELECT name, number FROM \(table)") {
      if let name = Name(rawValue: row[0]) { numbers[name] = row[1] }
    }
    return numbers
  }
}

extension Severity {
  /// What stands for it in a row: 0 for none, 1 for style, 2 for meaning.
  var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// A word out of a short list that says something of a statement.
protocol Term: CaseIterable, RawRepresentable<String> {
  /// Which list it is out of.
  static var sort: String { get }
}

extension Testimony.Content: Term { static var sort: String { "content" } }
extension Testimony.Speaker: Term { static var sort: String { "speaker" } }
extension Testimony.Source: Term { static var sort: String { "source" } }
extension Statements.Statement.Manner: Term { static var sort: String { "manner" } }
extension Statements.Statement.Polarity: Term { static var sort: String { "polarity" } }
extension Statements.Statement.Certainty: Term { static var sort: String { "certainty" } }
extension Statements.Statement.Rule: Term { static var sort: String { "rule" } }
extension NameTable.Kind: Term { static var sort: String { "name" } }
