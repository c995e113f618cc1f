internal import GRDB

extension Store {
  /// A passage of the kept text that stands elsewhere in a copy.
  public struct MoveLine: Hashable, Sendable {
    /// Its number among those of the copy, from 1.
    public let number: Int
    /// Where it stands in the kept text and in the copy, in Unicode scalars.
    public let baseRange: Range<Int>, range: Range<Int>
    /// Whether it was edited on the way.
    public let isEdited: Bool
  }

  /// The passages of one copy that were moved, in the order of the kept text.
  public func moves(of article: Int) throws(StoreError) -> [MoveLine] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT number, base_start, base_end, start, "end", is_edited FROM moves
          WHERE article = ? ORDER BY number
          """, arguments: [article]
      ).map { row in
        MoveLine(
          number: row[0], baseRange: row[1]..<row[2], range: row[3]..<row[4], isEdited: row[5])
      }
    }
  }
}
