import Collating
import Prose

/// What two witnesses show of the way from one to the other: slips, traces of programs, readings in
/// which one stands alone, and what was rewritten.
struct PairReading {
  /// What one of the two shows.
  struct Side {
    /// Where it is at fault and the other sound.
    var slips: [TextRange] = []
    /// What programs left in it that went over the other, and in how many places that are more than
    /// layout.
    var traces: [(cause: Cause, count: Int)] = []
    /// Where the other reads as a third witness does, from which the other cannot have it.
    var alone: [TextRange] = []
    /// For each witness on the other's side, where it reads as that one does, against the other.
    var borrowed: [Int: [TextRange]] = [:]
    /// Passages it has and the other has not.
    var passages: [TextRange] = []
    /// Where it lost a passage that ends as the words before it end.
    var skips: [TextRange] = []
    /// Its end, where the other goes on in the middle of a sentence.
    var cut: TextRange?

    /// How many differences programs made.
    var traced: Int { traces.reduce(0) { $0 + $1.count } }
  }

  private(set) var first = Side()
  private(set) var second = Side()
  /// How many places differ in words that no fault explains.
  private(set) var revised = 0
  /// How many places differ in more than the layout.
  private(set) var differing = 0
  /// How many words of passages that only one of them has.
  private var passageWords = 0

  /// Reads two witnesses.
  ///
  /// - Parameters:
  ///   - besideFirst: The witnesses that the first joins to the second, by their places.
  ///   - besideSecond: The witnesses that the second joins to the first.
  ///   - samples: The runs of all.
  init(
    _ comparison: Comparison, _ first: DescentReading, _ second: DescentReading,
    _ vocabulary: Vocabulary,
    besideFirst: [Int], besideSecond: [Int], samples: [RunSample]
  ) {
    words = min(first.lexicalCount, second.lexicalCount)
    shared = Double(comparison.collation.equalWords) / Double(max(1, words))
    self.first.traces = Self.traces(in: comparison, ofBase: true)
    self.second.traces = Self.traces(in: comparison, ofBase: false)
    for difference in comparison.differences {
      let (base, reading) = (difference.locus.base, difference.locus.reading)
      if Self.isTraced(difference, comparison) || Self.layout.contains(difference.kind) {
        continue
      }
      differing += 1
      // Whom a third witness goes with: nil where with both or neither.
      let isWithFirst = { (third: Int) -> Bool? in
        let first = samples[third].holds(
          runOf: first.witness.words, at: base.words.lowerBound - 1)
        let second = samples[third].holds(
          runOf: second.witness.words, at: reading.words.lowerBound - 1)
        return first == true && second == false
          ? true : first == false && second == true ? false : nil
      }
      let (withFirst, withSecond) = (
        besideSecond.filter { isWithFirst($0) == true },
        besideFirst.filter { isWithFirst($0) == false }
      )
      for third in withFirst { self.first.borrowed[third, default: []].append(base.range) }
      for third in withSecond { self.second.borrowed[third, default: []].append(reading.range) }
      // Of many witnesses a few read the same by chance.
      if withSecond.count * Self.manyWitnesses >= max(1, besideFirst.count)
        || besideFirst.isEmpty && besideSecond.contains(where: { isWithFirst($0) == false })
      {
        self.first.alone.append(base.range)
      }
      if withFirst.count * Self.manyWitnesses >= max(1, besideSecond.count)
        || besideSecond.isEmpty && besideFirst.contains(where: { isWithFirst($0) == true })
      {
        self.second.alone.append(reading.range)
      }
      switch Self.slip(difference, first, second, vocabulary) {
      case .some(true):
        self.first.slips.append(base.range)
        continue
      case .some(false):
        self.second.slips.append(reading.range)
        continue
      case .none: break
      }
      if difference.severity > .none { revised += 1 }
      if base.words.isEmpty || reading.words.isEmpty {
        passageWords += base.words.count + reading.words.count
      }
      if reading.words.isEmpty, base.words.count >= Self.leastPassage {
        if Self.isCut(base, first.witness, reading, second.witness) {
          self.second.cut = reading.range
        }
        self.first.passages.append(base.range)
        if Self.isSkip(base, first.witness.words) { self.second.skips.append(reading.range) }
      }
      if base.words.isEmpty, reading.words.count >= Self.leastPassage {
        if Self.isCut(reading, second.witness, base, first.witness) {
          self.first.cut = base.range
        }
        self.second.passages.append(reading.range)
        if Self.isSkip(reading, second.witness.words) { self.first.skips.append(base.range) }
      }
    }
  }

  /// The same with the two exchanged.
  var mirrored: PairReading {
    var mirrored = self
    (mirrored.first, mirrored.second) = (second, first)
    return mirrored
  }

