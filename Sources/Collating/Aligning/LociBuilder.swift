import Prose

/// Turns aligned words into loci that tile the pair: every byte of white space belongs to exactly
/// one place.
///
/// Where a word is lost the white space left in its place is its residue, and evidence; where only
/// the space between two words both have differs, that is a locus of its own.
struct LociBuilder {
  private let a: Words
  private let b: Words
  private let isOneLineA: Bool
  private let isOneLineB: Bool
  private var loci: [Locus] = []
  /// Whether the white space before the next word has been dealt with.
  private var isGapDone = false

  static func loci(from segments: [Segment], _ a: Words, _ b: Words) -> [Locus] {
    var builder = LociBuilder(a: a, b: b)
    for (index, segment) in segments.enumerated() {
      let isNextEqual = index + 1 == segments.count || segments[index + 1].isEqual
      builder.add(segment, isNextEqual: isNextEqual)
    }
    builder.addGap(a.count, b.count)
    return builder.withSentenceBorders()
  }

  /// Joins a changed stop with the capital that goes with it: `. It` against `, and it` is one
  /// place.
  private func withSentenceBorders() -> [Locus] {
    var joined: [Locus] = []
    for locus in loci {
      guard let last = joined.last, locus.sort == .glyph, last.sort == .words,
        locus.base.words.first.map({ a.kinds[$0].isLexical }) == true,
        last.base.words.upperBound == locus.base.words.lowerBound,
        last.reading.words.upperBound == locus.reading.words.lowerBound,
        hasStop(a, last.base.words) != hasStop(b, last.reading.words),
        areEqual(
          TextRange(last.base.range.end, locus.base.range.start),
          TextRange(last.reading.range.end, locus.reading.range.start))
      else {
        joined.append(locus)
        continue
      }
      func union(_ first: Reading, _ second: Reading) -> Reading {
        Reading(
          range: TextRange(first.range.start, second.range.end),
          words: first.words.lowerBound..<second.words.upperBound)
      }
      joined[joined.count - 1] = Locus(
        sort: .words, base: union(last.base, locus.base),
        reading: union(last.reading, locus.reading))
    }
    return joined
  }

  private func hasStop(_ words: Words, _ run: Range<Int>) -> Bool {
    run.count <= 3 && run.contains { Marks.stops.contains(words.keys[$0]) }
  }

  private init(a: Words, b: Words) {
    self.a = a
    self.b = b
    isOneLineA = Self.isOneLine(a)
    isOneLineB = Self.isOneLine(b)
  }

  private mutating func add(_ segment: Segment, isNextEqual: Bool) {
    if segment.isEqual {
      for (wordA, wordB) in zip(segment.a, segment.b) {
        addGap(wordA, wordB)
        addGlyph(wordA, wordB)
      }
    } else if segment.a.isEmpty {
      addAddition(segment, isNextEqual: isNextEqual)
    } else if segment.b.isEmpty {
      addOmission(segment, isNextEqual: isNextEqual)
    } else {
      addSubstitution(segment, isNextEqual: isNextEqual)
    }
  }

  /// The white space before two words both texts have.
  private mutating func addGap(_ wordA: Int, _ wordB: Int) {
    defer { isGapDone = false }
    guard !isGapDone else { return }
    append(.space, a.gap(before: wordA), wordA..<wordA, b.gap(before: wordB), wordB..<wordB)
  }

  /// One word both texts have, in two dresses: the whole word if its letters differ, else only the
  /// marks in it.
  private mutating func addGlyph(_ wordA: Int, _ wordB: Int) {
    var (rangeA, rangeB) = (a.range(wordA), b.range(wordB))
    guard !areEqual(rangeA, rangeB) else { return }
    if a.kinds[wordA] == .clitic { (rangeA, rangeB) = withoutEqualEnds(rangeA, rangeB) }
    append(.glyph, rangeA, wordA..<wordA + 1, rangeB, wordB..<wordB + 1)
  }

