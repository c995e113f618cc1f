import Collating
import Prose

/// Words of speech that are no verbs, or no plain ones.
extension CueSearch {
  mutating func lookForSource(after word: Int) {
    let bounds = syntax.bounds(of: word)
    guard word + 2 < bounds.upperBound, words.keys[word + 1] == Lexicon.to,
      let speaker = syntax.phrase(startingAt: word + 2, in: bounds, isLong: true)
    else { return }
    var content: [Range<Int>] = []
    let isFirst = word == bounds.lowerBound || word == bounds.lowerBound + 1
    // "A plan which, according to the mayor, is sound".
    let opens = [Lexicon.that, Lexicon.which]
    let isInside =
      word > bounds.lowerBound + 1 && syntax.isComma(word - 1)
      && opens.contains(words.keys[word - 2])
    if isFirst || isInside || (word - bounds.lowerBound < 3 && !syntax.isComma(word - 1)) {
      let start = contents.pastApposition(speaker.upperBound, in: bounds)
      if let start { content = contents.clause(from: start, in: bounds) }
    } else {
      content = [contents.trimmed(bounds.lowerBound..<word)].filter { !$0.isEmpty }
      let rest = contents.rest(behind: speaker.upperBound, in: bounds)
      if let front = content.first, !rest.isEmpty {
        // "It sank but, according to Quill, was raised": he told what comes behind.
        let isOther = has(front.upperBound - 1, .conjunction)
        if isOther || has(front.upperBound - 1, [.auxiliary, .preposition, .subordinator, .adverb])
        {
          content = isOther ? rest : content + rest
        }
      }
    }
    guard !content.isEmpty else { return }
    var statement = Statement(
      .accordingTo, speaker: speaker, cue: word..<word + 2, content: content)
    statement.manner = contents.manner(of: content)
    found.append(statement)
  }

  /// `the U.S. claim that …`.
  mutating func lookForClause(ofNoun word: Int) -> Bool {
    let bounds = syntax.bounds(of: word)
    // "We regret to report that": a verb.
    guard word + 2 < bounds.upperBound, words.keys[word + 1] == Lexicon.that,
      has(word, .speech) || has(word, .noun), word > bounds.lowerBound,
      words.keys[word - 1] != Lexicon.to
    else { return false }
    // "Officials claim that" is a verb: it has its subject, and no word that makes it a noun.
    let isNoun =
      has(word - 1, [.determiner, .preposition]) || words.kinds[word - 1] == .clitic
      || isModified(word, in: bounds)
    guard isNoun else { return false }
    let content = contents.clause(from: word + 2, in: bounds, isShort: true, hasOneVerb: true)
    guard !content.isEmpty else { return false }
    var statement = Statement(.noun, cue: word..<word + 1, content: content)
    if !has(word - 1, [.determiner, .preposition, .conjunction]), !syntax.isComma(word - 1) {
      var end = word
      if words.kinds[end - 1] == .clitic { end -= 1 }
      statement.speaker = syntax.phrase(endingAt: end, in: bounds)
    }
    statement.manner = contents.holdsQuotation(content) ? .mixed : .indirect
    statement.polarity = has(word, .alleges) ? .allege : .assert
    found.append(statement)
    return true
  }

  /// Whether a determiner or preposition stands before the nouns that stand before a noun.
  private func isModified(_ word: Int, in bounds: Range<Int>) -> Bool {
    // "Officials claim that", "the paper reports that": number tells the verb from the noun.
    let isSingular = !endsInS(word)
    if isSingular, words.kinds[word - 1] == .word, endsInS(word - 1) { return false }
    var at = word - 1
    while at >= bounds.lowerBound, word - at < 8 {
      if syntax.isInner(at, in: bounds) {
        at -= 1
        continue
      }
      if has(at, .preposition) { return true }
      if has(at, .determiner) { return isSingular || !has(word, .speech) }
      guard words.kinds[at] == .word || words.kinds[at] == .clitic,
        !has(at, [.subordinator, .conjunction, .auxiliary, .pronoun])
      else { return false }
      at -= 1
    }
    return false
  }

  private func endsInS(_ word: Int) -> Bool {
    words.text.utf8Span.span[Int(words.ends[word]) - 1] == UInt8(ascii: "s")
  }

