import Collating
public import Judging
import Prose

/// Writes a comparison as one JSON document, `truecopy/compare/1`.
public enum ComparisonJSON {
  /// Writes the differences of at least a severity; positions are Unicode scalars.
  ///
  /// - Complexity: O(differences).
  public static func write(
    _ comparison: Comparison, atLeast severity: Severity = .none, to output: OutputFile
  ) throws {
    var json = JSONWriter()
    let base = comparison.collation.base
    let witness = comparison.collation.witness
    let baseOffsets = ScalarOffsets(of: base.article.text)
    let witnessOffsets = ScalarOffsets(of: witness.article.text)
    json.object { json in
      json.field("schema", "truecopy/compare/1")
      json.array("witnesses") { json in
        for (each, offsets) in [(base, baseOffsets), (witness, witnessOffsets)] {
          json.object { json in
            json.field("siglum", each.siglum)
            json.field("name", each.article.id)
            json.field("scalars", offsets.count)
            json.field("words", comparison.lexicalCount(each))
            if each.words.cutIntoCharacters { json.field("cut_into_characters", true) }
          }
        }
      }
      json.field("agreement", comparison.agreement, digits: 4)
      json.array("differences") { json in
        for difference in comparison.differences where difference.severity >= severity {
          json.object { json in
            json.field("id", difference.id)
            json.field("witness", witness.siglum)
            span("base", difference.locus.base.range, in: base.article.text, baseOffsets, &json)
            span(
              "reading", difference.locus.reading.range, in: witness.article.text, witnessOffsets,
              &json)
            json.field("operation", difference.operation.rawValue)
            json.field("kind", difference.kind.rawValue)
            json.field("severity", difference.severity.rawValue)
            json.field("effect", difference.effect.rawValue)
            if let cause = difference.cause { json.field("cause", comparison.causes[cause].id) }
            json.field("in_quote", difference.isInQuotation)
            json.field("reason", difference.reason)
            if let move = difference.locus.move { json.field("move", "m\(move + 1)") }
          }
        }
      }
      json.array("moves") { json in
        for (number, move) in comparison.collation.moves.enumerated() {
          json.object { json in
            json.field("id", "m\(number + 1)")
            json.field("witness", witness.siglum)
            place("base", baseOffsets.scalars(of: base.words.span(move.base)), &json)
            place("reading", witnessOffsets.scalars(of: witness.words.span(move.reading)), &json)
            json.field("edited", move.isEdited)
          }
        }
      }
      json.array("causes") { json in
        for cause in comparison.causes {
          json.object { json in
            json.field("id", cause.id)
            json.field("witness", witness.siglum)
            json.field("name", cause.name.rawValue)
            json.field("explains", cause.explains)
            json.field("evidence", cause.evidence)
          }
        }
      }
      json.array("limits") { json in
        for word in comparison.collation.limits {
          json.value(baseOffsets.scalar(at: base.words.gap(before: word).end))
        }
      }
      json.object("summary") { json in
        json.field("differences", comparison.differences.count)
        json.object("by_severity") { json in
          for severity in Severity.allCases {
            json.field(severity.rawValue, comparison.countBySeverity[severity] ?? 0)
          }
        }
        json.object("by_kind") { json in
          for kind in DifferenceKind.allCases {
            if let count = comparison.countByKind[kind] { json.field(kind.rawValue, count) }
          }
        }
      }
    }
    json.endLine()
    try output.write(json)
  }

  private static func place(_ name: String, _ scalars: Range<Int>, _ json: inout JSONWriter) {
    json.object(name) { json in
      json.field("start", scalars.lowerBound)
      json.field("end", scalars.upperBound)
    }
  }

  private static func span(
    _ name: String, _ range: TextRange, in text: String, _ offsets: ScalarOffsets,
    _ json: inout JSONWriter
  ) {
    json.object(name) { json in
      let scalars = offsets.scalars(of: range)
      json.field("start", scalars.lowerBound)
      json.field("end", scalars.upperBound)
      json.field("text", String(text[range]))
    }
  }
}
