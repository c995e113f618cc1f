import Collating
public import Judging
import Prose
import Statements

/// Writes a comparison of two or more texts as one JSON document, `truecopy/compare/1`.
public enum ComparisonJSON {
  /// Writes the differences of at least the filter's severity; positions are Unicode scalars.
  ///
  /// Differences of kinds the filter hides are written as well: the summary counts them, so that a
  /// program can leave out what a reader would not see. Of more than two texts the table of all is
  /// written too.
  ///
  /// - Complexity: O(differences), and the table's.
  public static func write(
    _ apparatus: Apparatus, showing filter: DifferenceFilter = DifferenceFilter(),
    to output: OutputFile
  ) throws {
    try output.write(document(apparatus, showing: filter))
  }

  /// The same document by itself.
  public static func document(
    _ apparatus: Apparatus, showing filter: DifferenceFilter = DifferenceFilter()
  ) -> JSONWriter {
    var json = JSONWriter()
    let document = Document(apparatus, filter)
    json.object { json in
      json.field("schema", "truecopy/compare/1")
      document.writeWitnesses(&json)
      document.writeDifferences(&json)
      document.writeMoves(&json)
      document.writeCauses(&json)
      document.writeStatements(&json)
      document.writeDescent(&json)
      document.writeLimits(&json)
      document.writeLoci(&json)
      document.writeSummary(&json)
    }
    json.endLine()
    return json
  }

  private struct Document {
    private let apparatus: Apparatus
    private let filter: DifferenceFilter
    /// Of more than two texts.
    private let table: AlignmentTable?
    private let offsets: [ScalarOffsets]
    private let baseOffsets: ScalarOffsets
    /// Each comparison with the offsets of its witness.
    private let comparisons: [(Comparison, ScalarOffsets)]

    init(_ apparatus: Apparatus, _ filter: DifferenceFilter) {
      self.apparatus = apparatus
      self.filter = filter
      table = apparatus.witnesses.count > 2 ? apparatus.table : nil
      let offsets = apparatus.witnesses.map { ScalarOffsets(of: $0.article.text) }
      self.offsets = offsets
      baseOffsets = offsets[apparatus.base]
      comparisons = zip(apparatus.comparisons, apparatus.others).map { ($0, offsets[$1]) }
    }

    func writeWitnesses(_ json: inout JSONWriter) {
      json.array("witnesses") { json in
        for (witness, offsets) in zip(apparatus.witnesses, offsets) {
          json.object { json in
            json.field("siglum", witness.siglum)
            json.field("name", witness.article.id)
            json.field("scalars", offsets.count)
            json.field("words", witness.words.count { $0.kind.isLexical })
            if witness.words.cutIntoCharacters { json.field("cut_into_characters", true) }
          }
        }
      }
      json.field("base", apparatus.witnesses[apparatus.base].siglum)
      let agreement = table.map { apparatus.agreement(in: $0) }
      json.field("agreement", agreement ?? comparisons.first?.0.agreement ?? 1, digits: 4)
    }

    func writeDifferences(_ json: inout JSONWriter) {
      json.array("differences") { json in
        for (comparison, offsets) in comparisons {
          for difference in comparison.differences where difference.severity >= filter.atLeast {
            write(difference, comparison, offsets, &json)
          }
        }
      }
    }

    private func write(
      _ difference: Difference, _ comparison: Comparison, _ offsets: ScalarOffsets,
      _ json: inout JSONWriter
    ) {
      let (base, witness) = (comparison.collation.base, comparison.collation.witness)
      json.object { json in
        json.field("id", difference.id)
        json.field("witness", witness.siglum)
        span("base", difference.locus.base.range, in: base.article.text, baseOffsets, &json)
        span(
          "reading", difference.locus.reading.range, in: witness.article.text, offsets, &json)
        json.field("operation", difference.operation.rawValue)
        json.field("kind", difference.kind.rawValue)
        json.field("severity", difference.severity.rawValue)
        json.field("effect", difference.effect.rawValue)
        if let cause = difference.cause { json.field("cause", comparison.causes[cause].id) }
        json.field("in_quote", difference.isInQuotation)
        json.field("reason", difference.reason)
        if let move = difference.locus.move { json.field("move", comparison.moveID(move)) }
      }
    }

