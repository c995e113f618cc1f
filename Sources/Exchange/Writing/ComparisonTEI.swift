import Collating
public import Judging
import Prose

/// Writes two or more texts as one TEI P5 document with a parallel-segmentation apparatus.
///
/// Every witness can be read back from it, scalar for scalar: white space is kept, a carriage return
/// is written as a reference, and what XML cannot hold is a `<g type="U+0007"/>`.
public enum ComparisonTEI {
  /// Writes the texts; each place where they part is an `<app>` whose readings name the kind, the
  /// cause and the difference they are.
  ///
  /// Of two texts every difference is one place; of more, every row of their table.
  ///
  /// - Parameter origins: Where the texts were published, told in the list of witnesses.
  /// - Complexity: O(bytes of the texts + differences), and the table's.
  public static func write(
    _ apparatus: Apparatus, origins: [TextOrigin] = [], to output: OutputFile
  ) throws {
    var tei = TEIMarkup()
    tei.xml(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <TEI xmlns="http://www.tei-c.org/ns/1.0">
      <teiHeader>
      <fileDesc>
      <titleStmt><title>
      """)
    for (index, witness) in apparatus.witnesses.enumerated() {
      if index > 0 { tei.xml(" / ") }
      tei.text(witness.article.id)
    }
    tei.xml(
      """
      </title></titleStmt>
      <publicationStmt><p>Collated by Truecopy.</p></publicationStmt>
      <sourceDesc><listWit>

      """)
    for (place, witness) in apparatus.witnesses.enumerated() {
      // An `idno` may hold a `g`, which a `witness` may not.
      tei.xml("<witness xml:id=\"\(witness.siglum)\">")
      tei.element("idno", witness.article.id)
      if place < origins.count {
        let origin = origins[place]
        if let outlet = origin.outlet { tei.element("name", type: "outlet", outlet) }
        if let published = origin.published { tei.element("date", published) }
        if let url = origin.url { tei.element("idno", type: "url", url) }
      }
      tei.xml("</witness>\n")
    }
    tei.xml(
      """
      </listWit></sourceDesc>
      </fileDesc>
      <encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
      </teiHeader>
      <text><body><ab xml:space="preserve">
      """)
    try write(places(of: apparatus), of: apparatus, &tei, to: output)
    tei.xml("</ab></body></text>\n</TEI>\n")
    try output.write(tei.take().span)
  }

  /// What all witnesses have at one place, and what is said of those that part from the base.
  private struct Place {
    var cells: [TextRange?]
    /// The number of each witness's reading; empty where all agree.
    var readings: [Int] = []
    /// For each witness, the difference that its reading is.
    var differences: [(difference: Difference, cause: Cause?)?] = []
  }

  private static func write(
    _ places: [Place], of apparatus: Apparatus, _ tei: inout TEIMarkup, to output: OutputFile
  ) throws {
    let texts = apparatus.witnesses.map(\.article.text)
    for place in places {
      if place.readings.isEmpty {
        if let cell = place.cells[0] { tei.text(texts[0], cell) }
      } else {
        tei.xml("<app>")
        for reading in 0...(place.readings.max() ?? 0) {
          let holders = texts.indices.filter { place.readings[$0] == reading }
          guard let first = holders.first else { continue }
          let sigla = holders.map { "#" + apparatus.witnesses[$0].siglum }
          tei.xml("<rdg wit=\"\(sigla.joined(separator: " "))\"")
          let said = holders.compactMap { place.differences[$0] }
          if let weightiest = said.max(by: { $0.difference.severity < $1.difference.severity }) {
            tei.xml(" type=\"\(weightiest.difference.kind.rawValue)\"")
            if let cause = weightiest.cause { tei.xml(" cause=\"\(cause.name.rawValue)\"") }
            tei.xml(" n=\"\(said.map(\.difference.id).joined(separator: " "))\"")
          }
          guard let cell = place.cells[first] else {
            tei.xml("/>")
            continue
          }
          tei.xml(">")
          tei.text(texts[first], cell)
          tei.xml("</rdg>")
        }
        tei.xml("</app>")
      }
      if tei.count > 1 << 16 { try output.write(tei.take().span) }
    }
  }

  private static func places(of apparatus: Apparatus) -> [Place] {
    guard apparatus.witnesses.count > 2 else {
      return places(of: apparatus.comparisons[0], apparatus)
    }
    let table = apparatus.table
    var differences = table.rows.map { _ in
      [(difference: Difference, cause: Cause?)?](repeating: nil, count: apparatus.witnesses.count)
    }
    for (comparison, witness) in zip(apparatus.comparisons, apparatus.others) {
      let rows = RowSearch(in: table, base: apparatus.base, witness: witness)
      for difference in comparison.differences {
        for row in rows.rows(of: difference) {
          let cause = difference.cause.map { comparison.causes[$0] }
          if let said = differences[row][witness],
            said.difference.severity >= difference.severity
          {
            continue
          }
          differences[row][witness] = (difference, cause)
        }
      }
    }
    return zip(table.rows, differences).map { row, differences in
      row.isEqual
        ? Place(cells: row.cells)
        : Place(cells: row.cells, readings: row.readings, differences: differences)
    }
  }

  /// Of two texts: the differences tile them.
  private static func places(of comparison: Comparison, _ apparatus: Apparatus) -> [Place] {
    let isBaseFirst = apparatus.base == 0
    func cells(_ base: TextRange, _ reading: TextRange) -> [TextRange?] {
      let cells = [base.isEmpty ? nil : base, reading.isEmpty ? nil : reading]
      return isBaseFirst ? cells : cells.reversed()
    }
    var places: [Place] = []
    var (atBase, atReading) = (0, 0)
    func addEqual(upTo base: Int, _ reading: Int) {
      guard base > atBase else { return }
      places.append(
        Place(cells: cells(TextRange(atBase, base), TextRange(atReading, reading))))
    }
    for difference in comparison.differences {
      let (base, reading) = (difference.locus.base.range, difference.locus.reading.range)
      addEqual(upTo: base.start, reading.start)
      let said = (difference: difference, cause: difference.cause.map { comparison.causes[$0] })
      places.append(
        Place(
          cells: cells(base, reading), readings: [0, 1],
          differences: isBaseFirst ? [nil, said] : [said, nil]))
      (atBase, atReading) = (base.end, reading.end)
    }
    addEqual(
      upTo: comparison.collation.base.article.text.utf8.count,
      comparison.collation.witness.article.text.utf8.count)
    return places
  }
}

/// Finds the rows of a table in which a difference of one witness and the base stands.
struct RowSearch {
  /// The rows in which the two part, with where each stands in both; an absent cell is a point.
  private var rows: [(row: Int, base: TextRange, reading: TextRange)] = []

  init(in table: AlignmentTable, base: Int, witness: Int) {
    var (atBase, atReading) = (0, 0)
    for (number, row) in table.rows.enumerated() {
      let old = row.cells[base] ?? TextRange(atBase, atBase)
      let new = row.cells[witness] ?? TextRange(atReading, atReading)
      if row.readings[base] != row.readings[witness] { rows.append((number, old, new)) }
      (atBase, atReading) = (old.end, new.end)
    }
  }

  /// The rows it stands in; the nearest where the table parts the two elsewhere.
  func rows(of difference: Difference) -> [Int] {
    let (base, reading) = (difference.locus.base.range, difference.locus.reading.range)
    let first = rows.indices.partitioningIndex {
      rows[$0].base.end >= base.start || rows[$0].reading.end >= reading.start
    }
    var found: [Int] = []
    var next = first
    while next < rows.count,
      rows[next].base.start <= base.end || rows[next].reading.start <= reading.end
    {
      let row = rows[next]
      if overlap(row.base, base) || overlap(row.reading, reading) { found.append(row.row) }
      next += 1
    }
    return found.isEmpty && first < rows.count ? [rows[first].row] : found
  }

  private func overlap(_ x: TextRange, _ y: TextRange) -> Bool {
    x.start < y.end && y.start < x.end
  }
}

/// XML made piece by piece.
struct TEIMarkup {
  private var bytes: [UInt8] = []

  var count: Int { bytes.count }

  /// Adds what is XML already.
  mutating func xml(_ text: String) { bytes += text.utf8 }

  /// Adds an element that holds a text.
  mutating func element(_ name: String, type: String? = nil, _ text: String) {
    xml("<\(name)\(type.map { " type=\"\($0)\"" } ?? "")>")
    self.text(text)
    xml("</\(name)>")
  }

  /// Adds a text.
  mutating func text(_ text: String) { self.text(text, TextRange(0, text.utf8.count)) }

  /// Adds a part of a text.
  mutating func text(_ text: String, _ range: TextRange) {
    let source = text.utf8Span.span
    for at in range.start..<range.end {
      let byte = source[at]
      switch byte {
      case UInt8(ascii: "&"): xml("&amp;")
      case UInt8(ascii: "<"): xml("&lt;")
      case UInt8(ascii: ">"): xml("&gt;")
      case 0x0D: xml("&#xD;")
      case 0x00..<0x09, 0x0B, 0x0C, 0x0E..<0x20:
        xml("<g type=\"U+00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))\"/>")
      case 0xBE, 0xBF:
        // U+FFFE and U+FFFF: EF BF BE, EF BF BF.
        if bytes.count > 1, at >= range.start + 2, source[at - 1] == 0xBF, source[at - 2] == 0xEF {
          bytes.removeLast(2)
          xml("<g type=\"U+FFF\(byte == 0xBE ? "E" : "F")\"/>")
        } else {
          bytes.append(byte)
        }
      default: bytes.append(byte)
      }
    }
  }

  /// Gives what there is, and forgets it.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }
}
