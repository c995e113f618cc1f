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
    var small: [UInt64: Int] = [:]
    var isCapital = Array(repeating: false, count: words.count)
    for sentence in sentences.runs {
      let isHeading = Self.isHeading(words, sentence)
      var isStart = true
      for index in sentence {
        switch words.kinds[index] {
        case .word:
          let first = words.surface(index).unicodeScalars.first
          isCapital[index] = first.map { $0.properties.isUppercase } ?? false
          if !isStart && !isHeading {
            if isCapital[index] {
              capital[words.keys[index], default: 0] += 1
            } else {
              small[words.keys[index], default: 0] += 1
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
    let keys = Set(
      capital.compactMap { key, count in
        count > (small[key] ?? 0) && !Self.neverNames.contains(key) ? key : nil
      })
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
      if words.surface(index).unicodeScalars.first?.properties.isUppercase == true { capitals += 1 }
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
