import Prose

/// One pass over the words of a text, looking for what no writer does; a second look decides how
/// sure each find is.
struct FaultSearch {
  private(set) var sightings: [Sighting] = []
  /// Words, marks not counted.
  private(set) var lexical = 0
  /// Commas, stops and their like.
  private(set) var marks = 0
  /// Whether the text has words enough to have had marks, and has hardly any.
  private(set) var hasLostMarks = false

  private let words: Words
  private var detachedMarks: [Int] = []
  private var detachedClitics: [Int] = []
  private var attachedPossessives: [Int] = []
  /// Stops of `U. S.`, which stay with their letters wherever a tokeniser has been.
  private var initialStops = 0
  private var detachedQuotes: [Int] = []
  private var quotes = 0
  private var spaceRuns: [Int] = []

  init(_ words: Words) {
    self.words = words
    read()
    // Prose has a comma or a stop every dozen words; lists and headings have not, so short texts
    // are let off.
    hasLostMarks = lexical > 60 && marks * 50 < lexical
    if hasLostMarks, let last = words.indices.last {
      add(.punctuation, words.span(0..<last + 1), .likely, .marksLost, lexical, marks)
    }
    if let last = words.indices.last, words.kinds[last].isLexical, lexical > 20 {
      add(.cut, words.range(last), .likely, .noEnd, last)
    }
    weighTokens()
    weighSpaces()
  }

  /// The faults in order, with their reasons.
  var faults: [Fault] {
    var faults = sightings.map { $0.fault(in: words) }
    faults.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    return faults
  }

  private mutating func add(
    _ kind: DifferenceKind, _ range: TextRange, _ certainty: Fault.Certainty,
    _ reason: Sighting.Reason, _ word: Int, _ number: Int = 0
  ) {
    sightings.append(
      Sighting(
        range: range, kind: kind, certainty: certainty, reason: reason, word: word, number: number))
  }

  /// Looks at each word, and lets only what is odd by its bytes or its key be looked at closely.
  private mutating func read() {
    // A copy of the list of words, so that finds may be added while it is read.
    let words = words
    let bytes = words.text.utf8Span.span
    let mayBeMisdecoded = Misreading.mayBeMisdecoded(bytes)
    var odd = OddWords(of: words)
    lexical = odd.lexical
    while let index = odd.next() {
      let range = TextRange(Int(words.starts[index]), Int(words.ends[index]))
      let endBefore = index == 0 ? 0 : Int(words.ends[index - 1])
      if range.start - endBefore > 1, index > 0,
        isOnlySpaces(TextRange(endBefore, range.start), bytes)
      {
        spaceRuns.append(index)
      }
      if mayBeMisdecoded, Misreading.isMisdecoded(words, index, bytes, range.start, range.end) {
        add(.encoding, range, .proven, .misdecoded, index)
      } else if words.kinds[index] == .word {
        readWord(index, range, bytes, endBefore)
      } else {
        readOther(index, range, bytes, endBefore)
      }
    }
  }

  private mutating func readWord(
    _ index: Int, _ range: TextRange, _ bytes: Span<UInt8>, _ endBefore: Int
  ) {
    let (traits, pairs) = (WordTraits.table[words.keys[index]], Misreading.pairs)
    // What follows a hyphen may be the second half of a word broken at the end of a line.
    if index == 0 || words.keys[index - 1] != Marks.hyphen,
      let reason = Misreading.reason(bytes, range.start, range.end, traits, pairs.span)
    {
      add(.scan, range, .likely, reason, index)
    }
    let first = bytes[range.start]
    let mayBeCapital = first &- UInt8(ascii: "A") < 26 || first >= 0x80
    if index > 0, mayBeCapital || !traits.isEmpty || words.keys[index - 1] == words.keys[index] {
      readNeighbours(index, traits, bytes, isFree: range.start > endBefore)
    }
  }

  /// Looks at what is no word of letters.
  @inline(never)
  private mutating func readOther(
    _ index: Int, _ range: TextRange, _ bytes: Span<UInt8>, _ endBefore: Int
  ) {
    switch words.kinds[index] {
    case .mark:
      readMark(index, range, TextRange(endBefore, range.start), bytes, words.keys[index])
    case .quote:
      quotes += 1
      if range.count == 1, bytes[range.start] == UInt8(ascii: "\""), index > 0,
        range.start > endBefore, index + 1 < words.count, !words.gap(before: index + 1).isEmpty
      {
        detachedQuotes.append(index)
      }
    case .clitic:
      if index > 0, words.kinds[index - 1] == .word {
        if range.start > endBefore {
          detachedClitics.append(index)
        } else {
          attachedPossessives.append(index)
        }
      }
    case .number:
      if Misreading.isBrokenFigure(bytes, range.start, range.end) {
        add(.scan, range, .likely, .brokenFigure, index)
      }
    case .word, .character: break
    }
  }

