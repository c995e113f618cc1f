// Accents are taken off with the standard library's decomposition: the engine needs no Foundation.
internal import Prose
@_spi(_Unicode) import Swift

/// What fingerprints see of a text: letters and digits, lower case and without accents, as *units*.
///
/// Spaces, marks, letter case and accents are what copying damages first, so none of them may
/// decide whether two texts meet. A Han or kana character says as much as three Latin letters and
/// a Hangul syllable as much as two; they are counted so, and a length in units means about the
/// same in every script. A unit is a byte: ASCII as it is, other letters by what tells them apart
/// within their alphabet.
struct Fold: Sendable {
  /// The units of a text, and room behind them; what lies there has no meaning.
  private(set) var units: [UInt8] = []
  /// The number of units.
  private(set) var count = 0
  /// A hash of the letters that a single byte does not name for certain, 0 without any.
  private(set) var foreign: UInt64 = 0

  /// How many bytes behind the last unit may be read.
  static let margin = 16

  init() {}

  /// Folds a text.
  ///
  /// - Complexity: O(bytes).
  mutating func fold(_ bytes: Span<UInt8>) {
    // Three units for three bytes are the most.
    let room = bytes.count + Self.margin
    if units.count < room { units = [UInt8](repeating: 0, count: room + room / 2) }
    var foreign: UInt64 = 0
    let (source, size) = (bytes.bytes, bytes.count)
    count = units.withUnsafeMutableBytes { target in
      var place = 0
      var at = 0
      while at < size {
        if at &+ 8 <= size {
          let block = source.unsafeLoadUnaligned(
            fromUncheckedByteOffset: at, as: UInt64.self
          ).littleEndian
          if block & Self.high == 0 {
            place = Self.store(block, target, place)
            at &+= 8
            continue
          }
        }
        let byte = source.unsafeLoad(fromUncheckedByteOffset: at, as: UInt8.self)
        if byte < 0x80 {
          target[place] = byte | 0x20
          place &+= Self.isUnit(byte) ? 1 : 0
          at &+= 1
        } else {
          place = Self.store(Self.wide(Self.scalar(bytes, &at)), target, place, &foreign)
        }
      }
      return place
    }
    self.foreign = foreign
  }

  /// Writes the units among eight ASCII bytes, and gives the place behind them.
  ///
  /// Each byte is written and passed over where it counts, for no branch can be foreseen that
  /// depends on the letters; only a block of letters alone is common enough to be written whole.
  @inline(__always)
  private static func store(
    _ block: UInt64, _ target: UnsafeMutableRawBufferPointer, _ place: Int
  ) -> Int {
    // Digits have the bit of lower case.
    let lower = block | ones &* 0x20
    let isUnit = units(amongASCII: block)
    if isUnit == high {
      target.storeBytes(of: lower.littleEndian, toByteOffset: place, as: UInt64.self)
      return place &+ 8
    }
    let steps = isUnit >> 7
    var place = place
    for shift in stride(from: 0 as UInt64, to: 64, by: 8) {
      target.storeBytes(
        of: UInt8(truncatingIfNeeded: lower >> shift), toByteOffset: place, as: UInt8.self)
      place &+= Int(truncatingIfNeeded: steps >> shift & 1)
    }
    return place
  }

  /// Writes the units of a wide letter, and gives the place behind them.
  @inline(__always)
  private static func store(
    _ letter: (code: UInt32, times: Int), _ target: UnsafeMutableRawBufferPointer,
    _ place: Int, _ foreign: inout UInt64
  ) -> Int {
    let (code, times) = letter
    if code == 0 { return place }
    if times == 1, code < 0x80 {
      target[place] = UInt8(truncatingIfNeeded: code)
    } else {
      for unit in 0..<times {
        target[place &+ unit] =
          0x80 | UInt8(truncatingIfNeeded: code >> UInt32(truncatingIfNeeded: unit * 7))
      }
      if times == 1 { foreign = StableHash.of(foreign &+ UInt64(code)) }
    }
    return place &+ times
  }

