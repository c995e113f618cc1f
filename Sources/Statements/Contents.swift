import Collating
import Prose

/// Where what was said begins and ends, once the word of speech is known.
struct Contents {
  let syntax: Syntax

  private var words: Words { syntax.words }
  private func has(_ word: Int, _ traits: Traits) -> Bool {
    !syntax.traits[word].isDisjoint(with: traits)
  }

  /// What follows a word of speech.
  struct Tail {
    var content: [Range<Int>] = []
    var addressee: Range<Int>?
    var occasion: Range<Int>?
    /// Whether it is a noun phrase, the object of the verb.
    var isObject = false
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
      let phrase = syntax.phrase(startingAt: at + 1, in: bounds), isFollowedBySpeech(phrase, bounds)
    {
      tail.addressee = phrase
      at = skipOccasion(phrase.upperBound, in: bounds, &tail)
    }
    guard at < bounds.upperBound else { return quotedTail(at, in: bounds, tail) }
    let key = words.keys[at]
    if key == Lexicon.that {
      tail.content = clause(from: at + 1, in: bounds)
      return tail
    }
    if !words.kinds[at].isLexical { return quotedTail(at, in: bounds, tail) }
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
      let isAsked = tail.addressee != nil && trait.contains(.tells)
      guard isAsked && !trait.contains(.participle) || isPromise(verb.word)
      else { return tail }
      tail.content = clause(from: at, in: bounds)
      return tail
    }
    if key == Lexicon.of, trait.contains(.tells) {
      tail.content = clause(from: at, in: bounds)
      tail.isObject = true
      return tail
    }
    if has(at, .preposition) || has(at, [.conjunction, .subordinator]) { return tail }
    if trait.contains(.object) {
      let hasVerb = (at..<min(bounds.upperBound, at + 25)).contains {
        has($0, .auxiliary) && !has($0, .adverb)
      }
      tail.content = clause(from: at, in: bounds)
      tail.isObject = !trait.contains(.free) || !hasVerb
      return tail
    }
    guard trait.contains(.free) || (trait.contains(.tells) && tail.addressee != nil) else {
      return tail
    }
    if trait.contains(.deed), !canBeClause(at, in: bounds) { return tail }
    tail.content = clause(from: at, in: bounds)
    return tail
  }

  private func isPromise(_ word: Int) -> Bool { Self.promises.contains(words.keys[word]) }
  private static let promises = Lexicon.keys(
    "vow vows vowed vowing pledge pledges pledged pledging promise promises promised promising")

  /// Whether a bare clause begins here, and not the object of a deed: `announced the winners`.
  private func canBeClause(_ start: Int, in bounds: Range<Int>) -> Bool {
    for word in start..<min(bounds.upperBound, start + 15) {
      if has(word, .subordinator) || has(word, .speech) { return false }
      if has(word, .pronoun) || syntax.isQuote(word) { return true }
      if has(word, .auxiliary), !Self.unfinished.contains(words.keys[word]) { return true }
    }
    return false
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

  /// `on Monday`, `in a statement`: when and where it was said, before what was said begins.
  private func skipOccasion(_ start: Int, in bounds: Range<Int>, _ tail: inout Tail) -> Int {
    var at = start
    while at < bounds.upperBound {
      if has(at, .time) {
        at += 1
        while at < bounds.upperBound, words.kinds[at] == .number { at += 1 }
      } else if let end = occasionEnd(at, in: bounds) {
        at = end
      } else {
        break
      }
      tail.occasion = (tail.occasion?.lowerBound ?? start)..<at
    }
    if let occasion = tail.occasion, has(occasion.lowerBound, .preposition), occasion.count > 1 {
      tail.occasion = occasion.lowerBound + 1..<occasion.upperBound
    }
    if let occasion = tail.occasion, !occasion.contains(where: { has($0, [.time, .setting]) }) {
      tail.occasion = nil
    }
    return at
  }

  private func occasionEnd(_ start: Int, in bounds: Range<Int>) -> Int? {
    guard has(start, .preposition), words.keys[start] != Lexicon.of,
      words.keys[start] != Lexicon.to
    else { return nil }
    var at = start + 1
    let ceiling = min(bounds.upperBound, start + 14)
    let isNoun = at < ceiling && has(at, .determiner)
    while at < ceiling {
      if words.keys[at] == Lexicon.that || isEnd(at) { break }
      if has(at, .time) {
        at += 1
        while at < ceiling, words.kinds[at] == .number { at += 1 }
        if isNoun, at < ceiling, words.kinds[at] == .word,
          syntax.traits[at].isEmpty
            || has(at, .setting)
        {
          continue
        }
        return at
      }
      if has(at, [.auxiliary, .subordinator]) || (has(at, .pronoun) && at > start + 1) {
        return nil
      }
      // "in an interview the company would …"
      if has(at, .setting), at + 1 < ceiling, has(at + 1, [.determiner, .pronoun]) {
        return at + 1
      }
      at += 1
    }
    guard at == bounds.upperBound || at < ceiling else { return nil }
    return at
  }

  private func isEnd(_ word: Int) -> Bool {
    let key = words.keys[word]
    return syntax.isComma(word) || syntax.isQuote(word) || key == Marks.colon
      || key == Marks.semicolon || key == Marks.question || key == Marks.exclamation
      || (key == Marks.stop && !syntax.isInner(word, in: syntax.bounds(of: word)))
  }

  /// An occasion that stands anywhere in a run.
  func occasion(in run: Range<Int>) -> Range<Int>? {
    guard let time = run.first(where: { has($0, .time) }) else { return nil }
    var end = time + 1
    while end < run.upperBound, words.kinds[end] == .number { end += 1 }
    return time..<end
  }

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
      words.keys[at] != Lexicon.as
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
    guard hasComma, isFree else { return nil }
    let clause = trimmed(clauseStart(before: mark, in: bounds)..<mark)
    // "In findings published on Monday, scientists report": when and where, and not what.
    let isFrame =
      has(clause.lowerBound, [.preposition, .adverb, .time])
      && !clause.contains { has($0, .auxiliary) }
    return clause.count > (isBegun ? 0 : 2) && !isFrame ? clause : nil
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

  /// The clause that begins at a word, to the end of its sentence or to where another speaks.
  func clause(
    from start: Int, in bounds: Range<Int>, isShort: Bool = false, hasOneVerb: Bool = false
  ) -> [Range<Int>] {
    var at = start
    var auxiliary: Int?
    scan: while at < bounds.upperBound {
      if syntax.isQuote(at), at + 1 < bounds.upperBound, syntax.quotationOf[at + 1] >= 0 {
        let run = syntax.quotations[Int(syntax.quotationOf[at + 1])]
        if run.lowerBound == at + 1 {
          at = max(at + 1, run.upperBound + 1)
          continue
        }
      }
      // "The claim that he must go cannot help": the second verb is that of the sentence around.
      if hasOneVerb, has(at, .auxiliary) {
        if let auxiliary, at > auxiliary + 2 { break }
        auxiliary = at
      } else if hasOneVerb, has(at, [.conjunction, .subordinator]) {
        auxiliary = nil
      }
      if words.keys[at] == Marks.semicolon, !words.kinds[at].isLexical { break }
      if syntax.isComma(at), at > start, at + 1 < bounds.upperBound {
        if isShort { break }
        let next = at + 1
        if words.keys[next] == Lexicon.according || words.keys[next] == Lexicon.but
          || has(next, .participle)
        {
          break
        }
        if isSpeakerAside(next, in: bounds) { break }
      }
      at += 1
    }
    // A quotation may go on over the end of the sentence it began in.
    let end = max(at, start)
    let run = trimmed(start..<max(start, min(end, max(bounds.upperBound, end))))
    return run.isEmpty ? [] : [run]
  }

  /// `…, the ministry said`: somebody else is said to say what stands before.
  private func isSpeakerAside(_ start: Int, in bounds: Range<Int>) -> Bool {
    guard let phrase = syntax.phrase(startingAt: start, in: bounds) else { return false }
    let verb = phrase.upperBound
    guard verb < bounds.upperBound, has(verb, .speech) else { return false }
    return verb + 1 >= bounds.upperBound || isEnd(verb + 1)
  }

  /// A noun phrase with what hangs on it, to the next mark.
  func object(from start: Int, in bounds: Range<Int>) -> Range<Int> {
    var at = start
    while at < bounds.upperBound, words.kinds[at].isLexical || syntax.isInner(at, in: bounds),
      !has(at, [.conjunction, .auxiliary]), !(has(at, .speech) && at > start)
    {
      at += 1
    }
    return trimmed(start..<at)
  }

  /// Where a clause begins behind a source and its appositions.
  func pastApposition(_ start: Int, in bounds: Range<Int>) -> Int? {
    guard let comma = (start..<bounds.upperBound).first(where: syntax.isComma) else {
      return start < bounds.upperBound ? start : nil
    }
    let next = comma + 1
    guard next < bounds.upperBound else { return nil }
    if has(next, .determiner),
      let end = (next..<min(next + 8, bounds.upperBound)).first(where: syntax.isComma),
      !(next..<end).contains(where: { has($0, [.auxiliary, .speech]) }), end + 1 < bounds.upperBound
    {
      return end + 1
    }
    if has(next, .relative), let end = (next..<bounds.upperBound).first(where: syntax.isComma) {
      return end + 1
    }
    return next
  }

  /// A run without the marks at its borders; a closing quotation mark stays with its quotation.
  func trimmed(_ run: Range<Int>) -> Range<Int> {
    var (start, end) = (run.lowerBound, run.upperBound)
    while start < end, !words.kinds[start].isLexical, !syntax.isQuote(start) { start += 1 }
    while end > start, !words.kinds[end - 1].isLexical, !syntax.isQuote(end - 1) { end -= 1 }
    return start..<end
  }

  func isQuotation(_ run: Range<Int>) -> Bool {
    guard !run.isEmpty, syntax.quotationOf[run.lowerBound] >= 0 else { return false }
    return syntax.quotations[Int(syntax.quotationOf[run.lowerBound])] == run
  }

  func holdsQuotation(_ content: [Range<Int>]) -> Bool {
    content.contains { run in
      run.contains { syntax.isQuote($0) } || syntax.unclosed[run.lowerBound] != nil
    }
  }

  func manner(of content: [Range<Int>]) -> Statement.Manner {
    let quoted = content.count { isQuotation($0) || syntax.unclosed[$0.lowerBound] != nil }
    if quoted == content.count, quoted > 0 { return .direct }
    return quoted > 0 || holdsQuotation(content) ? .mixed : .indirect
  }
}
