import Collating
import Prose

/// Where what was said begins and ends, once the word of speech is known.
struct Contents {
  let syntax: Syntax

  var words: Words { syntax.words }
  func has(_ word: Int, _ traits: Traits) -> Bool {
    !syntax.traits[word].isDisjoint(with: traits)
  }

  /// What follows a word of speech.
  struct Tail {
    var content: [Range<Int>] = []
    var addressee: Range<Int>?
    var occasion: Range<Int>?
    /// Whether it is a noun phrase, the object of the verb.
    var isObject = false
    /// Whether the verb has an object that is no report: `announced the winners`.
    var isDeed = false
    /// Whether it goes on what was begun before: `The plan, he said, is sound`.
    var isAside = false
    var isQuotation = false
  }

  func after(_ verb: CueSearch.Verb, in bounds: Range<Int>) -> Tail {
    var tail = Tail()
    var at = verb.word + 1
    if has(verb.word, .tells) { at = addressee(at, in: bounds, &tail) }
    at = skipOccasion(at, in: bounds, &tail)
    if tail.addressee == nil, at < bounds.upperBound, words.keys[at] == Lexicon.to,
      !has(verb.word, [.tells, .asks, .declines]),
      at + 1 < bounds.upperBound,
      syntax.isName(at + 1) || has(at + 1, [.determiner, .role, .pronoun]),
      let phrase = syntax.phrase(startingAt: at + 1, in: bounds), isFollowedBySpeech(phrase, bounds)
    {
      tail.addressee = phrase
      at = skipOccasion(phrase.upperBound, in: bounds, &tail)
    }
    guard at < bounds.upperBound else { return quotedTail(at, in: bounds, tail) }
    if tail.addressee != nil, let that = thatPastApposition(at, in: bounds) { at = that }
    // "Reported extensively on the war": how, and about what.
    if at + 1 < bounds.upperBound, has(at + 1, .preposition), words.kinds[at] == .word,
      words.surface(at).hasSuffix("ly")
    {
      return tail
    }
    let key = words.keys[at]
    if key == Lexicon.that {
      tail.content = clause(from: at + 1, in: bounds)
      return tail
    }
    if !words.kinds[at].isLexical, !beginsNumber(at, in: bounds) {
      return quotedTail(at, in: bounds, tail)
    }
    let trait = syntax.traits[verb.word]
    if has(at, .question), !has(at, .relative) || trait.contains(.asks) {
      tail.content = clause(from: at, in: bounds)
      return tail
    }
    if trait.contains(.declines) {
      tail.content = clause(from: at, in: bounds)
      tail.isObject = true
      return tail
    }
    if key == Lexicon.to {
      // "Questioned the mayor's power to act": nobody is asked to.
      let isAsked =
        tail.addressee != nil && trait.contains(.tells)
        && !Self.questions.contains(words.keys[verb.word])
      guard isAsked && !trait.contains(.participle) || isPromise(verb.word)
      else { return tail }
      tail.content = clause(from: at, in: bounds)
      return tail
    }
    if key == Lexicon.of, trait.contains(.tells) {
      // "Those accused of theft": nobody accuses them here.
      if tail.addressee == nil, Lexicon.accuses.contains(words.keys[verb.word]) { return tail }
      tail.content = clause(from: at, in: bounds)
      tail.isObject = true
      return tail
    }
    if has(at, .preposition) || has(at, [.conjunction, .subordinator]),
      !beginsNumber(at, in: bounds)
    {
      return tail
    }
    if trait.contains(.object) {
      let hasVerb = (at..<min(bounds.upperBound, at + 25)).contains {
        has($0, .auxiliary) && !has($0, .adverb)
      }
      guard !trait.contains(.denies) || isRejectedWord(at, verb.word, in: bounds) else {
        return tail
      }
      tail.content = clause(from: at, in: bounds)
      tail.isObject = !trait.contains(.free) || !hasVerb
      return tail
    }
    guard trait.contains(.free) || (trait.contains(.tells) && tail.addressee != nil),
      !trait.contains(.asks)
    else { return tail }
    // "announced the winners", "told them a story", "adding two words": a deed, and no report.
    let mayBeDeed =
      !trait.isDisjoint(with: [.deed, .tells])
      || (trait.contains(.participle) && words.keys[verb.word] != Lexicon.saying)
    if mayBeDeed, !canBeClause(at, in: bounds) {
      tail.isDeed = true
      return tail
    }
    tail.content = clause(from: pastCopula(at, in: bounds), in: bounds)
    return tail
  }

  /// `told Seaweb, a news site, that …`.
  private func thatPastApposition(_ comma: Int, in bounds: Range<Int>) -> Int? {
    guard syntax.isComma(comma), comma + 1 < bounds.upperBound,
      has(comma + 1, [.determiner, .role, .relative])
    else { return nil }
    return (comma + 2..<min(comma + 14, bounds.upperBound)).first {
      words.keys[$0] == Lexicon.that && syntax.isComma($0 - 1)
    }
  }

