/// Which words of a text are names, by how it writes them: rules only, no list of names.
///
/// A word with a capital in mid-sentence is a name, unless the text also writes it small there. At
/// the start of a sentence, after a quotation mark or in a heading, where any word has a capital,
/// it is one if it is a name elsewhere.
public struct Names: Sendable {
  /// The keys of all words that are names somewhere in the text.
  public let keys: Set<UInt64>
  private let isName: [Bool]

  /// Finds the names.
  ///
  /// - Complexity: O(words).
  public init(of words: Words, in sentences: Sentences) {
    var capital: [UInt64: Int] = [:]
    var small: [UInt64] = []
    var isCapital = Array(repeating: false, count: words.count)
    for sentence in sentences.runs {
      let isHeading = Self.isHeading(words, sentence)
      var isStart = true
      for index in sentence {
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
    isName = words.indices.map { isCapital[$0] && keys.contains(words.keys[$0]) }
  }

  /// Whether a word is (part of) a name where it stands.
  public func contains(_ word: Int) -> Bool { word < isName.count && isName[word] }

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