    func writeMoves(_ json: inout JSONWriter) {
      json.array("moves") { json in
        for (comparison, offsets) in comparisons {
          let (base, witness) = (comparison.collation.base, comparison.collation.witness)
          for (number, move) in comparison.collation.moves.enumerated() {
            json.object { json in
              json.field("id", comparison.moveID(number))
              json.field("witness", witness.siglum)
              place("base", baseOffsets.scalars(of: base.words.span(move.base)), &json)
              place("reading", offsets.scalars(of: witness.words.span(move.reading)), &json)
              json.field("edited", move.isEdited)
            }
          }
        }
      }
    }

    func writeDescent(_ json: inout JSONWriter) {
      let stemma = apparatus.stemma
      json.array("descent") { json in
        for edge in stemma.toldEdges {
          json.object { json in
            json.field("parent", apparatus.witnesses[edge.parent].siglum)
            json.field("child", apparatus.witnesses[edge.child].siglum)
            json.field("certainty", edge.certainty.rawValue)
            json.field("statement", stemma.derivation(edge, of: apparatus.witnesses).why)
          }
        }
      }
    }

    func writeCauses(_ json: inout JSONWriter) {
      json.array("causes") { json in
        for (comparison, _) in comparisons {
          for cause in comparison.causes {
            json.object { json in
              json.field("id", cause.id)
              let collation = comparison.collation
              json.field("witness", (cause.isInBase ? collation.base : collation.witness).siglum)
              json.field("name", cause.name.rawValue)
              json.field("explains", cause.explains)
              json.field("evidence", cause.evidence)
            }
          }
        }
      }
    }

    /// Everything the base says, by whom, and what became of it in each witness.
    func writeStatements(_ json: inout JSONWriter) {
      let register = Register(of: apparatus.witnesses[apparatus.base], includesNarration: true)
      let fields = RegisterFields(register)
      let testimonies = apparatus.comparisons.map { comparison in
        (comparison.collation.witness.siglum, Testimony(of: register, in: comparison))
      }
      json.array("statements") { json in
        for (place, statement) in register.statements.enumerated() {
          json.object { json in
            fields.writeFields(of: place, &json)
            json.field("continues", statement.continues.map { register.statements[$0].id })
            RegisterFields.write(testimonies, of: place, &json)
          }
        }
      }
    }

    func writeLimits(_ json: inout JSONWriter) {
      let words = Set(comparisons.flatMap { $0.0.collation.limits }).sorted()
      let base = apparatus.witnesses[apparatus.base].words
      json.array("limits") { json in
        for word in words { json.value(baseOffsets.scalar(at: base.gap(before: word).end)) }
      }
    }

    func writeLoci(_ json: inout JSONWriter) {
      guard let table else { return }
      json.array("loci") { json in
        for row in table.rows {
          json.object { json in
            for (index, cell) in row.cells.enumerated() {
              json.key(apparatus.witnesses[index].siglum)
              guard let cell else {
                json.null()
                continue
              }
              let scalars = offsets[index].scalars(of: cell)
              json.array { json in
                json.value(scalars.lowerBound)
                json.value(scalars.upperBound)
              }
            }
          }
        }
      }
    }

    func writeSummary(_ json: inout JSONWriter) {
      let all = apparatus.differences
      json.object("summary") { json in
        json.field("differences", all.count)
        json.object("by_severity") { json in
          for severity in Severity.allCases {
            json.field(severity.rawValue, all.count { $0.severity == severity })
          }
        }
        json.object("by_kind") { json in
          let counts = Dictionary(all.map { ($0.kind, 1) }, uniquingKeysWith: +)
          for kind in DifferenceKind.allCases {
            if let count = counts[kind] { json.field(kind.rawValue, count) }
          }
        }
        guard !filter.hiddenKinds.isEmpty else { return }
        json.object("hidden") { json in
          json.field("differences", all.count { filter.hiddenKinds.contains($0.kind) })
          json.array("kinds") { json in
            for kind in DifferenceKind.allCases where filter.hiddenKinds.contains(kind) {
              json.value(kind.rawValue)
            }
          }
        }
      }
    }

    private func place(_ name: String, _ scalars: Range<Int>, _ json: inout JSONWriter) {
      json.object(name) { json in
        json.field("start", scalars.lowerBound)
        json.field("end", scalars.upperBound)
      }
    }

    private func span(
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
}
