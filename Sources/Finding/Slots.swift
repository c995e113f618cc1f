internal import Prose

/// The names and numbers of a text, by the words they stand between.
///
/// The items of a template put other names and numbers between the same words. So does damage that
/// writes names over words; but those names stand elsewhere in the text, while what a template is
/// filled with is new to it. No list of names is needed: a name is a word that is written with a
/// capital and nowhere in the text without.
struct Slots {
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

  private var slots: [Slot] = []
  /// Slots by the words before and after them, -1 where several have the same.
  private var byBefore: [UInt64: Int] = [:]
  private var byAfter: [UInt64: Int] = [:]
  private var keys: [UInt64] = []
  private var known: Set<UInt64> = []
  private let words: Words
  private var places: [Int] = []

  /// Reads a text.
  ///
  /// - Complexity: O(bytes).
  init(of text: String) {
    words = Words(in: text)
    var isCapital: [Bool] = []
    let count = words.kinds.count
    isCapital.reserveCapacity(count)
    keys.reserveCapacity(count)
    places.reserveCapacity(count)
    known.reserveCapacity(count)
    for place in 0..<count where words.kinds[place].isLexical && words.kinds[place] != .clitic {
      // A single letter is an initial as often as it is an article.
      isCapital.append(words.ends[place] - words.starts[place] > 1 && Self.isCapital(words, place))
      keys.append(words.keys[place])
      places.append(place)
      known.insert(words.keys[place])
    }
    let candidates = Set(keys.indices.lazy.filter { isCapital[$0] }.map { [keys] in keys[$0] })
    var small: Set<UInt64> = []
    for index in keys.indices where !isCapital[index] && candidates.contains(keys[index]) {
      small.insert(keys[index])
    }
    let isValue = keys.indices.map {
      words.kinds[places[$0]] == .number || isCapital[$0] && !small.contains(keys[$0])
    }
    var start = 0
    while start < keys.count {
      if !isValue[start] {
        start += 1
        continue
      }
      var end = start + 1
      while end < keys.count, isValue[end] { end += 1 }
      add(start..<end, isValue)
      start = end
    }
  }

  private static func isCapital(_ words: Words, _ place: Int) -> Bool {
    let first = words.text.utf8Span.span[Int(words.starts[place])]
    if first < 0x80 { return (0x41...0x5A).contains(first) }
    return words.surface(place).unicodeScalars.first?.properties.isUppercase ?? false
  }

  private mutating func add(_ range: Range<Int>, _ isValue: [Bool]) {
    func context(_ first: Int) -> UInt64? {
      guard first >= 0, first + 1 < keys.count, !isValue[first], !isValue[first + 1] else {
        return nil
      }
      return keys[first] &* 0x9E37_79B9_7F4A_7C15 ^ keys[first + 1]
    }
    let slot = Slot(
      words: range, before: context(range.lowerBound - 2), after: context(range.upperBound))
    if let before = slot.before {
      byBefore[before] = byBefore[before] == nil ? slots.count : -1
    }
    if let after = slot.after { byAfter[after] = byAfter[after] == nil ? slots.count : -1 }
    slots.append(slot)
  }

  /// Compares what stands between the same words.
  ///
  /// - Complexity: O(slots).
  func compared(with other: Self) -> Comparison {
    var result = Comparison()
    var differing: Set<[UInt64]> = []
    for slot in slots {
      guard let match = other.slot(like: slot) else { continue }
      let (own, theirs) = (keys[slot.words], other.keys[match.words])
      if own == theirs {
        result.same += 1
        continue
      }
      let foreign = slot.words.filter { !other.known.contains(keys[$0]) }
      let strange = match.words.filter { !known.contains(other.keys[$0]) }
      if foreign.isEmpty || strange.isEmpty || !slot.mayBe(match) { continue }
      let isSpelling = foreign.contains { x in
        strange.contains { resemble(letters(x), other.letters($0)) }
      }
      if isSpelling {
        result.same += 1
      } else if differing.insert(foreign.map { keys[$0] }).inserted {
        let isNumber =
          foreign.contains { words.kinds[places[$0]] == .number }
          || strange.contains { other.words.kinds[other.places[$0]] == .number }
        if isNumber { result.numbers += 1 } else { result.names += 1 }
      }
    }
    return result
  }

