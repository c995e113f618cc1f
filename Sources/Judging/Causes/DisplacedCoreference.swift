import Collating
import Prose

/// Finds the fault of names written over the wrong words, by its law.
///
/// A step that had found what each mention stands for wrote the name into a *list of tokens*, one
/// cell for each mention, by the cell numbers of the list as it was before. Every mention of
/// several cells made the list shorter, so each write lands as many cells late as had been lost
/// before it. The law asks nothing of the words: the mention that was meant stands exactly *d*
/// cells before the damage, as many cells are destroyed as it had, and *d* never falls and grows by
/// the cells each write removes. (A write that put a name in its own place cannot be seen, and also
/// makes *d* grow.)
struct DisplacedCoreference {
  private let damaged: CauseSearch.Damaged
  /// The other text, which has what the names were written over.
  private let sound: Witness
  private let differences: [Difference]
  /// For each word of the sound text, its cell; words that the other lost for other reasons have none.
  private let cellOfWord: [Int]
  /// For each cell, its words.
  private let cells: [Range<Int>]

  /// Writes land at most so many cells late.
  private static let farthest = 60
  /// What a jump of *d* that no visible write explains costs, in writes explained.
  private static let jumpCost = 0.5
  /// The share of the names written that must obey the law.
  private static let leastShare = 0.6

  init(_ collation: Collation, _ differences: [Difference], in damaged: CauseSearch.Damaged) {
    self.damaged = damaged
    sound = damaged == .witness ? collation.base : collation.witness
    self.differences = differences
    let words = sound.words
    var isLost = Array(repeating: false, count: words.count)
    let gone: DifferenceKind = damaged == .witness ? .omittedCompound : .addedCompound
    for difference in differences where difference.kind == gone {
      for word in Self.reading(of: difference, damaged).words { isLost[word] = true }
    }
    var cells: [Range<Int>] = []
    var cellOfWord = Array(repeating: -1, count: words.count)
    for word in words.indices where !isLost[word] {
      if let last = cells.last, Self.joins(words, last.upperBound - 1, word) {
        cells[cells.count - 1] = last.lowerBound..<word + 1
      } else {
        cells.append(word..<word + 1)
      }
      cellOfWord[word] = cells.count - 1
    }
    self.cells = cells
    self.cellOfWord = cellOfWord
  }

  /// What the sound text has.
  private static func reading(of difference: Difference, _ damaged: CauseSearch.Damaged) -> Reading
  {
    damaged == .witness ? difference.locus.base : difference.locus.reading
  }

  /// Whether a tokeniser leaves two words in one cell: `U.`, `face-to-face`.
  private static func joins(_ words: Words, _ last: Int, _ word: Int) -> Bool {
    guard last + 1 == word, words.gap(before: word).isEmpty else { return false }
    if words.keys[word] == Marks.stop {
      return words.range(last).count == 1 && words.kinds[last] == .word
    }
    if words.keys[word] == Marks.hyphen { return words.kinds[last].isLexical }
    return words.keys[last] == Marks.hyphen && words.kinds[word].isLexical
      && words.kinds[word] != .clitic
  }

  /// A name written over some cells.
  private struct Write {
    var difference: Int
    var cell: Int
    var count: Int
    var representative: Set<UInt64>
    /// How many cells late it can have landed.
    var lateness: [Int]
  }

  /// The differences among those given that obey the law; nil where too few do.
  func suspicion(_ free: [Int]) -> Suspicion? {
    let writes = free.compactMap(write).sorted { $0.cell < $1.cell }
    guard writes.count >= CauseSearch.least else { return nil }
    let chain = longestChain(writes)
    let late = chain.filter { $0.late > 0 }
    guard late.count >= CauseSearch.least,
      Double(chain.count) >= Self.leastShare * Double(writes.count),
      jumps(in: chain, of: writes) * 2 < chain.count
    else { return nil }
    let steps = chain.map(\.late).reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
    let shown = steps.count > 8 ? "\(steps[0]) to \(steps[steps.count - 1])" : Self.listed(steps)
    return Suspicion(
      name: .displacedCoreference, differences: chain.map { writes[$0.write].difference },
      evidence: "each name was written \(shown) tokens after the mention it stands for, "
        + "as many as the list of tokens had lost by then",
      displaced: Set(late.map { writes[$0.write].difference }))
  }

  /// How many writes landed later than the writes before them foretell.
  ///
  /// Some must be: not every write can be seen. But where most are, names an editor changed
  /// throughout a text fit by chance.
  private func jumps(in chain: [(write: Int, late: Int)], of writes: [Write]) -> Int {
    var short = 0
    return chain.count { step in
      defer { short = step.late + writes[step.write].count - 1 }
      return step.late != short
    }
  }

