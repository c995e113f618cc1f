/// Where a line stops being JSON, or stops being UTF-8.
struct JSONFault: Error, Equatable {
  var offset: Int
  var isEncoding = false
}

/// Passes over JSON byte by byte, checking it, building nothing.
///
/// Stricter than nothing and laxer than RFC 8259 in two points: a number may be larger than any
/// machine number, and `NaN`, `Infinity` and `-Infinity` are values, since Python writes them.
enum JSONSyntax {
  /// How deep values may be nested here; deeper lines go the slow way.
  static let deepest = 64

  /// What a string holds beside plain ASCII.
  struct StringShape: Equatable {
    /// The bytes between the quotation marks.
    var start = 0
    var end = 0
    var hasEscapes = false
    var hasHighBytes = false
  }

  @inline(__always)
  static func skipSpace(_ bytes: Span<UInt8>, _ at: inout Int) {
    while at < bytes.count, isSpace(bytes[at]) { at += 1 }
  }

  @inline(__always)
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  @inline(__always)
  static func expect(
    _ byte: UInt8, _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(JSONFault) {
    guard at < bytes.count, bytes[at] == byte else { throw JSONFault(offset: at) }
    at += 1
  }

  /// Passes over a string; `at` stands on its first quotation mark.
  ///
  /// Eight bytes at a time: a byte is special when it is a quotation mark, a backslash or below
  /// U+0020. The lowest flag of a word is always right, those above it need not be.
  @inline(__always)
  static func skipString(
    _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(JSONFault) -> StringShape {
    try expect(0x22, bytes, &at)
    var shape = StringShape(start: at)
    var high: UInt64 = 0
    let raw = bytes.bytes
    while true {
      while at + 8 <= bytes.count {
        let word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
        let flags = special(word)
        high |= word
        if flags != 0 {
          at += flags.trailingZeroBitCount >> 3
          break
        }
        at += 8
      }
      guard at < bytes.count else { throw JSONFault(offset: at) }
      let byte = bytes[at]
      if byte == 0x22 { break }
      if byte == 0x5C {
        shape.hasEscapes = true
        try skipEscape(bytes, &at)
      } else if byte < 0x20 {
        throw JSONFault(offset: at)
      } else {
        high |= UInt64(byte)
        at += 1
      }
    }
    shape.end = at
    shape.hasHighBytes = high & highBits != 0
    at += 1
    return shape
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  @inline(__always)
  private static func special(_ word: UInt64) -> UInt64 {
    let quote = word ^ (ones &* 0x22)
    let backslash = word ^ (ones &* 0x5C)
    let flags =
      ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
      | ((word &- (ones &* 0x20)) & ~word)
    return flags & highBits
  }

  private static func skipEscape(
    _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(JSONFault) {
    guard at + 1 < bytes.count else { throw JSONFault(offset: at) }
    switch bytes[at + 1] {
    case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74:
      at += 2
    case 0x75:
      guard hexUnit(bytes, at + 2) != nil else { throw JSONFault(offset: at) }
      at += 6
    default:
      throw JSONFault(offset: at)
    }
  }

  /// The code unit four hexadecimal digits stand for.
  static func hexUnit(_ bytes: Span<UInt8>, _ at: Int) -> UInt16? {
    guard at + 4 <= bytes.count else { return nil }
    var unit: UInt16 = 0
    for index in at..<at + 4 {
      let byte = bytes[index]
      switch byte {
      case 0x30...0x39: unit = unit << 4 | UInt16(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: unit = unit << 4 | UInt16((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return unit
  }

  /// Throws where a string is not UTF-8.
  static func checkEncoding(
    _ shape: StringShape, _ bytes: Span<UInt8>
  ) throws(JSONFault) {
    guard shape.hasHighBytes else { return }
    // The standard library tells where the fault is, but takes longer to see that there is none.
    if UTF8Check.isSound(bytes, shape.start..<shape.end) { return }
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.extracting(shape.start..<shape.end))
    } catch {
      throw JSONFault(offset: shape.start + error.byteOffsets.lowerBound, isEncoding: true)
    }
  }
}