  private func withoutEqualEnds(_ rangeA: TextRange, _ rangeB: TextRange) -> (TextRange, TextRange)
  {
    var (rangeA, rangeB) = (rangeA, rangeB)
    let bytesA = a.text.utf8Span.span
    let bytesB = b.text.utf8Span.span
    // Only ASCII is cut off, byte by byte: a longer scalar must stay whole.
    while rangeA.count > 1, rangeB.count > 1, bytesA[rangeA.end - 1] == bytesB[rangeB.end - 1],
      bytesA[rangeA.end - 1] < 0x80
    {
      rangeA.end -= 1
      rangeB.end -= 1
    }
    while rangeA.count > 1, rangeB.count > 1, bytesA[rangeA.start] == bytesB[rangeB.start],
      bytesA[rangeA.start] < 0x80
    {
      rangeA.start += 1
      rangeB.start += 1
    }
    return (rangeA, rangeB)
  }

  private mutating func addSubstitution(_ segment: Segment, isNextEqual: Bool) {
    var rangeA = a.span(segment.a)
    var rangeB = b.span(segment.b)
    if !isGapDone {
      let gapA = a.gap(before: segment.a.lowerBound)
      let gapB = b.gap(before: segment.b.lowerBound)
      let areMarks =
        !a.kinds[segment.a.lowerBound].isLexical && !b.kinds[segment.b.lowerBound].isLexical
      if gapA.isEmpty != gapB.isEmpty, !areMarks, !opens(a, segment.a.lowerBound - 1),
        !opens(b, segment.b.lowerBound - 1)
      {
        // A word stands where a mark hung on the word before: the space came with it.
        rangeA.start = gapA.start
        rangeB.start = gapB.start
      } else {
        append(
          .space, gapA, segment.a.lowerBound..<segment.a.lowerBound, gapB,
          segment.b.lowerBound..<segment.b.lowerBound)
      }
    }
    isGapDone = false
    if isNextEqual {
      let gapA = a.gap(before: segment.a.upperBound)
      let gapB = b.gap(before: segment.b.upperBound)
      if !gapA.isEmpty, !gapB.isEmpty, !areEqual(gapA, gapB), !breaksLine(a, gapA),
        !breaksLine(b, gapB)
      {
        // A run of spaces is what is left of something lost beside it.
        let common = endsInSpace(a, gapA) && endsInSpace(b, gapB) ? 1 : 0
        rangeA.end = gapA.end - common
        rangeB.end = gapB.end - common
        isGapDone = true
      }
    }
    append(.words, rangeA, segment.a, rangeB, segment.b)
  }

  private func endsInSpace(_ words: Words, _ gap: TextRange) -> Bool {
    words.text.utf8Span.span[gap.end - 1] == UInt8(ascii: " ")
  }

  /// The word before ends in an opening mark, so that a space after it is a matter of its own.
  private func opens(_ words: Words, _ word: Int) -> Bool {
    word >= 0
      && (words.kinds[word] == .quote || Marks.openers.contains(words.keys[word])
        || words.keys[word] == Marks.dash)
  }

  private mutating func addOmission(_ segment: Segment, isNextEqual: Bool) {
    let place = segment.b.lowerBound
    let gap = b.gap(before: place)
    guard isNextEqual else {
      // Something else that parts follows: it has the gap that comes after.
      let start = isGapDone ? a.span(segment.a).start : a.gap(before: segment.a.lowerBound).start
      let point = isGapDone ? gap.end : gap.start
      append(
        .words, TextRange(start, a.span(segment.a).end), segment.a, TextRange(point, point),
        place..<place, move: segment.move)
      return
    }
    for piece in divided(segment.a, in: a, against: gap, in: b, isOneLine: isOneLineB) {
      append(
        piece.sort, piece.mine, piece.words, piece.theirs, place..<place,
        move: piece.sort == .words ? segment.move : nil)
    }
    isGapDone = true
  }

  private mutating func addAddition(_ segment: Segment, isNextEqual: Bool) {
    let place = segment.a.lowerBound
    let gap = a.gap(before: place)
    guard isNextEqual else {
      let start = isGapDone ? b.span(segment.b).start : b.gap(before: segment.b.lowerBound).start
      let point = isGapDone ? gap.end : gap.start
      append(
        .words, TextRange(point, point), place..<place, TextRange(start, b.span(segment.b).end),
        segment.b, move: segment.move)
      return
    }
    for piece in divided(segment.b, in: b, against: gap, in: a, isOneLine: isOneLineA) {
      append(
        piece.sort, piece.theirs, place..<place, piece.mine, piece.words,
        move: piece.sort == .words ? segment.move : nil)
    }
    isGapDone = true
  }

