import Collating
import Prose
public import Statements

/// Writes who said what in one text as a JSON document, `truecopy/statements/1`.
public enum RegisterJSON {
  /// Writes the statements and the names; positions are Unicode scalars.
  ///
  /// - Parameter testimonies: What became of the statements in copies, by the sigla of those.
  /// - Complexity: O(bytes).
  public static func write(
    _ register: Register, following testimonies: [(siglum: String, testimony: Testimony)] = [],
    to output: OutputFile
  ) throws {
    try output.write(document(register, following: testimonies))
  }

  /// The same document by itself.
  public static func document(
    _ register: Register, following testimonies: [(siglum: String, testimony: Testimony)] = []
  ) -> JSONWriter {
    var json = JSONWriter()
    let writer = RegisterFields(register)
    json.object { json in
      json.field("schema", "truecopy/statements/1")
      json.field("name", register.witness.article.id)
      json.array("statements") { json in
        for place in register.statements.indices
        where register.statements[place].continues == nil {
          json.object { json in
            writer.writeFields(of: place, &json)
            writer.writeContinued(of: place, &json)
            if !testimonies.isEmpty { RegisterFields.write(testimonies, of: place, &json) }
          }
        }
      }
      json.array("unattributed") { json in
        for (place, run) in register.unattributed.enumerated() {
          json.object { json in
            writer.writeSpan(run, &json)
            guard !testimonies.isEmpty else { return }
            json.object("in_witness") { json in
              for (siglum, testimony) in testimonies {
                json.object(siglum) { json in
                  json.field("content", testimony.unattributed[place].rawValue)
                }
              }
            }
          }
        }
      }
      writer.writeNames(&json)
      json.array("unclosed_quotations") { json in
        for warning in register.warnings where warning.kind == .unclosed {
          json.object { json in writer.writeSpan(warning.words, &json) }
        }
      }
      json.array("warnings") { json in
        for warning in register.warnings {
          json.object { json in
            json.field("kind", warning.kind.rawValue)
            writer.writeSpan(warning.words, &json)
          }
        }
      }
    }
    json.endLine()
    return json
  }
}

/// The fields of statements and names, as every document holds them.
struct RegisterFields {
  private let register: Register
  private let offsets: ScalarOffsets
  /// The places of the statements that go on one, by its place.
  private let continued: [Int: [Int]]

  init(_ register: Register) {
    self.register = register
    let places = register.statements.indices.filter {
      register.statements[$0].continues != nil
    }
    continued = Dictionary(grouping: places) { register.statements[$0].continues ?? 0 }
    offsets = ScalarOffsets(of: register.witness.article.text)
  }

  /// Writes all fields of one statement.
  func writeFields(of place: Int, _ json: inout JSONWriter) {
    let statement = register.statements[place]
    json.field("id", statement.id)
    if let speaker = statement.speaker {
      json.object("speaker") { json in
        json.field("name", statement.speakerName)
        json.object("mention") { json in writeSpan(speaker, &json) }
      }
    } else {
      json.key("speaker")
      json.null()
    }
    span("cue", statement.cue, &json)
    json.array("content") { json in
      for piece in statement.content { json.object { json in writeSpan(piece, &json) } }
    }
    span("addressee", statement.addressee, &json)
    json.field("addressee_name", statement.addresseeName)
    span("occasion", statement.occasion, &json)
    json.field("manner", statement.manner.rawValue)
    json.field("polarity", statement.polarity.rawValue)
    json.field("modality", statement.modality.rawValue)
    span("hedge", statement.hedge, &json)
    json.array("relay") { json in for station in statement.relay { json.value(station.name) } }
    json.array("relay_roles") { json in
      for station in statement.relay { json.value(station.role.rawValue) }
    }
    json.field("nested_in", statement.nestedIn.map { register.statements[$0].id })
    if let date = statement.date {
      json.object("date") { json in writeDate(date, &json) }
    } else {
      json.key("date")
      json.null()
    }
    json.array("dates") { json in
      for date in statement.dates { json.object { json in writeDate(date, &json) } }
    }
    json.array("numbers") { json in
      for quantity in statement.quantities { json.object { json in write(quantity, &json) } }
    }
    json.field("rule", statement.rule.rawValue)
    json.field("certainty", statement.certainty.rawValue)
    json.array("warnings") { json in
      for warning in statement.warnings { json.value(warning.rawValue) }
    }
  }

  func writeDate(_ date: DateReading, _ json: inout JSONWriter) {
    writeSpan(date.words, &json)
    json.field("value", date.value)
    json.field("granularity", date.granularity.rawValue)
    json.field("rule", date.rule.rawValue)
  }

  func write(_ quantity: Quantity, _ json: inout JSONWriter) {
    writeSpan(quantity.words, &json)
    json.field("value", quantity.value)
    json.field("unit", quantity.unit)
    json.field("bound", quantity.bound.rawValue)
    span("hedge", quantity.hedge, &json)
  }

  /// Writes the quotations that go on a statement without a word of speech of their own.
  func writeContinued(of place: Int, _ json: inout JSONWriter) {
    json.array("continued") { json in
      for statement in continued[place] ?? [] {
        for piece in register.statements[statement].content {
          json.object { json in writeSpan(piece, &json) }
        }
      }
    }
  }

  /// Writes what became of a statement in copies.
  static func write(
    _ testimonies: [(siglum: String, testimony: Testimony)], of place: Int,
    _ json: inout JSONWriter
  ) {
    json.object("in_witness") { json in
      for (siglum, testimony) in testimonies {
        let fate = testimony.fates[place]
        json.object(siglum) { json in
          json.field("content", fate.content.rawValue)
          json.field("speaker", fate.speaker.rawValue)
          json.field("source", fate.source.rawValue)
          json.field("cue", fate.cue.rawValue)
          json.field("occasion", fate.occasion.rawValue)
        }
      }
    }
  }

  /// Writes the names of the text.
  func writeNames(_ json: inout JSONWriter) {
    json.array("names") { json in
      for entry in register.names.entries {
        json.object { json in
          json.field("name", entry.name)
          json.field("kind", entry.kind.rawValue)
          json.array("mentions") { json in
            for mention in entry.mentions {
              let place = scalars(mention)
              json.array { json in
                json.value(place.lowerBound)
                json.value(place.upperBound)
              }
            }
          }
          json.array("aliases") { json in for alias in entry.aliases { json.value(alias) } }
          json.field("ambiguous", entry.isAmbiguous)
        }
      }
    }
  }

  /// Writes where words stand, and the words.
  func writeSpan(_ run: Range<Int>, _ json: inout JSONWriter) {
    let place = scalars(run)
    json.field("start", place.lowerBound)
    json.field("end", place.upperBound)
    json.field("text", register.text(of: run))
  }

  private func scalars(_ run: Range<Int>) -> Range<Int> {
    offsets.scalars(of: register.witness.words.span(run))
  }

  func span(_ name: String, _ run: Range<Int>?, _ json: inout JSONWriter) {
    guard let run else {
      json.key(name)
      json.null()
      return
    }
    json.object(name) { json in writeSpan(run, &json) }
  }
}
