internal import Prose

/// The names and numbers of a text, by the words they stand between.
///
/// The items of a template put other names and numbers between the same words. So does damage that
/// writes names over words; but those names stand elsewhere in the text, while what a template is
/// filled with is new to it. No list of names is needed: a name is a word that is written with a
/// capital and nowhere in the text without.
final class Slots {
  /// What two texts have in the same slots.
  struct Comparison {
    /// Slots filled alike.
    var same = 0
    /// Different fillings by names that the other text knows nothing of.
    var names = 0
    /// The same by numbers.
    var numbers = 0

    /// Whether they speak of different things in the same words.
    ///
    /// One name may be corrected, and numbers change as a report is updated.
    var isContradiction: Bool { names >= 1 && names + numbers >= 2 }

    /// Whether one name, or two numbers, are others: enough where most are known to be.
    var isDifference: Bool { names >= 1 || numbers >= 2 }

    /// Whether enough is filled alike, and nothing differently.
    var isAgreement: Bool { same >= 5 && names + numbers == 0 }
  }

  private struct Slot {
    var words: Range<Int>
    var before: UInt64?
    var after: UInt64?

    /// Whether no word beside them speaks against their being the same, as it does in bad scans.
    func mayBe(_ other: Self) -> Bool {
      (before == nil || other.before == nil || before == other.before)
        && (after == nil || other.after == nil || after == other.after)
    }
  }

  private let slots: [Slot]
  /// Slots by the words before and after them, -1 where several have the same.
  private let byBefore: KeyTable
  private let byAfter: KeyTable
  /// The words of the text, without marks and clitics, and their places in `words`.
  private let keys: [UInt64]
  private let places: [Int32]
  /// The same by their keys; few texts are asked for a word.
  private lazy var known = {
    var known = KeyTable(capacity: keys.count)
    for key in keys { known.enter(key, 0) }
    return known
  }()
  private let words: Words

  /// Reads a text.
  ///
  /// - Complexity: O(bytes).
  init(of text: String) {
    let words = Words(in: text)
    let (kinds, allKeys) = (words.kinds.span, words.keys.span)
    // Each is written and passed over where it counts: nothing foresees where marks stand.
    let places = [Int32](unsafeUninitializedCapacity: kinds.count) { places, count in
      for place in kinds.indices {
        places.initializeElement(at: count, to: Int32(truncatingIfNeeded: place))
        let kind = kinds[place]
        count &+= kind.isLexical && kind != .clitic ? 1 : 0
      }
    }
    let keys = [UInt64](unsafeUninitializedCapacity: places.count) { keys, count in
      for place in places {
        keys.initializeElement(at: count, to: allKeys[Int(place)])
        count &+= 1
      }
    }
    slots = Self.slots(keys.span, Self.values(words, places.span, keys.span).span)
    var byBefore = KeyTable(capacity: slots.count)
    var byAfter = KeyTable(capacity: slots.count)
    for (number, slot) in slots.enumerated() {
      let number = Int32(truncatingIfNeeded: number)
      if let before = slot.before { byBefore.enter(before, number, again: -1) }
      if let after = slot.after { byAfter.enter(after, number, again: -1) }
    }
    (self.byBefore, self.byAfter) = (byBefore, byAfter)
    (self.words, self.places, self.keys) = (words, places, keys)
  }

  /// Tells for each word whether it is a name or a number.
  private static func values(
    _ words: Words, _ places: Span<Int32>, _ keys: Span<UInt64>
  ) -> [Bool] {
    let (starts, ends) = (words.starts.span, words.ends.span)
    let (bytes, kinds) = (words.text.utf8Span.span, words.kinds.span)
    var isValue = [Bool](repeating: false, count: keys.count)
    var capitals: [Int] = []
    var filter = KeyFilter()
    for index in keys.indices {
      let place = Int(places[index])
      let start = Int(starts[place])
      // A single letter is an initial as often as it is an article.
      if Int(ends[place]) - start > 1, words.isCapital(place, first: bytes[start]) {
        capitals.append(index)
        filter.insert(keys[index])
        isValue[index] = true
      }
    }
    // 1 for a word that stands without a capital too.
    var names = KeyTable(capacity: capitals.count)
    for index in capitals { names.enter(keys[index], 0) }
    for index in keys.indices where !isValue[index] {
      if filter.mayHold(keys[index]), names[keys[index]] == 0 {
        names.enter(keys[index], 1, again: 1)
      }
      isValue[index] = kinds[Int(places[index])] == .number
    }
    for index in capitals where names[keys[index]] == 1 { isValue[index] = false }
    return isValue
  }