  /// A piece of a stretch that only one text has, and the white space that stands for it in the
  /// other.
  private struct Piece {
    let mine: TextRange
    let theirs: TextRange
    let sort: Locus.Sort
    let words: Range<Int>

    init(_ mine: TextRange, _ theirs: TextRange, _ sort: Locus.Sort, _ words: Range<Int>) {
      self.mine = mine
      self.theirs = theirs
      self.sort = sort
      self.words = sort == .words ? words : words.lowerBound..<words.lowerBound
    }
  }

  /// Divides words only one text has, with the white space on both sides, against the one gap the
  /// other text has.
  private func divided(
    _ run: Range<Int>, in x: Words, against gap: TextRange, in y: Words, isOneLine: Bool
  ) -> [Piece] {
    if run.count > 1, run.allSatisfy({ !x.kinds[$0].isLexical }),
      let pieces = dividedMarks(run, in: x, against: gap, in: y)
    {
      return pieces
    }
    let before = x.gap(before: run.lowerBound)
    let after = x.gap(before: run.upperBound)
    // A line break on one side only: the gap that changed is a locus of its own, beside the words.
    // Where the other gap would do as it is, it is only taken for changed if the whole text has
    // lost its line breaks.
    let isBroken = breaksLine(y, gap)
    func isChanged(_ own: TextRange, other: TextRange) -> Bool {
      !own.isEmpty && !gap.isEmpty && breaksLine(x, own) != isBroken
        && (!areEqual(other, in: x, gap, in: y) || isOneLine)
    }
    let isBeforeChanged = isChanged(before, other: after)
    let isAfterChanged = isChanged(after, other: before)
    if run.upperBound == x.count, run.lowerBound > 0, endsText(y, gap),
      run.contains(where: { x.kinds[$0].isLexical })
    {
      // What stands behind the last word is no gap between two.
      return [
        Piece(
          TextRange(before.start, after.start), TextRange(gap.start, gap.start), .words, run),
        Piece(after, gap, .space, run),
      ]
    }
    // Whole lines went with the line break behind them, and came with the one before them.
    let areLines = breaksLine(x, before) && breaksLine(x, after)
    let isUnit = !areLines && (endsSentence(x, run) || (isBroken && standsAlone(x, run)))
    if isAfterChanged, !isBeforeChanged || isUnit {
      let words = TextRange(before.start, after.start)
      return [
        Piece(words, TextRange(gap.start, gap.start), .words, run), Piece(after, gap, .space, run),
      ]
    }
    if isBeforeChanged {
      let words = TextRange(before.end, after.end)
      return [
        Piece(before, gap, .space, run), Piece(words, TextRange(gap.end, gap.end), .words, run),
      ]
    }
    let bytesX = x.text.utf8Span.span
    let bytesY = y.text.utf8Span.span
    var mine = TextRange(before.start, after.end)
    var theirs = gap
    while mine.start < before.end, !theirs.isEmpty, bytesX[mine.start] == bytesY[theirs.start],
      bytesX[mine.start] < 0x80
    {
      mine.start += 1
      theirs.start += 1
    }
    while mine.end > after.start, !theirs.isEmpty, bytesX[mine.end - 1] == bytesY[theirs.end - 1],
      bytesX[mine.end - 1] < 0x80
    {
      mine.end -= 1
      theirs.end -= 1
    }
    return [Piece(mine, theirs, .words, run)]
  }

