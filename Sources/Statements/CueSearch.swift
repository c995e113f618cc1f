import Collating
import Prose

/// Finds the words of speech in a text, each with its speaker and with what was said.
///
/// Rules alone, as in Krestel et al. (2008), “Minding the Source: Automatic Tagging of Reported
/// Speech in Newspaper Articles”: a word of speech counts only where a speaker stands beside it and
/// something that can have been said.
struct CueSearch {
  let syntax: Syntax
  var found: [Statement] = []

  init(_ syntax: Syntax) {
    self.syntax = syntax
    for word in syntax.words.indices { look(at: word) }
  }

  var words: Words { syntax.words }
  func has(_ word: Int, _ traits: Traits) -> Bool {
    !syntax.traits[word].isDisjoint(with: traits)
  }

  private mutating func look(at word: Int) {
    let trait = syntax.traits[word]
    let key = words.keys[word]
    if words.kinds[word] == .mark {
      if key == Marks.colon { lookForName(beforeColon: word) }
      return
    }
    if key == Lexicon.according { return lookForSource(after: word) }
    if key == Lexicon.alleged, lookForAlleged(at: word) { return }
    if trait.contains(.noun), lookForClause(ofNoun: word) { return }
    if Lexicon.calls.contains(key) { return lookForNaming(at: word) }
    if trait.contains(.barb) || key == Lexicon.words { return lookForAct(at: word) }
    if !trait.isDisjoint(with: .cue) { lookForSpeech(at: word) }
  }

  private mutating func lookForSpeech(at word: Int) {
    let bounds = syntax.bounds(of: word)
    let trait = syntax.traits[word]
    // "United States": a verb has a capital only where a sentence begins.
    if words.isCapital(word), word > bounds.lowerBound, words.kinds[word - 1].isLexical { return }
    // "Co-writing": another verb.
    if word > bounds.lowerBound, syntax.isMark(word - 1, Marks.hyphen),
      words.gap(before: word).isEmpty
    {
      return
    }
    guard !isPluralNoun(word, in: bounds), !isDeed(word, in: bounds),
      let verb = verbGroup(at: word, in: bounds)
    else {
      return
    }
    var statement: Statement?
    if let found = speechFirstSpeaker(verb, in: bounds) {
      statement = found
    } else {
      statement =
        speechBeforeSpeaker(verb, in: bounds)
        ?? speechWithoutSpeaker(verb, in: bounds)
    }
    guard var statement else { return }
    // "Continuing for years, …": only where words are quoted, or `that` or a question follows.
    if trait.contains(.quotes), !contents.holdsQuotation(statement.content),
      !statement.content.contains(where: {
        contents.isQuotation($0) || has($0.lowerBound, .question)
          || $0.lowerBound > 0 && words.keys[$0.lowerBound - 1] == Lexicon.that
      })
    {
      return
    }
    statement.polarity = polarity(of: trait, isNegated: verb.isNegated)
    if trait.contains(.declines), !isSpeechDeclined(after: word, in: bounds) { return }
    found.append(statement)
  }

  private func polarity(of trait: Traits, isNegated: Bool) -> Statement.Polarity {
    if trait.contains(.declines) { return .decline }
    if trait.contains(.denies) { return isNegated ? .assert : .deny }
    if isNegated { return .decline }
    if trait.contains(.alleges) { return .allege }
    return trait.contains(.asks) ? .ask : .assert
  }

  /// `declined to comment`, `refused to say`: other refusals are deeds.
  private func isSpeechDeclined(after word: Int, in bounds: Range<Int>) -> Bool {
    guard word + 2 < bounds.upperBound, words.keys[word + 1] == Lexicon.to else { return false }
    return has(word + 2, .bare)
  }

