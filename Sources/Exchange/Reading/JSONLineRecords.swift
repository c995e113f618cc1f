/// The records of an input that holds one JSON object a line.
final class JSONLineRecords: RecordSource {
  private let stream: ByteStream
  private let path: String
  private let options: ReadingOptions
  private let names: JSONLine.Names
  private var line = 0
  /// Whether it was said that records lack the field that was asked for by name.
  private var isLackTold = false
  var nextLine: Int { line + 1 }

  init(_ stream: ByteStream, path: String, options: ReadingOptions) {
    self.stream = stream
    self.path = path
    self.options = options
    names = JSONLine.Names(id: options.idField, text: options.textField)
  }

  func next() -> Result<Record, ReadingIssue>? {
    while let (bytes, whole) = stream.nextLine() {
      line += 1
      if bytes.allSatisfy(JSONSyntax.isSpace) { continue }
      return record(bytes, whole)
    }
    return nil
  }

  private func record(
    _ bytes: UnsafeRawBufferPointer, _ whole: UnsafeRawBufferPointer
  ) -> Result<Record, ReadingIssue> {
    let content = bytes.bindMemory(to: UInt8.self).span
    switch JSONLine.read(content, names) {
    case .junk(let offset):
      let hint =
        content[0] == 0x5B
        ? "one JSON object a line is wanted: `jq -c '.[]'` makes lines of a list" : nil
      return issue("the line is not a JSON object: it goes wrong at byte \(offset)", hint: hint)
    case .fields(let fields, let warnings):
      return settle(fields, warnings, content, whole)
    }
  }

  private func settle(
    _ fields: JSONLine, _ warnings: [String], _ content: Span<UInt8>,
    _ whole: UnsafeRawBufferPointer
  ) -> Result<Record, ReadingIssue> {
    var warnings = warnings
    let field = options.textField
    let text: String
    switch fields.text {
    case .string(let string)?:
      text = string.text
      if string.hasLoneSurrogates {
        warnings.append("half a surrogate pair in `\(field)` became U+FFFD")
      }
    case .number?: return issue("`\(field)` is a number, not a string")
    case .other(let kind)?: return issue("`\(field)` is \(kind), not a string")
    case nil: return issue("there is no field `\(field)`", hint: textHint(content))
    }
    let id: String?
    switch fields.id {
    case .string(let string)?: id = string.text
    case .number(let digits)?: id = digits
    case nil, .other("null")?:
      id = nil
      if options.idField != ReadingOptions().idField, !isLackTold {
        isLackTold = true
        warnings.append(
          "there is no field `\(options.idField)`: records without it are named by their lines")
      }
    case .other(let kind)?:
      return issue("`\(options.idField)` is \(kind), not a string or a number")
    }
    var record = Record(
      id: id, text: text, published: fields.publication, line: line, warnings: warnings,
      bytes: whole)
    if stream.isPlain, let shape = fields.textShape {
      record.place = TextPlace(
        offset: stream.position - whole.count + shape.start, count: shape.end - shape.start,
        hasEscapes: shape.hasEscapes)
    }
    return .success(record)
  }

  private func textHint(_ content: Span<UInt8>) -> String? {
    let names = JSONLine.stringFields(of: content)
    guard let likeliest = names.first else { return nil }
    let list = names.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
    return "pass --text-field \(likeliest); the fields that hold text are \(list)"
  }

  private func issue(_ problem: String, hint: String? = nil) -> Result<Record, ReadingIssue> {
    .failure(ReadingIssue(path: path, line: line, problem: problem, hint: hint))
  }
}
