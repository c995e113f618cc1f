internal import GRDB

extension Store {
  /// One run of the program over a study.
  public struct Run: Hashable, Sendable {
    /// Its number, from 1.
    public let number: Int
    /// The program and its version.
    public let program: String
    /// All settings it ran with, as a JSON object.
    public let settings: String
    /// When it began, ISO 8601 in UTC.
    public let started: String
    /// When it ended; nil where it was ended before, or goes on.
    public let ended: String?
    /// The texts in the study when it ended.
    public let articles: Int?
    /// The clusters in the study when it ended.
    public let clusters: Int?
    /// The copies it compared with the text that is kept.
    public let compared: Int?
  }

  private static let now = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')"

  /// Notes that a run begins; gives its number.
  public func beginRun(program: String, settings: String) throws(StoreError) -> Int {
    try write { db in
      try db.execute(
        sql: "INSERT INTO runs (program, settings, started) VALUES (?, ?, \(Self.now))",
        arguments: [program, settings])
      return Int(db.lastInsertedRowID)
    }
  }

  /// Notes that a run has ended well.
  public func endRun(_ number: Int, compared: Int) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: """
          UPDATE runs SET ended = \(Self.now), compared = ?,
            articles = (SELECT count(*) FROM articles), clusters = (SELECT count(*) FROM clusters)
          WHERE number = ?
          """, arguments: [compared, number])
    }
  }

  /// The runs, the first one first.
  public func runs() throws(StoreError) -> [Run] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT number, program, settings, started, ended, articles, clusters, compared FROM runs
          """
      ).map { row in
        Run(
          number: row[0], program: row[1], settings: row[2], started: row[3], ended: row[4],
          articles: row[5], clusters: row[6], compared: row[7])
      }
    }
  }

  /// What was judged by, so that what another program judged is judged anew.
  public func judgingKey() throws(StoreError) -> String? {
    try read { db in
      try String.fetchOne(db, sql: "SELECT value FROM study WHERE key = 'judging'")
    }
  }

  /// Sets what is judged by.
  public func setJudgingKey(_ key: String) throws(StoreError) {
    try write { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO study (key, value) VALUES ('judging', ?)", arguments: [key])
    }
  }
}