  /// The words of the shorter, marks not counted.
  let words: Int
  /// The share of them that stand in the other in the same order, from 0 to 1.
  let shared: Double

  /// How much was rewritten, in places; ten words of a passage that only one has are one.
  var rewriting: Int { revised + passageWords / 10 }

  /// How many places have a slip on one side.
  var slipCount: Int { first.slips.count + second.slips.count }

  /// Whether the first is the one with the slip; nil where neither is, or both.
  private static func slip(
    _ difference: Difference, _ first: DescentReading, _ second: DescentReading,
    _ vocabulary: Vocabulary
  ) -> Bool? {
    let (base, reading) = (difference.locus.base, difference.locus.reading)
    let isFirstSound = first.faults(in: base.range).isEmpty
    if isFirstSound != second.faults(in: reading.range).isEmpty { return !isFirstSound }
    guard difference.kind == .spelling || difference.kind == .nameSpelling else { return nil }
    let rarest = { (reading: Reading, witness: Witness) in
      reading.words.map { vocabulary[witness.words.keys[$0]] }.min() ?? 0
    }
    let (x, y) = (rarest(base, first.witness), rarest(reading, second.witness))
    return x * 2 <= y ? true : y * 2 <= x ? false : nil
  }

  private static func traces(
    in comparison: Comparison, ofBase isInBase: Bool
  ) -> [(cause: Cause, count: Int)] {
    comparison.causes.indices.compactMap { index in
      let cause = comparison.causes[index]
      if cause.name == .quoteNormaliser {
        let count = straightened(in: comparison, index, inBase: isInBase)
        return count >= leastTrace ? (cause, count) : nil
      }
      let count = comparison.differences.count {
        $0.cause == index && !layout.contains($0.kind)
      }
      guard cause.isInBase == isInBase else { return nil }
      return programs.contains(cause.name) && count >= leastTrace ? (cause, count) : nil
    }
  }

  /// In how many places one text has straight marks, and the other curled ones throughout: a program
  /// straightens them, and none curls them all rightly.
  private static func straightened(
    in comparison: Comparison, _ cause: Int, inBase isInBase: Bool
  ) -> Int {
    let (base, witness) = (comparison.collation.base, comparison.collation.witness)
    var counts = (base: 0, witness: 0)
    for difference in comparison.differences where difference.cause == cause {
      let ranges = (difference.locus.base.range, difference.locus.reading.range)
      let isPlain = (
        base.article.text[ranges.0].utf8.allSatisfy { $0 < 0x80 },
        witness.article.text[ranges.1].utf8.allSatisfy { $0 < 0x80 }
      )
      if isPlain.0 && !isPlain.1 { counts.base += 1 }
      if isPlain.1 && !isPlain.0 { counts.witness += 1 }
    }
    guard counts.base == 0 || counts.witness == 0 else { return 0 }
    return isInBase ? counts.base : counts.witness
  }

  private static func isTraced(_ difference: Difference, _ comparison: Comparison) -> Bool {
    difference.cause.map { programs.contains(comparison.causes[$0].name) } ?? false
  }

  /// Whether a passage ends in the two words that stand before it, so that an eye may skip it.
  private static func isSkip(_ passage: Reading, _ words: Words) -> Bool {
    let (start, end) = (passage.words.lowerBound, passage.words.upperBound)
    guard start >= 2 else { return false }
    return (1...2).allSatisfy {
      words.kinds[start - $0].isLexical && words.keys[start - $0] == words.keys[end - $0]
    }
  }

  /// Whether a passage is what one text has behind the end of the other, and begins in the middle of
  /// a sentence: a text in small letters throughout cannot show that.
  private static func isCut(
    _ passage: Reading, _ whole: Witness, _ point: Reading, _ short: Witness
  ) -> Bool {
    guard point.words.lowerBound == short.words.count, let last = short.words.indices.last,
      short.words.kinds[last] == .word, whole.words.kinds[passage.words.lowerBound] == .word,
      !whole.words.isCapital(passage.words.lowerBound)
    else { return false }
    return passage.words.contains { whole.words.isCapital($0) }
  }

  /// Programs whose traces tell which text they went over.
  private static let programs: Set<Cause.Name> = [
    .tokeniser, .compoundDropper, .displacedCoreference, .punctuationStripped, .caseFolder,
  ]
  /// What any copy may change without a thought.
  private static let layout: Set<DifferenceKind> = [
    .lineBreak, .space, .trailingSpace, .quoteGlyph,
  ]
  /// Fewer places than this are no work of a program.
  private static let leastTrace = 4
  /// One witness in so many must agree.
  private static let manyWitnesses = 10
  /// In words and marks.
  private static let leastPassage = 6
}
