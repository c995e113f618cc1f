import Exchange
import Prose
import Storing

extension StudyExport {
  /// Writes the statements of the texts that are kept, each with what became of it in the copies
  /// that do not preserve it.
  func writeStatements(_ output: OutputFile) throws {
    if choice.cluster != nil {
      try eachCluster { try writeStatements(of: $0.kept, output) }
      return
    }
    for article in try store.heard() {
      try checkpoint()
      try writeStatements(of: article, output)
    }
  }

  private func writeStatements(of article: Int, _ output: OutputFile) throws {
    let lines = try store.statements(of: article)
    guard !lines.isEmpty else { return }
    var changed: [Int: [Store.TestimonyLine]] = [:]
    if let cluster = try store.cluster(of: article), cluster.kept == article {
      for member in try store.members(of: cluster.number) {
        for told in try store.testimonies(of: member.article) where !told.isPreserved {
          changed[told.statement.number, default: []].append(told)
        }
      }
    }
    for line in lines {
      try output.writeLine { json in
        Self.write(line, &json)
        let id = { (number: Int?) in number.map { lines[$0 - 1].id } }
        json.field("nested_in", id(line.nestedIn))
        json.field("continues", id(line.continues))
        json.array("told_differently") { json in
          for told in changed[line.number] ?? [] {
            json.object { json in
              json.field("article", told.copyID)
              json.field("content", told.content)
              json.field("speaker", told.speaker)
              json.field("source", told.source)
            }
          }
        }
      }
    }
  }

  private static func write(_ line: Store.StatementLine, _ json: inout JSONWriter) {
    func fields(_ piece: Store.StatementLine.Piece, _ json: inout JSONWriter) {
      json.field("start", piece.range.lowerBound)
      json.field("end", piece.range.upperBound)
      json.field("text", piece.text)
    }
    json.field("article", line.articleID)
    json.field("outlet", line.outlet)
    json.field("published", line.published)
    json.field("id", line.id)
    json.field("speaker", line.speaker)
    for (name, piece) in [("mention", line.mention), ("cue", line.cue)] {
      json.key(name)
      if let piece { json.object { json in fields(piece, &json) } } else { json.null() }
    }
    json.array("content") { json in
      for piece in line.content { json.object { json in fields(piece, &json) } }
    }
    json.field("manner", line.manner)
    json.field("polarity", line.polarity)
    json.field("certainty", line.certainty)
    json.field("rule", line.rule)
    json.key("relay")
    json.value(json: Array(line.relay.utf8))
    json.key("details")
    json.value(json: Array((line.details ?? "{}").utf8))
  }
}
