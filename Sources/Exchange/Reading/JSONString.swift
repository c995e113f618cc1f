/// A JSON string as text, and whether halves of surrogate pairs in it became U+FFFD.
struct JSONString: Equatable {
  var text: String
  var hasLoneSurrogates = false

  init(text: String) { self.text = text }

  /// Decodes the bytes between two quotation marks, whose escapes were found sound.
  init(_ shape: JSONSyntax.StringShape, in bytes: Span<UInt8>) throws(JSONFault) {
    let content = bytes.extracting(shape.start..<shape.end)
    do throws(UTF8.ValidationError) {
      let checked = try UTF8Span(validating: content)
      text = shape.hasEscapes ? "" : String(copying: checked)
    } catch {
      throw JSONFault(offset: shape.start + error.byteOffsets.lowerBound, isEncoding: true)
    }
    if shape.hasEscapes { self = JSONString(sound: content) }
  }

  /// Decodes bytes that were found sound before, escapes among them.
  init(sound content: Span<UInt8>) {
    var isLone = false
    // An escape is never shorter than what it stands for, unless it is cut off.
    text = String(unsafeUninitializedCapacity: content.count + 4) { room in
      Self.unescape(content, into: room, &isLone)
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
