/// Which words of a text are names, by how it writes them: rules only, no list of names.
///
/// A word with a capital in mid-sentence is a name, unless the text also writes it small there. At
/// the start of a sentence, after a quotation mark or in a heading, where any word has a capital,
/// it is one if it is a name elsewhere.
public struct Names: Sendable {
  private let isName: [Bool]
  private let headings: [Range<Int>]

  /// Finds the names.
  ///
  /// - Complexity: O(words).
  public init(of words: Words, in sentences: Sentences) {
    let isCapital = Self.capitals(words)
    var headings: [Range<Int>] = []
    // Whether a word stands where it has a capital only if it is a name.
    var isInner = [Bool](repeating: false, count: words.count)
    var mayBeNames = 0
    for sentence in sentences.runs {
      let heading = Self.heading(words, sentence, isCapital)
      if heading > sentence.lowerBound { headings.append(sentence.lowerBound..<heading) }
      var isStart = true
      for index in sentence {
        switch words.kinds[index] {
        case .word:
          isInner[index] = !isStart && index >= heading
          if isInner[index] && isCapital[index] { mayBeNames += 1 }
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
    self.headings = headings
    guard mayBeNames > 0 else {
      isName = []
      return
    }
    // How much more often each is written with a capital than without. Few of the words written
    // small are written with a capital, too, and a filter of their keys tells most of the others.
    var counts: [UInt64: Int] = [:]
    counts.reserveCapacity(mayBeNames)
    var filter: UInt64 = 0
    for index in words.indices where isInner[index] && isCapital[index] {
      let key = words.keys[index]
      guard !Self.neverNames.contains(key) else { continue }
      counts[key, default: 0] += 1
      filter |= 1 << (key & 63)
    }
    for index in words.indices where isInner[index] && !isCapital[index] {
      let key = words.keys[index]
      if filter >> (key & 63) & 1 == 1, let count = counts[key] { counts[key] = count - 1 }
    }
    isName = words.indices.map { index in
      let key = words.keys[index]
      return isCapital[index] && filter >> (key & 63) & 1 == 1 && counts[key] ?? 0 > 0
    }
  }

  private static func capitals(_ words: Words) -> [Bool] {
    let bytes = words.text.utf8Span.span
    return words.indices.map { index in
      words.kinds[index] == .word && words.isCapital(index, first: bytes[Int(words.starts[index])])
    }
  }

  /// Whether a word is (part of) a name where it stands.
  public func contains(_ word: Int) -> Bool { word < isName.count && isName[word] }

  /// Whether a word stands in a heading, where a capital says nothing.
  public func isInHeading(_ word: Int) -> Bool { headings.contains { $0.contains(word) } }

  /// Where the heading ends that a sentence begins with: it has no stop of its own, and what stands
  /// on the next line is taken for the same sentence.
  private static func heading(
    _ words: Words, _ sentence: Range<Int>, _ isCapital: [Bool]
  ) -> Int {
    if isHeading(words, sentence, isCapital) { return sentence.upperBound }
    var start = sentence.lowerBound
    guard start == 0 || startsLine(words, start) else { return start }
    while let end = (start + 1..<sentence.upperBound).first(where: { startsLine(words, $0) }),
      isHeading(words, start..<end, isCapital)
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
  private static func isHeading(
    _ words: Words, _ sentence: Range<Int>, _ isCapital: [Bool]
  ) -> Bool {
    if let last = sentence.last, words.keys[last] == Marks.stop { return false }
    var capitals = 0
    var all = 0
    for index in sentence where words.kinds[index] == .word {
      all += 1
      if isCapital[index] { capitals += 1 }
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