  /// `alleged interference in …`.
  mutating func lookForAlleged(at word: Int) -> Bool {
    let bounds = syntax.bounds(of: word)
    guard word > bounds.lowerBound, word + 1 < bounds.upperBound, words.kinds[word + 1] == .word,
      has(word - 1, [.determiner, .preposition]) || words.kinds[word - 1] == .clitic,
      syntax.traits[word + 1].isDisjoint(with: [.subordinator, .determiner, .pronoun])
    else { return false }
    let content = contents.object(from: word + 1, in: bounds)
    // "The alleged owner Tom Vane": a label too.
    if let name = content.first(where: syntax.isName), name < word + 4,
      !content.prefix(while: {
        $0 < name
      }).contains(where: { has($0, .preposition) })
    {
      return false
    }
    // "Alleged accomplices" are a label; "alleged neglect of the ferry" says something.
    guard content.dropFirst().contains(where: { has($0, .preposition) }) else { return false }
    var statement = Statement(.adjective, cue: word..<word + 1, content: [content])
    statement.manner = .nominal
    statement.polarity = .allege
    found.append(statement)
    return true
  }

  /// `X called that a non-starter`.
  mutating func lookForNaming(at word: Int) {
    let bounds = syntax.bounds(of: word)
    guard let verb = verbGroup(at: word, in: bounds), word + 2 < bounds.upperBound,
      !Lexicon.outside.contains(words.keys[word + 1]),
      // "a group called “Dawn”": a name and no judgement.
      words.kinds[word + 1].isLexical,
      let speaker = syntax.phrase(endingAt: verb.left, in: bounds), !isLabelled(speaker)
    else { return }
    var start = word + 1
    if Lexicon.objects.contains(words.keys[start]),
      has(start + 1, .determiner) || syntax.isQuote(start + 1)
    {
      start += 1
    }
    let content = contents.clause(from: start, in: bounds, isShort: true)
    guard let piece = content.first,
      piece.contains(where: { has($0, .determiner) || syntax.isQuote($0) }) || start > word + 1
    else { return }
    // "Called the guards": by voice or wire, and not by a name.
    let isQuoted = contents.holdsQuotation(content)
    if start == word + 1, !isQuoted, !isNamed(piece, in: bounds) { return }
    var statement = Statement(.speakerFirst, speaker: speaker, cue: verb.cue, content: content)
    statement.manner = contents.holdsQuotation(content) ? .mixed : .nominal
    found.append(statement)
  }

  /// `called the crew a band of fools`: whom, and what.
  private func isNamed(_ piece: Range<Int>, in bounds: Range<Int>) -> Bool {
    guard let object = syntax.phrase(startingAt: piece.lowerBound, in: bounds) else { return true }
    let next = object.upperBound
    return next < piece.upperBound && words.kinds[next].isLexical
      && !has(next, [.preposition, .time, .subordinator, .conjunction])
  }

  /// `a drift called coral bleaching`: what it is called, and nobody calls it so.
  private func isLabelled(_ phrase: Range<Int>) -> Bool {
    // "The discovery of a pattern called": the nearest determiner tells.
    guard let near = phrase.last(where: { has($0, .determiner) }) else { return false }
    return words.keys[near] != Lexicon.the
      && !(near..<phrase.upperBound).contains { has($0, .role) || syntax.isName($0) }
  }

  /// `have been trading barbs`, `had some tough words for`: words are said, and not told.
  mutating func lookForAct(at word: Int) {
    let bounds = syntax.bounds(of: word)
    let isWords = words.keys[word] == Lexicon.words
    let verbs = isWords ? Lexicon.has : Lexicon.trades
    guard
      let verb = (max(bounds.lowerBound, word - 4)..<word).last(where: {
        verbs.contains(words.keys[$0])
      }),
      !isWords || (word - verb > 1 && word + 1 < bounds.upperBound && has(word + 1, .preposition))
    else { return }
    var left = verb
    while left > bounds.lowerBound, has(left - 1, .auxiliary) { left -= 1 }
    guard let speaker = syntax.phrase(endingAt: left, in: bounds) else { return }
    var statement = Statement(.act, speaker: speaker, cue: verb..<word + 1)
    if isWords {
      statement.addressee = syntax.phrase(startingAt: word + 2, in: bounds)
    }
    statement.occasion = contents.occasion(in: word + 1..<bounds.upperBound)
    found.append(statement)
  }

  /// `Name: “…”` at the start of a paragraph.
  mutating func lookForName(beforeColon colon: Int) {
    let bounds = syntax.bounds(of: colon)
    guard colon > bounds.lowerBound, colon - bounds.lowerBound < 6, colon + 2 < words.count,
      syntax.isQuote(colon + 1), let quotation = contents.quotation(openedAt: colon + 1),
      let speaker = syntax.phrase(endingAt: colon, in: bounds),
      speaker.lowerBound == bounds.lowerBound, syntax.isName(speaker.lowerBound)
    else { return }
    var statement = Statement(
      .colon, speaker: speaker, cue: colon..<colon + 1, content: [quotation])
    statement.manner = .direct
    found.append(statement)
  }
}
