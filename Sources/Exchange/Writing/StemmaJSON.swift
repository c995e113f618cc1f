public import Collating
public import Judging
import Prose

/// Writes a stemma as one JSON document, `truecopy/descent/1`.
public enum StemmaJSON {
  /// Writes edges, what is left open and what shows it; positions are Unicode scalars.
  ///
  /// - Complexity: O(bytes).
  public static func write(
    _ stemma: Stemma, of witnesses: [Witness], to output: OutputFile
  ) throws {
    let document = Document(stemma, witnesses)
    var json = JSONWriter()
    json.object { json in
      json.field("schema", "truecopy/descent/1")
      document.writeWitnesses(&json)
      json.array("edges") { json in
        for edge in stemma.edges { document.write(edge, &json) }
      }
      json.field("root", stemma.root.map { document.names[$0] })
      json.array("undecided") { json in
        for open in stemma.undecided { document.write(open, &json) }
      }
      json.array("contaminations") { json in
        for contamination in stemma.contaminations { document.write(contamination, &json) }
      }
    }
    json.endLine()
    try output.write(json)
  }

  private struct Document {
    let names: [String]
    private let witnesses: [Witness]
    private let offsets: [ScalarOffsets]

    init(_ stemma: Stemma, _ witnesses: [Witness]) {
      self.witnesses = witnesses
      names = Stemma.names(of: witnesses)
      offsets = witnesses.map { ScalarOffsets(of: $0.article.text) }
    }

    func writeWitnesses(_ json: inout JSONWriter) {
      json.array("witnesses") { json in
        for (index, witness) in witnesses.enumerated() {
          json.object { json in
            json.field("siglum", witness.siglum)
            json.field("name", names[index])
            json.field("scalars", offsets[index].count)
            json.field("words", witness.words.count { $0.kind.isLexical })
            if let date = witness.article.published { json.field("published", date) }
          }
        }
      }
    }

    func write(_ edge: Stemma.Edge, _ json: inout JSONWriter) {
      json.object { json in
        json.field("parent", names[edge.parent])
        json.field("child", names[edge.child])
        json.field("certainty", edge.certainty.rawValue)
        write(edge.evidence, &json)
      }
    }

    func write(_ open: Stemma.Undecided, _ json: inout JSONWriter) {
      json.object { json in
        json.array("witnesses") { json in
          for witness in open.witnesses { json.value(names[witness]) }
        }
        json.field("reason", open.reason.rawValue)
        json.field("statement", open.reason.told)
        write(open.evidence, &json)
      }
    }

    func write(_ contamination: Contamination, _ json: inout JSONWriter) {
      json.object { json in
        json.field("child", names[contamination.child])
        json.field("parent", names[contamination.parent])
        json.field("source", names[contamination.source])
        json.array("places") { json in
          for range in contamination.places { write(range, of: contamination.child, &json) }
        }
      }
    }

    private func write(_ evidence: [Evidence], _ json: inout JSONWriter) {
      json.array("evidence") { json in
        for fact in evidence {
          json.object { json in
            json.field("ground", fact.ground.rawValue)
            json.field("child", names[fact.child])
            json.field("weight", fact.weight, digits: 2)
            json.field("statement", fact.statement)
            json.array("places") { json in
              for place in fact.places { write(place.range, of: place.witness, &json) }
            }
          }
        }
      }
    }

    private func write(_ range: TextRange, of witness: Int, _ json: inout JSONWriter) {
      let scalars = offsets[witness].scalars(of: range)
      json.object { json in
        json.field("witness", names[witness])
        json.field("start", scalars.lowerBound)
        json.field("end", scalars.upperBound)
      }
    }
  }
}
