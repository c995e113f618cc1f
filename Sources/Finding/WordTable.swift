internal import Prose

/// The words of one text, without marks, and where they stand in bytes and in units of `Fold`.
///
/// A class, for it is handed on for each pair, and six lists would be counted each time.
final class WordTable {
  let keys: [UInt64]
  private let words: Words
  /// For each word: its place in `words`.
  private let places: [Int32]
  /// The units before each block of bytes, counted up to the first scalar that begins there.
  private let units: [Int32]

  var count: Int { keys.count }

  /// Where the scalars of the text are.
  let scalars: ScalarOffsets

  /// Cuts a text.
  ///
  /// - Complexity: O(bytes), two passes.
  convenience init(of text: String) { self.init(Words(in: text)) }

  /// Takes over a text that is cut.
  ///
  /// - Complexity: O(bytes).
  init(_ words: Words) {
    self.words = words
    scalars = ScalarOffsets(of: words.text)
    let (kinds, allKeys) = (words.kinds.span, words.keys.span)
    // Each is written and passed over where it counts: nothing foresees where marks stand.
    places = Array(unsafeUninitializedCapacity: kinds.count) { places, count in
      for place in kinds.indices {
        places.initializeElement(at: count, to: Int32(truncatingIfNeeded: place))
        count &+= kinds[place].isLexical ? 1 : 0
      }
    }
    keys = Array(unsafeUninitializedCapacity: places.count) { [places] keys, count in
      for place in places {
        keys.initializeElement(at: count, to: allKeys[Int(place)])
        count &+= 1
      }
    }
    units = Self.units(words.text.utf8Span.span)
  }

  private static let blockSize = 64

  private static func units(_ bytes: Span<UInt8>) -> [Int32] {
    Array(unsafeUninitializedCapacity: bytes.count / blockSize + 1) { units, count in
      var (at, unit) = (0, 0)
      while count * blockSize <= bytes.count {
        unit &+= Fold.units(bytes, from: &at, to: count &* blockSize)
        units.initializeElement(at: count, to: Int32(truncatingIfNeeded: unit))
        count &+= 1
      }
    }
  }

  /// The words of a stretch given in units, those cut by its ends among them.
  ///
  /// - Complexity: O(log words).
  func words(ofUnits range: Range<Int>) -> Range<Int> {
    let start = max(0, word(behind: range.lowerBound) - 1)
    return start..<max(start, word(behind: range.upperBound - 1))
  }

  /// The first word with more units before it than a number.
  private func word(behind unit: Int) -> Int {
    let byte = byte(behind: unit)
    return Self.first(in: places) { Int(words.starts[Int($0)]) >= byte }
  }

  /// The first place of the text with more units before it than a number.
  private func byte(behind most: Int) -> Int {
    let bytes = words.text.utf8Span.span
    let block = max(0, Self.first(in: units) { Int($0) > most } - 1)
    var (at, unit) = (block * Self.blockSize, Int(units[block]))
    while at < bytes.count, bytes[at] & 0xC0 == 0x80 { at += 1 }
    while unit <= most, at + 8 <= bytes.count {
      if let end = Fold.end(ofUnit: most - unit, bytes, from: at) { return end }
      var next = at
      let more = Fold.units(bytes, from: &next, to: at + 8)
      if unit + more > most { break }
      (at, unit) = (next, unit + more)
    }
    while unit <= most, at < bytes.count { unit += Fold.units(bytes, from: &at, to: at + 1) }
    return at
  }

  /// The first place of a rising list whose number is past something.
  ///
  /// Without jumps, for the way cannot be foreseen.
  @inline(__always)
  private static func first(in list: [Int32], where isPast: (Int32) -> Bool) -> Int {
    let list = list.span
    var (start, rest) = (0, list.count)
    while rest > 1 {
      let half = rest / 2
      start &+= isPast(list[unchecked: start &+ half &- 1]) ? 0 : half
      rest &-= half
    }
    return rest == 1 && !isPast(list[start]) ? start + 1 : start
  }

  /// Where a run of words stands, in bytes; the whole text for none.
  func range(_ run: Range<Int>) -> TextRange {
    if run.isEmpty { return TextRange(0, words.text.utf8.count) }
    return TextRange(
      Int(words.starts[Int(places[run.lowerBound])]),
      Int(words.ends[Int(places[run.upperBound - 1])]))
  }
}
