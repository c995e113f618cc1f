import Collating
internal import GRDB
import Judging

extension Store {
  /// A cluster of which something is still to be found out.
  public struct PendingCluster: Sendable {
    /// Its number.
    public let number: Int
    /// The number of the text that is kept.
    public let kept: Int
    /// The numbers of the members that are to be compared with it.
    public let members: [Int]
    /// The numbers of all members with what they are to the kept text, in order.
    public let all: [(article: Int, relation: String, coverage: Double)]
  }

  /// The clusters that are not settled, in order of their numbers, a few at a time.
  public func pendingClusters(_ limit: Int) throws(StoreError) -> [PendingCluster] {
    try read { db in
      let clusters = try Row.fetchAll(
        db,
        sql: "SELECT number, kept FROM clusters WHERE NOT is_settled ORDER BY number LIMIT ?",
        arguments: [limit])
      return try clusters.map { row in
        let (number, kept): (Int, Int) = (row[0], row[1])
        let members = try Row.fetchAll(
          db,
          sql: """
            SELECT article, relation, coverage, base FROM members WHERE cluster = ? ORDER BY article
            """, arguments: [number])
        return PendingCluster(
          number: number, kept: kept,
          members: members.filter { $0[3] as Int? == nil && $0[0] as Int != kept }.map { $0[0] },
          all: members.map { ($0[0], $0[1], $0[2]) })
      }
    }
  }

  /// How many clusters are settled, and how many there are.
  public func settledClusters() throws(StoreError) -> (done: Int, all: Int) {
    try read { db in
      let row = try Row.fetchOne(
        db, sql: "SELECT count(*), coalesce(sum(is_settled), 0) FROM clusters")
      return (row?[1] ?? 0, row?[0] ?? 0)
    }
  }

  /// What was found out about one cluster.
  public struct Settlement: Sendable {
    /// Its number.
    public let cluster: Int
    /// The number of the text that is kept.
    public let kept: Int
    /// The members that were compared with it.
    public let judgements: [Judgement]
    /// The text restored from its members.
    public let restoration: StoredRestoration
    /// Which of them was made from which; nil where there is only one.
    public let descent: StoredDescent?
    /// Who says what in the kept text, and what became of it in the members that were compared.
    public let register: StoredRegister?, testimonies: [StoredTestimony]

    /// Takes what was found out.
    public init(
      cluster: Int, kept: Int, judgements: [Judgement], restoration: StoredRestoration,
      descent: StoredDescent?, register: StoredRegister?, testimonies: [StoredTestimony]
    ) {
      self.cluster = cluster
      self.kept = kept
      self.judgements = judgements
      self.restoration = restoration
      self.descent = descent
      self.register = register
      self.testimonies = testimonies
    }
  }

  /// Writes what was found out about some clusters, which are settled then.
  public func save(_ settlements: [Settlement]) throws(StoreError) {
    try write { db in
      let writer = try JudgementWriter(db, vocabulary)
      for settlement in settlements {
        for judgement in settlement.judgements { try writer.save(judgement, settlement.kept) }
        try settlement.restoration.write(of: settlement.cluster, vocabulary, to: db)
        try settlement.descent?.write(of: settlement.cluster, to: db)
        try settlement.register?.write(vocabulary, to: db)
        for testimony in settlement.testimonies { try testimony.write(vocabulary, to: db) }
        try db.execute(
          sql: """
            UPDATE clusters SET is_settled = 1, (none, style, meaning) =
              (SELECT sum(none), sum(style), sum(meaning) FROM members WHERE cluster = ?1)
            WHERE number = ?1
            """, arguments: [settlement.cluster])
        try db.execute(
          sql: "DELETE FROM cluster_kinds WHERE cluster = ?", arguments: [settlement.cluster])
        try db.execute(
          sql: """
            INSERT INTO cluster_kinds (cluster, kind, severity, differences)
            SELECT ?1, kind, max(severity), count(*)
            FROM members JOIN differences ON differences.article = members.article
            WHERE cluster = ?1 GROUP BY kind
            """, arguments: [settlement.cluster])
      }
    }
  }
}

/// Writes differences, moves and causes.
private struct JudgementWriter {
  private let db: Database
  private let vocabulary: Vocabulary
  private let difference: Statement
  private let move: Statement
  private let cause: Statement
  private let member: Statement

  init(_ db: Database, _ vocabulary: Vocabulary) throws {
    self.db = db
    self.vocabulary = vocabulary
    difference = try db.makeStatement(
      sql: """
        INSERT INTO differences (article, number, base_start, base_end, start, "end", operation,
          kind, effect, severity, in_quote, cause, move, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))
        """)
    move = try db.makeStatement(
      sql: """
        INSERT INTO moves (article, number, base_start, base_end, start, "end", is_edited)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """)
    cause = try db.makeStatement(
      sql: """
        INSERT INTO causes (article, number, name, explains, evidence, is_in_base)
        VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?)
        """)
    member = try db.makeStatement(
      sql: """
        UPDATE members SET base = ?, agreement = ?, none = ?, style = ?, meaning = ?
        WHERE article = ?
        """)
  }

  func save(_ judgement: Judgement, _ kept: Int) throws {
    for (place, cause) in judgement.causes.enumerated() {
      try self.cause.execute(arguments: [
        judgement.article, place + 1, cause.name.rawValue, cause.explains, cause.evidence.bytes,
        cause.isInBase,
      ])
    }
    for (place, move) in judgement.moves.enumerated() {
      try self.move.execute(arguments: [
        judgement.article, place + 1, move.base.lowerBound, move.base.upperBound,
        move.reading.lowerBound, move.reading.upperBound, move.isEdited,
      ])
    }
    for (place, row) in judgement.rows.enumerated() {
      let found = row.difference
      try difference.execute(arguments: [
        judgement.article, place + 1, row.base.lowerBound, row.base.upperBound,
        row.reading.lowerBound, row.reading.upperBound, vocabulary.operations[found.operation],
        vocabulary.kinds[found.kind], vocabulary.effects[found.effect], found.severity.number,
        found.isInQuotation, found.cause.map { $0 + 1 }, found.locus.move.map { $0 + 1 },
        found.reason.bytes,
      ])
    }
    let counts = judgement.countBySeverity
    try member.execute(arguments: [
      kept, judgement.agreement, counts[.none] ?? 0, counts[.style] ?? 0, counts[.meaning] ?? 0,
      judgement.article,
    ])
  }
}
