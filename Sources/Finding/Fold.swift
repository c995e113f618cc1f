// Accents are taken off with the standard library's decomposition: the engine needs no Foundation.
internal import Prose
@_spi(_Unicode) import Swift

/// What fingerprints see of a text: letters and digits, lower case and without accents, as *units*.
///
/// Spaces, marks, letter case and accents are what copying damages first, so none of them may
/// decide whether two texts meet. A Han or kana character says as much as three Latin letters and
/// a Hangul syllable as much as two; they are counted so, and a length in units means about the
/// same in every script.
struct Fold: Sendable {
  static let shared = Fold()

  /// The value of each byte below 0x80 as a unit; 0 where it is none.
  private let narrow: [UInt64]

  private init() {
    narrow = (0..<128).map { byte in
      switch UInt8(byte) {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        StableHash.of(UInt64(byte))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): StableHash.of(UInt64(byte) | 0x20)
      default: 0
      }
    }
  }

  /// Reads the scalar at a place and moves past it.
  ///
  /// Gives the value of its unit, 0 for none, and how often it counts.
  @inline(__always)
  func read(_ bytes: Span<UInt8>, _ at: inout Int) -> (value: UInt64, times: Int) {
    let byte = bytes[at]
    if byte < 0x80 {
      at &+= 1
      return (narrow[Int(byte)], 1)
    }
    return Self.wide(Self.scalar(bytes, &at))
  }

  private static func scalar(_ bytes: Span<UInt8>, _ at: inout Int) -> UInt32 {
    let lead = UInt32(bytes[at])
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = lead & (0x7F >> UInt32(length))
    for offset in 1..<length { value = value << 6 | UInt32(bytes[at + offset]) & 0x3F }
    at += length
    return value
  }

  private static func wide(_ scalar: UInt32) -> (value: UInt64, times: Int) {
    switch scalar {
    case ..<0x2000:
      let letter = alphabets[Int(scalar) - 0x80]
      return letter == 0 ? (0, 1) : (StableHash.of(UInt64(letter)), 1)
    case 0x2000...0x2BFF, 0x3000...0x3004, 0x3008...0x303F: return (0, 1)
    case 0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xF900...0xFAFF, 0x20000...0x3FFFF:
      return (StableHash.of(UInt64(scalar)), 3)
    case 0xAC00...0xD7A3: return (StableHash.of(UInt64(scalar)), 2)
    case 0xFF10...0xFF19: return (StableHash.of(UInt64(scalar - 0xFF10 + 0x30)), 1)
    case 0xFF21...0xFF3A: return (StableHash.of(UInt64(scalar - 0xFF21 + 0x61)), 1)
    case 0xFF41...0xFF5A: return (StableHash.of(UInt64(scalar - 0xFF41 + 0x61)), 1)
    default:
      guard let known = Unicode.Scalar(scalar), isLetterOrDigit(known) else { return (0, 1) }
      return (StableHash.of(UInt64(scalar)), 1)
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
