public import Collating
public import Judging
import Prose

/// Writes a restored text and where each scalar of it comes from as one JSON document,
/// `truecopy/restore/1`.
public enum RestorationJSON {
  /// Writes the text and its decisions; positions are Unicode scalars.
  ///
  /// - Parameter witnesses: The witnesses, in the order the decisions number them in.
  /// - Complexity: O(bytes).
  public static func write(
    _ restoration: Restoration, of witnesses: [Witness], to output: OutputFile
  ) throws {
    try output.write(document(restoration, of: witnesses))
  }

  /// The same document by itself.
  public static func document(
    _ restoration: Restoration, of witnesses: [Witness]
  ) -> JSONWriter {
    var json = JSONWriter()
    let document = Document(restoration, witnesses)
    json.object { json in
      json.field("schema", "truecopy/restore/1")
      document.writeWitnesses(restoration.parents, &json)
      json.field("text", restoration.text)
      json.array("decisions") { json in
        for decision in restoration.decisions { document.write(decision, &json) }
      }
      json.array("notes") { json in
        for note in restoration.notes { document.write(note, &json) }
      }
    }
    json.endLine()
    return json
  }

  private struct Document {
    private let witnesses: [Witness]
    private let offsets: [ScalarOffsets]
    private let textOffsets: ScalarOffsets

    init(_ restoration: Restoration, _ witnesses: [Witness]) {
      self.witnesses = witnesses
      offsets = witnesses.map { ScalarOffsets(of: $0.article.text) }
      textOffsets = ScalarOffsets(of: restoration.text)
    }

    func writeWitnesses(_ parents: [Int?], _ json: inout JSONWriter) {
      json.array("witnesses") { json in
        for (index, witness) in witnesses.enumerated() {
          let offsets = offsets[index]
          json.object { json in
            json.field("siglum", witness.siglum)
            json.field("name", witness.article.id)
            json.field("scalars", offsets.count)
            json.field("words", witness.words.count { $0.kind.isLexical })
            if let parent = parents[index] { json.field("made_from", witnesses[parent].siglum) }
          }
        }
      }
    }

    func write(_ decision: Restoration.Decision, _ json: inout JSONWriter) {
      let scalars = textOffsets.scalars(of: decision.range)
      json.object { json in
        json.field("start", scalars.lowerBound)
        json.field("end", scalars.upperBound)
        json.object("chosen") { json in
          writePlace(of: decision.chosen, &json)
          if let mend = decision.mend { json.field("mend", mend.rawValue) }
        }
        json.field("ground", decision.ground.rawValue)
        if let reason = decision.reason { json.field("reason", reason) }
        json.array("readings") { json in
          for reading in decision.readings {
            json.object { json in
              writePlace(of: reading, &json)
              json.field(
                "text", String(witnesses[reading.witness].article.text[reading.range]))
            }
          }
        }
      }
    }

    func write(_ note: Restoration.Note, _ json: inout JSONWriter) {
      let scalars = textOffsets.scalars(of: note.range)
      json.object { json in
        json.field("start", scalars.lowerBound)
        json.field("end", scalars.upperBound)
        json.field("reason", note.reason)
      }
    }

    private func writePlace(of source: Restoration.Source, _ json: inout JSONWriter) {
      let scalars = offsets[source.witness].scalars(of: source.range)
      json.field("witness", witnesses[source.witness].siglum)
      json.field("start", scalars.lowerBound)
      json.field("end", scalars.upperBound)
    }
  }
}