  /// Whether each names several things that are strange to the other: what it knows nothing of, nor
  /// of anything like it.
  ///
  /// So it is with a list of items and one of them, where no slots meet.
  func isForeign(to other: Self) -> Bool {
    let (own, theirs) = (unknown(to: other), other.unknown(to: self))
    func strangers(_ words: [[UInt8]], to others: [[UInt8]]) -> Int {
      words.count { word in !others.contains { resemble(word, $0) } }
    }
    return strangers(own, to: theirs) >= 2 && strangers(theirs, to: own) >= 2
  }

  /// The letters of the names and numbers another text does not have, each once.
  private func unknown(to other: Self) -> [[UInt8]] {
    var found: Set<UInt64> = []
    return slots.flatMap(\.words)
      .filter { !other.known.contains(keys[$0]) && found.insert(keys[$0]).inserted }.map(letters)
  }

  private func slot(like slot: Slot) -> Slot? {
    for place in [slot.before.flatMap { byBefore[$0] }, slot.after.flatMap { byAfter[$0] }] {
      if let place, place >= 0 { return slots[place] }
    }
    return nil
  }

  private func letters(_ word: Int) -> [UInt8] { Letters.folded(words.surface(places[word])) }

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

/// Tells of pairs whether they contradict each other; remembers pairs and texts.
final class SlotJudge {
  private let text: (Int) -> String
  private var read: [Int: Slots] = [:]
  private var known: [UInt64: Answer] = [:]
  private var foreign: [UInt64: Bool] = [:]

  /// How many texts are remembered at most.
  private static let remembered = 512

  /// Takes what gives the text of a representative.
  init(_ text: @escaping (Int) -> String) { self.text = text }

  /// Whether two texts put other names and numbers into the same slots.
  ///
  /// - Complexity: O(bytes) of a text met for the first time.
  func contradict(_ x: Int, _ y: Int) -> Bool { answer(x, y).contradict }

  /// Whether two items of a template are filled with different things.
  ///
  /// - Complexity: O(bytes) of a text met for the first time.
  func differ(_ x: Int, _ y: Int) -> Bool {
    if answer(x, y).differ { return true }
    let key = Self.key(x, y)
    if let known = foreign[key] { return known }
    let answer = slots(max(x, y)).isForeign(to: slots(min(x, y)))
    foreign[key] = answer
    return answer
  }

  /// Whether two texts fill the same slots alike throughout.
  ///
  /// - Complexity: O(bytes) of a text met for the first time.
  func agree(_ x: Int, _ y: Int) -> Bool { answer(x, y).agree }

  private struct Answer {
    var contradict: Bool
    var differ: Bool
    var agree: Bool
  }

  private func answer(_ x: Int, _ y: Int) -> Answer {
    let key = Self.key(x, y)
    if let answer = known[key] { return answer }
    // From both sides, for which slots meet depends on the side.
    let (a, b) = (slots(max(x, y)), slots(min(x, y)))
    let (ab, ba) = (a.compared(with: b), b.compared(with: a))
    let answer = Answer(
      contradict: ab.isContradiction || ba.isContradiction,
      differ: ab.isDifference || ba.isDifference, agree: ab.isAgreement && ba.isAgreement)
    known[key] = answer
    return answer
  }

  private static func key(_ x: Int, _ y: Int) -> UInt64 {
    UInt64(max(x, y)) << 32 | UInt64(min(x, y))
  }

  private func slots(_ place: Int) -> Slots {
    if let slots = read[place] { return slots }
    if read.count >= Self.remembered { read.removeAll(keepingCapacity: true) }
    let slots = Slots(of: text(place))
    read[place] = slots
    return slots
  }
}
