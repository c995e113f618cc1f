import Collating
import Prose
public import Statements

/// Writes who said what in one text as W3C Web Annotations, one a line: for each statement one of
/// what was said and one of each of the words that say who, how, to whom and when.
public enum RegisterAnnotations {
  /// Writes the statements.
  ///
  /// - Parameter testimony: What became of them in a copy: one more body of what was said.
  /// - Complexity: O(bytes of the text + statements).
  public static func write(
    _ register: Register, following testimony: Testimony? = nil, to output: OutputFile
  ) throws {
    let article = register.witness.article
    let offsets = ScalarOffsets(of: article.text)
    let target = AnnotationTarget(source: article.id, offsets)
    for (place, statement) in register.statements.enumerated() {
      for part in parts(of: statement, in: register) where !part.runs.isEmpty {
        let fate = part.role == "content" ? testimony?.fates[place] : nil
        try output.writeLine { json in
          json.field("@context", AnnotationTarget.vocabulary)
          json.field("id", "urn:truecopy:\(article.id):\(statement.id):\(part.role)")
          json.field("type", "Annotation")
          json.field("motivation", "identifying")
          json.array("body") { json in
            body("tagging", part.role, &json)
            if let name = part.name { body("identifying", name, &json) }
            if let fate { body("assessing", fate.told, &json) }
          }
          json.array("target") { json in
            for run in part.runs {
              target.write(offsets.scalars(of: register.witness.words.span(run)), to: &json)
            }
          }
        }
      }
    }
  }

  private static func body(_ purpose: String, _ value: String, _ json: inout JSONWriter) {
    json.object { json in
      json.field("type", "TextualBody")
      json.field("purpose", purpose)
      json.field("format", "text/plain")
      json.field("value", value)
    }
  }

  private struct Part {
    let role: String
    let runs: [Range<Int>]
    let name: String?
  }

  private static func parts(of statement: Statement, in register: Register) -> [Part] {
    func one(_ role: String, _ run: Range<Int>?, _ name: String?) -> Part {
      Part(role: role, runs: run.map { [$0] } ?? [], name: name)
    }
    let chain = statement.relay.map(\.name).joined(separator: " > ")
    return [
      Part(role: "content", runs: statement.content, name: chain),
      one("speaker", statement.speaker, statement.speakerName),
      one("cue", statement.cue, statement.polarity.rawValue),
      one("addressee", statement.addressee, statement.addresseeName),
      one("occasion", statement.occasion, statement.date?.value),
    ]
  }
}