  private mutating func readMark(
    _ index: Int, _ range: TextRange, _ gap: TextRange, _ bytes: Span<UInt8>, _ key: UInt64
  ) {
    let first = bytes[range.start]
    // A joiner may hang on a mark, which is then longer than its sign.
    let isStop =
      range.count == 1 ? Self.isStop(first) : key == Marks.comma || Marks.stops.contains(key)
    if isStop {
      marks += 1
      if first == UInt8(ascii: "."), gap.isEmpty, index > 0, words.range(index - 1).count == 1,
        words.kinds[index - 1] == .word
      {
        initialStops += 1
      }
      // A dash or an ellipsis may stand apart; these may not, but behind a no-break space, as in
      // French.
      if !gap.isEmpty, isOnlySpaces(gap, bytes), index > 0, range.count == 1 {
        detachedMarks.append(index)
      }
    } else if first >= 0x80 {
      if words.surface(index) == "\u{FFFD}" {
        add(.encoding, range, .proven, .unreadable, index)
      }
    } else if range.count == 1 {
      readASCIIMark(index, first)
    }
  }

  /// Whether a byte alone is a comma, a stop or their like.
  private static func isStop(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "?"),
      UInt8(ascii: ";"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  private mutating func readASCIIMark(_ index: Int, _ mark: UInt8) {
    switch mark {
    case UInt8(ascii: "<"), UInt8(ascii: "&"):
      guard index + 1 < words.count, words.gap(before: index + 1).isEmpty else { return }
      let next = words.surface(index + 1).lowercased()
      let span = words.span(index..<index + 2)
      if mark == UInt8(ascii: "&"), Self.htmlSigns.contains(next) {
        add(.encoding, span, .proven, .htmlSign, index + 1)
      }
      if mark == UInt8(ascii: "<"), Self.htmlTags.contains(next) {
        add(.strayMark, span, .proven, .markup, index + 1)
      }
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      guard index > 0, words.gap(before: index).isEmpty,
        words.surface(index - 1) == words.surface(index)
      else { return }
      add(.strayMark, words.span(index - 1..<index + 1), .likely, .doubledBracket, index)
    default: break
    }
  }

  private static let htmlSigns = [
    "amp", "quot", "nbsp", "lt", "gt", "#", "rsquo", "ldquo", "rdquo",
  ]
  private static let htmlTags = [
    "p", "br", "div", "span", "a", "i", "b", "/", "em", "strong", "li", "td", "tr",
  ]

  /// Looks at a word with the one before it.
  private mutating func readNeighbours(
    _ index: Int, _ traits: WordTraits, _ bytes: Span<UInt8>, isFree: Bool
  ) {
    let range = words.range(index)
    let isCapital = self.isCapital(index, bytes)
    let before = words.kinds[index - 1]
    let isRepeated = words.keys[index - 1] == words.keys[index]
    if traits.contains(.bareClitic), isFree, before == .word, !isCapital {
      add(.punctuation, range, .likely, .bareClitic, index)
    }
    if isFree, isCapital, let name = writtenOver(index, bytes) {
      add(.overwrite, words.span(name), .likely, .writtenOver, index)
    } else if isRepeated, isFree, range.count > 1, !traits.contains(.mayRepeat) {
      add(.repetition, words.span(index - 1..<index + 1), .likely, .standsTwice, index)
    }
    if isCapital, range.count == 1, index > 1 { readInitial(index) }
    if before == .clitic, traits.contains(.cannotBeOwned) { readOwned(index, bytes) }
  }

  private mutating func readInitial(_ index: Int) {
    let before = index - 1
    guard words.keys[before] == Marks.stop, words.gap(before: index).count == 1,
      words.range(before - 1).count == 1, words.kinds[before - 1] == .word,
      words.gap(before: before).isEmpty, index + 1 < words.count,
      words.keys[index + 1] == Marks.stop, words.gap(before: index + 1).isEmpty
    else { return }
    add(
      .abbreviationSplit, words.span(before - 1..<index + 2), .likely, .spacedAbbreviation, index)
  }

  private mutating func readOwned(_ index: Int, _ bytes: Span<UInt8>) {
    let before = index - 1
    guard words.gap(before: before).isEmpty, before > 0, words.surface(before).hasSuffix("s"),
      isCapital(before - 1, bytes)
    else { return }
    add(.overwrite, words.span(before - 1..<index), .likely, .ownsNothing, index)
  }

  /// A name beside itself (`Calder Ines Calder`), or right behind a pronoun that is a subject
  /// (`they Acme`).
  private func writtenOver(_ index: Int, _ bytes: Span<UInt8>) -> Range<Int>? {
    var at = index - 1
    while at >= 0, at >= index - 3, words.kinds[at] == .word, !words.gap(before: at + 1).isEmpty {
      guard isCapital(at, bytes) else { break }
      if words.keys[at] == words.keys[index], words.range(at).count > 2 { return at..<index + 1 }
      at -= 1
    }
    let before = index - 1
    guard words.range(index).count > 2,
      WordTraits.table[words.keys[before]].contains(.subject), !isCapital(before, bytes),
      !WordTraits.table[words.keys[index]].contains(.calendar), !words.gap(before: index).isEmpty
    else { return nil }
    return before..<index + 1
  }

  // MARK: How sure the finds are

  /// Detached marks prove a tokeniser where most are detached; then an attached possessive was
  /// written by another hand.
  private mutating func weighTokens() {
    if isSpacedByHand { detachedMarks = [] }
    let isTokenised =
      detachedMarks.count >= 3 && detachedMarks.count * 2 > marks - initialStops
    let certainty: Fault.Certainty = isTokenised ? .proven : .likely
    for index in detachedMarks {
      add(.punctuationDetached, words.range(index), certainty, .detachedMark, index)
    }
    if isTokenised || detachedQuotes.count >= 3 && detachedQuotes.count * 2 > quotes {
      for index in detachedQuotes {
        add(.quoteDetached, words.range(index), certainty, .detachedQuote, index)
      }
    }
    for index in detachedClitics {
      add(.cliticDetached, words.range(index), certainty, .detachedMark, index)
    }
    guard isTokenised, detachedClitics.count >= 3 else { return }
    sightings.removeAll { $0.kind == .overwrite }
    // A tokeniser may know one apostrophe and not the other, and no owner in capitals.
    let known = Set(detachedClitics.filter(isPossessive).map { words.surface($0) })
    for index in attachedPossessives where known.contains(words.surface(index)) {
      add(
        .overwrite, words.span(index - 1..<index + 1), .proven, .writtenLater, index,
        detachedClitics.count)
    }
  }

  /// Whether marks stand apart as French and older English set them: `!`, `?`, `;` and `:` and the
  /// marks of quotations, never a comma or a stop, which any tokeniser sets apart as well.
  private var isSpacedByHand: Bool {
    let attached = marks - initialStops - detachedMarks.count
    return attached >= 3 && detachedMarks.allSatisfy { "!?;:»«”’".contains(words.surface($0)) }
  }

  /// A run of spaces is what a dropped word leaves, unless the whole text is set in runs.
  private mutating func weighSpaces() {
    let isResidue = spaceRuns.count * 25 < lexical && !hasLostMarks
    for index in spaceRuns {
      let gap = words.gap(before: index)
      if isResidue, gap.count > 2 {
        add(
          .omittedCompound, gap, gap.count > 3 ? .proven : .likely, .wordGone, index, gap.count)
      } else if !isResidue || gap.count > 2 {
        add(.space, gap, .likely, .spaces, index, gap.count)
      }
    }
  }

  /// Whether a clitic is that of an owner; other tokenisers leave `don’t` as it is.
  private func isPossessive(_ clitic: Int) -> Bool {
    words.surface(clitic).hasSuffix("s") && words.range(clitic).count < 5
  }

  private func isCapital(_ index: Int, _ bytes: Span<UInt8>) -> Bool {
    words.isCapital(index, first: bytes[Int(words.starts[index])])
  }

  private func isOnlySpaces(_ gap: TextRange, _ bytes: Span<UInt8>) -> Bool {
    for at in gap.start..<gap.end where bytes[at] != UInt8(ascii: " ") { return false }
    return true
  }
}
