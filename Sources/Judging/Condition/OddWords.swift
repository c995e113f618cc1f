import Prose

/// The words of a text that `FaultSearch` has to look at: marks, numbers and clitics, and the few
/// words in which there may be something, or beside which.
///
/// Which words these are cannot be foreseen, so what makes a word odd is reckoned without jumps, and
/// the place of each word is written down and passed over where it counts. A word too many does no
/// harm; none may be missing.
struct OddWords {
  private var places: [Int32] = []
  private var at = 0
  /// Words, marks not counted.
  private(set) var lexical = 0

  /// Looks at each word of a text.
  ///
  /// - Complexity: O(words).
  init(of words: Words) {
    let bytes = words.text.utf8Span.span
    let (starts, ends) = (words.starts.span, words.ends.span)
    let (keys, kinds) = (words.keys.span, words.kinds.span)
    let (table, pairs) = (WordTraits.table, Misreading.pairs)
    let pairFlags = pairs.span
    var lexical = 0
    places = Array(unsafeUninitializedCapacity: starts.count) { places, count in
      var keyBefore: UInt64 = 0
      var endBefore = 0
      var subjectBefore: UInt8 = 0
      var nameBefore: UInt8 = 0
      var cliticBefore: UInt8 = 0
      for index in starts.indices {
        let (start, end) = (Int(starts[unchecked: index]), Int(ends[unchecked: index]))
        let (key, kind) = (keys[unchecked: index], kinds[unchecked: index])
        let traits = table[key]
        let first = bytes[start]
        let capital = Self.bit(first &- UInt8(ascii: "A") < 26) | first &>> 7
        // Behind more than a space, or with letters that no word has.
        let isAlone =
          Self.bit(kind != .word) | Self.bit(start &- endBefore > 1)
          | Self.bit(!Misreading.isSound(bytes, start, end, pairFlags))
          | traits.bit(.misreading) | traits.bit(.bareClitic)
        // Beside a word it cannot stand beside.
        let isOwned = cliticBefore & (capital | traits.bit(.cannotBeOwned))
        let isNamed = Self.bit(start > endBefore) & (nameBefore | subjectBefore)
        let isBeside =
          Self.bit(key == keyBefore) | isOwned
          | capital & (Self.bit(end &- start == 1) | isNamed)
        places.initializeElement(at: count, to: Int32(truncatingIfNeeded: index))
        count &+= Int(truncatingIfNeeded: isAlone | isBeside)
        lexical &+= kind.isLexical ? 1 : 0
        (keyBefore, endBefore) = (key, end)
        subjectBefore = traits.bit(.subject)
        nameBefore = capital & Self.bit(kind == .word)
        cliticBefore = Self.bit(kind == .clitic)
      }
    }
    self.lexical = lexical
  }

  /// The next of them.
  mutating func next() -> Int? {
    guard at < places.count else { return nil }
    at += 1
    return Int(places[at - 1])
  }

  @inline(__always)
  private static func bit(_ isTrue: Bool) -> UInt8 { isTrue ? 1 : 0 }
}
