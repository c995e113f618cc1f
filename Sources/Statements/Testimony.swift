import Collating
public import Judging
import Prose

/// What became of the statements of one text in a copy of it.
///
/// Nothing is read anew in the copy: a statement is followed through the differences, so that what
/// the rules miss in both texts is no difference.
public struct Testimony: Sendable {
  /// What became of one statement.
  public struct Fate: Hashable, Sendable {
    /// Whether what was said is the same.
    public let content: Content
    /// Whether the same person is said to have said it.
    public let speaker: Speaker
    /// Whether those who passed it on are the same.
    public let source: Source
    /// Whether the word of speech says the same.
    public let cue: Cue
    /// Whether it is said to have been said at the same time and place.
    public let occasion: Occasion
    /// The differences that matter to it, by their places in those of the comparison, in order.
    public let differences: [Int]

    /// What became of it in words: `altered, speaker changed`.
    public var told: String {
      let parts = [
        (speaker == .preserved, "speaker \(speaker.rawValue)"),
        (source == .preserved, "source \(source.rawValue)"),
        (cue == .preserved || speaker == .lost, "word of speech \(cue.rawValue)"),
        (occasion == .preserved, "occasion \(occasion.rawValue)"),
      ]
      return ([content.rawValue] + parts.filter { !$0.0 }.map(\.1)).joined(separator: ", ")
    }

    /// Whether nothing of it is another.
    public var isPreserved: Bool {
      content == .preserved && speaker == .preserved && source == .preserved && cue == .preserved
        && occasion == .preserved
    }
  }

  /// What became of the words.
  public enum Content: String, CaseIterable, Sendable {
    case preserved, altered
    /// They can still be read, and say what was not said.
    case `false`
    case lost
  }

  /// What became of the speaker.
  public enum Speaker: String, CaseIterable, Sendable {
    case preserved, changed
    /// Another name has come between the speaker and the word of speech.
    case ambiguous
    case lost
  }

  /// What became of the word of speech.
  public enum Cue: String, CaseIterable, Sendable {
    case preserved
    /// Another one stands there: `said` became `denied`.
    case changed
    case lost
  }

  /// What became of the time and place at which it was said.
  public enum Occasion: String, CaseIterable, Sendable {
    case preserved, changed, lost
  }

  /// What became of those who passed it on.
  public enum Source: String, CaseIterable, Sendable {
    case preserved, changed, lost
  }

  /// What became of each statement, in the order of the register.
  public let fates: [Fate]
  /// What became of each quotation that nobody is told to have said, in the order of the register.
  public let unattributed: [Content]

  /// Follows the statements of a text through a comparison whose base it is.
  ///
  /// - Complexity: O(differences + words · nesting of the statements).
  public init(of register: Register, in comparison: Comparison) {
    let follower = Follower(register, comparison)
    var fates: [Fate] = []
    let speakers = register.statements.map { follower.speaker(of: $0) }
    for statement in register.statements {
      fates.append(
        Fate(
          content: follower.content(of: statement),
          speaker: speakers[fates.count],
          source: Self.source(of: statement, register.statements, speakers),
          cue: follower.cue(of: statement),
          occasion: follower.occasion(of: statement),
          differences: follower.places(of: statement)))
    }
    self.fates = fates
    unattributed = register.unattributed.map {
      follower.content(of: Statement(quoting: $0))
    }
  }

  private static func source(
    of statement: Statement, _ statements: [Statement], _ speakers: [Speaker]
  ) -> Source {
    var at = statement.nestedIn
    var steps = 0
    while let place = at, steps < 16 {
      switch speakers[place] {
      case .lost: return .lost
      case .changed: return .changed
      case .preserved, .ambiguous: break
      }
      at = statements[place].nestedIn
      steps += 1
    }
    return .preserved
  }
}

/// Asks the differences what they do to runs of words of the base.
private struct Follower {
  let register: Register
  let collation: Collation
  /// Those that change words, in the order of the base.
  let differences: [Difference]
  /// Their places among all differences of the comparison.
  let places: [Int]

  init(_ register: Register, _ comparison: Comparison) {
    self.register = register
    collation = comparison.collation
    var told: [(place: Int, difference: Difference)] = []
    for (place, difference) in comparison.differences.enumerated()
    where difference.severity != .none {
      // A passage that stands elsewhere is neither lost nor added; what was changed in it counts.
      guard let move = difference.locus.move else {
        told.append((place, difference))
        continue
      }
      guard !difference.locus.base.words.isEmpty else { continue }
      for edit in comparison.collation.edits(of: comparison.collation.moves[move])
      where edit.severity != .none {
        told.append((place, edit))
      }
    }
    places = told.map(\.place)
    differences = told.map(\.difference)
  }

  /// The differences that touch a run, or stand between two words of it.
  private func touching(_ run: Range<Int>) -> ArraySlice<Difference> {
    let start = differences.indices.partitioningIndex {
      differences[$0].locus.base.words.upperBound > run.lowerBound
    }
    var end = start
    while end < differences.count, differences[end].locus.base.words.lowerBound < run.upperBound {
      end += 1
    }
    return differences[start..<end]
  }

  func content(of statement: Statement) -> Testimony.Content {
    let runs = statement.content.isEmpty ? [region(of: statement)] : statement.content
    var all: [Difference] = []
    for run in runs { all += touching(run) }
    let grave = all.filter { $0.severity == .meaning }
    if !grave.isEmpty {
      if isLost(statement, runs, grave) { return .lost }
      return grave.contains(where: readsFalse) ? .false : .altered
    }
    // Inside a quotation other words are grave already; another spelling of them is none.
    return .preserved
  }