  /// `£4.2m`, `about 300 people`, `at least two`: a number with what stands before it.
  private func beginsNumber(_ start: Int, in bounds: Range<Int>) -> Bool {
    guard start + 1 < bounds.upperBound else { return false }
    if words.kinds[start + 1] == .number {
      return !words.kinds[start].isLexical && !syntax.isQuote(start) && !syntax.isComma(start)
        && words.keys[start] != Marks.colon || Self.hedges.contains(words.keys[start])
    }
    return Self.hedges.contains(words.keys[start]) && start + 2 < bounds.upperBound
      && words.kinds[start + 2] == .number
  }

  private static let hedges = Lexicon.keys("about around over under at up some")

  /// Whether what is denied or dismissed is something said, and not a grant (`denied funding for the
  /// pier`) or a suit (`dismissed the case`).
  private func isRejectedWord(_ start: Int, _ verb: Int, in bounds: Range<Int>) -> Bool {
    let object = start..<min(bounds.upperBound, start + 12)
    if Lexicon.dismisses.contains(words.keys[verb]) {
      return object.contains {
        has($0, [.noun, .barb]) || words.keys[$0] == Lexicon.as || syntax.isQuote($0)
          || Self.notions.contains(words.keys[$0])
      }
    }
    guard !has(start, [.determiner, .pronoun]), !syntax.isName(start) else { return true }
    let end = object.first { has($0, .preposition) || !words.kinds[$0].isLexical }
    return end.map { !Self.grants.contains(words.keys[$0]) } ?? true
  }

  private static let notions = Lexicon.keys(
    "idea ideas notion criticism criticisms concern concerns fears theory theories findings talk")
  private static let grants = Lexicon.keys("for to")

  /// Whether a run holds a verb as far as lists can tell.
  func holdsVerb(_ run: Range<Int>) -> Bool {
    run.contains { has($0, [.auxiliary, .speech]) && !has($0, .adverb) }
  }

  private static let questions = Lexicon.keys("question questions questioned")

  private func isPromise(_ word: Int) -> Bool { Self.promises.contains(words.keys[word]) }
  private static let promises = Lexicon.keys(
    "vow vows vowed vowing pledge pledges pledged pledging promise promises promised promising")

  /// Whether a bare clause begins here, and not the object of a deed: `announced the winners`.
  private func canBeClause(_ start: Int, in bounds: Range<Int>) -> Bool {
    for word in start..<min(bounds.upperBound, start + 15) {
      if has(word, .subordinator) || has(word, .speech) { return false }
      if has(word, .pronoun) || (syntax.isQuote(word) && word == start) { return true }
      if has(word, .auxiliary), !Self.unfinished.contains(words.keys[word]) { return true }
      // "told police the boat sailed": a past right behind a noun.
      if word > start + 1, syntax.isPast(word), words.kinds[word - 1] == .word,
        !has(word - 1, [.determiner, .preposition, .conjunction])
      {
        return true
      }
    }
    return false
  }

  /// `What he said is that …`: what was said begins behind `that`.
  ///
  /// Any other verb right behind the
  /// word of speech belongs to the sentence around it: there is no content.
  private func pastCopula(_ start: Int, in bounds: Range<Int>) -> Int {
    guard has(start, .auxiliary) else { return start }
    let isCopula = has(start, .be) && start + 1 < bounds.upperBound
    return isCopula && words.keys[start + 1] == Lexicon.that ? start + 2 : bounds.upperBound
  }

  private static let unfinished = Lexicon.keys("being been be having")

  func afterSpeaker(_ at: Int, in bounds: Range<Int>) -> Tail {
    var tail = Tail()
    let at = skipOccasion(at, in: bounds, &tail)
    return quotedTail(at, in: bounds, tail)
  }

  private func isFollowedBySpeech(_ phrase: Range<Int>, _ bounds: Range<Int>) -> Bool {
    let at = phrase.upperBound
    return at >= bounds.upperBound || words.keys[at] == Lexicon.that || !words.kinds[at].isLexical
      || has(at, [.time, .preposition])
  }

  /// `told X`: whom it was said to.
  private func addressee(_ start: Int, in bounds: Range<Int>, _ tail: inout Tail) -> Int {
    guard start < bounds.upperBound, words.kinds[start].isLexical else { return start }
    if Self.objectPronouns.contains(words.keys[start]) {
      tail.addressee = start..<start + 1
      return start + 1
    }
    guard words.keys[start] != Lexicon.that, !has(start, [.question, .preposition]),
      let phrase = syntax.phrase(startingAt: start, in: bounds)
    else { return start }
    tail.addressee = phrase
    return phrase.upperBound
  }

  private static let objectPronouns = Lexicon.keys("me you him her us them")

