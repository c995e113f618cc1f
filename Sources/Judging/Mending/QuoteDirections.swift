import Prose

/// Which quotation marks of a tokenised text open and which close, as far as it is certain.
///
/// A straight mark with white space on both sides says nothing by itself. What stands beside some
/// marks tells; those between two that tell alternate, and only where that comes out even are they
/// taken for known.
struct QuoteDirections {
  enum Direction {
    case opens, closes
  }

  /// The marks that are known, by word, in order.
  private(set) var known: [(word: Int, direction: Direction)] = []

  private let words: Words
  /// Whether single marks are looked at, which stand inside others.
  private let areInner: Bool
  private var isOpen = false
  /// Marks since the last that told.
  private var waiting: [Int] = []

  /// Looks at the double marks, or at the single straight ones that stand free.
  ///
  /// - Complexity: O(words).
  init(_ words: Words, inner areInner: Bool = false) {
    self.words = words
    self.areInner = areInner
    let key = areInner ? Marks.singleQuote : Marks.doubleQuote
    for paragraph in Paragraphs(of: words).runs {
      for index in paragraph where words.keys[index] == key {
        if areInner, words.surface(index) != "'" || !isFree(index) { continue }
        guard let direction = Self.evidence(words, index, in: paragraph) else {
          waiting.append(index)
          continue
        }
        settle(before: index, isOpenNow: direction == .closes)
        known.append((index, direction))
        isOpen = direction == .opens
      }
      // Where several stand between two sentences they may all open: a long quotation has a mark at
      // the head of each paragraph, and the line breaks may be lost.
      if waiting.count < 2 || waiting.contains(where: { !isBetweenSentences($0) }) {
        settle(before: paragraph.upperBound, isOpenNow: false)
      }
      waiting = []
      isOpen = false
    }
  }

  private func isFree(_ index: Int) -> Bool {
    (index == 0 || !words.gap(before: index).isEmpty)
      && (index + 1 == words.count || !words.gap(before: index + 1).isEmpty)
  }

  /// Takes the marks that wait for known if turn about they lead to what is known now, and none of
  /// them stands where it could not.
  private mutating func settle(before next: Int, isOpenNow: Bool) {
    defer { waiting = [] }
    guard !waiting.isEmpty, (isOpen != (waiting.count % 2 == 1)) == isOpenNow else { return }
    let settled = waiting.enumerated().map { number, word in
      (word, isOpen == (number % 2 == 0) ? Direction.closes : .opens)
    }
    guard settled.allSatisfy(isPossible) else { return }
    // Who says `I` outside of all quotations may well be inside one.
    let ends = waiting.dropFirst() + [next]
    for ((word, direction), end) in zip(settled, ends) where direction == .closes && !areInner {
      if speaks(word..<end) { return }
    }
    known += settled
  }

  private func speaks(_ run: Range<Int>) -> Bool {
    run.contains { Self.firstPerson.contains(words.keys[$0]) }
  }

  private static let firstPerson = Set(
    ["i", "we", "me", "us", "my", "our"].map { StableHash.ofWord($0) })

  private func isBetweenSentences(_ index: Int) -> Bool {
    Marks.endings.contains(words.keys[index - 1]) && words.kinds[index + 1] == .word
      && words.isCapital(index + 1)
  }

  /// Whether a mark may open or close by what stands beside it: no quotation begins with a small
  /// letter behind a full stop, or ends without a mark before a new sentence.
  private func isPossible(_ index: Int, _ direction: Direction) -> Bool {
    guard words.kinds[index + 1] == .word else { return true }
    let isCapital = words.isCapital(index + 1)
    return switch direction {
    case .opens: isCapital || !Marks.stops.contains(words.keys[index - 1])
    case .closes: !isCapital || !words.kinds[index - 1].isLexical
    }
  }

  /// What the neighbours of a mark tell.
  private static func evidence(
    _ words: Words, _ index: Int, in paragraph: Range<Int>
  ) -> Direction? {
    switch words.surface(index) {
    case "“", "„", "«", "``": return .opens
    case "”", "»", "''": return .closes
    default: break
    }
    if index == paragraph.lowerBound { return .opens }
    if index + 1 == paragraph.upperBound { return .closes }
    let isFreeBefore = !words.gap(before: index).isEmpty
    let isFreeAfter = !words.gap(before: index + 1).isEmpty
    if isFreeBefore, !isFreeAfter, words.kinds[index + 1].isLexical { return .opens }
    if !isFreeBefore, isFreeAfter { return .closes }
    let (before, after) = (words.keys[index - 1], words.keys[index + 1])
    if after == Marks.comma || after == Marks.semicolon || Marks.closers.contains(after)
      || Marks.endings.contains(after)
    {
      return .closes
    }
    if Marks.openers.contains(before) || before == Marks.colon { return .opens }
    guard index >= 2, words.kinds[index + 1] == .word else { return nil }
    let isComma = before == Marks.comma
    if isComma, isCue(words, index - 2) { return .opens }
    if before == Marks.stop, endsAttribution(words, index - 1, in: paragraph) { return .opens }
    if isComma || words.kinds[index - 1].isLexical,
      beginsAttribution(words, index + 1, in: paragraph)
    {
      return .closes
    }
    if leadingWords.contains(before) { return .opens }
    // `Why ? " he asked`
    if before == Marks.question || before == Marks.exclamation, !words.isCapital(index + 1) {
      return .closes
    }
    return nil
  }

  /// Whether these words say who said what stands before: `he said`, `Sen. Ines Calder told`.
  private static func beginsAttribution(
    _ words: Words, _ index: Int, in paragraph: Range<Int>
  ) -> Bool {
    for word in index..<min(index + attributionLength, paragraph.upperBound) {
      if isCue(words, word) { return true }
      guard words.kinds[word] == .word || words.keys[word] == Marks.stop else { return false }
    }
    return false
  }

  /// Whether a full stop ends no more than who said what stands before.
  ///
  /// `, " said Sen. Calder .`
  private static func endsAttribution(
    _ words: Words, _ stop: Int, in paragraph: Range<Int>
  ) -> Bool {
    var hasCue = false
    for word in stride(
      from: stop - 1, to: max(stop - 1 - attributionLength, paragraph.lowerBound), by: -1)
    {
      if isCue(words, word) { hasCue = true }
      if words.kinds[word] == .quote || words.keys[word] == Marks.comma { return hasCue }
      guard words.kinds[word] == .word || words.keys[word] == Marks.stop else { return false }
    }
    return false
  }

  private static let attributionLength = 7
  /// Words that no quotation ends with.
  private static let leadingWords = Set(
    ["a", "an", "the", "his", "its", "their", "our", "my", "your", "of"].map {
      StableHash.ofWord($0)
    })

  private static func isCue(_ words: Words, _ index: Int) -> Bool {
    WordLists.plainCues.contains(words.surface(index).lowercased())
  }
}
