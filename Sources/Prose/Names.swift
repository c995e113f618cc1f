/// Which words of a text are names, by how it writes them: rules only, no list of names.
///
/// A word with a capital in mid-sentence is a name, unless the text also writes it small there. At
/// the start of a sentence, after a quotation mark or in a heading, where any word has a capital,
/// it is one if it is a name elsewhere.
public struct Names: Sendable {
  /// The keys of all words that are names somewhere in the text.
  public let keys: Set<UInt64>
  private let isName: [Bool]
  private let headings: [Range<Int>]

  /// Finds the names.
  ///
  /// - Complexity: O(words).
  public init(of words: Words, in sentences: Sentences) {
    var capital: [UInt64: Int] = [:]
    var small: [UInt64] = []
    var headings: [Range<Int>] = []
    var isCapital = Array(repeating: false, count: words.count)
    for sentence in sentences.runs {
      let heading = Self.heading(words, sentence)
      if heading > sentence.lowerBound { headings.append(sentence.lowerBound..<heading) }
      var isStart = true
      for index in sentence {
        let isHeading = index < heading
        switch words.kinds[index] {
        case .word:
          isCapital[index] = words.isCapital(index)
          if !isStart && !isHeading {
            if isCapital[index] {
              capital[words.keys[index], default: 0] += 1
            } else {
              small.append(words.keys[index])
            }
          }
          isStart = false
        case .number, .clitic, .character: isStart = false
        case .quote: isStart = true
        case .mark:
          let key = words.keys[index]
          let isTitle =
            key == Marks.stop && index > 0 && Self.titles.contains(words.keys[index - 1])
          if key == Marks.dash || (Marks.endings.contains(key) && !isTitle) { isStart = true }
        }
      }
    }
    // Few of the words written small are written with a capital, too.
    var filter: UInt64 = 0
    for key in capital.keys { filter |= 1 << (key & 63) }
    for key in small where filter >> (key & 63) & 1 == 1 {
      if let count = capital[key] { capital[key] = count - 1 }
    }
    let keys = Set(
      capital.lazy.filter { $0.value > 0 && !Self.neverNames.contains($0.key) }.map(\.key))
    self.keys = keys
    self.headings = headings
    isName = words.indices.map { isCapital[$0] && keys.contains(words.keys[$0]) }
  }

  /// Whether a word is (part of) a name where it stands.
  public func contains(_ word: Int) -> Bool { word < isName.count && isName[word] }

  /// Whether a word stands in a heading, where a capital says nothing.
  public func isInHeading(_ word: Int) -> Bool { headings.contains { $0.contains(word) } }

  /// Where the heading ends that a sentence begins with: it has no stop of its own, and what stands
  /// on the next line is taken for the same sentence.
  private static func heading(_ words: Words, _ sentence: Range<Int>) -> Int {
    if isHeading(words, sentence) { return sentence.upperBound }
    var start = sentence.lowerBound
    guard start == 0 || startsLine(words, start) else { return start }
    while let end = (start + 1..<sentence.upperBound).first(where: { startsLine(words, $0) }),
      isHeading(words, start..<end)
    {
      start = end
    }
    return start
  }

  private static func startsLine(_ words: Words, _ word: Int) -> Bool {
    let gap = words.gap(before: word)
    guard gap.count > 0 else { return false }
    let bytes = words.text.utf8Span.span
    return (gap.start..<gap.end).contains { bytes[$0] == 0x0A }
  }

  /// Whether nearly all words of a run have a capital, and no stop ends it.
  private static func isHeading(_ words: Words, _ sentence: Range<Int>) -> Bool {
    if let last = sentence.last, words.keys[last] == Marks.stop { return false }
    var capitals = 0
    var all = 0
    for index in sentence where words.kinds[index] == .word {
      all += 1
      if words.isCapital(index) { capitals += 1 }
    }
    return all > 3 && capitals * 10 > all * 7
  }

  /// Abbreviations that only ever stand before a name: their stop starts nothing.
  private static let titles = Set(
    """
    mr mrs ms dr sen rep gov gen lt col sgt capt adm rev prof st mt hon pres messrs
    """.split(separator: " ").map { StableHash.ofWord($0) })

  /// Words that English writes with a capital without naming anybody, and the months and days.
  private static let neverNames = Set(
    """
    i monday tuesday wednesday thursday friday saturday sunday january february march april may june july august \
    september october november december the a an in on at it he she they we you this that these those and but or if \
    as when while after before since there no not his her its their our my your to of for by with from what who how why \
    mr mrs ms dr ceo cfo coo cto mp mps
    """.split(separator: " ").map { StableHash.ofWord($0) })
}
