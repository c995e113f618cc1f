import Collating
import Prose

/// What each witness is worth: how often it errs, and which of its words are faults by themselves.
struct Reliability {
  /// How likely a witness errs at a place, in words and in marks.
  private(set) var wordErrors: [Double]
  private(set) var markErrors: [Double]
  /// How likely its white space is not that of the text.
  let spaceErrors: [Double]
  /// Whether its line breaks are those of paragraphs: neither lost nor set anew.
  let keepsBreaks: [Bool]
  /// How sound each is, from its text alone.
  let conditions: [Double]
  /// For each word of each witness, how much speaks against it by itself: 0 for nothing.
  let blame: [[Float]]
  private let sizes: [Int]
  /// Bytes outside of ASCII.
  private let glyphs: [Int]

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
      markErrors.append(min(0.9, 0.006 + 0.15 * (1 - condition.value) + 0.9 * lost * lost))
      let counts = condition.counts
      let spoiled = [DifferenceKind.punctuationDetached, .quoteDetached, .cliticDetached, .space]
        .reduce(counts[.punctuation] != nil ? 20 : 0) {
          $0 + (counts[$1] ?? 0)
        }
      spaceErrors.append(
        min(0.9, 0.01 + Double(spoiled) / Double(max(20, witness.words.count / 8))))
    }
    let breaks = witnesses.map { Breaks($0.words) }
    let mostBreaks = breaks.filter { !$0.isWrapped }.map(\.count).max() ?? 0
    keepsBreaks = breaks.map { !$0.isWrapped && $0.count * 3 >= mostBreaks }
    self.conditions = conditions
    self.blame = blame
    self.markErrors = markErrors
    self.spaceErrors = spaceErrors
    wordErrors = conditions.map { 0.006 + 0.15 * (1 - $0) }
    sizes = witnesses.map(\.words.count)
    glyphs = witnesses.map { $0.words.text.utf8.count { $0 >= 0x80 } }
  }

  /// Whether the first of two witnesses is the sounder, by its text alone or, of texts as sound as
  /// one another, the fuller one; the bytes decide the rest, so that the order does not.
  func isSounder(_ x: Int, _ y: Int, _ texts: [Words]) -> Bool {
    let (errorsX, errorsY) = (wordErrors[x], wordErrors[y])
    if errorsX != errorsY { return errorsX < errorsY }
    if conditions[x] != conditions[y] { return conditions[x] > conditions[y] }
    if sizes[x] != sizes[y] { return sizes[x] > sizes[y] }
    // Quotation marks are made straight sooner than curled.
    if glyphs[x] != glyphs[y] { return glyphs[x] > glyphs[y] }
    let (a, b) = (texts[x].text.utf8, texts[y].text.utf8)
    if a.elementsEqual(b) { return x < y }
    return a.lexicographicallyPrecedes(b)
  }

  /// Counts how often each line of descent stands against what most have or, of two, how often it
  /// has the word that is less of a word.
  ///
  /// - Parameter lines: The witnesses that are heard.
  mutating func count(
    _ columns: WordColumns, _ texts: [Words], lines: [Int], _ lexicon: RestorationLexicon
  ) {
    guard lines.count > 1 else { return }
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
      guard readings.contains(where: { $0 != readings[0] }) else { continue }
      let worth =
        lines.count > 2
        ? readings.map { reading in Double(readings.count { $0 == reading }) }
        : lines.indices.map { place in
          let word = Int(here[here.startIndex + lines[place]])
          // What one of two has and the other has not may be lost or added.
          guard word >= 0, isLexical else { return 0 }
          let other = lines[1 - place]
          let against = Int(here[here.startIndex + other])
          let letters = Letters.folded(texts[lines[place]].surface(word))
          guard against >= 0,
            Spelling.areAlike(letters, Letters.folded(texts[other].surface(against)))
          else { return -Double(blame[lines[place]][word]) }
          return lexicon.plausibility(of: [(readings[place], letters)])
            - Double(blame[lines[place]][word])
        }
      let most = worth.max() ?? 0
      for (place, vote) in worth.enumerated() {
        let isAbsent = readings[place] == 0
        // A passage left out is one error.
        if vote < most - 0.5, !(isAbsent && wasAbsent[place]) {
          if isLexical { errors[place].word += 1 } else { errors[place].mark += 1 }
        }
        wasAbsent[place] = isAbsent
      }
    }
    // What a text shows by itself counts as much as so many places; of two texts, that neither
    // stands against most says nothing for it.
    let prior = 60.0
    for (place, line) in lines.enumerated() {
      func rate(_ errors: Double, _ places: Int, _ before: Double) -> Double {
        let count = Double(places) + prior
        return lines.count > 2
          ? (errors + before * prior) / count : min(0.9, before + errors / count)
      }
      wordErrors[line] = rate(errors[place].word, places.word, wordErrors[line])
      markErrors[line] = rate(errors[place].mark, places.mark, markErrors[line])
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

/// The line breaks of a text.
private struct Breaks {
  /// Those before a word that may begin a paragraph.
  private(set) var count = 0
  /// Whether lines are broken inside sentences throughout.
  let isWrapped: Bool

  init(_ words: Words) {
    let bytes = words.text.utf8Span.span
    var inside = 0
    for word in words.indices.dropFirst() {
      let gap = words.gap(before: word)
      guard (gap.start..<gap.end).contains(where: { bytes[$0] == UInt8(ascii: "\n") }) else {
        continue
      }
      let first = bytes[Int(words.starts[word])]
      if first >= UInt8(ascii: "a"), first <= UInt8(ascii: "z") {
        inside += 1
      } else {
        count += 1
      }
    }
    isWrapped = inside > 5 && inside * 3 > count
  }
}
