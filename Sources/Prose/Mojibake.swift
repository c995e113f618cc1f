/// Letters and marks that were written in UTF-8, read in Windows-1252 or Latin-1, and written again: `Ã©`, `â€™`.
///
/// They are the same words, so they get the same keys; that they look otherwise is an accidental. Read wrongly once or
/// twice, which is what is met in practice.
package enum Mojibake {
  /// The scalar that stands at a place, wrong readings undone, and the bytes it takes.
  package static func scalar(_ bytes: Span<UInt8>, _ at: Int) -> (Unicode.Scalar, Int) {
    let first = plain(bytes, at)
    guard first.0.value < 0x100, leads(UInt8(first.0.value)), at + first.1 < bytes.count,
      bytes[at + first.1] >= 0x80
    else { return first }
    return undone(bytes, at, times: 2)
  }

  private static func undone(_ bytes: Span<UInt8>, _ at: Int, times: Int) -> (Unicode.Scalar, Int) {
    if times == 0 { return plain(bytes, at) }
    let (lead, length) = undone(bytes, at, times: times - 1)
    guard let byte = byte(of: lead), leads(byte) else { return (lead, length) }
    var end = at + length
    let more = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
    var value = UInt32(byte) & (0x3F >> UInt32(more))
    for _ in 0..<more {
      guard end < bytes.count, bytes[end] >= 0x80 else { return (lead, length) }
      let (next, nextLength) = undone(bytes, end, times: times - 1)
      guard let part = Self.byte(of: next), (0x80...0xBF).contains(part) else {
        return (lead, length)
      }
      value = value << 6 | UInt32(part) & 0x3F
      end += nextLength
    }
    guard value >= 0x80, let scalar = Unicode.Scalar(value) else { return (lead, length) }
    return (scalar, end - at)
  }

  /// Whether a byte begins Latin, Greek and Cyrillic letters, punctuation and pictures in UTF-8.
  ///
  /// Others are left out, for what they look like in Latin-1 also stands before a quotation mark or
  /// a no-break space in sound text: `BEYONCÉ’S`, `Spaß“`, `liberté »`.
  private static func leads(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xC2...0xC5, 0xCE...0xD1, 0xE2, 0xEF, 0xF0: true
    default: false
    }
  }

  /// The byte a scalar was read from, in Windows-1252 or, where that has none, Latin-1.
  private static func byte(of scalar: Unicode.Scalar) -> UInt8? {
    scalar.value < 0x100 ? UInt8(scalar.value) : windows[scalar]
  }

  private static let windows: [Unicode.Scalar: UInt8] = [
    "€": 0x80, "‚": 0x82, "ƒ": 0x83, "„": 0x84, "…": 0x85, "†": 0x86, "‡": 0x87, "ˆ": 0x88,
    "‰": 0x89, "Š": 0x8A, "‹": 0x8B, "Œ": 0x8C, "Ž": 0x8E, "‘": 0x91, "’": 0x92, "“": 0x93,
    "”": 0x94, "•": 0x95, "–": 0x96, "—": 0x97, "˜": 0x98, "™": 0x99, "š": 0x9A, "›": 0x9B,
    "œ": 0x9C, "ž": 0x9E, "Ÿ": 0x9F,
  ]

  /// The scalar that starts at a place of valid UTF-8, as it stands.
  package static func plain(_ bytes: Span<UInt8>, _ at: Int) -> (Unicode.Scalar, Int) {
    let lead = UInt32(bytes[at])
    func next(_ offset: Int) -> UInt32 { UInt32(bytes[at + offset]) & 0x3F }
    let (value, length): (UInt32, Int) =
      switch lead {
      case ..<0x80: (lead, 1)
      case ..<0xE0: ((lead & 0x1F) << 6 | next(1), 2)
      case ..<0xF0: ((lead & 0x0F) << 12 | next(1) << 6 | next(2), 3)
      default: ((lead & 0x07) << 18 | next(1) << 12 | next(2) << 6 | next(3), 4)
      }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", length)
  }

  /// A word with wrong readings undone.
  static func undone(_ word: Substring) -> String.UnicodeScalarView {
    var view = String.UnicodeScalarView()
    let text = String(word)
    let bytes = text.utf8Span.span
    var at = 0
    while at < bytes.count {
      let (scalar, length) = scalar(bytes, at)
      view.append(scalar)
      at += length
    }
    return view
  }
}
