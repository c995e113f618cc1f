/// Whether bytes are UTF-8, where they most often are, and mostly ASCII.
enum UTF8Check {
  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// Whether some bytes are UTF-8.
  ///
  /// - Complexity: O(bytes), sixteen a step where they are ASCII.
  static func isSound(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    precondition(range.upperBound <= bytes.count)
    let raw = bytes.bytes
    let end = range.upperBound
    var at = range.lowerBound
    while at < end {
      if at &+ 16 <= end {
        let word = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self)
        let next = raw.unsafeLoadUnaligned(fromUncheckedByteOffset: at &+ 8, as: UInt64.self)
        if (word | next) & high == 0 {
          at &+= 16
          continue
        }
        let flags = word.littleEndian & high
        if flags == 0 {
          at &+= 8 &+ (next.littleEndian & high).trailingZeroBitCount >> 3
        } else {
          at &+= flags.trailingZeroBitCount >> 3
        }
      } else if raw.unsafeLoad(fromUncheckedByteOffset: at, as: UInt8.self) < 0x80 {
        at &+= 1
        continue
      }
      let length = scalarLength(raw, at, end)
      if length == 0 { return false }
      at &+= length
    }
    return true
  }

  /// The text of some bytes; what is not UTF-8 in them becomes U+FFFD.
  static func text(_ bytes: Span<UInt8>) -> String {
    isSound(bytes, 0..<bytes.count)
      ? String(copying: UTF8Span(unchecked: bytes))
      : bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// The length of the scalar that begins at a byte from 0x80 up, 0 where none does.
  @inline(__always)
  private static func scalarLength(_ raw: RawSpan, _ at: Int, _ end: Int) -> Int {
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 {
      at &+ offset < end
        ? raw.unsafeLoad(fromUncheckedByteOffset: at &+ offset, as: UInt8.self) : 0
    }
    let (lead, second) = (byte(0), byte(1))
    if lead < 0xC2 || second & 0xC0 != 0x80 { return 0 }
    if lead < 0xE0 { return 2 }
    if byte(2) & 0xC0 != 0x80 { return 0 }
    if lead < 0xF0 {
      // Neither longer than need be, nor half a surrogate pair.
      return lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F ? 0 : 3
    }
    if lead > 0xF4 || byte(3) & 0xC0 != 0x80 { return 0 }
    return lead == 0xF0 && second < 0x90 || lead == 0xF4 && second > 0x8F ? 0 : 4
  }
}
