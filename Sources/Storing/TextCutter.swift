import GRDB
import Prose

/// Pieces of the texts of a study, each text read once as long as it is asked for in turn.
struct TextCutter {
  private let db: Database
  private var offsets: [Int: ScalarOffsets] = [:]

  /// As many as one text is restored from, and some.
  private static let most = 32

  init(_ db: Database) { self.db = db }

  /// What stands in a range, as far as the text goes.
  mutating func text(of article: Int, at range: Range<Int>) throws -> String {
    let offsets = try offsets(of: article)
    return offsets.text(at: range.clamped(to: 0..<offsets.count))
  }

  private mutating func offsets(of article: Int) throws -> ScalarOffsets {
    if let known = offsets[article] { return known }
    let text = try Row.fetchCursor(
      db, sql: "SELECT text FROM articles WHERE number = ?", arguments: [article]
    ).first { $0.text(0) }
    if offsets.count == Self.most { offsets = [:] }
    let made = ScalarOffsets(of: text ?? "")
    offsets[article] = made
    return made
  }
}
