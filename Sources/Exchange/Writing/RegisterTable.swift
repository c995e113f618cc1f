import Collating
import Prose
public import Statements

/// Writes who said what in one text as a table, one statement a row.
public enum RegisterTable {
  /// How the fields of a row are kept apart.
  public enum Form: Sendable {
    /// By commas, quoted where they must be; rows end in CR LF (RFC 4180).
    case csv
    /// By tabulators; white space inside a field is one space.
    case tsv
  }

  /// The names of the columns, the first row.
  static let columns = [
    "text", "id", "speaker", "mention", "cue", "content", "start", "end", "addressee", "occasion",
    "date",
    "manner", "polarity", "modality", "hedge", "relay", "nested_in", "continues", "dates",
    "numbers", "rule", "certainty", "warnings",
  ]

  /// Writes the statements; positions are Unicode scalars.
  ///
  /// - Parameters:
  ///   - testimony: What became of them in a copy: five more columns.
  ///   - hasHead: Whether the names of the columns come first.
  /// - Complexity: O(bytes of the text + statements).
  public static func write(
    _ register: Register, following testimony: Testimony? = nil, as form: Form,
    hasHead: Bool = true, to output: OutputFile
  ) throws {
    var table = CSVTable()
    var lines: [UInt8] = []
    func add(_ row: [String]) throws {
      switch form {
      case .csv: table.add(row)
      case .tsv:
        lines += row.map(Self.oneLine).joined(separator: "\t").utf8
        lines.append(UInt8(ascii: "\n"))
      }
      guard table.bytes.count + lines.count > 1 << 16 else { return }
      try output.write((form == .csv ? table.take() : lines).span)
      lines.removeAll(keepingCapacity: true)
    }
    if hasHead { try add(columns + (testimony == nil ? [] : Self.fateColumns)) }
    let offsets = ScalarOffsets(of: register.witness.article.text)
    for (place, statement) in register.statements.enumerated() {
      let text = { (run: Range<Int>?) in run.map { register.text(of: $0) } ?? "" }
      let scalars = offsets.scalars(of: register.witness.words.span(statement.extent))
      let id = { (place: Int?) in place.map { register.statements[$0].id } ?? "" }
      var row = [
        register.witness.article.id, statement.id, statement.speakerName ?? "",
        text(statement.speaker), text(statement.cue),
        statement.content.map { register.text(of: $0) }.joined(separator: " […] "),
        "\(scalars.lowerBound)", "\(scalars.upperBound)", text(statement.addressee),
        text(statement.occasion), statement.date?.value ?? "", statement.manner.rawValue,
        statement.polarity.rawValue, statement.modality.rawValue, text(statement.hedge),
        statement.relay.map(\.name).joined(separator: " > "), id(statement.nestedIn),
        id(statement.continues), statement.dates.map(\.value).joined(separator: "; "),
        statement.quantities.map(Self.told).joined(separator: "; "), statement.rule.rawValue,
        statement.certainty.rawValue, statement.warnings.map(\.rawValue).joined(separator: "; "),
      ]
      if let fate = testimony?.fates[place] {
        row += [
          fate.content.rawValue, fate.speaker.rawValue, fate.source.rawValue, fate.cue.rawValue,
          fate.occasion.rawValue,
        ]
      }
      try add(row)
    }
    try output.write((form == .csv ? table.take() : lines).span)
  }

  private static let fateColumns = [
    "content_is", "speaker_is", "source_is", "cue_is", "occasion_is",
  ]

  /// `more-than 4200000 £`.
  private static func told(_ quantity: Quantity) -> String {
    let bound = quantity.bound == .exact ? nil : quantity.bound.rawValue
    return [bound, quantity.value, quantity.unit].compactMap(\.self).joined(separator: " ")
  }

  private static func oneLine(_ field: String) -> String {
    field.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
