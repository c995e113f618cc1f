public import Judging
public import Prose

/// Writes what single texts show of damage as one JSON document, `truecopy/check/1`.
public enum CheckJSON {
  /// Writes the condition and the faults of some texts; positions are Unicode scalars.
  ///
  /// - Complexity: O(bytes).
  public static func write(
    _ texts: [(article: Article, condition: Condition)], to output: OutputFile
  ) throws {
    try output.write(document(texts))
  }

  /// The same document by itself.
  public static func document(
    _ texts: [(article: Article, condition: Condition)]
  ) -> JSONWriter {
    var json = JSONWriter()
    json.object { json in
      json.field("schema", "truecopy/check/1")
      json.array("texts") { json in
        for text in texts { write(text.article, text.condition, &json) }
      }
    }
    json.endLine()
    return json
  }

  private static func write(_ article: Article, _ condition: Condition, _ json: inout JSONWriter) {
    let offsets = ScalarOffsets(of: article.text)
    json.object { json in
      json.field("name", article.id)
      json.field("condition", condition.value, digits: 3)
      json.array("faults") { json in
        for fault in condition.faults {
          let scalars = offsets.scalars(of: fault.range)
          json.object { json in
            json.field("start", scalars.lowerBound)
            json.field("end", scalars.upperBound)
            json.field("kind", fault.kind.rawValue)
            json.field("certainty", fault.certainty.rawValue)
            json.field("reason", fault.reason)
          }
        }
      }
      json.array("causes") { json in
        for cause in condition.causes {
          json.object { json in
            json.field("name", cause.name.rawValue)
            json.field("explains", cause.explains)
            json.field("evidence", cause.evidence)
          }
        }
      }
    }
  }
}
