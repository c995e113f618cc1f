import Collating
import Prose
public import Statements

/// The parts of a register that a table of a study holds as JSON.
///
/// What has a column of its own is not in it.
public struct RegisterColumns: Sendable {
  /// For each statement: those who passed it on, from the speaker to the outlet.
  public let relays: [String]
  /// For each statement: an object with what it has beside its columns; nil where that is nothing.
  public let details: [String?]
  /// For each name: the other forms; nil where there is none.
  public let aliases: [String?]

  /// Writes them; positions are Unicode scalars.
  public init(of register: Register) {
    let fields = RegisterFields(register)
    relays = register.statements.map { Self.list($0.relay.map(\.name)) }
    details = register.statements.map { statement in
      var json = JSONWriter()
      json.object { json in fields.writeDetails(of: statement, &json) }
      return json.bytes.count > 2 ? json.text : nil
    }
    aliases = register.names.entries.map { $0.aliases.isEmpty ? nil : Self.list($0.aliases) }
  }

  private static func list(_ names: [String]) -> String {
    var json = JSONWriter()
    json.array { json in for name in names { json.value(name) } }
    return json.text
  }
}

extension RegisterFields {
  /// Writes those of the fields that a statement has and a study keeps no column for.
  func writeDetails(of statement: Statement, _ json: inout JSONWriter) {
    for (name, run) in [
      ("addressee", statement.addressee), ("occasion", statement.occasion),
      ("hedge", statement.hedge),
    ] {
      if let run { json.object(name) { json in writeSpan(run, &json) } }
    }
    if let name = statement.addresseeName { json.field("addressee_name", name) }
    if statement.modality != .plain { json.field("modality", statement.modality.rawValue) }
    if let date = statement.date { json.object("date") { json in writeDate(date, &json) } }
    if !statement.dates.isEmpty {
      json.array("dates") { json in
        for date in statement.dates { json.object { json in writeDate(date, &json) } }
      }
    }
    if !statement.quantities.isEmpty {
      json.array("numbers") { json in
        for quantity in statement.quantities { json.object { json in write(quantity, &json) } }
      }
    }
    if !statement.warnings.isEmpty {
      json.array("warnings") { json in
        for warning in statement.warnings { json.value(warning.rawValue) }
      }
    }
  }
}
