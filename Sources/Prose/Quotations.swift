/// What stands between quotation marks: straight, curly or angled, nested, continued over
/// paragraphs, or never closed.
public struct Quotations: Sendable {
  /// One quotation.
  public struct Quotation: Hashable, Sendable {
    /// The words between the marks.
    public let words: Range<Int>
    /// 0 for an outer quotation, 1 for one inside it.
    public let depth: Int
    /// Whether its closing mark was found; otherwise it ends with its paragraph.
    public let isClosed: Bool
  }

  /// The quotations, in order of their ends.
  public private(set) var all: [Quotation] = []
  /// For each word, whether it stands inside a quotation.
  private var isInside: [Bool] = []

  private struct Open {
    var start: Int
    var key: UInt64
  }

  /// Finds the quotations.
  ///
  /// - Complexity: O(words); nesting is counted, not searched.
  public init(of words: Words, in paragraphs: Paragraphs) {
    var open: [Open] = []
    for (number, paragraph) in paragraphs.runs.enumerated() {
      var index = paragraph.lowerBound
      if !open.isEmpty, words.kinds[index] == .quote, words.keys[index] == open[0].key {
        index += 1
      }
      while index < paragraph.upperBound {
        defer { index += 1 }
        guard words.kinds[index] == .quote else { continue }
        switch Self.direction(words, index, in: paragraph, open: open) {
        case .opens: open.append(Open(start: index + 1, key: words.keys[index]))
        case .closes:
          guard let last = open.lastIndex(where: { $0.key == words.keys[index] }) else { continue }
          add(open[last].start..<index, depth: last, isClosed: true)
          open.removeSubrange(last...)
        case .neither: break
        }
      }
      // A quotation runs on over the paragraph's end only if the next paragraph repeats the opening
      // mark.
      let next =
        number + 1 < paragraphs.runs.count ? paragraphs.runs[number + 1].lowerBound : words.count
      let runsOn =
        next < words.count && open.first?.key == words.keys[next] && words.kinds[next] == .quote
      if !runsOn {
        while let last = open.popLast() {
          add(last.start..<paragraph.upperBound, depth: open.count, isClosed: false)
        }
      } else {
        open.removeSubrange(1...)
      }
    }
    var change = Array(repeating: 0, count: words.count + 1)
    for quotation in all where quotation.isClosed {
      change[quotation.words.lowerBound] += 1
      change[quotation.words.upperBound] -= 1
    }
    var depth = 0
    isInside = change.map { step in
      depth += step
      return depth > 0
    }
  }

  /// Whether a word stands inside a quotation that was closed.
  public func contains(_ word: Int) -> Bool { word < isInside.count && isInside[word] }

  private mutating func add(_ run: Range<Int>, depth: Int, isClosed: Bool) {
    all.append(Quotation(words: run, depth: depth, isClosed: isClosed))
  }

  private enum Direction {
    case opens, closes, neither
  }

  private static func direction(
    _ words: Words, _ index: Int, in paragraph: Range<Int>, open: [Open]
  ) -> Direction {
    let surface = words.surface(index)
    let isOpen = open.contains { $0.key == words.keys[index] }
    let spaceBefore = index == paragraph.lowerBound || !words.gap(before: index).isEmpty
    let spaceAfter = index + 1 == paragraph.upperBound || !words.gap(before: index + 1).isEmpty
    switch surface {
    case "“", "„", "«", "``", "「", "‹": return isOpen ? .neither : .opens
    case "”", "»", "''", "」", "›": return isOpen ? .closes : .neither
    default: break
    }
    if words.keys[index] == Marks.doubleQuote {
      if spaceBefore == spaceAfter { return isOpen ? .closes : .opens }
      return isOpen ? (spaceBefore ? .neither : .closes) : (spaceAfter ? .neither : .opens)
    }
    // A single mark may be an apostrophe: it must hug what it quotes, and only an open one can be
    // closed.
    if surface == "‘" || surface == "‚" { return isOpen ? .neither : .opens }
    if isOpen { return !spaceBefore || spaceAfter ? .closes : .neither }
    let opensStraight = surface == "'" && spaceBefore && !spaceAfter && index + 1 < words.count
    return opensStraight && words.kinds[index + 1].isLexical ? .opens : .neither
  }
}
