// The composed form (NFC) is asked of the standard library itself, so that the engine needs no
// Foundation.
@_spi(_Unicode) import Swift

/// What is forgotten before words are compared: letter case, and the way an accented letter is
/// encoded.
enum NormalForm {
  /// The key of a word that holds a byte above 0x7F: composed, lower case, without invisible
  /// joiners.
  static func key(of word: Substring) -> UInt64 {
    var folded = String.UnicodeScalarView()
    for scalar in Mojibake.undone(word) where !isInvisible(scalar) {
      if isApostrophe(scalar) {
        folded.append("'")
      } else if scalar == "\u{3C2}" {
        // At the end of a word in capitals nobody can tell this sigma from the other.
        folded.append("\u{3C3}")
      } else {
        folded.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
      }
    }
    var hash = StableHash()
    for scalar in String(folded)._nfc {
      // The bytes of a word in ASCII are hashed with this bit set; so must be what folds to ASCII
      // here.
      for byte in scalar.utf8 { hash.add(scalar.isASCII ? byte | 0x20 : byte) }
    }
    return hash.value
  }

  static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{2019}" || scalar == "'" || scalar == "\u{02BC}"
  }

  /// Characters that stand inside a word and show nothing: soft hyphen, joiners, variation selectors.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x200C, 0x200D, 0x2060, 0xFE00...0xFE0F: true
    default: false
    }
  }

  /// Whether a scalar is only ever read with the one before it: an accent, a tone mark, a joiner.
  static func extends(_ scalar: Unicode.Scalar) -> Bool {
    if isInvisible(scalar) { return true }
    return switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  /// The key of a character with the accents it carries, composed; one that composes to a single scalar has that
  /// scalar's key.
  static func key(ofCharacter text: Substring) -> UInt64 {
    var visible = String.UnicodeScalarView()
    visible.append(contentsOf: text.unicodeScalars.lazy.filter { !isInvisible($0) })
    let composed = Array(String(visible)._nfc)
    if composed.count == 1 { return key(ofMark: composed[0]) }
    var hash = StableHash()
    for scalar in composed { for byte in scalar.utf8 { hash.add(byte) } }
    return hash.value
  }

  /// The key of a mark: one for all double quotation marks, one for all dashes, and so on.
  static func key(ofMark scalar: Unicode.Scalar) -> UInt64 {
    scalar.isASCII ? asciiMarks[Int(scalar.value)] : hash(ofMark: scalar)
  }

  private static let asciiMarks = (0..<0x80 as Range<UInt8>).map {
    hash(ofMark: Unicode.Scalar($0))
  }

  /// The key of an ASCII mark that is drawn in one way only, or in the most usual one.
  @inline(__always)
  static func key(ofPlainMark byte: UInt8) -> UInt64 { StableHash.of(UInt64(byte) | markBit) }

  private static let markBit: UInt64 = 1 << 40

  private static func hash(ofMark scalar: Unicode.Scalar) -> UInt64 {
    StableHash.of(UInt64(common(scalar).value) | markBit)
  }

  /// The glyph that stands for all of its sort.
  static func common(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{201F}", "\u{AB}", "\u{BB}", "\u{2033}", "\u{300C}",
      "\u{300D}":
      "\""
    case "\u{2018}", "\u{2019}", "\u{201A}", "\u{201B}", "`", "\u{B4}", "\u{2032}", "\u{2039}",
      "\u{203A}", "\u{02BC}":
      "'"
    case "\u{2013}", "\u{2015}", "\u{2012}": "\u{2014}"
    case "\u{2010}", "\u{2011}", "\u{2212}": "-"
    default: scalar
    }
  }
}
