import Collating
public import Judging
import Prose

/// Writes the differences of two or more texts as a table, one difference a row (RFC 4180).
public enum ComparisonCSV {
  /// The names of the columns, the first row.
  static let columns = [
    "id", "witness", "base_start", "base_end", "base", "reading_start", "reading_end", "reading",
    "operation", "kind", "severity", "effect", "in_quote", "cause", "move", "reason",
  ]

  /// Writes what the filter shows; positions are Unicode scalars, rows end in CR LF.
  ///
  /// - Complexity: O(bytes of the texts + differences).
  public static func write(
    _ apparatus: Apparatus, showing filter: DifferenceFilter, to output: OutputFile
  ) throws {
    var table = CSVTable()
    table.add(columns)
    let base = apparatus.witnesses[apparatus.base].article.text
    let baseOffsets = ScalarOffsets(of: base)
    for comparison in apparatus.comparisons {
      let witness = comparison.collation.witness
      let offsets = ScalarOffsets(of: witness.article.text)
      for difference in comparison.differences where filter.shows(difference) {
        let (old, new) = (difference.locus.base.range, difference.locus.reading.range)
        let (oldPlace, newPlace) = (baseOffsets.scalars(of: old), offsets.scalars(of: new))
        table.add([
          difference.id, witness.siglum, "\(oldPlace.lowerBound)", "\(oldPlace.upperBound)",
          String(base[old]), "\(newPlace.lowerBound)", "\(newPlace.upperBound)",
          String(witness.article.text[new]), difference.operation.rawValue,
          difference.kind.rawValue, difference.severity.rawValue, difference.effect.rawValue,
          "\(difference.isInQuotation)", difference.cause.map { comparison.causes[$0].id } ?? "",
          difference.locus.move.map { comparison.moveID($0) } ?? "", difference.reason,
        ])
        if table.bytes.count > 1 << 16 { try output.write(table.take().span) }
      }
    }
    try output.write(table.take().span)
  }
}

/// Rows of fields, quoted where they must be.
package struct CSVTable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Adds a row.
  package mutating func add(_ fields: [String]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      add(field)
    }
    bytes += "\r\n".utf8
  }

  /// Gives what there is, and forgets it.
  package mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  private mutating func add(_ field: String) {
    let isQuoted = field.utf8.contains { byte in
      byte == UInt8(ascii: "\"") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
        || byte == UInt8(ascii: "\r")
    }
    guard isQuoted else {
      bytes += field.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
