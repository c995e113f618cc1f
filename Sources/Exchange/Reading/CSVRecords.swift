/// The records of an input that holds rows under a header.
final class CSVRecords: RecordSource {
  private let stream: ByteStream
  private let path: String
  private let options: ReadingOptions
  private var line = 0
  private var columns: Columns?
  /// The names of the columns.
  private(set) var names: [String] = []

  /// The header as it stands, line end included; empty until it is read.
  private(set) var header: [UInt8] = []

  /// Where the wanted columns are.
  private struct Columns {
    var count: Int
    var id: Int?
    var text: Int
    var dates: [Int]
  }

  init(_ stream: ByteStream, path: String, options: ReadingOptions) {
    self.stream = stream
    self.path = path
    self.options = options
  }

  var nextLine: Int { line + 1 }

  func next() throws -> Result<Record, ReadingIssue>? {
    if columns == nil, try !readHeader() { return nil }
    guard let columns, let (row, bytes) = nextRow() else { return nil }
    let start = line + 1
    line += max(row.lineEnds, 1)
    if let problem = row.problem { return issue(start, problem) }
    if row.fields.count != columns.count {
      return issue(
        start, "the row has \(row.fields.count) fields, the header has \(columns.count)")
    }
    let content = bytes.bindMemory(to: UInt8.self).span
    var record = Record(text: "", line: start, bytes: bytes)
    record.text = value(columns.text, of: row, content, &record.warnings)
    if let id = columns.id { record.id = value(id, of: row, content, &record.warnings) }
    for date in columns.dates where record.published == nil {
      let found = value(date, of: row, content, &record.warnings)
      record.published = found.isEmpty ? nil : found
    }
    return .success(record)
  }

  private func value(
    _ column: Int, of row: CSVRow, _ content: Span<UInt8>, _ warnings: inout [String]
  ) -> String {
    let decoded = DecodedText(row.content(column, in: content).span)
    if let offset = decoded.firstBadByte {
      warnings.append(
        "byte \(offset) of `\(names[column])` is not UTF-8: it was read as Windows-1252")
    }
    return decoded.text
  }

  /// The next row that is not blank, with its bytes.
  private func nextRow() -> (CSVRow, UnsafeRawBufferPointer)? {
    var isLast = false
    while true {
      let bytes = stream.window
      if bytes.isEmpty, isLast { return nil }
      guard !bytes.isEmpty,
        let row = CSVRow(bytes.bindMemory(to: UInt8.self).span, isLast: isLast)
      else {
        isLast = !stream.more()
        // What the input broke off in is no row.
        if isLast, stream.fault != nil { return nil }
        continue
      }
      stream.skip(row.length)
      if row.isBlank {
        line += 1
        continue
      }
      return (row, UnsafeRawBufferPointer(rebasing: bytes[..<row.length]))
    }
  }

  /// Reads the names of the columns; false where the input is empty.
  private func readHeader() throws -> Bool {
    guard let (row, bytes) = nextRow() else { return false }
    line += max(row.lineEnds, 1)
    header = Array(bytes)
    let content = bytes.bindMemory(to: UInt8.self).span
    if let problem = row.problem {
      throw InputError(problem: "the header of `\(path)` cannot be read: \(problem)")
    }
    for index in row.fields.indices {
      names.append(DecodedText(row.content(index, in: content).span).text)
    }
    guard let text = names.firstIndex(of: options.textField) else {
      throw InputError(
        problem: "`\(path)` has no column `\(options.textField)`", hint: Self.hint(names))
    }
    columns = Columns(
      count: names.count, id: names.firstIndex(of: options.idField), text: text,
      dates: ["date", "published"].compactMap { names.firstIndex(of: $0) })
    return true
  }

  private static func hint(_ names: [String]) -> String {
    if names.count == 1, let mark = names[0].first(where: { ";\t|".contains($0) }) {
      let shown = mark == "\t" ? "tabs" : "`\(mark)`"
      return "the columns seem to be set apart by \(shown); commas are wanted"
    }
    return "pass --text-field with one of "
      + names.map { "`\($0)`" }.joined(separator: ", ")
  }

  private func issue(_ line: Int, _ problem: String) -> Result<Record, ReadingIssue> {
    .failure(ReadingIssue(path: path, line: line, problem: problem))
  }
}
