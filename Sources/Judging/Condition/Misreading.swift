import Prose

/// Tells words that a machine misread, without a dictionary: by letters English never puts
/// together, digits among letters, and the usual misreadings of the most frequent words.
enum Misreading {
  /// What is wrong with a word of ASCII letters and digits; nil where nothing is.
  ///
  /// Every word of every text comes here, so a word all of whose letters are small, as nearly all
  /// are, is looked at eight bytes at a time.
  @inline(__always)
  static func reason(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ traits: WordTraits, _ pairs: Span<UInt8>
  ) -> Sighting.Reason? {
    guard end &- start > 1 else { return nil }
    if traits.contains(.misreading) { return .misreadCommonWord }
    guard isPlain(bytes, start, end) else { return oddReason(bytes, start, end, pairs) }
    return plainReason(bytes, start, end, pairs)
  }

  /// Whether nothing is wrong with a word by its letters; false where that takes a closer look.
  ///
  /// For words of eight letters or less, as most are: they are fetched once, and no loop's end has
  /// to be foreseen. What `reason` asks of such a word, at once.
  @inline(__always)
  static func isSound(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ pairs: Span<UInt8>
  ) -> Bool {
    let count = end &- start
    guard count <= 8, start &+ 8 <= bytes.count else { return false }
    let rest = UInt64(truncatingIfNeeded: 64 &- count &* 8)
    let block = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
    let word = block.littleEndian & (~0 &>> rest)
    func flags(_ pair: UInt64) -> UInt64 {
      let place = Int(truncatingIfNeeded: (pair & 31) &<< 5 | pair &>> 8 & 31)
      return UInt64(truncatingIfNeeded: pairs[unchecked: place])
    }
    // All is asked at once and answered by one jump: which words are odd cannot be foreseen.
    let oddLetters = odd(word) & (high &>> rest) & ~0xFF | word & high
    let oddStart = flags(word) & (count > 3 ? UInt64(atStart) : 0)
    let oddEnd = flags(word &>> (48 &- rest)) & (count > 2 ? UInt64(atEnd) : 0)
    let rare = rarePairs(word) & (count > 2 ? ~0 : 0)
    return oddLetters | oddStart | oddEnd | rare == 0
  }

  /// The high bits of bytes that are no small letters.
  @inline(__always)
  private static func odd(_ word: UInt64) -> UInt64 {
    // High bits of bytes that are below `a` or above `z`; a byte from 0x80 up is both.
    let below = ((word | high) &- (ones &* 0x61)) ^ high
    let above = (word & ~high) &+ (ones &* 0x05)
    return below | above | word
  }

  /// What is wrong with a word of a letter and small letters.
  @inline(__always)
  private static func plainReason(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ pairs: Span<UInt8>
  ) -> Sighting.Reason? {
    guard end &- start > 2 else { return nil }
    func flags(_ at: Int) -> UInt8 {
      pairs[Int(bytes[at] & 31) << 5 | Int(bytes[at &+ 1] & 31)]
    }
    if end &- start > 3, flags(start) & atStart != 0 { return .noSuchStart }
    if flags(end &- 2) & atEnd != 0 { return .noSuchEnd }
    guard mayHoldRarePair(bytes, start, end) else { return nil }
    var before: UInt32 = 0
    for at in start..<end {
      let isRare = rare &>> UInt32(bytes[at] & 31) & 1
      if before & isRare != 0, flags(at &- 1) & anywhere != 0 { return .noSuchPair }
      before = isRare
    }
    return nil
  }

  /// Whether a word may hold a pair of `inside`, by eight letters at once, each block beginning
  /// with the last letter of the one before.
  ///
  /// All those pairs have a `q` or a `j`, or are `vv` or of `x` and `z`, told apart by one bit.
  @inline(__always)
  private static func mayHoldRarePair(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let raw = bytes.bytes
    var at = start
    while at &+ 1 < end {
      guard at &+ 8 <= bytes.count else { return true }
      var word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let rest = end &- at
      if rest < 8 { word &= 1 &<< UInt64(truncatingIfNeeded: rest &* 8) &- 1 }
      if rarePairs(word) != 0 { return true }
      at &+= 7
    }
    return false
  }

  /// Not 0 where it may, of eight letters, zeros behind the last.
  @inline(__always)
  private static func rarePairs(_ letters: UInt64) -> UInt64 {
    let word = letters | ones &* 0x20
    let q = word ^ (ones &* 0x71)
    let j = word ^ (ones &* 0x6A)
    let v = word ^ (ones &* 0x76)
    let xz = (word | ones &* 0x02) ^ (ones &* 0x7A)
    let vs = (v &- ones) & ~v & high
    let xzs = (xz &- ones) & ~xz & high
    let qs = ((q &- ones) & ~q | (j &- ones) & ~j) & high
    return qs | (vs & vs &<< 8) | (xzs & xzs &<< 8)
  }

