public import Prose

/// Articles from files, folders and standard input, one at a time; bad records come as issues.
///
/// Reads `.txt`, `.jsonl`, `.ndjson` and `.csv`, plain or packed with gzip or zstd, and `.parquet`,
/// in the order given. Nothing but the longest record and the ids met so far is held in memory.
///
///     let reader = try ArticleReader(["corpus.jsonl.gz"])
///     while let next = try reader.next() {
///       switch next {
///       case .success(let article): finder.insert(article)
///       case .failure(let issue): report(issue)
///       }
///     }
public final class ArticleReader {
  /// The bytes all inputs have on disk, packed as they are; nil where one of them is a pipe.
  public let totalBytes: Int?

  let inputs: [Input]
  let options: ReadingOptions
  private var opened = 0
  private var current: Opened?
  private var finishedBytes = 0
  private var seen = SeenIDs()
  private var waiting: [Result<Article, ReadingIssue>] = []

  /// The bytes of the article delivered last; valid until the next is asked for.
  private(set) var recordBytes = UnsafeRawBufferPointer(start: nil, count: 0)

  /// Where the text of the article delivered last can be read again, if it can.
  private(set) var place: TextPlace?

  /// An input that is being read.
  private struct Opened {
    var input: Input
    /// The bytes its records are read from; nil where they come as values.
    var stream: ByteStream?
    var records: any RecordSource
    /// Whether it gave anything, be it an issue.
    var isProductive = false
  }

  /// Looks the paths up; throws an `InputError` where one is missing or of an unknown kind.
  public init(_ paths: [String], options: ReadingOptions = ReadingOptions()) throws {
    inputs = try InputListing(paths, options: options).inputs
    self.options = options
    let sizes = inputs.compactMap(\.size)
    totalBytes = sizes.count == inputs.count ? sizes.reduce(0, +) : nil
  }

  /// Takes records that come from nowhere on the disk; `name` is what issues call their source.
  init(_ records: any RecordSource, named name: String, options: ReadingOptions) {
    inputs = [Input(path: name, format: .sniffed, id: name, size: nil)]
    self.options = options
    totalBytes = nil
    opened = 1
    current = Opened(input: inputs[0], stream: nil, records: records)
  }

  /// How many bytes were taken from the inputs so far, to be set against `totalBytes`.
  public var bytesRead: Int { finishedBytes + (current?.stream?.bytesRead ?? 0) }

  /// The next article or issue, nil at the end; warnings come before the article they are about.
  ///
  /// Throws an `InputError` where an input as a whole cannot be used.
  public func next() throws -> Result<Article, ReadingIssue>? {
    while waiting.isEmpty {
      if current == nil {
        if opened == inputs.count { return nil }
        opened += 1
        try open(inputs[opened - 1])
        continue
      }
      if let record = try current?.records.next() {
        current?.isProductive = true
        take(record)
      } else {
        finish()
      }
    }
    return waiting.removeFirst()
  }

  /// What the record delivered last was read by.
  var recordSource: (any RecordSource)? { current?.records }

  /// The header of the CSV input being read.
  var csvHeader: [UInt8]? { (current?.records as? CSVRecords)?.header }

  private func open(_ input: Input) throws {
    if let problem = input.problem {
      waiting.append(.failure(ReadingIssue(path: input.path, line: 0, problem: problem)))
      return
    }
    let stream =
      input.format == .parquet
      ? ByteStream(try ParquetSource(input.path, options))
      : try ByteStream(input.path, expectedSize: input.size)
    var format = input.format
    if format == .sniffed {
      let first = stream.window.first { !JSONSyntax.isSpace($0) }
      format = first == UInt8(ascii: "{") ? .jsonLines : .text
    }
    if format != .text, format != .parquet, let nul = stream.window.prefix(8000).firstIndex(of: 0) {
      finishedBytes += stream.bytesRead
      waiting.append(.failure(.binary(input.path, nul)))
      return
    }
    let records: any RecordSource =
      switch format {
      case .jsonLines, .parquet: JSONLineRecords(stream, path: input.path, options: options)
      case .csv: CSVRecords(stream, path: input.path, options: options)
      case .text, .sniffed: WholeTextRecord(stream, path: input.path, id: input.id)
      }
    current = Opened(input: input, stream: stream, records: records)
  }

  private func take(_ record: Result<Record, ReadingIssue>) {
    switch record {
    case .failure(let issue): waiting.append(.failure(issue))
    case .success(let record): deliver(record)
    }
  }

  private func deliver(_ record: Record) {
    let path = inputs[opened - 1].path
    func issue(_ problem: String, hint: String? = nil, isWarning: Bool = true) -> ReadingIssue {
      ReadingIssue(
        path: path, line: record.line, problem: problem, hint: hint, isWarning: isWarning)
    }
    var id = record.id ?? ""
    if id.isEmpty { id = "\(path):\(record.line)" }
    if let first = seen.insert(id, file: opened - 1, line: record.line) {
      let place = inputs[first.file].path + (first.line == 0 ? "" : ":\(first.line)")
      waiting.append(
        .failure(
          issue(
            "the id `\(id)` is taken: the first record with it is `\(place)`",
            // A file that is one text has no fields to choose from: it was given twice.
            hint: record.line == 0
              ? nil : "pass --id-field with a field that tells the records apart",
            isWarning: false)))
      return
    }
    for warning in record.warnings { waiting.append(.failure(issue(warning))) }
    if record.text.utf8.allSatisfy(JSONSyntax.isSpace) {
      waiting.append(.failure(issue("the text of `\(id)` is empty")))
    }
    recordBytes = record.bytes
    place = record.place
    place?.file = opened - 1
    let source = Article.Source(path: path, line: record.line)
    waiting.append(
      .success(
        Article(id: id, text: record.text, published: record.published, source: source)))
  }

  /// Closes the input that has come to its end, and says what was wrong with it as a whole.
  private func finish() {
    guard let done = current else { return }
    current = nil
    finishedBytes +=
      done.input.format == .parquet ? done.input.size ?? 0 : done.stream?.bytesRead ?? 0
    func report(_ problem: String, line: Int = 0, isWarning: Bool = false) {
      waiting.append(
        .failure(
          ReadingIssue(
            path: done.input.path, line: line, problem: problem, isWarning: isWarning)))
    }
    if let fault = done.stream?.fault {
      report(fault.problem, line: done.records.nextLine)
    } else if !done.isProductive {
      report("`\(done.input.path)` holds no records", isWarning: true)
    }
    if let repairs = done.stream?.repairs, repairs > 0 {
      report("\(repairs) halves of surrogate pairs became U+FFFD", isWarning: true)
    }
  }
}
