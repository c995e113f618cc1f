import Foundation
internal import GRDB
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// A study in one SQLite file: its texts, their copies, what each copy changed, and what came of it.
///
/// One program writes at a time, any number read meanwhile (write-ahead log). Every call is a
/// transaction of its own: what it did is there whole, or not at all, however the program ends.
/// `Schema.md` documents the tables. Everything thrown is a `StoreError`.
public final class Store: Sendable {
  /// What a store is opened for.
  public enum Use: Sendable {
    /// To add to it; it is made if it is not there.
    case writing
    /// To look at it only, by so many connections at once.
    case reading(connections: Int)
  }

  /// The path of the file.
  public let path: String
  let vocabulary: Vocabulary
  private let connections: [DatabaseQueue]
  private let next = Atomic(0)
  /// Held while the store is open for writing, and given back after the connections.
  private let lock: WriterLock?

  /// Marks the file as a study: "Tcpy".
  private static let applicationID = 0x5463_7079

  /// Opens a study.
  ///
  /// - Parameter mostPages: The pages of 4 KiB the file may grow to, for tests of a full disk.
  public init(_ path: String, for use: Use = .writing, mostPages: Int? = nil) throws(StoreError) {
    self.path = path
    do {
      switch use {
      case .writing:
        let lock = try WriterLock(path)
        self.lock = lock
        if !lock.isDatabase { throw StoreError.foreign(path) }
        let queue = try DatabaseQueue(path: path, configuration: Self.writing(mostPages))
        try Self.check(queue, path)
        try queue.writeWithoutTransaction { db in
          try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
        }
        try Schema.migrator.migrate(queue)
        vocabulary = try queue.write(Vocabulary.init(addingTo:))
        connections = [queue]
      case .reading(let count):
        lock = nil
        guard access(path, F_OK) == 0 else { throw StoreError.missing(path) }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        connections = try (0..<max(count, 1)).map { _ in
          try DatabaseQueue(path: path, configuration: configuration)
        }
        try Self.check(connections[0], path)
        guard try connections[0].read(Schema.migrator.hasCompletedMigrations) else {
          throw StoreError.unfinished(path)
        }
        vocabulary = Vocabulary()
      }
    } catch {
      throw StoreError(error, path)
    }
  }

  var connectionCount: Int { connections.count }

  /// Reads in one transaction, beside whoever writes.
  func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    try read(on: next.wrappingAdd(1, ordering: .relaxed).oldValue, body)
  }

  /// Reads on one of the connections.
  func read<Value>(
    on connection: Int, _ body: (Database) throws -> Value
  ) throws(StoreError) -> Value {
    do { return try connections[connection % connections.count].read(body) } catch {
      throw StoreError(error, path)
    }
  }

  /// Writes in one transaction: all of it, or nothing.
  func write<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try connections[0].write(body) } catch { throw StoreError(error, path) }
  }

  /// Puts all that was written into the one file, so that it can be copied and opened anywhere.
  ///
  /// Where another program reads it just now, that is done once it has ended.
  public func settle() throws(StoreError) {
    do {
      try connections[0].writeWithoutTransaction { db in
        // Of each index a part is enough, and the outcome depends on what the file holds alone.
        try db.execute(sql: "PRAGMA analysis_limit = 1000")
        try db.execute(sql: "ANALYZE")
        // How many runs there were is no more told here than it is in the other tables.
        try db.execute(sql: "DELETE FROM sqlite_stat1 WHERE tbl = 'runs'")
        _ = try? Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        _ = try? Row.fetchAll(db, sql: "PRAGMA journal_mode = DELETE")
      }
    } catch { throw StoreError(error, path) }
  }

  private static func writing(_ mostPages: Int?) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      // Enough for a program that is killed; a power cut may cost the last batch, not the file.
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
      try db.execute(sql: "PRAGMA cache_size = -65536")
      if let mostPages { try db.execute(sql: "PRAGMA max_page_count = \(mostPages)") }
    }
    return configuration
  }

  /// Throws where a file is something else than a study this program knows.
  private static func check(_ queue: DatabaseQueue, _ path: String) throws {
    try queue.read { db in
      let mark = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
      let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") ?? 0
      if tables > 0, mark != applicationID { throw StoreError.foreign(path) }
      if try Schema.migrator.hasBeenSuperseded(db) { throw StoreError.newer(path) }
    }
  }
}

/// The right to write a store, which one program has at a time.
///
/// The system takes it back when the program ends, however it ends. It is another sort of lock than
/// those SQLite holds on the same file; but closing the file would drop those as well, so that it
/// must stay open for as long as SQLite uses it.
private final class WriterLock: Sendable {
  private let descriptor: Int32

  init(_ path: String) throws(StoreError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw StoreError.unwritable(path, errno) }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      close(descriptor)
      throw StoreError.inUse(path)
    }
  }

  deinit { close(descriptor) }

  /// Whether the file is empty or begins as SQLite's do.
  ///
  /// SQLite takes a file of a few bytes for an empty one, and writes over it.
  var isDatabase: Bool {
    var head = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &head, head.count, 0)
    return count == 0 || head.elementsEqual("SQLite format 3\0".utf8)
  }
}
