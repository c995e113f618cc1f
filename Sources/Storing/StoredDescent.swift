internal import GRDB
public import Judging

/// Which texts of a cluster were made from which, as rows.
public struct StoredDescent: Sendable {
  private let articles: [Int]
  private let stemma: Stemma

  /// Takes a stemma of some texts, given in the same order.
  public init(_ stemma: Stemma, of texts: [StoredArticle]) {
    articles = texts.map(\.number)
    self.stemma = stemma
  }

  func write(of cluster: Int, to db: Database) throws {
    let same = stemma.same.map { $0.map { articles[$0] } }
    try db.execute(
      sql: "INSERT INTO descents (cluster, witnesses, root, same) VALUES (?, ?, ?, ?)",
      arguments: [cluster, "\(articles)", stemma.root.map { articles[$0] }, "\(same)"])
    var number = 0
    func write(_ evidence: [Evidence], edge: Int?, undecided: Int?) throws {
      for found in evidence {
        number += 1
        try db.execute(
          sql: """
            INSERT INTO evidence (cluster, number, edge, undecided, ground, child, is_for, weight,
              statement) VALUES (?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))
            """,
          arguments: [
            cluster, number, edge, undecided, found.ground.rawValue, articles[found.child],
            found.isFor, found.weight, found.statement.bytes,
          ])
      }
    }
    for edge in stemma.edges {
      try db.execute(
        sql: "INSERT INTO edges (cluster, child, parent, certainty) VALUES (?, ?, ?, ?)",
        arguments: [
          cluster, articles[edge.child], articles[edge.parent], edge.certainty.rawValue,
        ])
      try write(edge.evidence, edge: articles[edge.child], undecided: nil)
    }
    for mixed in stemma.contaminations {
      try db.execute(
        sql: """
          INSERT INTO contaminations (cluster, child, parent, source, places)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [
          cluster, articles[mixed.child], articles[mixed.parent], articles[mixed.source],
          mixed.places.count,
        ])
    }
    for (place, open) in stemma.undecided.enumerated() {
      try db.execute(
        sql: "INSERT INTO undecided (cluster, number, witnesses, reason) VALUES (?, ?, ?, ?)",
        arguments: [
          cluster, place + 1, "\(open.witnesses.map { articles[$0] })", open.reason.rawValue,
        ])
      try write(open.evidence, edge: nil, undecided: place + 1)
    }
  }
}
