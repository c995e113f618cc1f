internal import Prose

/// The words of one text, without marks, and where they stand in bytes and in units of `Fold`.
///
/// A class, for it is handed on for each pair, and six lists would be counted each time.
final class WordTable {
  let keys: [UInt64]
  private let words: Words
  /// For each word: its place in `words`.
  private let places: [Int32]
  /// For each word: the units before it.
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
    var keys: [UInt64] = []
    var places: [Int32] = []
    var units: [Int32] = []
    let count = words.kinds.count
    keys.reserveCapacity(count)
    places.reserveCapacity(count)
    units.reserveCapacity(count)
    let bytes = words.text.utf8Span.span
    var at = 0
    var unit = 0
    let (kinds, starts, allKeys) = (words.kinds.span, words.starts.span, words.keys.span)
    for place in 0..<count where kinds[place].isLexical {
      unit &+= Fold.units(bytes, from: &at, to: Int(starts[place]))
      keys.append(allKeys[place])
      places.append(Int32(truncatingIfNeeded: place))
      units.append(Int32(truncatingIfNeeded: unit))
    }
    self.keys = keys
    self.places = places
    self.units = units
  }

  /// The words of a stretch given in units, those cut by its ends among them.
  ///
  /// - Complexity: O(log words).
  func words(ofUnits range: Range<Int>) -> Range<Int> {
    let start = max(0, first { Int($0) > range.lowerBound } - 1)
    return start..<max(start, first { Int($0) >= range.upperBound })
  }

  private func first(where isPast: (Int32) -> Bool) -> Int {
    var (low, high) = (0, units.count)
    while low < high {
      let middle = (low + high) / 2
      if isPast(units[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// Where a run of words stands, in bytes; the whole text for none.
  func range(_ run: Range<Int>) -> TextRange {
    if run.isEmpty { return TextRange(0, words.text.utf8.count) }
    return TextRange(
      Int(words.starts[Int(places[run.lowerBound])]),
      Int(words.ends[Int(places[run.upperBound - 1])]))
  }
}
