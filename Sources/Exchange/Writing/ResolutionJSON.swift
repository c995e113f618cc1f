import Collating
import Prose
public import Statements

/// Writes a resolved text as a JSON document, `truecopy/resolve/1`: the text, the pieces that tile it,
/// and for every word and mark of it the words of the source it comes from.
public enum ResolutionJSON {
  /// Writes the resolution; positions are Unicode scalars.
  ///
  /// - Complexity: O(bytes).
  public static func write(
    _ resolution: Resolution, of register: Register, to output: OutputFile
  ) throws {
    let source = ScalarOffsets(of: register.witness.article.text)
    let text = resolution.text
    let result = ScalarOffsets(of: text)
    var json = JSONWriter()
    json.object { json in
      json.field("schema", "truecopy/resolve/1")
      json.field("name", register.witness.article.id)
      json.field("text", text)
      json.array("pieces") { json in
        var at = 0
        for piece in resolution.pieces {
          let range = TextRange(at, at + piece.text.utf8.count)
          at = range.end
          json.object { json in
            place(result.scalars(of: range), from: piece, source.scalars(of: piece.source), &json)
          }
        }
      }
      json.array("tokens") { json in
        var at = 0
        for piece in resolution.pieces {
          let words = Words(in: piece.text)
          for index in words.indices {
            let range = words.range(index)
            let from =
              piece.reference == nil
              ? TextRange(piece.source.start + range.start, piece.source.start + range.end)
              : piece.source
            json.object { json in
              json.field("text", String(words.surface(index)))
              place(
                result.scalars(of: TextRange(at + range.start, at + range.end)), from: piece,
                source.scalars(of: from), &json)
            }
          }
          at += piece.text.utf8.count
        }
      }
      json.array("references") { json in
        for (number, reference) in resolution.references.enumerated() {
          let entry = register.names.entries[reference.entry]
          json.object { json in
            json.field("id", "r\(number + 1)")
            json.object("mention") { json in
              let range = source.scalars(of: register.witness.words.span(reference.words))
              json.field("start", range.lowerBound)
              json.field("end", range.upperBound)
              json.field("text", register.text(of: reference.words))
            }
            json.field("referent", entry.name)
            json.field("kind", entry.kind.rawValue)
            json.field("form", reference.form.rawValue)
            json.field("rule", reference.rule.rawValue)
            json.field("certainty", reference.certainty.rawValue)
          }
        }
      }
    }
    json.endLine()
    try output.write(json)
  }

  private static func place(
    _ range: Range<Int>, from piece: Resolution.Piece, _ source: Range<Int>,
    _ json: inout JSONWriter
  ) {
    json.field("start", range.lowerBound)
    json.field("end", range.upperBound)
    json.object("source") { json in
      json.field("start", source.lowerBound)
      json.field("end", source.upperBound)
    }
    json.field("reference", piece.reference.map { "r\($0 + 1)" })
  }
}