  /// Divides a run of marks against the white space that stands in their place: one piece for each
  /// mark, one for each gap that changed; nil where something else stands there.
  ///
  /// A program that blanks marks leaves a space for each; one that deletes them leaves none.
  private func dividedMarks(
    _ run: Range<Int>, in x: Words, against gap: TextRange, in y: Words
  ) -> [Piece]? {
    var units: [(range: TextRange, word: Int?)] = []
    for word in run {
      units.append((x.gap(before: word), nil))
      units.append((x.range(word), word))
    }
    units.append((x.gap(before: run.upperBound), nil))
    units.removeAll { $0.range.isEmpty }
    let spaces = units.count - run.count
    let isBlanked = gap.count >= units.count
    guard gap.count >= spaces, isOnlySpaces(y, gap) else { return nil }
    var left = gap.count
    var needed = isBlanked ? units.count : spaces
    var pieces: [Piece] = []
    for (index, unit) in units.enumerated() {
      let isMark = unit.word != nil
      let own = isMark && !isBlanked ? 0 : 1
      needed -= own
      // What no mark left behind goes to the gaps: first as much as they had, the rest to the last
      // unit.
      let isLast = index == units.count - 1
      let wanted = isLast ? left : isMark || breaksLine(x, unit.range) ? own : unit.range.count
      let take = min(wanted, left - needed)
      let theirs = TextRange(gap.end - left, gap.end - left + take)
      left -= take
      let words = unit.word.map { $0..<$0 + 1 } ?? run
      pieces.append(Piece(unit.range, theirs, isMark ? .words : .space, words))
    }
    return pieces
  }

  /// Whether a run is the end of what stands before it: a sentence after a sentence.
  private func endsSentence(_ words: Words, _ run: Range<Int>) -> Bool {
    func isEnd(_ word: Int) -> Bool {
      Marks.stops.contains(words.keys[word])
        || (words.kinds[word] == .quote && word > 0 && Marks.stops.contains(words.keys[word - 1]))
    }
    return run.count > 4 && run.lowerBound > 0 && isEnd(run.upperBound - 1)
  }

  /// Whether a run of several words begins with a capital and what follows does too.
  private func standsAlone(_ words: Words, _ run: Range<Int>) -> Bool {
    func isCapital(_ word: Int) -> Bool {
      !words.kinds[word].isLexical || words.surface(word).first?.isLowercase != true
    }
    return run.count > 2 && isCapital(run.lowerBound)
      && (run.upperBound == words.count || isCapital(run.upperBound))
  }

  private func endsText(_ words: Words, _ gap: TextRange) -> Bool {
    gap.end == words.text.utf8.count
  }

  /// Whether a text is one line.
  private static func isOneLine(_ words: Words) -> Bool {
    let bytes = words.text.utf8Span.span
    for at in 0..<words.gap(before: words.count).start where bytes[at] == UInt8(ascii: "\n") {
      return false
    }
    return true
  }

  private func isOnlySpaces(_ words: Words, _ gap: TextRange) -> Bool {
    let bytes = words.text.utf8Span.span
    for at in gap.start..<gap.end where bytes[at] != UInt8(ascii: " ") { return false }
    return true
  }

  private mutating func append(
    _ sort: Locus.Sort, _ rangeA: TextRange, _ wordsA: Range<Int>, _ rangeB: TextRange,
    _ wordsB: Range<Int>, move: Int? = nil
  ) {
    guard !areEqual(rangeA, rangeB) else { return }
    loci.append(
      Locus(
        sort: sort, base: Reading(range: rangeA, words: wordsA),
        reading: Reading(range: rangeB, words: wordsB), move: move))
  }

  private func areEqual(_ rangeA: TextRange, _ rangeB: TextRange) -> Bool {
    areEqual(rangeA, in: a, rangeB, in: b)
  }

  private func areEqual(_ rangeX: TextRange, in x: Words, _ rangeY: TextRange, in y: Words) -> Bool
  {
    guard rangeX.count == rangeY.count else { return false }
    let bytesX = x.text.utf8Span.span
    let bytesY = y.text.utf8Span.span
    for offset in 0..<rangeX.count
    where bytesX[rangeX.start + offset] != bytesY[rangeY.start + offset] {
      return false
    }
    return true
  }

  private func breaksLine(_ words: Words, _ gap: TextRange) -> Bool {
    let bytes = words.text.utf8Span.span
    for at in gap.start..<gap.end where bytes[at] == UInt8(ascii: "\n") { return true }
    return false
  }
}
