import Collating
import Prose

/// What each witness is worth: how often it errs, and which of its words are faults by themselves.
struct Testimony {
  /// How likely a witness errs at a place, in words and in marks.
  private(set) var wordErrors: [Double]
  private(set) var markErrors: [Double]
  /// How likely its white space is not that of the text.
  let spaceErrors: [Double]
  /// How sound each is, from its text alone.
  let conditions: [Double]
  /// For each word of each witness, how much speaks against it by itself: 0 for nothing.
  let blame: [[Float]]
  private let sizes: [Int]

  init(_ witnesses: [Witness]) {
    var conditions: [Double] = []
    var blame: [[Float]] = []
    var markErrors: [Double] = []
    var spaceErrors: [Double] = []
    let densities = witnesses.map { Self.markDensity($0.words) }
    let most = densities.max() ?? 0
    for (witness, density) in zip(witnesses, densities) {
      let condition = Condition(of: witness.words)
      conditions.append(condition.value)
      blame.append(Self.blame(condition, witness.words))
      // Of marks that others have and it has not, most are lost.
      let lost = most > 0 ? 1 - density / most : 0
      markErrors.append(min(0.9, 0.01 + 0.9 * lost * lost))
      let counts = condition.counts
      let spoiled = [DifferenceKind.punctuationDetached, .quoteDetached, .cliticDetached, .space]
        .reduce(condition.faults.contains { $0.reason.contains("marks in") } ? 20 : 0) {
          $0 + (counts[$1] ?? 0)
        }
      spaceErrors.append(min(0.9, 0.01 + Double(spoiled) / Double(max(20, witness.words.count / 8))))
    }
    self.conditions = conditions
    self.blame = blame
    self.markErrors = markErrors
    self.spaceErrors = spaceErrors
    wordErrors = conditions.map { 0.006 + 0.15 * (1 - $0) }
    sizes = witnesses.map(\.words.count)
  }

  /// Whether the first of two witnesses is the sounder, by its text alone or, of texts as sound as
  /// one another, the fuller one; the bytes decide the rest, so that the order does not.
  func isSounder(_ x: Int, _ y: Int, _ texts: [Words]) -> Bool {
    let (errorsX, errorsY) = (wordErrors[x], wordErrors[y])
    if errorsX != errorsY { return errorsX < errorsY }
    if conditions[x] != conditions[y] { return conditions[x] > conditions[y] }
    if sizes[x] != sizes[y] { return sizes[x] > sizes[y] }
    let (a, b) = (texts[x].text.utf8, texts[y].text.utf8)
    if a.elementsEqual(b) { return x < y }
    return a.lexicographicallyPrecedes(b)
  }

  /// Counts how often each line of descent stands against what most have.
  ///
  /// - Parameter lines: The witnesses that are heard; of two, neither has most against it.
  mutating func count(_ columns: WordColumns, _ texts: [Words], lines: [Int]) {
    guard lines.count > 2 else { return }
    var places = (word: 0, mark: 0)
    var errors = lines.map { _ in (word: 0.0, mark: 0.0) }
    var wasAbsent = lines.map { _ in false }
    for column in 0..<columns.count {
      let here = columns[column]
      var readings: [UInt64] = []
      var isLexical = true
      for line in lines {
        let word = Int(here[here.startIndex + line])
        readings.append(word < 0 ? 0 : texts[line].keys[word])
        if word >= 0, !texts[line].kinds[word].isLexical { isLexical = false }
      }
      if isLexical { places.word += 1 } else { places.mark += 1 }
      let votes = readings.map { reading in readings.count { $0 == reading } }
      let most = votes.max() ?? 0
      for (place, vote) in votes.enumerated() {
        let isAbsent = readings[place] == 0
        // A passage left out is one error.
        if vote < most, !(isAbsent && wasAbsent[place]) {
          if isLexical { errors[place].word += 1 } else { errors[place].mark += 1 }
        }
        wasAbsent[place] = isAbsent
      }
    }
    // What the text shows by itself counts as much as so many places.
    let prior = 60.0
    for (place, line) in lines.enumerated() {
      wordErrors[line] =
        (errors[place].word + wordErrors[line] * prior) / (Double(places.word) + prior)
      markErrors[line] =
        (errors[place].mark + markErrors[line] * prior) / (Double(places.mark) + prior)
    }
  }

  private static func markDensity(_ words: Words) -> Double {
    let marks = words.kinds.count { !$0.isLexical }
    return Double(marks) / Double(max(1, words.count))
  }

  /// What the faults of a text say against each of its words.
  private static func blame(_ condition: Condition, _ words: Words) -> [Float] {
    var blame = Array(repeating: Float(0), count: words.count)
    for fault in condition.faults {
      let weight: Float =
        switch fault.kind {
        case .scan, .encoding, .overwrite, .repetition, .strayMark:
          fault.certainty == .proven ? 5 : 2.5
        default: 0
        }
      guard weight > 0 else { continue }
      var word = words.indices.partitioningIndex { Int(words.ends[$0]) > fault.range.start }
      while word < words.count, Int(words.starts[word]) < fault.range.end {
        blame[word] = max(blame[word], weight)
        word += 1
      }
    }
    return blame
  }
}
