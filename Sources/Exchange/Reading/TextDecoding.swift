/// A text made of bytes, and where they were not UTF-8.
public struct DecodedText: Equatable {
  /// The text.
  public var text: String
  /// The offset of the first byte that is not UTF-8; the text was read as Windows-1252 then.
  public var firstBadByte: Int?

  /// Reads bytes as UTF-8, or all of them as Windows-1252 where they are not.
  ///
  /// Windows-1252 because it is what old newsroom systems wrote, and because it gives every byte a
  /// character: nothing is lost, and a wrong guess can be undone.
  public init(_ bytes: Span<UInt8>) {
    do throws(UTF8.ValidationError) {
      text = String(copying: try UTF8Span(validating: bytes))
    } catch {
      firstBadByte = error.byteOffsets.lowerBound
      text = String(decoding: Windows1252.utf8(bytes), as: UTF8.self)
    }
  }
}

/// The code page of western Windows, as browsers read it: five unused bytes stand for themselves.
enum Windows1252 {
  /// The same text in UTF-8.
  static func utf8(_ bytes: Span<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8)
    for index in bytes.indices {
      let byte = bytes[index]
      switch byte {
      case ..<0x80:
        result.append(byte)
      case ..<0xA0:
        result += String(upper[Int(byte - 0x80)]).utf8
      default:
        result.append(0xC0 | byte >> 6)
        result.append(0x80 | byte & 0x3F)
      }
    }
    return result
  }

  private static let upper: [Unicode.Scalar] = [
    "€", "\u{81}", "‚", "ƒ", "„", "…", "†", "‡", "ˆ", "‰", "Š", "‹", "Œ", "\u{8D}", "Ž", "\u{8F}",
    "\u{90}", "‘", "’", "“", "”", "•", "–", "—", "˜", "™", "š", "›", "œ", "\u{9D}", "ž", "Ÿ",
  ]
}