  private func speechFirstSpeaker(_ verb: Verb, in bounds: Range<Int>) -> Statement? {
    guard !isParticiple(verb), let speaker = syntax.phrase(endingAt: verb.left, in: bounds),
      !isNoun(verb, behind: speaker)
    else { return nil }
    var tail = contents.after(verb, in: bounds)
    // "Quill, which claims the pier, is rich": the comma ends what is claimed.
    if verb.left > bounds.lowerBound + 1, has(verb.left - 1, .relative),
      syntax.isComma(verb.left - 2), !contents.holdsQuotation(tail.content)
    {
      tail.content = cutAtComma(tail.content)
    }
    // "When Quill announced his retreat, they cheered": so does that of a clause that is begun.
    if has(bounds.lowerBound, .subordinator), !has(bounds.lowerBound, .relative),
      !contents.holdsQuotation(tail.content),
      !(bounds.lowerBound..<verb.word).contains(where: syntax.isComma)
    {
      tail.content = cutAtComma(tail.content)
    }
    let front = contents.before(
      speaker.lowerBound, in: bounds, isFree: isFree(verb.word) && !tail.isDeed)
    if let front, tail.content.isEmpty || contents.isQuotation(front) || tail.isAside {
      if tail.content.isEmpty, goesOn(verb, behind: front, tail, in: bounds) { return nil }
      var statement = Statement(
        .contentFirst, speaker: speaker, cue: verb.cue, content: [front])
      if isTakenUp(front, in: tail) { statement.content += tail.content }
      return finish(statement, tail)
    }
    if tail.content.isEmpty, let previous = contents.quotationOfPreviousSentence(before: bounds),
      speaker.lowerBound == bounds.lowerBound,
      !goesOn(verb, behind: previous, tail, in: bounds)
    {
      tail.content = [previous]
      return finish(
        Statement(.contentFirst, speaker: speaker, cue: verb.cue, content: [previous]), tail)
    }
    guard !tail.content.isEmpty, !isCitation(verb.word, in: bounds) else { return nil }
    // "We have not announced any meeting": told by the speaker himself, it is no report of speech.
    if verb.isNegated, Self.firstPerson.contains(words.keys[speaker.lowerBound]),
      verb.word + 1 >= bounds.upperBound || words.keys[verb.word + 1] != Lexicon.that
    {
      return nil
    }
    return finish(
      Statement(.speakerFirst, speaker: speaker, cue: verb.cue, content: tail.content), tail)
  }

  private func cutAtComma(_ content: [Range<Int>]) -> [Range<Int>] {
    content.map { piece in
      let end = piece.first(where: syntax.isComma) ?? piece.upperBound
      return contents.trimmed(piece.lowerBound..<end)
    }.filter { !$0.isEmpty }
  }

  /// Whether what was said goes on behind the speaker: `“It leaks,” said Quill, “a lot”`, `It was,
  /// said Quill, the best`; and not `said Quill, the mayor`.
  private func isTakenUp(_ front: Range<Int>, in tail: Contents.Tail) -> Bool {
    guard tail.isAside, let next = tail.content.first?.lowerBound else { return tail.isQuotation }
    if contents.isQuotation(front) { return false }
    return !has(next, [.determiner, .role]) || has(front.upperBound - 1, [.auxiliary, .negation])
  }

  /// `“… cheats.” Quill maintained the old line`, `As it sank, Quill wrote about boats`: what stands
  /// before is another sentence, or when it was, as the verb has something of its own to tell.
  private func goesOn(
    _ verb: Verb, behind front: Range<Int>, _ tail: Contents.Tail, in bounds: Range<Int>
  ) -> Bool {
    let next = verb.word + 1
    guard next < bounds.upperBound, words.kinds[next].isLexical, tail.addressee == nil,
      tail.occasion == nil
    else { return false }
    if contents.isQuotation(front) {
      return has(next, .determiner) || syntax.isName(next)
    }
    return has(front.lowerBound, [.subordinator, .preposition])
      && !has(front.lowerBound, .question)
      || Self.whens.contains(words.keys[front.lowerBound])
  }

  private static let whens = Lexicon.keys("when where")

  private func isFree(_ word: Int) -> Bool { has(word, .free) }

  private func finish(_ statement: Statement, _ tail: Contents.Tail) -> Statement {
    var statement = statement
    statement.addressee = tail.addressee
    statement.occasion = tail.occasion ?? occasion(before: statement)
    statement.manner =
      tail.isObject && !contents.holdsQuotation(statement.content)
      ? .nominal : contents.manner(of: statement.content)
    return statement
  }

  /// `On Monday, X said`, `X on Monday said`: when it was said, told before the word of speech.
  private func occasion(before statement: Statement) -> Range<Int>? {
    guard let cue = statement.cue, let speaker = statement.speaker,
      speaker.upperBound <= cue.lowerBound
    else { return nil }
    if let told = contents.occasion(in: speaker.upperBound..<cue.lowerBound) { return told }
    let bounds = syntax.bounds(of: cue.lowerBound)
    // "On Friday the council announced": no comma.
    if speaker.lowerBound > bounds.lowerBound, has(speaker.lowerBound - 1, .time) {
      return contents.occasion(in: speaker.lowerBound - 1..<speaker.lowerBound)
    }
    guard speaker.lowerBound - 1 > bounds.lowerBound, syntax.isComma(speaker.lowerBound - 1)
    else { return nil }
    let front = bounds.lowerBound..<speaker.lowerBound - 1
    let isFree = !statement.content.contains { $0.overlaps(front) }
    guard isFree, front.count < 12, has(front.lowerBound, [.preposition, .time]),
      !front.contains(where: { has($0, .cue) && !has($0, .setting) })
    else { return nil }
    return contents.occasion(in: front)
  }

