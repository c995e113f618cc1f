public import Finding
internal import GRDB
public import Judging
import Prose

extension Store {
  /// What is said of a member of a cluster beside what the search says.
  public struct MemberNote: Sendable {
    /// How sound it is.
    public var condition: Condition.Summary
    /// Why it was not kept, in words; nil where it was.
    public var reason: String?

    /// Makes a note.
    public init(condition: Condition.Summary, reason: String?) {
      self.condition = condition
      self.reason = reason
    }
  }

  /// What the search was that the study holds the findings of; nil where there are none.
  ///
  /// Two searches with equal keys find the same.
  public func findingsKey() throws(StoreError) -> String? {
    try read { db in
      try String.fetchOne(db, sql: "SELECT value FROM study WHERE key = 'findings'")
    }
  }

  /// Puts what a search found in the place of what was found before.
  ///
  /// Clusters that are as they were keep all that is known of them; where the copy to keep is still
  /// the same, a member keeps its differences.
  ///
  /// - Parameters:
  ///   - findings: What was found in the `StoredPile` of this store.
  ///   - key: What tells this search from others.
  ///   - notes: What is said of each member of each cluster.
  public func save(
    _ findings: Findings, key: String, notes: [[MemberNote]]
  ) throws(StoreError) {
    try write { db in
      let writer = try FindingsWriter(db)
      for (cluster, notes) in zip(findings.clusters, notes) { try writer.save(cluster, notes) }
      try writer.removeOthers()
      try writer.save(findings.links)
      try db.execute(
        sql: "INSERT OR REPLACE INTO study (key, value) VALUES ('findings', ?)", arguments: [key])
    }
  }

  /// Forgets what was judged, and what was found if that is wanted, so that it is made anew.
  public func forget(findings: Bool) throws(StoreError) {
    try write { db in
      for table in [
        "differences", "moves", "causes", "restorations", "descents", "testimonies", "registers",
        "speaker_words",
      ] {
        try db.execute(sql: "DELETE FROM \(table)")
      }
      try db.execute(
        sql: """
          UPDATE members SET base = NULL, agreement = NULL, none = NULL, style = NULL, meaning = NULL
          """)
      try db.execute(
        sql: "UPDATE clusters SET none = NULL, style = NULL, meaning = NULL, is_settled = 0")
      if findings { try db.execute(sql: "DELETE FROM study WHERE key = 'findings'") }
    }
  }
}

/// Writes clusters and links over those that were there.
private final class FindingsWriter {
  private let db: Database
  private var numbers: [Article.ID: Int] = [:]
  /// The clusters there were, by number, with what tells whether they have changed.
  private var old: [Int: String] = [:]
  private var seen: Set<Int> = []
  private var seenMembers: Set<Int> = []

  init(_ db: Database) throws {
    self.db = db
    let names = try Row.fetchCursor(db, sql: "SELECT id, number FROM articles")
    while let row = try names.next() { numbers[row.text(0)] = row[1] }
    let clusters = try Row.fetchCursor(db, sql: "SELECT number, signature FROM clusters")
    while let row = try clusters.next() { old[row[0]] = row[1] }
    // An id may go from one cluster to another, which then has it twice for a moment.
    try db.execute(sql: "UPDATE clusters SET id = 'old ' || number")
  }

  func save(_ cluster: Cluster, _ notes: [Store.MemberNote]) throws {
    guard let least = cluster.members.map(\.id).min(), let number = numbers[least],
      let kept = numbers[cluster.keep]
    else { return }
    seen.insert(number)
    for member in cluster.members { seenMembers.insert(member.place + 1) }
    let signature = Self.signature(cluster, notes)
    if old[number] == signature {
      try db.execute(
        sql: "UPDATE clusters SET id = ? WHERE number = ?", arguments: [cluster.id, number])
      return
    }
    try db.execute(sql: "DELETE FROM restorations WHERE cluster = ?", arguments: [number])
    try db.execute(sql: "DELETE FROM descents WHERE cluster = ?", arguments: [number])
    try db.execute(
      sql: """
        INSERT INTO clusters (number, id, kept, size, outlets, signature) VALUES (?, ?, ?, ?, 0, ?)
        ON CONFLICT (number) DO UPDATE SET id = excluded.id, kept = excluded.kept,
          size = excluded.size, signature = excluded.signature, none = NULL, style = NULL,
          meaning = NULL, is_settled = 0
        """,
      arguments: [number, cluster.id, kept, cluster.members.count, signature])
    for (member, note) in zip(cluster.members, notes) { try save(member, number, kept, note) }
    try db.execute(
      sql: """
        UPDATE clusters SET (first_published, last_published, outlets) =
          (SELECT min(published), max(published), count(DISTINCT outlet) FROM members
           JOIN articles ON articles.number = members.article WHERE cluster = ?1)
        WHERE number = ?1
        """, arguments: [number])
    try db.execute(
      sql: """
        UPDATE members SET place = ordered.place FROM (
          SELECT article, row_number() OVER (ORDER BY published IS NULL, published, id) AS place
          FROM members JOIN articles ON articles.number = members.article
          WHERE cluster = ?) AS ordered
        WHERE members.article = ordered.article
        """, arguments: [number])
  }

