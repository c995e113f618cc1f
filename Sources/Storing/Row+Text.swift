import Foundation
internal import GRDB

/// Texts in and out of SQLite whole, NUL and all.
///
/// SQLite holds a text with its length, but the ordinary calls stop at the first NUL, and a hostile
/// text may hold one. So a text goes in as bytes that the statement casts (`CAST(? AS TEXT)`), and
/// comes out as bytes.
extension Row {
  /// The text of a column; empty for NULL.
  func text(_ column: Int) -> String { textIfAny(column) ?? "" }

  /// The text of a column; nil for NULL.
  func textIfAny(_ column: Int) -> String? {
    // The column is there and of a kind that has bytes: nothing is thrown.
    let found = try? withUnsafeData(atIndex: column) { data in
      data.map { String(decoding: $0, as: UTF8.self) }
    }
    return found ?? nil
  }
}

extension RowCursor {
  /// What is made of the first row; nil where there is none.
  ///
  /// A row is valid as long as its cursor: it must not outlive it in a chain of calls.
  func first<Value>(_ make: (Row) -> Value) throws -> Value? {
    try withExtendedLifetime(self) { try next().map(make) }
  }
}

extension String {
  /// The text as a statement takes it, to be cast there.
  var bytes: DatabaseValue {
    utf8.contains(0) ? Data(utf8).databaseValue : databaseValue
  }
}

extension String? {
  /// The text as a statement takes it, NULL for none.
  var bytes: DatabaseValue { self?.bytes ?? .null }
}
