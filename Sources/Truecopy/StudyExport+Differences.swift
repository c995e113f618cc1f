import Exchange
import Judging
import Prose
import Storing

extension StudyExport {
  func writeDifferences(_ output: OutputFile) throws {
    try eachDifference { line, _, _ in try output.writeLine { Self.write(line, &$0) } }
  }

  func writeAnnotations(_ output: OutputFile) throws {
    try eachDifference { line, base, text in
      try output.writeLine { Self.annotate(line, base, text, &$0) }
    }
  }

  func writeMoves(_ output: OutputFile) throws {
    try eachMember { cluster, base, member in
      let moves = try store.moves(of: member.article)
      guard !moves.isEmpty, let text = try store.articles([member.article]).first else { return }
      let (baseSide, side) = (Side(base), Side(text))
      for move in moves {
        try output.writeLine { json in
          json.field("cluster", cluster.id)
          json.field("article", member.id)
          json.field("base_article", base.id)
          json.field("number", move.number)
          Self.place("base", move.baseRange, baseSide.offsets.text(at: move.baseRange), &json)
          Self.place("reading", move.range, side.offsets.text(at: move.range), &json)
          json.field("edited", move.isEdited)
        }
      }
    }
  }

  /// Gives each difference with the kept text and the copy, cluster by cluster.
  private func eachDifference(
    _ body: (Store.DifferenceLine, _ base: Side, _ text: Side) throws -> Void
  ) throws {
    try eachMember { cluster, base, member in
      guard member.article != cluster.kept else { return }
      let lines = try store.differences(of: member.article, atLeast: choice.severity)
      guard !lines.isEmpty, let text = try store.articles([member.article]).first else { return }
      let (baseSide, side) = (Side(base), Side(text))
      for line in lines { try body(line, baseSide, side) }
    }
  }

  /// A text that is pointed into.
  private struct Side {
    let article: StoredArticle
    let offsets: ScalarOffsets

    init(_ article: StoredArticle) {
      self.article = article
      offsets = ScalarOffsets(of: article.text)
    }

    var target: AnnotationTarget {
      AnnotationTarget(source: article.url ?? article.id, offsets)
    }
  }

  private static func write(_ line: Store.DifferenceLine, _ json: inout JSONWriter) {
    json.field("cluster", line.cluster)
    json.field("article", line.id)
    json.field("base_article", line.baseID)
    json.field("number", line.number)
    Self.place("base", line.baseRange, line.baseReading, &json)
    Self.place("reading", line.range, line.reading, &json)
    json.field("operation", line.operation)
    json.field("kind", line.kind)
    json.field("severity", line.severity)
    json.field("effect", line.effect)
    json.field("in_quote", line.isInQuotation)
    json.field("cause", line.cause)
    json.key("move")
    if let move = line.move { json.value(move) } else { json.null() }
    json.field("reason", line.reason)
  }

  /// Writes where words of a text stand, and the words.
  static func place(
    _ name: String, _ range: Range<Int>, _ text: String, _ json: inout JSONWriter
  ) {
    json.object(name) { json in
      json.field("start", range.lowerBound)
      json.field("end", range.upperBound)
      json.field("text", text)
    }
  }

  func writeTable(_ output: OutputFile) throws {
    var table = CSVTable()
    table.add([
      "cluster", "article", "base_article", "number", "base_start", "base_end", "base",
      "reading_start", "reading_end", "reading", "operation", "kind", "severity", "effect",
      "in_quote", "cause", "move", "reason",
    ])
    try eachDifference { line, _, _ in
      table.add([
        line.cluster, line.id, line.baseID, "\(line.number)", "\(line.baseRange.lowerBound)",
        "\(line.baseRange.upperBound)", line.baseReading, "\(line.range.lowerBound)",
        "\(line.range.upperBound)", line.reading, line.operation, line.kind, line.severity,
        line.effect, "\(line.isInQuotation)", line.cause ?? "",
        line.move.map { "\($0)" } ?? "", line.reason,
      ])
      if table.bytes.count > 1 << 16 { try output.write(table.take().span) }
    }
    try output.write(table.take().span)
  }

  /// A difference as an annotation on the copy, which says what the kept text has there.
  private static func annotate(
    _ line: Store.DifferenceLine, _ base: Side, _ text: Side, _ json: inout JSONWriter
  ) {
    json.field("@context", AnnotationTarget.vocabulary)
    json.field("id", "urn:truecopy:\(line.cluster):\(line.article):\(line.number)")
    json.field("type", "Annotation")
    json.field("motivation", "describing")
    json.object("body") { json in
      json.field("type", "TextualBody")
      json.field("format", "text/plain")
      json.field("value", "\(line.kind), \(line.severity): \(line.reason)")
    }
    json.array("target") { json in
      text.target.write(line.range, to: &json)
      base.target.write(line.baseRange, to: &json)
    }
  }
}
