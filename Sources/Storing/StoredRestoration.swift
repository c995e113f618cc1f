internal import GRDB
public import Judging
import Prose

/// A restored text as rows: ranges of the texts it is from, in Unicode scalars, and why.
///
/// The text itself is not stored: its decisions give it back (`Store.restoredText`).
public struct StoredRestoration: Sendable {
  /// A stretch of one text of the study.
  private struct Source {
    var article: Int
    var range: Range<Int>
  }

  private struct Decision {
    var range: Range<Int>
    var chosen: Source
    var made: String?
    var readings: [Source]
    var decision: Restoration.Decision
  }

  private let articles: [Int]
  private let heard: [Int]
  private let parents: [Int?]
  private let decisions: [Decision]
  private let notes: [(range: Range<Int>, reason: String)]
  private let hash: String

  /// Takes a restoration from some texts, given in the same order.
  public init(_ restoration: Restoration, of texts: [StoredArticle]) {
    let offsets = texts.map { ScalarOffsets(of: $0.text) }
    let made = ScalarOffsets(of: restoration.text)
    func source(_ source: Restoration.Source) -> Source {
      Source(
        article: texts[source.witness].number,
        range: offsets[source.witness].scalars(of: source.range))
    }
    articles = texts.map(\.number)
    heard = texts.indices.filter { restoration.parents[$0] == nil }.map { texts[$0].number }
    parents = restoration.parents.map { $0.map { texts[$0].number } }
    hash = StoredArticle.hash(of: restoration.text)
    notes = restoration.notes.map { (made.scalars(of: $0.range), $0.reason) }
    decisions = restoration.decisions.map { decision in
      let text = restoration.text[decision.range]
      let chosen = decision.chosen
      let isAsItStands =
        text.utf8.elementsEqual(texts[chosen.witness].text[chosen.range].utf8)
      return Decision(
        range: made.scalars(of: decision.range), chosen: source(chosen),
        made: isAsItStands ? nil : String(text), readings: decision.readings.map(source),
        decision: decision)
    }
  }

  /// The parents as JSON, null for who speaks for itself.
  private static func list(_ parents: [Int?]) -> String {
    "[\(parents.map { $0.map { "\($0)" } ?? "null" }.joined(separator: ", "))]"
  }

  func write(of cluster: Int, _ vocabulary: Vocabulary, to db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO restorations (cluster, witnesses, heard, parents, undecided, mended, hash)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        cluster, "\(articles)", "\(heard)", Self.list(parents),
        decisions.count { $0.decision.ground == .undecided },
        decisions.count { $0.decision.mend != nil }, hash,
      ])
    let add = try db.cachedStatement(
      sql: """
        INSERT INTO decisions (cluster, number, start, "end", article, source_start, source_end,
          made, mend, ground, reason, readings)
        VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), ?)
        """)
    for (place, row) in decisions.enumerated() {
      let readings = row.readings.map {
        "[\($0.article),\($0.range.lowerBound),\($0.range.upperBound)]"
      }
      try add.execute(arguments: [
        cluster, place + 1, row.range.lowerBound, row.range.upperBound, row.chosen.article,
        row.chosen.range.lowerBound, row.chosen.range.upperBound, row.made.bytes,
        row.decision.mend.flatMap { vocabulary.kinds[$0] },
        vocabulary.grounds[row.decision.ground], row.decision.reason.bytes,
        readings.isEmpty ? nil : "[\(readings.joined(separator: ","))]",
      ])
    }
    for (place, note) in notes.enumerated() {
      try db.execute(
        sql: """
          INSERT INTO notes (cluster, number, start, "end", reason)
          VALUES (?, ?, ?, ?, CAST(? AS TEXT))
          """,
        arguments: [
          cluster, place + 1, note.range.lowerBound, note.range.upperBound, note.reason.bytes,
        ])
    }
  }
}
