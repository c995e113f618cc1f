import Prose

extension ComparisonPage {
  /// Signs for what cannot be seen, or would move its neighbours about: control characters,
  /// overrides of the direction of writing, marks of no width.
  ///
  /// Joiners and the plain direction marks stay as they are: scripts need them.
  enum Unseen {
    /// The sign for the scalar that starts at a byte; nil for what may stand as it is.
    static func sign(for source: Span<UInt8>, at: Int, length: Int) -> String? {
      let lead = source[at]
      switch lead {
      case 0x09, 0x0A, 0x0D: return nil
      case ..<0x20: return controls[Int(lead)]
      case 0x7F: return "DEL"
      case 0xC2, 0xE2, 0xEF:
        var value = UInt32(lead) & (length == 2 ? 0x1F : 0x0F)
        for next in at + 1..<at + length { value = value << 6 | UInt32(source[next] & 0x3F) }
        return name(of: value)
      default: return nil
      }
    }

    /// A text with signs for what cannot be seen.
    static func shown(_ text: String) -> String {
      var shown = ""
      for scalar in text.unicodeScalars {
        switch scalar.value {
        case 9, 10, 13: shown.unicodeScalars.append(scalar)
        case ..<0x20: shown += "[\(controls[Int(scalar.value)])]"
        case 0x7F: shown += "[DEL]"
        default:
          if let name = name(of: scalar.value) {
            shown += "[\(name)]"
          } else {
            shown.unicodeScalars.append(scalar)
          }
        }
      }
      return shown
    }

    /// White space as signs, run by run: `·` for a space, `↵` for a line break.
    static func shownSpace(_ text: Substring) -> String {
      var shown = ""
      var scalars = text.unicodeScalars[...]
      while let first = scalars.first {
        let length = scalars.prefix { $0 == first }.count
        scalars = scalars.dropFirst(length)
        let sign = signOfSpace(first)
        shown += length > 8 ? "\(sign)×\(length)" : String(repeating: sign, count: length)
      }
      return shown
    }

    private static func signOfSpace(_ scalar: UnicodeScalar) -> String {
      switch scalar {
      case " ": "·"
      case "\n": "↵"
      case "\r": "CR"
      case "\t": "⇥"
      case "\u{A0}", "\u{202F}": "⍽"
      case "\u{0B}": "VT"
      case "\u{0C}": "FF"
      default: name(of: scalar.value) ?? "␣"
      }
    }

    /// The names of the first control characters; Unicode has signs for them, but few fonts do.
    private static let controls = [
      "NUL", "SOH", "STX", "ETX", "EOT", "ENQ", "ACK", "BEL", "BS", "HT", "LF", "VT", "FF", "CR",
      "SO", "SI", "DLE", "DC1", "DC2", "DC3", "DC4", "NAK", "SYN", "ETB", "CAN", "EM", "SUB", "ESC",
      "FS", "GS", "RS", "US",
    ]

    private static func name(of value: UInt32) -> String? {
      switch value {
      case 0x80...0x9F, 0xFFF9...0xFFFB, 0xFFFE...0xFFFF:
        "U+" + String(repeating: "0", count: value < 0x1000 ? 2 : 0)
          + String(value, radix: 16, uppercase: true)
      case 0xAD: "SHY"
      case 0x200B: "ZWSP"
      case 0x2028: "LS"
      case 0x2029: "PS"
      case 0x202A: "LRE"
      case 0x202B: "RLE"
      case 0x202C: "PDF"
      case 0x202D: "LRO"
      case 0x202E: "RLO"
      case 0x2060: "WJ"
      case 0x2066: "LRI"
      case 0x2067: "RLI"
      case 0x2068: "FSI"
      case 0x2069: "PDI"
      case 0xFEFF: "BOM"
      default: nil
      }
    }
  }
}