  /// What is wrong with any other word.
  @inline(never)
  private static func oddReason(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ pairs: Span<UInt8>
  ) -> Sighting.Reason? {
    var small = 0
    var digits = 0
    for at in start..<end {
      let byte = bytes[at]
      if byte >= 0x80 { return nil }
      if isSmall(byte) { small += 1 } else if isDigit(byte) { digits += 1 }
    }
    let count = end - start
    if digits == 1, small > 1, small + 2 >= count, !isDigit(bytes[end - 1]) {
      return .digitAmongLetters
    }
    // A capital at the start, small letters after it: no name in capitals, no abbreviation.
    guard small + (isSmall(bytes[start]) ? 0 : 1) == count else { return nil }
    return plainReason(bytes, start, end, pairs)
  }

  /// Whether all bytes behind the first are small letters; false where that takes a closer look.
  @inline(__always)
  private static func isPlain(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    let raw = bytes.bytes
    var at = start &+ 1
    while at < end {
      guard at &+ 8 <= bytes.count else { return false }
      let word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let rest = end &- at
      let mask = rest >= 8 ? high : high & (1 &<< UInt64(truncatingIfNeeded: rest &* 8) &- 1)
      if odd(word) & mask != 0 { return false }
      at &+= 8
    }
    return true
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let high: UInt64 = 0x8080_8080_8080_8080

  /// A figure with a letter before a digit: `1l9`, `50O,000`.
  static func isBrokenFigure(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    guard end - start > 2 else { return false }
    for at in start + 1..<end - 1 {
      let isLetter =
        switch bytes[at] {
        case UInt8(ascii: "l"), UInt8(ascii: "L"), UInt8(ascii: "o"), UInt8(ascii: "O"),
          UInt8(ascii: "I"), UInt8(ascii: "S"), UInt8(ascii: "i"):
          true
        default: false
        }
      if isLetter, bytes[at - 1] < 0x3A, bytes[at + 1] < 0x3A { return true }
    }
    return false
  }

  private static func isSmall(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }
  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Whether a text holds the byte that begins U+00C2 to U+00F4.
  static func mayBeMisdecoded(_ bytes: Span<UInt8>) -> Bool {
    let raw = bytes.bytes
    var at = 0
    while at &+ 8 <= bytes.count {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self) ^ (ones &* 0xC3)
      if (word &- ones) & ~word & high != 0 { return true }
      at &+= 8
    }
    while at < bytes.count {
      if bytes[at] == 0xC3 { return true }
      at &+= 1
    }
    return false
  }

  /// A word that holds what UTF-8 looks like in Windows-1252 or Latin-1: one of U+00C2 to U+00F4
  /// before another byte from 0x80 up, and that is for `Glyphs` to weigh.
  @inline(__always)
  static func isMisdecoded(
    _ words: Words, _ index: Int, _ bytes: Span<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    if end &- start <= 8, start &+ 8 <= bytes.count {
      let block = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self)
      let rest = UInt64(truncatingIfNeeded: 64 &- (end &- start) &* 8)
      if block.littleEndian & (high &>> rest) == 0 { return false }
    }
    var at = start
    while at &+ 2 < end {
      if bytes[at] == 0xC3, bytes[at &+ 2] >= 0x80 {
        return Glyphs.isMisdecoded(String(words.surface(index)))
      }
      at &+= 1
    }
    return false
  }

  private static let atStart: UInt8 = 1
  private static let atEnd: UInt8 = 2
  private static let anywhere: UInt8 = 4

  /// For each two letters, by the lower five bits of each: where no word has them.
  static let pairs: [UInt8] = {
    var pairs = [UInt8](repeating: 0, count: 1 << 10)
    for (flag, list) in [(atStart, starts), (atEnd, ends), (anywhere, inside)] {
      for pair in list.split(separator: " ") {
        pairs[pair.utf8.reduce(0) { $0 << 5 | Int($1 & 31) }] |= flag
      }
    }
    return pairs
  }()

  private static let starts =
    """
    tb fh hb bt cb cd dc fb fc fd gb gc hc hd hf jb lb lc ld lf lh ln lr lt mb mh ml nb \
    nf nh nl nr nt pb pc pd rb rc rd rf rg rm rn rr rs rt rv sb sd tc td tf tg tl tm tn \
    tp vv vb vc wb wc wd wf wl wn wt bb bc bd bf bn hh hl hn hr hs qo qe
    """
  private static let ends =
    """
    cb cl dc fb hb hc ij mc nb pb qb tb tc uc vv wb bc tf gb kc vc hf
    """
  private static let inside = "vv qq jq qj vq qv jx xj zx qz"
  /// The letters of `inside`, as bits.
  private static let rare = inside.utf8.reduce(UInt32(0)) {
    $1 == UInt8(ascii: " ") ? $0 : $0 | 1 << UInt32($1 & 31)
  }
}
