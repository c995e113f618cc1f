/// The paragraphs of a text, as runs of words.
///
/// A line break ends a paragraph, unless the text is hard-wrapped: then only an empty line does.
public struct Paragraphs: Sendable {
  /// The words of each paragraph, in order; together they are all words.
  public let runs: [Range<Int>]

  /// Finds the paragraphs.
  ///
  /// - Complexity: O(bytes).
  public init(of words: Words) {
    let bytes = words.text.utf8Span.span
    /// Line breaks in the white space before a word.
    func breaks(before index: Int) -> Int {
      let gap = words.gap(before: index)
      var count = 0
      for at in gap.start..<gap.end where bytes[at] == UInt8(ascii: "\n") { count += 1 }
      return count
    }
    var soft: [Int] = []
    var hard: [Int] = []
    var softAfterStop = 0
    for index in words.indices.dropFirst() {
      let count = breaks(before: index)
      if count > 1 { hard.append(index) }
      guard count == 1 else { continue }
      soft.append(index)
      if Self.endsClause(words, index - 1) { softAfterStop += 1 }
    }
    // Lines that mostly end in mid-sentence were wrapped by a program.
    let isWrapped = soft.count > 2 && softAfterStop * 2 < soft.count
    let borders = isWrapped ? hard : (soft + hard).sorted()
    var runs: [Range<Int>] = []
    var start = 0
    for border in borders {
      runs.append(start..<border)
      start = border
    }
    if start < words.count { runs.append(start..<words.count) }
    self.runs = runs
  }

  private static func endsClause(_ words: Words, _ index: Int) -> Bool {
    switch words.kinds[index] {
    case .quote: true
    case .mark:
      Marks.endings.contains(words.keys[index]) || Marks.closers.contains(words.keys[index])
    default: false
    }
  }
}

/// The marks that the reading of sentences and quotations turns on, by key.
package enum Marks {
  package static func key(_ scalar: Unicode.Scalar) -> UInt64 { NormalForm.key(ofMark: scalar) }

  package static let stop = key(".")
  package static let comma = key(",")
  package static let colon = key(":")
  package static let semicolon = key(";")
  package static let question = key("?")
  package static let exclamation = key("!")
  package static let hyphen = key("-")
  /// Signs that stand before a sum of money.
  package static let money: Set<UInt64> = [key("$"), key("£"), key("€"), key("¥")]
  package static let dash = key("\u{2014}")
  package static let doubleQuote = key("\"")
  package static let singleQuote = key("'")
  package static let endings = Set([".", "!", "?", "\u{2026}", "。", "！", "？", ":"].map(key))
  package static let stops = Set([".", "!", "?", "\u{2026}", "。", "！", "？"].map(key))
  package static let closers = Set([")", "]", "}"].map(key))
  package static let openers = Set(["(", "[", "{"].map(key))
}