  /// A mark follows the word of speech: a quotation, the rest of what was begun, or nothing.
  private func quotedTail(_ start: Int, in bounds: Range<Int>, _ tail: Tail) -> Tail {
    var tail = tail
    var at = start
    if at < words.count, syntax.isComma(at) || words.keys[at] == Marks.colon,
      !words.kinds[at].isLexical
    {
      at += 1
    }
    guard at < words.count else { return tail }
    if syntax.isQuote(at), let quotation = quotation(openedAt: at) {
      tail.isQuotation = true
      // “bad” and more words: the quotation is a part of a clause.
      let next = quotation.upperBound + 1
      if next < bounds.upperBound, words.kinds[next].isLexical, at == start,
        !has(next, .conjunction),
        quotation.count < 12, quotation.lowerBound >= bounds.lowerBound
      {
        tail.content = clause(from: at, in: bounds)
        tail.isQuotation = false
      } else {
        tail.content = [quotation]
      }
      return tail
    }
    guard at > start, at < bounds.upperBound, words.kinds[at].isLexical else { return tail }
    if words.keys[start] == Marks.colon {
      tail.content = clause(from: at, in: bounds)
    } else if !has(at, [.conjunction, .relative, .participle]), words.keys[at] != Lexicon.according,
      words.keys[at] != Lexicon.as, words.keys[at] != Lexicon.including
    {
      tail.content = clause(from: at, in: bounds)
      tail.isAside = true
    }
    return tail
  }

  /// The quotation that opens at a mark; one that was never closed goes on to the end of its
  /// sentence.
  func quotation(openedAt mark: Int) -> Range<Int>? {
    let first = mark + 1
    guard first < words.count else { return nil }
    let number = syntax.quotationOf[first]
    if number >= 0 {
      let run = syntax.quotations[Int(number)]
      return run.lowerBound == first ? run : nil
    }
    guard let open = syntax.unclosed[first] else { return nil }
    let sentence = syntax.witness.sentences.runs[Int(syntax.sentenceOf[first])]
    let run = trimmed(first..<max(first + 1, min(open.upperBound, sentence.upperBound)))
    return run.isEmpty ? nil : run
  }

  /// The quotation or clause that ends right before a speaker or word of speech.
  func before(
    _ end: Int, in bounds: Range<Int>, isFree: Bool, isBegun: Bool = false
  ) -> Range<Int>? {
    guard end > bounds.lowerBound else { return nil }
    var mark = end - 1
    let hasComma = syntax.isComma(mark)
    if hasComma, mark > bounds.lowerBound, syntax.isQuote(mark - 1) { mark -= 1 }
    if syntax.isQuote(mark), mark > 0, syntax.quotationOf[mark - 1] >= 0 {
      let quotation = syntax.quotations[Int(syntax.quotationOf[mark - 1])]
      guard quotation.upperBound == mark else { return nil }
      let open = quotation.lowerBound - 1
      // Words before the quotation, in the same sentence: it is a part of a clause.
      if open > bounds.lowerBound, words.kinds[open - 1].isLexical,
        !has(open - 1, .cue), quotation.count < 12
      {
        return trimmed(bounds.lowerBound..<mark + 1)
      }
      return quotation
    }
    // `It leaks,” Quill said`: the mark that opened it was lost.
    let isUnopened = syntax.isQuote(mark) && mark > bounds.lowerBound && syntax.isComma(mark - 1)
    if isUnopened { mark -= 1 }
    guard hasComma || isUnopened, isFree else { return nil }
    let clause = trimmed(clauseStart(before: mark, in: bounds)..<mark)
    return clause.count > (isBegun || isUnopened ? 0 : 2) && !isFrame(clause) && !isSubject(clause)
      && !isCutVerb(clause) ? clause : nil
  }

  /// `In findings published on Monday, scientists report`: when and where, and not what.
  private func isFrame(_ clause: Range<Int>) -> Bool {
    words.keys[clause.lowerBound] == Lexicon.according
      || has(clause.lowerBound, [.preposition, .adverb, .time])
        && !clause.contains { has($0, .auxiliary) }
  }

  /// `Seaweb, a news site, reported`: a name with its apposition, and nothing that can be said.
  private func isSubject(_ clause: Range<Int>) -> Bool {
    guard let comma = clause.first(where: syntax.isComma), comma + 1 < clause.upperBound,
      has(comma + 1, [.determiner, .role])
    else { return false }
    return !clause.contains { has($0, [.auxiliary, .pronoun]) || syntax.isPast($0) }
  }

  /// `The council had not, by then, announced`: the verb is that of what stands before it.
  private func isCutVerb(_ clause: Range<Int>) -> Bool {
    clause.dropLast().contains { has($0, [.auxiliary, .negation]) && syntax.isComma($0 + 1) }
  }

  private func clauseStart(before end: Int, in bounds: Range<Int>) -> Int {
    var at = end - 1
    while at >= bounds.lowerBound {
      if words.keys[at] == Marks.semicolon { return at + 1 }
      at -= 1
    }
    return bounds.lowerBound
  }

  func quotationOfPreviousSentence(before bounds: Range<Int>) -> Range<Int>? {
    let mark = bounds.lowerBound - 1
    guard mark > 0, syntax.isQuote(mark), syntax.quotationOf[mark - 1] >= 0,
      syntax.paragraphOf[mark] == syntax.paragraphOf[bounds.lowerBound]
    else { return nil }
    let quotation = syntax.quotations[Int(syntax.quotationOf[mark - 1])]
    return quotation.upperBound == mark ? quotation : nil
  }
}
