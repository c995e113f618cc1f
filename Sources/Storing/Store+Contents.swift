import Foundation
internal import GRDB

extension Store {
  /// All that is in the study but the times of its runs, row by row in an order of their own: two
  /// studies that hold the same give the same lines.
  package func contents() throws(StoreError) -> [String] {
    try read { db in
      var lines: [String] = []
      for (table, columns) in try Self.columns(db) where table != "runs" && table != "search" {
        let isView = try db.viewExists(table)
        if isView { continue }
        let list = columns.map { "quote(\"\($0)\")" }.joined(separator: " || '|' || ")
        let rows = try Row.fetchCursor(
          db,
          sql: """
            SELECT \(list) FROM \(table)
            ORDER BY \(columns.indices.map { "\"\(columns[$0])\"" }.joined(separator: ", "))
            """)
        while let row = try rows.next() { lines.append("\(table)|\(row.text(0))") }
      }
      return lines
    }
  }

  /// The tables and views with their columns, by name.
  package func columns() throws(StoreError) -> [(table: String, columns: [String])] {
    try read(Self.columns)
  }

  private static func columns(_ db: Database) throws -> [(table: String, columns: [String])] {
    let names = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite%'
          AND name NOT LIKE 'search!_%' ESCAPE '!' AND name <> 'grdb_migrations' ORDER BY name
        """)
    return try names.map { name in
      (
        name,
        try String.fetchAll(
          db, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [name])
      )
    }
  }

  /// Writes the study as a file of its own whose bytes depend on nothing but what it holds.
  ///
  /// Not on when it was run, nor on where SQLite found room for what. What was there is replaced.
  package func writeCanonical(to copy: String) throws(StoreError) {
    do {
      let draft = copy + ".draft"
      for file in [copy, draft] { try? FileManager.default.removeItem(atPath: file) }
      defer { try? FileManager.default.removeItem(atPath: draft) }
      try FileManager.default.copyItem(atPath: path, toPath: draft)
      let queue = try DatabaseQueue(path: draft)
      try queue.write { db in try db.execute(sql: "DELETE FROM runs") }
      // A new file: vacuumed in its place, a file goes on counting its changes.
      try queue.vacuum(into: copy)
      try queue.close()
    } catch { throw StoreError(error, copy) }
  }

  /// Whether SQLite finds the file sound, its foreign keys and its search included.
  package func isSound() throws(StoreError) -> Bool {
    try read { db in
      let check = try String.fetchAll(db, sql: "PRAGMA integrity_check")
      let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
      return check == ["ok"] && orphans.isEmpty
    }
  }
}
