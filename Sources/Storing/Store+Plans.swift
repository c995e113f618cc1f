internal import GRDB
import Synchronization

extension Store {
  /// The queries that `body` asks of this store, each with the steps SQLite takes to answer it.
  package func plans(
    _ body: (Store) throws -> Void
  ) throws -> [(sql: String, steps: [String])] {
    let asked = Mutex<[String]>([])
    try onEach { db in
      db.trace { event in
        if case .statement(let statement) = event {
          asked.withLock { $0.append(statement.expandedSQL) }
        }
      }
    }
    try body(self)
    try onEach { db in db.trace(nil) }
    let queries = asked.withLock { $0 }.filter { $0.hasPrefix("SELECT") }
    return try read { db in
      try queries.map { sql in
        (sql, try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0[3] })
      }
    }
  }

  private func onEach(_ body: (Database) throws -> Void) throws {
    for connection in 0..<connectionCount { try read(on: connection, body) }
  }
}