  /// Of an act of speech without words: the rest of its clause.
  private func region(of statement: Statement) -> Range<Int> {
    guard let cue = statement.cue else { return 0..<0 }
    let words = collation.base.words
    let sentences = collation.base.sentences
    let end = sentences.runs[sentences.index(ofWord: cue.lowerBound)].upperBound
    let comma = (cue.upperBound..<end).first {
      words.keys[$0] == Marks.comma && !words.kinds[$0].isLexical
    }
    return cue.lowerBound..<(comma ?? end)
  }

  /// Whether too little is left of what was said to tell what it was.
  private func isLost(
    _ statement: Statement, _ runs: [Range<Int>], _ grave: [Difference]
  ) -> Bool {
    func isGone(_ word: Int) -> Bool {
      grave.contains { $0.locus.base.words.contains(word) }
    }
    if statement.rule == .adjective, let first = runs.first?.first, isGone(first) { return true }
    let words = collation.base.words
    var (all, gone) = (0, 0)
    for run in runs {
      for word in run where words.kinds[word].isLexical && Self.tells(words.keys[word]) { all += 1 }
    }
    for difference in grave {
      for word in difference.locus.base.words
      where runs.contains(where: { $0.contains(word) }) && words.kinds[word].isLexical
        && Self.tells(words.keys[word])
      {
        gone += 1
      }
    }
    return all > 0 && gone * 4 > all * 3
  }

  /// Whether a word names something, and does not only hold the sentence together.
  private static func tells(_ key: UInt64) -> Bool {
    let holding: Traits = [
      .determiner, .preposition, .auxiliary, .pronoun, .conjunction, .subordinator,
    ]
    return (Lexicon.traits[key] ?? []).isDisjoint(with: holding)
  }

  /// Whether a difference leaves a sentence that can be read and says something else.
  private func readsFalse(_ difference: Difference) -> Bool {
    guard difference.kind == .overwrite else { return difference.effect == .falseStatement }
    let base = difference.locus.base.words
    let reading = difference.locus.reading.words
    let (old, new) = (collation.base.words, collation.witness.words)
    // `the mayor` became `the Calder`: a name fits where a noun stood, and one in the genitive does
    // not.
    guard base.count == 1, base.lowerBound > 0, let last = reading.last,
      new.kinds[last] != .clitic
    else { return false }
    let before = Lexicon.traits[old.keys[base.lowerBound - 1]] ?? []
    if before.contains(.determiner) { return true }
    // `Calder is` became `Calder aides`: somebody else is the subject.
    let trait = Lexicon.traits[old.keys[base.lowerBound]] ?? []
    return trait.contains(.be) && collation.base.names.contains(base.lowerBound - 1)
  }

  func speaker(of statement: Statement) -> Testimony.Speaker {
    let words = collation.base.words
    if let cue = statement.cue {
      let main = cue.upperBound - 1
      for difference in touching(main..<main + 1)
      where difference.locus.base.words.contains(main) && difference.severity == .meaning {
        if !holdsCue(difference.locus.reading.words) { return .lost }
      }
      if statement.rule == .participle, cue.lowerBound > 0 {
        let before = cue.lowerBound - 1
        for difference in touching(before..<cue.lowerBound) where difference.severity == .meaning {
          let added = difference.locus.reading.words
          if added.contains(where: { collation.witness.words.isCapital($0) }) {
            return .ambiguous
          }
        }
      }
    }
    guard let speaker = statement.speaker else { return .preserved }
    var gone = 0
    for difference in touching(speaker) where difference.severity == .meaning {
      if !difference.locus.reading.words.isEmpty { return .changed }
      gone += difference.locus.base.words.clamped(to: speaker).count { words.kinds[$0].isLexical }
    }
    if gone == 0 { return .preserved }
    return gone == speaker.count { words.kinds[$0].isLexical } ? .lost : .changed
  }

  func cue(of statement: Statement) -> Testimony.Cue {
    guard let cue = statement.cue else { return .preserved }
    var isChanged = false
    for difference in touching(cue) where difference.severity == .meaning {
      let gone = difference.locus.base.words.clamped(to: cue)
      if gone.contains(cue.upperBound - 1), !holdsCue(difference.locus.reading.words) {
        return .lost
      }
      isChanged = true
    }
    return isChanged ? .changed : .preserved
  }

  func occasion(of statement: Statement) -> Testimony.Occasion {
    guard let occasion = statement.occasion else { return .preserved }
    let words = collation.base.words
    var gone = 0
    for difference in touching(occasion) where difference.severity == .meaning {
      if !difference.locus.reading.words.isEmpty { return .changed }
      gone += difference.locus.base.words.clamped(to: occasion).count {
        words.kinds[$0].isLexical
      }
    }
    if gone == 0 { return .preserved }
    return gone == occasion.count { words.kinds[$0].isLexical } ? .lost : .changed
  }

  /// The differences in what was said and in the words that say who said it and when.
  func places(of statement: Statement) -> [Int] {
    let runs =
      statement.content
      + [statement.speaker, statement.cue, statement.addressee, statement.occasion]
      .compactMap(\.self)
    return Set(runs.flatMap { touching($0).indices.map { places[$0] } }).sorted()
  }

  private func holdsCue(_ run: Range<Int>) -> Bool {
    run.contains { word in
      let traits = Lexicon.traits[collation.witness.words.keys[word]] ?? []
      return !traits.isDisjoint(with: [.speech, .bare, .participle, .noun])
    }
  }
}