  private static func slots(_ keys: Span<UInt64>, _ isValue: Span<Bool>) -> [Slot] {
    func context(_ first: Int) -> UInt64? {
      guard first >= 0, first + 1 < keys.count, !isValue[first], !isValue[first + 1] else {
        return nil
      }
      return keys[first] &* 0x9E37_79B9_7F4A_7C15 ^ keys[first + 1]
    }
    var slots: [Slot] = []
    var start = 0
    while start < isValue.count {
      if !isValue[start] {
        start += 1
        continue
      }
      var end = start + 1
      while end < isValue.count, isValue[end] { end += 1 }
      slots.append(Slot(words: start..<end, before: context(start - 2), after: context(end)))
      start = end
    }
    return slots
  }

  /// Compares what stands between the same words.
  ///
  /// - Complexity: O(slots).
  func compared(with other: Slots) -> Comparison {
    var result = Comparison()
    var differing: Set<[UInt64]> = []
    for slot in slots {
      guard let match = other.slot(like: slot) else { continue }
      let (own, theirs) = (keys[slot.words], other.keys[match.words])
      if own == theirs {
        result.same += 1
        continue
      }
      let foreign = slot.words.filter { other.known[keys[$0]] == nil }
      let strange = match.words.filter { known[other.keys[$0]] == nil }
      if foreign.isEmpty || strange.isEmpty || !slot.mayBe(match) { continue }
      let isSpelling = foreign.contains { x in
        strange.contains { resemble(letters(x), other.letters($0)) }
      }
      if isSpelling {
        result.same += 1
      } else if differing.insert(foreign.map { keys[$0] }).inserted {
        let isNumber =
          foreign.contains { words.kinds[Int(places[$0])] == .number }
          || strange.contains { other.words.kinds[Int(other.places[$0])] == .number }
        if isNumber { result.numbers += 1 } else { result.names += 1 }
      }
    }
    return result
  }

  /// Whether each names several things that are strange to the other: what it knows nothing of, nor
  /// of anything like it.
  ///
  /// So it is with a list of items and one of them, where no slots meet.
  func isForeign(to other: Slots) -> Bool {
    let (own, theirs) = (unknown(to: other), other.unknown(to: self))
    func strangers(_ words: [[UInt8]], to others: [[UInt8]]) -> Int {
      words.count { word in !others.contains { resemble(word, $0) } }
    }
    return strangers(own, to: theirs) >= 2 && strangers(theirs, to: own) >= 2
  }

  /// The letters of the names and numbers another text does not have, each once.
  private func unknown(to other: Slots) -> [[UInt8]] {
    var found: Set<UInt64> = []
    return slots.flatMap(\.words)
      .filter { other.known[keys[$0]] == nil && found.insert(keys[$0]).inserted }.map(letters)
  }

  private func slot(like slot: Slot) -> Slot? {
    if let before = slot.before, let place = byBefore[before], place >= 0 {
      return slots[Int(place)]
    }
    if let after = slot.after, let place = byAfter[after], place >= 0 { return slots[Int(place)] }
    return nil
  }

  private func letters(_ word: Int) -> [UInt8] {
    Letters.folded(words.surface(Int(places[word])))
  }

  /// Whether one may be the other misspelt or misread: three fifths agree at the ends.
  private func resemble(_ x: [UInt8], _ y: [UInt8]) -> Bool {
    let (shorter, longer) = (min(x.count, y.count), max(x.count, y.count))
    var prefix = 0
    while prefix < shorter, x[prefix] == y[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < shorter - prefix, x[x.count - 1 - suffix] == y[y.count - 1 - suffix] {
      suffix += 1
    }
    return 5 * (prefix + suffix) >= 3 * longer
  }
}
