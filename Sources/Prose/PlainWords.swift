/// Words of ASCII letters and digits, and single ASCII marks, cut eight bytes at a time.
///
/// That is what nearly all of a text is. What could be a longer word or another mark than it looks
/// (an apostrophe, a point between digits, two hyphens) is left to `WordCutter`, which looks at each
/// byte; both cut alike.
enum PlainWords {
  /// How far before the end of a text a block of eight bytes and the byte behind it end.
  static let margin = 16

  /// Cuts the word or mark that starts here and gives the place after it; nil if it is not plain.
  ///
  /// - Parameters:
  ///   - first: The byte that stands here, no space.
  ///   - limit: From where on blocks are not fetched.
  @inline(__always)
  static func cut(
    _ bytes: RawSpan, _ first: UInt8, _ start: Int, _ limit: Int, into words: inout WordList
  ) -> Int? {
    if (first | 0x20) &- UInt8(ascii: "a") < 26 || first &- UInt8(ascii: "0") < 10 {
      return word(bytes, first, start, limit, into: &words)
    }
    return mark(bytes, first, start, into: &words)
  }

  @inline(__always)
  private static func word(
    _ bytes: RawSpan, _ first: UInt8, _ start: Int, _ limit: Int, into words: inout WordList
  ) -> Int? {
    var hash = StableHash.Blocks()
    var at = start
    while at < limit {
      let block = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let others = ~plain(block) & high
      if others == 0 {
        hash.add(block)
        at &+= 8
        continue
      }
      let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount &- 7)
      let end = at &+ Int(truncatingIfNeeded: bits &>> 3)
      let next = UInt8(truncatingIfNeeded: block &>> bits)
      if next != UInt8(ascii: " "), mayGoOn(bytes, next, end) { return nil }
      let key = hash.value(last: block, bits: bits, count: end &- start)
      words.append(start, end, key: key, kind: first < UInt8(ascii: "A") ? .number : .word)
      return end
    }
    return nil
  }

  /// Whether a word may go on with a byte that is no letter or digit of ASCII.
  @inline(__always)
  private static func mayGoOn(_ bytes: RawSpan, _ byte: UInt8, _ at: Int) -> Bool {
    switch byte {
    case UInt8(ascii: "'"), 0x80...: return true
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "/"):
      let before = bytes.unsafeLoad(fromByteOffset: at &- 1, as: UInt8.self)
      let after = bytes.unsafeLoad(fromByteOffset: at &+ 1, as: UInt8.self)
      return before &- UInt8(ascii: "0") < 10 && after &- UInt8(ascii: "0") < 10
    default: return false
    }
  }

  @inline(__always)
  private static func mark(
    _ bytes: RawSpan, _ byte: UInt8, _ at: Int, into words: inout WordList
  ) -> Int? {
    var kind = Words.Kind.mark
    switch byte {
    case 9...13: return at &+ 1
    case UInt8(ascii: "'"), UInt8(ascii: "`"), 0x80...: return nil
    case UInt8(ascii: "-"), UInt8(ascii: "."):
      // Several are one mark.
      if bytes.unsafeLoad(fromByteOffset: at &+ 1, as: UInt8.self) == byte { return nil }
    case UInt8(ascii: "\""): kind = .quote
    default: break
    }
    words.append(at, at &+ 1, key: NormalForm.key(ofPlainMark: byte), kind: kind)
    return at &+ 1
  }

  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The high bits of the letters and digits among eight bytes.
  @inline(__always)
  private static func plain(_ block: UInt64) -> UInt64 {
    // Adding what is missing to 0x80 sets the high bit of the bytes that reach a bound.
    let ascii = block & ~high
    let lower = ascii | ones &* 0x20
    let letters = (lower &+ ones &* 0x1F) & ~(lower &+ ones &* 0x05)
    let digits = (ascii &+ ones &* 0x50) & ~(ascii &+ ones &* 0x46)
    return (letters | digits) & ~block
  }
}
