import Prose

/// Which double quotation marks of a tokenised text open and which close, as far as it is certain.
///
/// A straight mark with white space on both sides says nothing by itself. What stands beside some
/// marks tells; those between two that tell alternate, and only where that comes out even are they
/// taken for known.
struct QuoteDirections {
  enum Direction {
    case opens, closes
  }

  /// The marks that are known, by word.
  private(set) var known: [(word: Int, direction: Direction)] = []

  /// - Complexity: O(words).
  init(_ words: Words) {
    let paragraphs = Paragraphs(of: words).runs
    var isOpen: Bool? = false
    // Marks since the last that told.
    var waiting: [Int] = []
    func settle(_ isOpenNow: Bool?) {
      // From `isOpen` on each mark turns it over.
      if let isOpen, let isOpenNow, (isOpen != (waiting.count % 2 == 1)) == isOpenNow {
        for (number, word) in waiting.enumerated() {
          known.append((word, isOpen == (number % 2 == 0) ? .closes : .opens))
        }
      }
      waiting = []
    }
    for (number, paragraph) in paragraphs.enumerated() {
      for index in paragraph where words.keys[index] == Marks.doubleQuote {
        switch Self.evidence(words, index, in: paragraph) {
        case .opens:
          settle(false)
          known.append((index, .opens))
          isOpen = true
        case .closes:
          settle(true)
          known.append((index, .closes))
          isOpen = false
        case nil: waiting.append(index)
        }
      }
      // A quotation goes on over the end of a paragraph only where the next begins with a mark.
      let next = number + 1 < paragraphs.count ? paragraphs[number + 1].lowerBound : words.count
      let mayRunOn = next < words.count && words.keys[next] == Marks.doubleQuote
      if !mayRunOn || waiting.isEmpty {
        settle(false)
        isOpen = false
      } else {
        let isOdd = waiting.count % 2 == 1
        settle(isOpen.map { $0 != isOdd })
        isOpen = false
      }
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
    if before == Marks.comma, WordLists.plainCues.contains(words.surface(index - 2).lowercased()) {
      return .opens
    }
    // `Why ? " he asked`
    if before == Marks.question || before == Marks.exclamation, !words.isCapital(index + 1) {
      return .closes
    }
    return nil
  }
}