  private static func listed(_ numbers: [Int]) -> String {
    guard let last = numbers.last, numbers.count > 1 else {
      return numbers.map(String.init).joined()
    }
    return numbers.dropLast().map(String.init).joined(separator: ", ") + " or \(last)"
  }

  /// Whether a difference may be a name written over other words.
  static func mayBeName(_ difference: Difference, in damaged: CauseSearch.Damaged) -> Bool {
    mention(difference, damaged) != nil
  }

  private static func mention(_ difference: Difference, _ damaged: CauseSearch.Damaged) -> [UInt64]?
  {
    guard kinds.contains(difference.kind) else { return nil }
    return damaged == .witness ? difference.mention : difference.baseMention
  }

  private func write(_ index: Int) -> Write? {
    let difference = differences[index]
    guard let names = Self.mention(difference, damaged) else { return nil }
    var words = Self.reading(of: difference, damaged).words
    if words.isEmpty, words.lowerBound < sound.words.count,
      sound.words.kinds[words.lowerBound] == .clitic
    {
      // The name came with a clitic of its own, and the one it destroyed looks as if it had stayed.
      words = words.lowerBound..<words.lowerBound + 1
    }
    let touched = Set(words.map { cellOfWord[$0] }.filter { $0 >= 0 })
    guard let first = touched.min() else { return nil }
    let representative = Set(names)
    let lateness = (0...min(Self.farthest, first)).filter {
      isMention(first - $0..<first - $0 + touched.count, of: representative)
    }
    return lateness.isEmpty
      ? nil
      : Write(
        difference: index, cell: first, count: touched.count, representative: representative,
        lateness: lateness)
  }

  private static let kinds: [DifferenceKind] = [
    .overwrite, .nameSubstitution, .speaker, .nameForAnaphor, .nameExpanded, .nameShortened,
    .addedWord, .addedPhrase, .omittedWord, .omittedPhrase, .paraphrase, .quoteWording,
    .functionWord, .repetition, .anaphorForName,
  ]

  /// Whether some cells can be a mention of what a representative names: they share a word, or are
  /// a pronoun or `the …`.
  private func isMention(_ range: Range<Int>, of representative: Set<UInt64>) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= cells.count else { return false }
    var first: Int?
    var count = 0
    for word in cells[range].joined() where sound.words.kinds[word].isLexical {
      let key = sound.words.keys[word]
      if representative.contains(key), !Self.functionWords.contains(key) { return true }
      first = first ?? word
      count += 1
    }
    guard let first else { return false }
    let key = sound.words.keys[first]
    if count == 1 { return Self.pronouns.contains(key) }
    return range.count > 1 && Self.pointers.contains(key)
  }

  private static let functionWords = Set(WordLists.function.map { StableHash.ofWord($0) })
  private static let pronouns = Set(Overwriting.pronouns.map { StableHash.ofWord($0) })
  private static let pointers = Set(["the", "this", "that"].map { StableHash.ofWord($0) })

  /// The writes that obey the law together, each with how late it landed.
  ///
  /// Dynamic programming over the cells lost so far: O(writes · lateness).
  private func longestChain(_ writes: [Write]) -> [(write: Int, late: Int)] {
    struct State {
      var score: Double
      var last: Int
    }
    let width = Self.farthest * 2 + 2
    var steps: [(write: Int, late: Int, previous: Int, score: Double)] = []
    // The best chain that has left the list so many cells short.
    var best: [State?] = Array(repeating: nil, count: width)
    best[0] = State(score: 0, last: -1)
    for (index, write) in writes.enumerated() {
      var offers: [(short: Int, state: State)] = []
      for late in write.lateness {
        var choice: State?
        for short in 0...min(late, width - 1) {
          guard let state = best[short] else { continue }
          let score = state.score - (short == late ? 0 : Self.jumpCost)
          if choice == nil || score > (choice?.score ?? 0) {
            choice = State(score: score, last: state.last)
          }
        }
        guard let choice else { continue }
        steps.append((index, late, choice.last, choice.score + 1))
        let short = late + write.count - 1
        if short < width {
          offers.append((short, State(score: choice.score + 1, last: steps.count - 1)))
        }
      }
      for offer in offers where offer.state.score > (best[offer.short]?.score ?? -.infinity) {
        best[offer.short] = offer.state
      }
    }
    var at = best.compactMap { $0 }.max { $0.score < $1.score }?.last ?? -1
    var chain: [(write: Int, late: Int)] = []
    while at >= 0 {
      chain.append((steps[at].write, steps[at].late))
      at = steps[at].previous
    }
    return chain.reversed()
  }
}
