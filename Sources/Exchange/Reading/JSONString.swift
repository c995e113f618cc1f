/// A JSON string as text, and whether halves of surrogate pairs in it became U+FFFD.
struct JSONString: Equatable {
  var text: String
  var hasLoneSurrogates = false

  init(text: String) { self.text = text }

  /// Decodes the bytes between two quotation marks, whose escapes were found sound.
  init(_ shape: JSONSyntax.StringShape, in bytes: Span<UInt8>) throws(JSONFault) {
    try JSONSyntax.checkEncoding(shape, bytes)
    let content = bytes.extracting(shape.start..<shape.end)
    if shape.hasEscapes {
      // What an escape stands for is UTF-8, and all else was found to be.
      self.init(unescaping: content) { String(copying: UTF8Span(unchecked: $0)) }
    } else {
      self.init(text: String(copying: UTF8Span(unchecked: content)))
    }
  }

  /// Decodes bytes that were found sound before, escapes among them; they may have changed since.
  init(sound content: Span<UInt8>) {
    self.init(unescaping: content) { UTF8Check.text($0) }
  }

  private init(unescaping content: Span<UInt8>, _ decoded: (Span<UInt8>) -> String) {
    var isLone = false
    // An escape is never shorter than what it stands for, unless it is cut off.
    text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: content.count + 4) { room in
      let count = Self.unescape(content, into: room, &isLone)
      return decoded(UnsafeBufferPointer(rebasing: room[..<count]).span)
    }
    hasLoneSurrogates = isLone
  }

  /// Writes the text into `room` as UTF-8, run by run; gives the number of bytes.
  private static func unescape(
    _ content: Span<UInt8>, into room: UnsafeMutableBufferPointer<UInt8>, _ isLone: inout Bool
  ) -> Int {
    var at = 0
    var written = 0
    while at < content.count {
      let run = runLength(content, at)
      content.extracting(at..<at + run).withUnsafeBufferPointer { source in
        _ = UnsafeMutableBufferPointer(rebasing: room[written...]).update(fromContentsOf: source)
      }
      at += run
      written += run
      guard at + 1 < content.count else { break }
      let scalar = scalar(content, &at, &isLone)
      if scalar.value < 0x80 {
        room[written] = UInt8(truncatingIfNeeded: scalar.value)
        written += 1
        continue
      }
      for byte in UTF8.encode(scalar) ?? .init() {
        room[written] = byte
        written += 1
      }
    }
    return written
  }

  /// How many bytes stand before the next backslash.
  private static func runLength(_ content: Span<UInt8>, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let raw = content.bytes
    var at = start
    while at + 8 <= content.count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let marks = word ^ (ones &* 0x5C)
      let flags = (marks &- ones) & ~marks & (ones &* 0x80)
      if flags != 0 { return at + flags.trailingZeroBitCount >> 3 - start }
      at += 8
    }
    while at < content.count, content[at] != 0x5C { at += 1 }
    return at - start
  }

  /// The scalar an escape stands for; `at` stands on its backslash.
  private static func scalar(
    _ content: Span<UInt8>, _ at: inout Int, _ isLone: inout Bool
  ) -> Unicode.Scalar {
    let letter = content[at + 1]
    at += 2
    switch letter {
    case 0x62: return "\u{08}"
    case 0x66: return "\u{0C}"
    case 0x6E: return "\n"
    case 0x72: return "\r"
    case 0x74: return "\t"
    case 0x75: break
    default: return Unicode.Scalar(letter)
    }
    let unit = JSONSyntax.hexUnit(content, at) ?? 0xFFFD
    at += 4
    if let scalar = Unicode.Scalar(unit) { return scalar }
    if unit < 0xDC00, at + 6 <= content.count, content[at] == 0x5C, content[at + 1] == 0x75,
      let low = JSONSyntax.hexUnit(content, at + 2), 0xDC00...0xDFFF ~= low
    {
      at += 6
      return Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF)))
        ?? "\u{FFFD}"
    }
    isLone = true
    return "\u{FFFD}"
  }
}
