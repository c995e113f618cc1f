/// The one record of an input that is a single text.
final class WholeTextRecord: RecordSource {
  private let stream: ByteStream
  private let path: String
  private let id: String
  private var isRead = false
  let nextLine = 0

  init(_ stream: ByteStream, path: String, id: String) {
    self.stream = stream
    self.path = path
    self.id = id
  }

  func next() -> Result<Record, ReadingIssue>? {
    if isRead { return nil }
    isRead = true
    // What holds a NUL is no text, however much of it there is to read.
    var searched = 0
    repeat {
      if let nul = stream.window[searched...].firstIndex(of: 0) {
        stream.skip(stream.window.count)
        return .failure(ReadingIssue.binary(path, nul))
      }
      searched = stream.window.count
    } while stream.more()
    // Half a text must not pass for a text; the reader names the fault.
    if stream.fault != nil { return nil }
    let bytes = stream.window
    let start = stream.position
    stream.skip(bytes.count)
    let decoded = DecodedText(bytes.bindMemory(to: UInt8.self).span)
    var record = Record(id: id, text: decoded.text, line: 0, bytes: bytes)
    if let offset = decoded.firstBadByte {
      record.warnings = ["byte \(offset) is not UTF-8: the text was read as Windows-1252"]
    }
    if stream.isPlain, decoded.firstBadByte == nil {
      record.place = TextPlace(offset: start, count: bytes.count, hasEscapes: false)
    }
    return .success(record)
  }
}

extension ReadingIssue {
  /// The issue for a file that holds no text at all.
  static func binary(_ path: String, _ offset: Int) -> ReadingIssue {
    ReadingIssue(
      path: path, line: 0, problem: "`\(path)` is a binary file: byte \(offset) is NUL")
  }
}
