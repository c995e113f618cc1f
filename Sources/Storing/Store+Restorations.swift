internal import GRDB
public import Prose

extension Store {
  /// One stretch of a restored text, in names.
  public struct DecisionLine: Hashable, Sendable {
    /// Where it stands in the restored text, in Unicode scalars.
    public let range: Range<Int>
    /// The text itself.
    public let text: String
    /// The number and the id of the text it is from, and where it stands there.
    public let article: Int, id: Article.ID, source: Range<Int>
    /// The damage that was undone, if any; what decided, in one word and in a sentence; why.
    public let mend: String?, ground: String, groundTold: String, reason: String?
    /// What the texts have there, as JSON: each the number of a text, a start and an end.
    public let readings: String?
  }

  /// The decisions of the text restored for a cluster, which in order give it; none where there is
  /// none.
  public func decisions(of cluster: Int) throws(StoreError) -> [DecisionLine] {
    try read { db in
      var texts = TextCutter(db)
      return try Row.fetchCursor(
        db,
        sql: """
          SELECT start, "end", made, decisions.article, id, source_start, source_end, kinds.name, grounds.name,
            grounds.label, reason, readings
          FROM decisions JOIN articles ON articles.number = decisions.article
            JOIN grounds ON grounds.number = decisions.ground
            LEFT JOIN kinds ON kinds.number = decisions.mend
          WHERE cluster = ? ORDER BY decisions.number
          """, arguments: [cluster]
      ).reduce(into: []) { lines, row in
        lines.append(
          DecisionLine(
            range: row[0]..<row[1],
            text: try row.textIfAny(2) ?? texts.text(of: row[3], at: row[5]..<row[6]),
            article: row[3], id: row.text(4),
            source: row[5]..<row[6], mend: row[7], ground: row[8], groundTold: row[9],
            reason: row.textIfAny(10), readings: row[11]))
      }
    }
  }

  /// The text restored for a cluster; nil where there is none.
  public func restoredText(of cluster: Int) throws(StoreError) -> String? {
    let decisions = try decisions(of: cluster)
    return decisions.isEmpty ? nil : decisions.map(\.text).joined()
  }

  /// What is known of a restored text beside its decisions.
  public struct RestorationLine: Hashable, Sendable {
    /// The numbers of the texts it is from, and of those that were heard.
    public let witnesses: [Int], heard: [Int]
    /// For each of the texts the number of the one it was made from, nil where it was heard.
    public let parents: [Int?]
    /// How many of its places are undecided, and how many were mended.
    public let undecided: Int, mended: Int
    /// The hash of the text.
    public let hash: String
    /// Places to look at, in Unicode scalars, with the reason.
    public let notes: [Note]

    /// A place of a restored text to look at.
    public struct Note: Hashable, Sendable {
      /// Where it stands in the restored text, in Unicode scalars.
      public let range: Range<Int>
      /// What is odd about it.
      public let reason: String
    }
  }

  /// What is known of the text restored for a cluster; nil where there is none.
  public func restoration(of cluster: Int) throws(StoreError) -> RestorationLine? {
    try read { db in
      let notes = try Row.fetchCursor(
        db,
        sql: "SELECT start, \"end\", reason FROM notes WHERE cluster = ? ORDER BY number",
        arguments: [cluster]
      ).reduce(into: [RestorationLine.Note]()) {
        $0.append(RestorationLine.Note(range: $1[0]..<$1[1], reason: $1.text(2)))
      }
      return try Row.fetchOne(
        db,
        sql: """
          SELECT witnesses, heard, undecided, mended, hash, parents FROM restorations
          WHERE cluster = ?
          """,
        arguments: [cluster]
      ).map { row in
        RestorationLine(
          witnesses: Self.numbers(row[0]), heard: Self.numbers(row[1]),
          parents: Self.parents(row[5] ?? ""), undecided: row[2], mended: row[3], hash: row[4],
          notes: notes)
      }
    }
  }

  /// The numbers of a list as rows hold it.
  static func numbers(_ list: String) -> [Int] {
    list.split { !$0.isNumber }.compactMap { Int($0) }
  }

  /// A list of numbers and nulls as rows hold it.
  private static func parents(_ list: String) -> [Int?] {
    list.split { !$0.isNumber && !$0.isLetter }.map { Int($0) }
  }
}
