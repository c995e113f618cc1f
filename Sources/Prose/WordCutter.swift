/// The one pass that cuts bytes into words.
///
/// Most words are `PlainWords`; what is left goes byte by byte: ASCII by comparison, other scalars
/// decoded and looked up.
struct WordCutter {
  private enum Class: UInt8 {
    case mark, letter, digit, space, wide
  }

  /// By comparison, for a table would have to be fetched for every byte.
  @inline(__always)
  private func classOf(_ byte: UInt8) -> Class {
    if isPlain(byte) { return byte < UInt8(ascii: "A") ? .digit : .letter }
    if byte >= 0x80 { return .wide }
    return byte == UInt8(ascii: " ") || byte &- 9 < 5 ? .space : .mark
  }

  @inline(__always)
  private func isPlain(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }

  private let text: String

  /// - Parameter text: What will be cut; words that are not ASCII are folded as strings.
  init(_ text: String) { self.text = text }

  func cut(_ bytes: Span<UInt8>, into words: inout WordList) {
    let raw = bytes.bytes
    // From the last places on, eight bytes cannot be fetched at once.
    let borrowable = bytes.count &- PlainWords.margin
    var at = 0
    while at < bytes.count {
      if at < borrowable {
        let byte = raw.unsafeLoad(fromByteOffset: at, as: UInt8.self)
        if byte == UInt8(ascii: " ") {
          at &+= 1
          continue
        }
        if let end = PlainWords.cut(raw, byte, at, borrowable, into: &words) {
          at = end
          continue
        }
      }
      at = piece(bytes, from: at, into: &words)
    }
  }

  /// Cuts what starts here, whatever it is, and gives the place after it.
  private func piece(_ bytes: Span<UInt8>, from at: Int, into words: inout WordList) -> Int {
    switch classOf(bytes[at]) {
    case .space: return at + 1
    case .letter, .digit: return word(bytes, from: at, into: &words)
    case .mark: return mark(bytes, from: at, into: &words)
    case .wide:
      let (scalar, length) = Mojibake.scalar(bytes, at)
      switch WideClass(scalar) {
      // U+02BC belongs to the word it stands in; where none has begun it is an apostrophe like any other.
      case .letter where NormalForm.isApostrophe(scalar):
        return mark(bytes, from: at, into: &words)
      case .letter: return word(bytes, from: at, into: &words)
      case .character: return character(bytes, from: at, scalar, length, into: &words)
      case .space: return at + length
      case .mark: return mark(bytes, from: at, into: &words)
      }
    }
  }

  /// Cuts the word that starts here and gives the place after it.
  private func word(_ bytes: Span<UInt8>, from start: Int, into words: inout WordList) -> Int {
    var at = start
    var isASCII = true
    scan: while at < bytes.count {
      while at < bytes.count, isPlain(bytes[at]) { at &+= 1 }
      guard at < bytes.count else { break }
      let byte = bytes[at]
      switch classOf(byte) {
      case .letter, .digit: at += 1
      case .space: break scan
      case .mark:
        if byte == UInt8(ascii: "'") {
          guard let end = apostrophe(bytes, from: start, at: at, length: 1) else { break scan }
          if end < 0 { return clitic(bytes, start, -end, isASCII, into: &words) }
          if end < at {
            at = end
            break scan
          }
          at = end
        } else if isInnerPoint(byte), at > start, isDigit(bytes, at - 1), isDigit(bytes, at + 1) {
          at += 2
        } else {
          break scan
        }
      case .wide:
        let (scalar, length) = Mojibake.scalar(bytes, at)
        if NormalForm.isApostrophe(scalar) {
          guard let end = apostrophe(bytes, from: start, at: at, length: length) else { break scan }
          if end < 0 { return clitic(bytes, start, -end, false, into: &words) }
          if end < at {
            at = end
            break scan
          }
          isASCII = false
          at = end
        } else if WideClass(scalar) == .letter {
          isASCII = false
          at += length
        } else {
          break scan
        }
      }
    }
    if !isASCII, isBare(bytes, start, at) {
      return joiners(bytes, start, at, into: &words)
    }
    let kind: Words.Kind = isDigit(bytes, start) ? .number : .word
    words.append(start, at, key: key(bytes, start, at, isASCII), kind: kind)
    return at
  }

