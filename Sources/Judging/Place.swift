import Collating
import Prose

/// One locus as the families look at it: the words of both sides and what stands around them.
final class Place {
  let locus: Locus
  let base: Side
  let reading: Side
  let report: Report

  init(_ locus: Locus, in collation: Collation, report: Report) {
    self.locus = locus
    self.report = report
    base = Side(collation.base, locus.base)
    reading = Side(collation.witness, locus.reading)
  }

  /// The side that has words, where only one has.
  var only: Side? {
    base.words.isEmpty
      ? (reading.words.isEmpty ? nil : reading) : (reading.words.isEmpty ? base : nil)
  }
  /// Whether both sides have words or marks.
  var isSubstitution: Bool { !base.words.isEmpty && !reading.words.isEmpty }
  /// Whether it is the base that has less.
  var isAddition: Bool { base.words.isEmpty }

  var operation: Difference.Operation {
    if locus.base.range.isEmpty { return .addition }
    if locus.reading.range.isEmpty { return .omission }
    return switch (base.words.isEmpty, reading.words.isEmpty) {
    case (true, false): .addition
    case (false, true): .omission
    default: .substitution
    }
  }

  /// Inside quotation marks in a text whose marks pair up; where neither's do, in either.
  var isInQuotation: Bool {
    switch (report.baseQuotesPairUp, report.readingQuotesPairUp) {
    case (true, false): base.isInQuotation
    case (false, true): reading.isInQuotation
    default: base.isInQuotation || reading.isInQuotation
    }
  }
}

/// One side of a place.
final class Side {
  let witness: Witness
  let range: TextRange
  let words: Range<Int>

  /// Of a short reading, its words in lower case: every family asks for them.
  private let short: [String]?

  init(_ witness: Witness, _ reading: Reading) {
    self.witness = witness
    range = reading.range
    words = reading.words
    let cut = witness.words
    short =
      reading.words.count > Self.mostShort
      ? nil : words.filter { cut.kinds[$0].isLexical }.map { Self.lowercase($0, in: cut) }
  }

  private static let mostShort = 12

  /// The text as it stands, each run of white space one space, and none around it.
  var whole: String { Self.spaced(witness.article.text[range]) }

  private static func spaced(_ text: Substring) -> String {
    let bytes = text.utf8
    if bytes.contains(where: { $0 >= 0x80 || $0 &- 0x1C < 4 }) {
      return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    return String(unsafeUninitializedCapacity: bytes.count) { buffer in
      var count = 0
      var isAfterSpace = true
      for byte in bytes {
        let isSpace = byte == 0x20 || byte &- 0x09 < 5
        if isSpace && isAfterSpace { continue }
        isAfterSpace = isSpace
        buffer[count] = isSpace ? 0x20 : byte
        count += 1
      }
      return count > 0 && isAfterSpace ? count - 1 : count
    }
  }

  /// The text for a reason: a long one by its ends.
  var text: String {
    if range.count <= Self.longestReason { return whole }
    var (head, tail) = (
      range.start + Self.longestReason * 2 / 3, range.end - Self.longestReason / 4
    )
    let bytes = witness.article.text.utf8Span.span
    while bytes[head] & 0xC0 == 0x80 { head -= 1 }
    while bytes[tail] & 0xC0 == 0x80 { tail += 1 }
    let ends = [TextRange(range.start, head), TextRange(tail, range.end)]
    return ends.map { Self.spaced(witness.article.text[$0]) }.joined(separator: " … ")
  }

  /// Bytes of a text that a reason quotes whole.
  private static let longestReason = 180

  /// The words and marks as they stand.
  var surfaces: [Substring] { words.map { witness.words.surface($0) } }

  /// The places of the words that are more than marks.
  var lexical: [Int] { words.filter { witness.words.kinds[$0].isLexical } }

  /// The same, in lower case, apostrophes straight.
  var lowercased: [String] { short ?? lexical.map { lowercase($0) } }

  func lowercase(_ word: Int) -> String { Self.lowercase(word, in: witness.words) }

  private static func lowercase(_ word: Int, in words: Words) -> String {
    let range = words.range(word)
    // No list holds a string of so many letters: its key does as well, and costs nothing.
    if range.count > longestWord { return "\u{1F}\(words.keys[word])" }
    let bytes = words.text.utf8Span.span
    for at in range.start..<range.end where bytes[at] >= 0x80 {
      return String(words.surface(word).lowercased().map { $0 == "’" ? "'" : $0 })
    }
    return String(unsafeUninitializedCapacity: range.count) { buffer in
      for at in 0..<range.count {
        let byte = bytes[range.start + at]
        buffer[at] = byte &- 0x41 < 26 ? byte | 0x20 : byte
      }
      return range.count
    }
  }

  /// In bytes.
  private static let longestWord = 200

  var isOnlyMarks: Bool { !words.isEmpty && lexical.isEmpty }

  /// The letters and digits, folded, run together.
  var letters: [UInt8] { words.flatMap { Letters.folded(witness.words.surface($0)) } }

  /// The word before the place, if there is one.
  var before: Int? { words.lowerBound > 0 ? words.lowerBound - 1 : nil }
  /// The word before the place, a stop between them passed over: the month of `Nov. 17`.
  var beforeStop: Int? {
    guard let before, before > 0, witness.words.keys[before] == Marks.stop else { return before }
    return before - 1
  }
  /// The word after the place, if there is one.
  var after: Int? { words.upperBound < witness.words.count ? words.upperBound : nil }

  func kind(_ word: Int?) -> Words.Kind? { word.map { witness.words.kinds[$0] } }
  func key(_ word: Int?) -> UInt64? { word.map { witness.words.keys[$0] } }
  func surface(_ word: Int?) -> Substring { word.map { witness.words.surface($0) } ?? "" }

  func isName(_ word: Int?) -> Bool { word.map { witness.names.contains($0) } ?? false }

  /// Inside quotation marks: every word, or for a point the words on both sides of it.
  var isInQuotation: Bool {
    words.isEmpty
      ? before.map(witness.quotations.contains) ?? false
        && after.map(witness.quotations.contains) ?? false
      : words.contains(where: witness.quotations.contains)
  }
}

/// What the families ask about the two texts as wholes.
struct Report {
  let baseQuotesPairUp: Bool
  let readingQuotesPairUp: Bool
  let moves: [Move]
  /// What was changed in each of them and matters, the gravest first.
  let edits: [[Difference]]
  private let runs: [WordRuns]

