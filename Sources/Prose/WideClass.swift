/// What a scalar above ASCII does to a word.
enum WideClass {
  /// Belongs to a word: letters, digits, accents, joiners.
  case letter
  /// Is a word by itself, in a script written without spaces.
  case character
  case space
  case mark

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0xC0...0x24F where scalar.value != 0xD7 && scalar.value != 0xF7: self = .letter
    case 0xAD, 0x200C, 0x200D, 0x2060, 0x2BC: self = .letter
    case 0x2010...0x2027, 0x2030...0x205E: self = .mark
    case 0x200B, 0xFEFF: self = .space
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF,  // Thai, Lao, Burmese, Khmer
      0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF,  // kana
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:  // Han
      self =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? .character : .mark
    default:
      let properties = scalar.properties
      if properties.isWhitespace {
        self = .space
      } else if properties.isAlphabetic {
        self = .letter
      } else {
        switch properties.generalCategory {
        case .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark,
          .enclosingMark:
          self = .letter
        default: self = .mark
        }
      }
    }
  }
}
