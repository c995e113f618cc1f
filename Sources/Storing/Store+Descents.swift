internal import GRDB

extension Store {
  /// Which texts of a cluster were made from which; texts are told by their numbers.
  public struct DescentLine: Hashable, Sendable {
    /// One text made from another.
    public struct Edge: Hashable, Sendable {
      /// The text that was made, and the one it was made from.
      public let child: Int, parent: Int
      /// How sure the direction is.
      public let certainty: String
      /// What speaks for it and against it.
      public let evidence: [Evidence]
    }

    /// Texts of which it is not known.
    public struct Undecided: Hashable, Sendable {
      /// The texts.
      public let witnesses: [Int]
      /// Why it is not known.
      public let reason: String
      /// What was found all the same.
      public let evidence: [Evidence]
    }

    /// One thing that speaks for a direction.
    public struct Evidence: Hashable, Sendable {
      /// What sort of thing it is.
      public let ground: String
      /// The text it makes the child.
      public let child: Int
      /// Whether it speaks for the direction that was chosen.
      public let isFor: Bool
      /// The natural logarithm of the odds.
      public let weight: Double
      /// What it is, in words.
      public let statement: String
    }

    /// The texts that were looked at.
    public let witnesses: [Int]
    /// The text all others go back to, where there is one.
    public let root: Int?
    /// The edges, by their children.
    public let edges: [Edge]
    /// What is left open.
    public let undecided: [Undecided]
  }

  /// The descent of the texts of a cluster; nil where there are fewer than two to compare.
  public func descent(of cluster: Int) throws(StoreError) -> DescentLine? {
    try read { db in
      guard
        let row = try Row.fetchOne(
          db, sql: "SELECT witnesses, root FROM descents WHERE cluster = ?", arguments: [cluster])
      else { return nil }
      var (ofEdges, ofUndecided): ([Int: [DescentLine.Evidence]], [Int: [DescentLine.Evidence]])
      (ofEdges, ofUndecided) = ([:], [:])
      let found = try Row.fetchCursor(
        db,
        sql: """
          SELECT edge, undecided, ground, child, is_for, weight, statement FROM evidence
          WHERE cluster = ? ORDER BY number
          """, arguments: [cluster])
      while let row = try found.next() {
        let evidence = DescentLine.Evidence(
          ground: row[2], child: row[3], isFor: row[4], weight: row[5], statement: row.text(6))
        if let edge: Int = row[0] { ofEdges[edge, default: []].append(evidence) }
        if let place: Int = row[1] { ofUndecided[place, default: []].append(evidence) }
      }
      let edges = try Row.fetchAll(
        db, sql: "SELECT child, parent, certainty FROM edges WHERE cluster = ? ORDER BY child",
        arguments: [cluster]
      ).map { row in
        DescentLine.Edge(
          child: row[0], parent: row[1], certainty: row[2], evidence: ofEdges[row[0]] ?? [])
      }
      let undecided = try Row.fetchAll(
        db,
        sql: "SELECT number, witnesses, reason FROM undecided WHERE cluster = ? ORDER BY number",
        arguments: [cluster]
      ).map { row in
        DescentLine.Undecided(
          witnesses: Self.numbers(row[1]), reason: row[2], evidence: ofUndecided[row[0]] ?? [])
      }
      return DescentLine(
        witnesses: Self.numbers(row[0]), root: row[1], edges: edges, undecided: undecided)
    }
  }
}
