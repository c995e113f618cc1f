internal import GRDB
import Judging

/// The numbers that stand for names in the rows of one store.
///
/// A store gives a name a number the first time it meets it and keeps it: a program that knows more
/// names adds theirs behind, so old rows never change their meaning.
struct Vocabulary: Sendable {
  private(set) var kinds: [DifferenceKind: Int] = [:]
  private(set) var effects: [Effect: Int] = [:]
  private(set) var operations: [Difference.Operation: Int] = [:]
  private(set) var grounds: [Restoration.Ground: Int] = [:]

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
    kinds = try Self.numbers(of: DifferenceKind.self, in: "kinds", db)
    effects = try Self.numbers(of: Effect.self, in: "effects", db)
    operations = try Self.numbers(of: Difference.Operation.self, in: "operations", db)
    grounds = try Self.numbers(of: Restoration.Ground.self, in: "grounds", db)
  }

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