  /// Whether a run holds only joiners and accents: nothing that is read by itself.
  private func isBare(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      guard bytes[at] >= 0x80 else { return false }
      let (scalar, length) = Mojibake.scalar(bytes, at)
      guard NormalForm.extends(scalar) else { return false }
      at += length
    }
    return true
  }

  /// Joiners and accents that no word carries belong to the mark they hang on (`❤` and its variation
  /// selector), an accent standing free is a mark, and what shows nothing is a gap.
  private func joiners(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, into words: inout WordList
  ) -> Int {
    if let last = words.last, Int(last.end) == start, last.kind == .mark {
      words.extendLast(to: end)
    } else if let accent = firstVisible(bytes, start, end) {
      words.append(start, end, key: NormalForm.key(ofMark: accent), kind: .mark)
    }
    return end
  }

  private func firstVisible(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Unicode.Scalar? {
    var at = start
    while at < end {
      let (scalar, length) = Mojibake.scalar(bytes, at)
      if !NormalForm.isInvisible(scalar) { return scalar }
      at += length
    }
    return nil
  }

  /// Cuts one character of a script without spaces, with the accents and tone marks it carries.
  private func character(
    _ bytes: Span<UInt8>, from start: Int, _ scalar: Unicode.Scalar, _ length: Int,
    into words: inout WordList
  ) -> Int {
    var end = start + length
    while end < bytes.count, bytes[end] >= 0x80 {
      let (next, length) = Mojibake.scalar(bytes, end)
      guard NormalForm.extends(next) else { break }
      end += length
    }
    let key =
      end == start + length
      ? NormalForm.key(ofMark: scalar)
      : NormalForm.key(ofCharacter: text[TextRange(start, end)])
    words.append(start, end, key: key, kind: .character)
    words.cutIntoCharacters = true
    return end
  }

  /// What an apostrophe inside a word means: nil, the word ends before it; a place before it, the
  /// word ends there (`do|n’t`); a negative place, the word is itself a clitic that ends there
  /// (`n’t`); else the word goes on.
  private func apostrophe(_ bytes: Span<UInt8>, from start: Int, at: Int, length: Int) -> Int? {
    guard isLetter(bytes, at + length) else { return nil }
    guard let end = cliticEnd(bytes, after: at + length) else { return at + length }
    let isT = end == at + length + 1 && bytes[at + length] | 0x20 == UInt8(ascii: "t")
    guard isT, at > start, bytes[at - 1] | 0x20 == UInt8(ascii: "n") else { return nil }
    return at - 1 == start ? -end : at - 1
  }

  private func clitic(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ isASCII: Bool, into words: inout WordList
  ) -> Int {
    words.append(start, end, key: key(bytes, start, end, isASCII), kind: .clitic)
    return end
  }

  /// Cuts the mark, or the clitic with its apostrophe, that starts here and gives the place after
  /// it.
  private func mark(_ bytes: Span<UInt8>, from start: Int, into words: inout WordList) -> Int {
    let (scalar, length) = Mojibake.scalar(bytes, start)
    var end = start + length
    if NormalForm.isApostrophe(scalar) {
      if let stop = cliticEnd(bytes, after: end) {
        return clitic(bytes, start, stop, length == 1, into: &words)
      }
      if length == 1, end < bytes.count, bytes[end] == UInt8(ascii: "'") {
        words.append(start, end + 1, key: NormalForm.key(ofMark: "\""), kind: .quote)
        return end + 1
      }
    }
    switch scalar {
    case "-", ".":
      while end < bytes.count, bytes[end] == bytes[start] { end += 1 }
      let run = end - start
      if scalar == "-" {
        let key = NormalForm.key(ofMark: run == 1 ? "-" : "\u{2014}")
        words.append(start, end, key: key, kind: .mark)
      } else if run >= 3 {
        words.append(start, end, key: NormalForm.key(ofMark: "\u{2026}"), kind: .mark)
      } else {
        words.append(start, start + 1, key: NormalForm.key(ofMark: "."), kind: .mark)
        end = start + 1
      }
    case "`" where end < bytes.count && bytes[end] == UInt8(ascii: "`"):
      end += 1
      words.append(start, end, key: NormalForm.key(ofMark: "\""), kind: .quote)
    default:
      let common = NormalForm.common(scalar)
      words.append(
        start, end, key: NormalForm.key(ofMark: scalar),
        kind: common == "\"" || common == "'" ? .quote : .mark)
    }
    return end
  }

  /// The end of the clitic letters (`s`, `re`, `ve`, `ll`, `d`, `m`, `t`) that start here, if a
  /// word border follows.
  private func cliticEnd(_ bytes: Span<UInt8>, after start: Int) -> Int? {
    guard start < bytes.count else { return nil }
    let first = bytes[start] | 0x20
    let length: Int
    switch first {
    case UInt8(ascii: "s"), UInt8(ascii: "d"), UInt8(ascii: "m"), UInt8(ascii: "t"): length = 1
    case UInt8(ascii: "r"), UInt8(ascii: "v"):
      guard start + 1 < bytes.count, bytes[start + 1] | 0x20 == UInt8(ascii: "e") else {
        return nil
      }
      length = 2
    case UInt8(ascii: "l"):
      guard start + 1 < bytes.count, bytes[start + 1] | 0x20 == UInt8(ascii: "l") else {
        return nil
      }
      length = 2
    default: return nil
    }
    return isLetter(bytes, start + length) || isDigit(bytes, start + length) ? nil : start + length
  }

  private func key(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ isASCII: Bool
  ) -> UInt64 {
    // Digits, apostrophes and points have the bit of lower case anyway.
    if isASCII { return StableHash.ofWord(bytes.bytes, start, end) }
    return keyOfWestern(bytes, start, end) ?? NormalForm.key(of: text[TextRange(start, end)])
  }

  /// The key of a word that holds typographic apostrophes or single letters such as `é` and is ASCII
  /// otherwise, as most are that are not ASCII; nil for any other.
  private func keyOfWestern(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64? {
    var hash = StableHash()
    var at = start
    while at < end {
      if bytes[at] < 0x80 {
        hash.add(bytes[at] | 0x20)
        at += 1
      } else if bytes[at] == 0xE2, bytes[at + 1] == 0x80, bytes[at + 2] == 0x99 {
        hash.add(UInt8(ascii: "'"))
        at += 3
      } else if bytes[at] == 0xC3, at + 2 == end || bytes[at + 2] < 0x80 {
        // U+00C0 to U+00FF, alone: nothing to compose, no wrong reading. Behind a capital there is
        // its small letter, 32 on; not so for the two signs and the sharp s.
        let last = bytes[at + 1]
        if last == 0x97 || last == 0x9F || last == 0xB7 { return nil }
        hash.add(0xC3)
        hash.add(last | 0x20)
        at += 2
      } else {
        return nil
      }
    }
    return hash.value
  }

  private func isInnerPoint(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":")
      || byte == UInt8(ascii: "/")
  }

  private func isDigit(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    at < bytes.count && classOf(bytes[at]) == .digit
  }

  private func isLetter(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    guard at < bytes.count else { return false }
    switch classOf(bytes[at]) {
    case .letter: return true
    case .wide: return WideClass(Mojibake.scalar(bytes, at).0) == .letter
    default: return false
    }
  }
}