  /// The number of units up to a place, which it moves to.
  @inline(__always)
  static func units(_ bytes: Span<UInt8>, from at: inout Int, to end: Int) -> Int {
    var units = 0
    let raw = bytes.bytes
    while at < end {
      if at &+ 8 <= bytes.count {
        // Eight bytes at once, those from the end on cleared, if all are ASCII.
        let rest = min(8, end &- at)
        var word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
        if rest < 8 { word &= 1 &<< UInt64(truncatingIfNeeded: rest &* 8) &- 1 }
        if word & high == 0 {
          units &+= Self.units(amongASCII: word).nonzeroBitCount
          at &+= rest
          continue
        }
      }
      let byte = bytes[at]
      if byte < 0x80 {
        units &+= isUnit(byte) ? 1 : 0
        at &+= 1
      } else {
        let (code, times) = wide(scalar(bytes, &at))
        if code != 0 { units &+= times }
      }
    }
    return units
  }

  /// The place behind a unit, counted from 0, of those among the eight bytes at a place; nil where
  /// it is not among them, or where they are not all ASCII.
  @inline(__always)
  static func end(ofUnit number: Int, _ bytes: Span<UInt8>, from at: Int) -> Int? {
    let word = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
    guard word & high == 0 else { return nil }
    var units = units(amongASCII: word)
    guard units.nonzeroBitCount > number else { return nil }
    for _ in 0..<number { units &= units &- 1 }
    return at + units.trailingZeroBitCount >> 3 + 1
  }

  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The high bits of the letters and digits among eight bytes below 0x80.
  @inline(__always)
  private static func units(amongASCII word: UInt64) -> UInt64 {
    // Adding what is missing to 0x80 sets the high bit of the bytes that reach a bound.
    let lower = word | (ones &* 0x20)
    let letters = (lower &+ (ones &* 0x1F)) & ~(lower &+ (ones &* 0x05))
    let digits = (word &+ (ones &* 0x50)) & ~(word &+ (ones &* 0x46))
    return (letters | digits) & high
  }

  /// Whether a byte below 0x80 is a letter or a digit.
  @inline(__always)
  private static func isUnit(_ byte: UInt8) -> Bool {
    let (letter, digit) = ((byte | 0x20) &- UInt8(ascii: "a"), byte &- UInt8(ascii: "0"))
    return (letter < 26) != (digit < 10)
  }

  private static func scalar(_ bytes: Span<UInt8>, _ at: inout Int) -> UInt32 {
    let lead = UInt32(bytes[at])
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = lead & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[at + offset]) & 0x3F }
    at += length
    return value
  }

  /// The letter a scalar from 0x80 up stands for, 0 for none, and how many units it makes.
  private static func wide(_ scalar: UInt32) -> (code: UInt32, times: Int) {
    switch scalar {
    case ..<0x2000: return (UInt32(alphabets[Int(scalar) - 0x80]), 1)
    case 0x2000...0x2BFF, 0x3000...0x3004, 0x3008...0x303F: return (0, 1)
    case 0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      return (scalar, 3)
    case 0xAC00...0xD7A3: return (scalar, 2)
    case 0xFF10...0xFF19: return (scalar - 0xFF10 + 0x30, 1)
    case 0xFF21...0xFF3A: return (scalar - 0xFF21 + 0x61, 1)
    case 0xFF41...0xFF5A: return (scalar - 0xFF41 + 0x61, 1)
    default:
      guard let known = Unicode.Scalar(scalar), isLetterOrDigit(known) else { return (0, 1) }
      return (scalar, 1)
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    guard properties.canonicalCombiningClass == .notReordered else { return false }
    return properties.isAlphabetic || properties.numericType == .decimal
  }

  /// The bare lower-case letter of every scalar from 0x80 up to 0x1FFF, 0 where it is no letter.
  private static let alphabets: [UInt16] = (0x80..<0x2000).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)), isLetterOrDigit(scalar) else { return 0 }
    let lower = scalar.properties.lowercaseMapping
    let bare = String(lower)._nfd.first { $0.properties.isAlphabetic } ?? scalar
    return UInt16(truncatingIfNeeded: bare.value)
  }
}
