import Prose

/// Copies chosen records of the inputs, byte for byte as they stand there.
///
/// A second reading instead of a pile kept in memory: what a first reading delivered as the *n*-th
/// article is the *n*-th record here, since both read the same files with the same options.
public struct RecordCopier {
  private let paths: [String]
  private let options: ReadingOptions

  /// Looks the paths up; throws an `InputError` where they cannot be read twice or not be mixed.
  public init(_ paths: [String], options: ReadingOptions = ReadingOptions()) throws {
    let inputs = try InputListing(paths, options: options).inputs
    if let pipe = inputs.first(where: { $0.format == .sniffed }) {
      let name = pipe.path == "-" ? "standard input" : "`\(pipe.path)`"
      throw InputError(
        problem: "\(name) cannot be read twice", hint: "save the input to a file first")
    }
    if let table = inputs.first(where: { $0.format == .parquet }) {
      throw InputError(
        problem: "rows of `\(table.path)` can be written to Parquet only",
        hint: "name a file that ends in .parquet, and give Parquet files alone")
    }
    if let rows = inputs.first(where: { $0.format == .csv }),
      let other = inputs.first(where: { $0.format != .csv })
    {
      throw InputError(
        problem: "records of `\(rows.path)` and `\(other.path)` cannot be written to one file",
        hint: "give CSV files in a run of their own")
    }
    self.paths = paths
    self.options = options
  }

  /// Whether rows go to a Parquet file: then all inputs must be Parquet too, or it throws.
  public static func isForParquet(
    _ output: String, from paths: [String], options: ReadingOptions
  ) throws -> Bool {
    guard ArticleFormat(fileName: output) == .parquet else { return false }
    let inputs = try InputListing(paths, options: options).inputs
    if let other = inputs.first(where: { $0.format != .parquet }) {
      throw InputError(
        problem: "records of `\(other.path)` cannot be written to the Parquet file `\(output)`",
        hint: "name a file that ends in .jsonl, or make the input Parquet first")
    }
    return true
  }

  /// Writes the rows of Parquet files whose ids stand in `keep.jsonl` of an answer to another;
  /// throws an `InputError`.
  public static func copyRows(
    of paths: [String], keptIn folder: String, to output: String, options: ReadingOptions
  ) throws {
    let files = try InputListing(paths, options: options).inputs.filter { $0.problem == nil }.map(
      \.path)
    let helper = try PythonHelper(
      .keep(folder + "/keep.jsonl", from: files, to: output, options))
    if let fault = helper.end() { throw fault }
  }

  /// Writes the records whose number, from 0 in the order of delivery, `isKept` is true for.
  ///
  /// Lines of JSON and rows of CSV stay as they are, rows under the header of their file; a text
  /// that is a whole file becomes a line with `id` and `text`. UTF-16 is the exception: it comes
  /// out as UTF-8. Gives the number of records written; the caller finishes the output.
  public func copy(
    to output: OutputFile, where isKept: (Int) throws -> Bool
  ) throws -> Int {
    let reader = try ArticleReader(paths, options: options)
    var number = 0
    var written = 0
    var header: [UInt8]?
    var lastPath: String?
    while let next = try reader.next() {
      guard case .success(let article) = next else { continue }
      defer { number += 1 }
      if let found = reader.csvHeader, article.source.path != lastPath {
        lastPath = article.source.path
        if let header, header.trimmed != found.trimmed {
          throw InputError(
            problem: "`\(article.source.path)` has other columns than the file before it",
            hint: "files with different columns cannot be written to one file")
        }
        if header == nil { try Self.writeLine(found.span, to: output) }
        header = header ?? found
      }
      guard try isKept(number) else { continue }
      written += 1
      if article.source.line == 0 {
        try output.writeLine {
          $0.field("id", article.id)
          $0.field("text", article.text)
        }
      } else {
        try Self.writeLine(reader.recordBytes.bindMemory(to: UInt8.self).span, to: output)
      }
    }
    return written
  }

  /// Writes a record, and the line end its file may have left out after the last.
  private static func writeLine(_ bytes: Span<UInt8>, to output: OutputFile) throws {
    try output.write(bytes)
    if bytes[bytes.count - 1] != 0x0A { try output.write("\n") }
  }
}

extension [UInt8] {
  /// Without the line end.
  fileprivate var trimmed: ArraySlice<UInt8> {
    var rest = self[...]
    while rest.last == 0x0A || rest.last == 0x0D { rest.removeLast() }
    return rest
  }
}