  init(_ collation: Collation) {
    baseQuotesPairUp = collation.base.quotations.all.allSatisfy(\.isClosed)
    readingQuotesPairUp = collation.witness.quotations.all.allSatisfy(\.isClosed)
    moves = collation.moves
    edits = moves.map { move in
      let edits = collation.edits(of: move)
      return edits.filter { $0.severity == .meaning } + edits.filter { $0.severity == .style }
    }
    runs = [WordRuns(collation.base.words), WordRuns(collation.witness.words)]
  }

  /// Whether a run of words stands anywhere in the two texts besides at the place itself.
  func standsElsewhere(_ keys: [UInt64], than place: Place) -> Bool {
    runs[0].holds(keys, besides: place.base.words)
      || runs[1].holds(keys, besides: place.reading.words)
  }

  /// Whether a run of words stands in both texts.
  func standsInBoth(_ keys: [UInt64]) -> Bool { runs.allSatisfy { $0.holds(keys, besides: 0..<0) } }
}

/// Finds runs of words in a text, those of one word by it and longer ones by their first two: `the`
/// alone stands everywhere.
struct WordRuns {
  private let words: Words
  private let single: Chains
  private let double: Chains

  init(_ words: Words) {
    self.words = words
    var single = Chains(words.count)
    var double = Chains(words.count)
    var last: Int?
    for index in words.indices where words.kinds[index].isLexical {
      single.add(index, words.keys[index])
      if let last { double.add(last, Self.pair(words.keys[last], words.keys[index])) }
      last = index
    }
    (self.single, self.double) = (single, double)
  }

  private static func pair(_ first: UInt64, _ second: UInt64) -> UInt64 {
    first &* 0x9E37_79B9_7F4A_7C15 ^ second
  }

  /// Whether the lexical words given stand here one after another, marks not counted.
  func holds(_ keys: [UInt64], besides own: Range<Int>) -> Bool {
    guard let first = keys.first else { return false }
    let chains = keys.count > 1 ? double : single
    var start = chains.last(keys.count > 1 ? Self.pair(first, keys[1]) : first)
    while let at = start {
      if words.keys[at] == first, !own.contains(at), holds(keys, at: at) { return true }
      start = chains.before(at)
    }
    return false
  }

  private func holds(_ keys: [UInt64], at start: Int) -> Bool {
    var at = start
    for key in keys {
      while at < words.count, !words.kinds[at].isLexical { at += 1 }
      guard at < words.count, words.keys[at] == key else { return false }
      at += 1
    }
    return true
  }

  /// A hash table of places.
  ///
  /// For each slot the last place that falls into it, and for each place the one before it in its
  /// slot: no array is made for a word.
  private struct Chains {
    private var lasts: [Int32]
    private var befores: [Int32]
    private let mask: UInt64

    init(_ count: Int) {
      var slots = 16
      while slots < count { slots *= 2 }
      mask = UInt64(slots - 1)
      lasts = Array(repeating: -1, count: slots)
      befores = Array(repeating: -1, count: count)
    }

    mutating func add(_ place: Int, _ hash: UInt64) {
      let slot = slot(hash)
      befores[place] = lasts[slot]
      lasts[slot] = Int32(place)
    }

    func last(_ hash: UInt64) -> Int? {
      let place = lasts[slot(hash)]
      return place < 0 ? nil : Int(place)
    }

    func before(_ place: Int) -> Int? {
      let before = befores[place]
      return before < 0 ? nil : Int(before)
    }

    private func slot(_ hash: UInt64) -> Int {
      Int(truncatingIfNeeded: (hash ^ hash &>> 32) & mask)
    }
  }
}
