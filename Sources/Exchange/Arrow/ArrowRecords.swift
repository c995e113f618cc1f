/// The rows of an Arrow stream as records.
///
/// A row without an id is named by its number; one without a text is an issue.
final class ArrowRecords: RecordSource {
  private let stream: ArrowStream
  private let options: ReadingOptions
  private var columns: ArticleColumns?
  private var row = 0
  private var rows = 0

  init(_ stream: ArrowStream, options: ReadingOptions) {
    self.stream = stream
    self.options = options
  }

  /// The number of the next row, from 1.
  var nextLine: Int { rows + 1 }

  func next() throws -> Result<Record, ReadingIssue>? {
    while row >= columns?.count ?? 0 {
      guard let batch = try stream.next() else { return nil }
      columns = try ArticleColumns(batch, options)
      row = 0
    }
    guard let columns else { return nil }
    defer { row += 1 }
    rows += 1
    guard let (text, bad) = try columns.texts.text(row) else {
      return .failure(
        ReadingIssue(
          path: stream.name, line: rows, problem: "`\(options.textField)` is null, not a string"))
    }
    var record = Record(
      id: try columns.id(row), text: text, published: try columns.published(row), line: rows,
      bytes: UnsafeRawBufferPointer(start: nil, count: 0))
    if let bad {
      record.warnings = ["byte \(bad) is not UTF-8: the text was read as Windows-1252"]
    }
    return .success(record)
  }
}

/// The columns of a batch that articles are made of.
struct ArticleColumns {
  let count: Int
  let texts: ArrowTexts
  private let ids: ArrowTexts?
  private let numbers: ArrowIntegers?
  private let dates: [ArrowTexts]

  init(_ batch: ArrowBatch, _ options: ReadingOptions) throws(InputError) {
    count = batch.count
    texts = try batch.texts(options.textField)
    let format = try batch.format(options.idField)
    if format == nil, options.idField != ReadingOptions().idField {
      // Names the columns there are.
      _ = try batch.texts(options.idField)
    }
    let isNumber = format == "i" || format == "l"
    ids = isNumber ? nil : try batch.textsIfAny(options.idField)
    numbers = isNumber ? try batch.integersIfAny(options.idField) : nil
    var dates: [ArrowTexts] = []
    for name in ["date", "published"] where ["u", "U"].contains(try batch.format(name)) {
      if let found = try batch.textsIfAny(name) { dates.append(found) }
    }
    self.dates = dates
  }

  /// What a row is called, nil where it does not say.
  func id(_ row: Int) throws(InputError) -> String? {
    if let number = numbers?[row] { return String(number) }
    return try ids?.text(row)?.text
  }

  /// When a row was published, as it says it.
  func published(_ row: Int) throws(InputError) -> String? {
    for column in dates {
      if let text = try column.text(row)?.text, !text.isEmpty { return text }
    }
    return nil
  }
}

/// The rows of a batch as lines of JSON.
public enum ArrowLines {
  /// One object a row, of its id, text and date, as far as it has them.
  ///
  /// - Complexity: O(bytes).
  public static func lines(
    of batch: ArrowBatch, options: ReadingOptions
  ) throws(InputError) -> [UInt8] {
    let columns = try ArticleColumns(batch, options)
    var json = JSONWriter()
    for row in 0..<columns.count {
      let (id, date) = (try columns.id(row), try columns.published(row))
      let text = try columns.texts.text(row)?.text
      json.object { json in
        if let id { json.field(options.idField, id) }
        if let date { json.field("published", date) }
        if let text { json.field(options.textField, text) }
      }
      json.endLine()
    }
    return json.bytes
  }
}