  /// `“…,” said X`.
  private func speechBeforeSpeaker(_ verb: Verb, in bounds: Range<Int>) -> Statement? {
    let border = verb.left - 1
    guard border >= 0, !isParticiple(verb), syntax.isComma(border) || syntax.isQuote(border)
    else { return nil }
    guard let speaker = syntax.phrase(startingAt: verb.word + 1, in: bounds),
      !has(speaker.lowerBound, .subordinator)
    else { return nil }
    let next = speaker.upperBound
    guard
      next >= bounds.upperBound || !words.kinds[next].isLexical
        || has(next, [.time, .preposition, .relative, .conjunction, .participle])
    else { return nil }
    let tail = contents.afterSpeaker(next, in: bounds)
    var content: Range<Int>?
    if border >= bounds.lowerBound {
      content = contents.before(
        verb.left, in: bounds, isFree: isFree(verb.word), isBegun: tail.isAside)
    } else {
      content = contents.quotationOfPreviousSentence(before: bounds)
    }
    guard let content else { return nil }
    // "The mayor, who had left, announced his retreat": an object, and no speaker.
    let isNamed =
      speaker.count == 1 || speaker.contains { syntax.isName($0) || has($0, [.role, .pronoun]) }
    guard isNamed || contents.holdsQuotation([content]) || contents.isQuotation(content) else {
      return nil
    }
    var statement = Statement(.cueFirst, speaker: speaker, cue: verb.cue, content: [content])
    if isTakenUp(content, in: tail) { statement.content += tail.content }
    return finish(statement, tail)
  }

  /// `…, saying that`, `and added that`: the speaker is that of the verb before, or the subject.
  private func speechWithoutSpeaker(_ verb: Verb, in bounds: Range<Int>) -> Statement? {
    var tail = contents.after(verb, in: bounds)
    // "The Gazette, citing two sailors, reported": what comes then is not cited.
    if tail.isObject, isParticiple(verb), let piece = tail.content.first {
      let end = piece.first(where: syntax.isComma) ?? piece.upperBound
      tail.content = [piece.lowerBound..<end].filter { !$0.isEmpty }
      // "Citing the storm, …": a ground, and nothing said.
      if Lexicon.citing == words.keys[verb.word], !contents.holdsQuotation(tail.content),
        !contents.holdsVerb(piece.lowerBound..<end)
      {
        return nil
      }
    }
    guard !tail.content.isEmpty, verb.left > bounds.lowerBound else { return nil }
    let before = verb.left - 1
    let isJoined = has(before, .conjunction)
    let isAfterComma =
      syntax.isComma(before) || syntax.isQuote(before)
      || has(before, .preposition) && words.keys[before] != Lexicon.of
    guard isJoined || isParticiple(verb) else { return nil }
    // "A storm warning, which": a noun. "Responding, the mayor left": what he did then.
    if isParticiple(verb), !isJoined, has(verb.word, .noun) && !isAfterComma || tail.isAside {
      return nil
    }
    // "X said that Y had denied it, adding …": X added it.
    let near = found.suffix(4).filter { $0.cue.map { bounds.contains($0.lowerBound) } ?? false }
    let last = near.last { inner in
      !near.contains { outer in
        outer.content.contains { $0.contains(inner.cue?.lowerBound ?? -1) }
      }
    }
    let speaker =
      cited(before: before, in: bounds) ?? last?.speaker ?? subject(in: bounds, before: before)
    guard let speaker, speaker.upperBound <= before + 1 || last != nil else { return nil }
    var statement = Statement(
      isJoined ? .speakerFirst : .participle, speaker: speaker, cue: verb.cue,
      content: tail.content)
    statement.certainty = .inferred
    return finish(statement, tail)
  }

  /// `It cited the navy as stating that`: the navy states it.
  private func cited(before as: Int, in bounds: Range<Int>) -> Range<Int>? {
    guard words.keys[`as`] == Lexicon.as, let phrase = syntax.phrase(endingAt: `as`, in: bounds),
      phrase.lowerBound > bounds.lowerBound, isCitation(phrase.lowerBound - 1, in: bounds)
    else { return nil }
    return phrase
  }

  private func isCitation(_ verb: Int, in bounds: Range<Int>) -> Bool {
    guard Lexicon.cites.contains(words.keys[verb]),
      let phrase = syntax.phrase(startingAt: verb + 1, in: bounds)
    else { return false }
    let end = phrase.upperBound
    return end + 1 < bounds.upperBound && words.keys[end] == Lexicon.as && has(end + 1, .participle)
  }

  /// The phrase a sentence begins with, behind a prepositional phrase and its comma.
  private func subject(in bounds: Range<Int>, before end: Int) -> Range<Int>? {
    var start = bounds.lowerBound
    for _ in 0..<3 {
      if start < end, !has(start, [.preposition, .adverb]), words.kinds[start].isLexical,
        let found = syntax.phrase(startingAt: start, in: bounds.lowerBound..<end),
        found.count > 1 || syntax.isSure(found.lowerBound) || !syntax.isDescribing(found.lowerBound)
      {
        return found
      }
      guard let comma = (start..<max(start, end)).first(where: syntax.isComma) else { return nil }
      start = comma + 1
    }
    return nil
  }

  var contents: Contents { Contents(syntax: syntax) }
}