  private func save(
    _ member: Cluster.Member, _ number: Int, _ kept: Int, _ note: Store.MemberNote
  ) throws {
    let article = member.place + 1
    let base = try Int.fetchOne(
      db, sql: "SELECT base FROM members WHERE article = ?", arguments: [article])
    if let base, base != kept {
      for table in ["differences", "moves", "causes", "testimonies"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE article = ?", arguments: [article])
      }
      try db.execute(
        sql: """
          UPDATE members SET base = NULL, agreement = NULL, none = NULL, style = NULL,
            meaning = NULL WHERE article = ?
          """, arguments: [article])
    }
    let copyOf = member.isDropped ? member.standIn.flatMap { numbers[$0.id] } ?? kept : nil
    let relation = member.isDropped ? member.standIn?.relation ?? member.relation : nil
    let coverage = member.isDropped ? member.standIn?.coverage ?? member.coverage : nil
    try db.execute(
      sql: """
        INSERT INTO members (article, cluster, relation, coverage, condition, faults, is_kept,
          copy_of, copy_relation, copy_coverage, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))
        ON CONFLICT (article) DO UPDATE SET cluster = excluded.cluster,
          relation = excluded.relation, coverage = excluded.coverage,
          condition = excluded.condition, faults = excluded.faults, is_kept = excluded.is_kept,
          copy_of = excluded.copy_of, copy_relation = excluded.copy_relation,
          copy_coverage = excluded.copy_coverage, reason = excluded.reason
        """,
      arguments: [
        article, number, member.relation.rawValue, member.coverage, note.condition.value,
        Self.json(note.condition.counts), !member.isDropped, copyOf,
        relation?.rawValue, coverage, note.reason.bytes,
      ])
  }

  /// Removes the members that are in no cluster any more, and the clusters that are none.
  func removeOthers() throws {
    for article in try Int.fetchAll(db, sql: "SELECT article FROM members")
    where !seenMembers.contains(article) {
      try db.execute(sql: "DELETE FROM members WHERE article = ?", arguments: [article])
    }
    for number in old.keys.sorted() where !seen.contains(number) {
      try db.execute(sql: "DELETE FROM clusters WHERE number = ?", arguments: [number])
    }
    // What is told by a copy that is not kept is told by the one that is.
    try db.execute(
      sql: "DELETE FROM registers WHERE article IN (SELECT article FROM members WHERE NOT is_kept)")
    // By triggers a speaker without statements is gone; an index to find the words would be as large
    // as the words.
    try db.execute(
      sql: "DELETE FROM speaker_words WHERE speaker NOT IN (SELECT name FROM speakers)")
  }

  func save(_ links: Links) throws {
    try db.execute(sql: "DELETE FROM links")
    let add = try db.makeStatement(
      sql: """
        INSERT INTO links (a, b, relation, ground, coverage_a, coverage_b, identity, words,
          is_direct, passages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    for link in links {
      guard let a = numbers[link.a], let b = numbers[link.b] else { continue }
      let passages = link.passages.map {
        "[\($0.scalarsA.lowerBound),\($0.scalarsA.upperBound),"
          + "\($0.scalarsB.lowerBound),\($0.scalarsB.upperBound)]"
      }
      try add.execute(arguments: [
        a, b, link.relation.rawValue, link.ground.rawValue, link.coverageA, link.coverageB,
        link.identity, link.words, link.isDirect, "[\(passages.joined(separator: ","))]",
      ])
    }
  }

  /// What tells a cluster from what it was: all that is said of it.
  private static func signature(_ cluster: Cluster, _ notes: [Store.MemberNote]) -> String {
    let members = zip(cluster.members, notes).map { member, note in
      "\(member.id)\u{0}\(member.relation)\u{0}\(member.coverage)\u{0}\(member.isDropped)"
        + "\u{0}\(member.standIn?.id ?? "")\u{0}\(note.condition.value)\u{0}\(note.reason ?? "")"
        + "\u{0}\(json(note.condition.counts))"
    }
    return StoredArticle.hash(of: ([cluster.keep] + members).joined(separator: "\u{1}"))
  }

  /// How often each fault was seen, as a JSON object; names of kinds need no escapes.
  private static func json(_ counts: [(kind: DifferenceKind, count: Int)]) -> String {
    "{\(counts.map { "\"\($0.kind.rawValue)\":\($0.count)" }.joined(separator: ","))}"
  }
}
