/// The sentences of a text, as runs of words and marks.
///
/// Rules only: a full stop, an exclamation or question mark, with the closing marks after it, ends
/// a sentence if what follows can start one, and if the stop does not belong to an abbreviation or
/// an initial.
public struct Sentences: Sendable {
  /// The words of each sentence, in order; together they are all words.
  public let runs: [Range<Int>]

  /// Finds the sentences.
  ///
  /// - Complexity: O(words).
  public init(of words: Words, in paragraphs: Paragraphs) {
    var runs: [Range<Int>] = []
    for paragraph in paragraphs.runs {
      var start = paragraph.lowerBound
      var isQuoteOpen = false
      var index = start
      while index < paragraph.upperBound {
        if words.keys[index] == Marks.doubleQuote { isQuoteOpen.toggle() }
        guard Self.canEnd(words, index, in: paragraph) else {
          index += 1
          continue
        }
        var end = index + 1
        while end < paragraph.upperBound, Self.closes(words, end, isQuoteOpen: isQuoteOpen) {
          if words.keys[end] == Marks.doubleQuote { isQuoteOpen.toggle() }
          end += 1
        }
        if end == paragraph.upperBound || Self.canStart(words, end) {
          runs.append(start..<end)
          start = end
        }
        index = end
      }
      if start < paragraph.upperBound { runs.append(start..<paragraph.upperBound) }
    }
    self.runs = runs
  }

  /// The sentence a word stands in.
  ///
  /// - Complexity: O(log sentences).
  public func index(ofWord word: Int) -> Int {
    (0..<max(0, runs.count - 1)).partitioningIndex { runs[$0].upperBound > word }
  }

  private static func canEnd(_ words: Words, _ index: Int, in paragraph: Range<Int>) -> Bool {
    guard words.kinds[index] == .mark, Marks.stops.contains(words.keys[index]) else { return false }
    guard words.keys[index] == Marks.stop, index > paragraph.lowerBound else { return true }
    let before = index - 1
    guard words.kinds[before] == .word else { return true }
    if abbreviations.contains(words.keys[before]) { return false }
    // An initial, or the end of "U.S.": it ends a sentence only before a word that nearly always
    // starts one.
    guard words.range(before).count == 1 else { return true }
    return index + 1 == paragraph.upperBound || starters.contains(words.keys[index + 1])
      || (index + 1 < words.count && words.kinds[index + 1] == .quote)
  }

  private static func closes(_ words: Words, _ index: Int, isQuoteOpen: Bool) -> Bool {
    if Marks.closers.contains(words.keys[index]) { return true }
    guard words.kinds[index] == .quote else { return false }
    let surface = words.surface(index)
    if surface == "”" || surface == "’" || surface == "»" || surface == "''" { return true }
    if surface == "“" || surface == "‘" || surface == "«" || surface == "``" { return false }
    return words.gap(before: index).isEmpty || isQuoteOpen
  }

  private static func canStart(_ words: Words, _ index: Int) -> Bool {
    if words.kinds[index] == .character { return true }
    guard !words.gap(before: index).isEmpty else { return false }
    if !words.kinds[index].isLexical {
      return words.kinds[index] == .quote || Marks.openers.contains(words.keys[index])
    }
    guard let first = words.surface(index).unicodeScalars.first else { return false }
    return !first.properties.isLowercase
  }

  private static let abbreviations = Set(
    """
    mr mrs ms dr sen rep gov gen lt col sgt capt adm rev prof st sr jr inc corp co ltd no nos vs etc jan feb mar apr \
    jun jul aug sept sep oct nov dec mt ft gov hon pres dept est messrs ave blvd bros cf vol pp art fig al approx
    """.split(separator: " ").map { StableHash.ofWord($0) })

  private static let starters = Set(
    """
    the a an in on at he she it they we but and as this that these those his her its their our if when while after \
    before since there no not
    """.split(separator: " ").map { StableHash.ofWord($0) })
}

extension StableHash {
  /// The key of a word in lower-case ASCII, as `Words` would give it.
  package static func ofWord(_ word: some StringProtocol) -> UInt64 {
    var hash = StableHash()
    for byte in word.utf8 { hash.add(byte | 0x20) }
    return hash.value
  }
}
