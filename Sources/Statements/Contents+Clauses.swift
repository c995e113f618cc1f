import Prose

extension Contents {
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
        if isSpeakerAside(next, in: bounds) || isSecondSpeech(next, in: bounds) { break }
      }
      at += 1
    }
    // A quotation may go on over the end of the sentence it began in.
    let end = max(at, start)
    let start = pastFrame(start, in: bounds)
    let run = trimmed(start..<max(start, min(end, max(bounds.upperBound, end))))
    return run.isEmpty ? [] : [run]
  }

  /// `in remarks printed on Monday, “…”`: when and where, and then what was said.
  func pastFrame(_ start: Int, in bounds: Range<Int>) -> Int {
    guard start < bounds.upperBound, has(start, .preposition),
      let comma = (start..<min(start + 14, bounds.upperBound)).first(where: {
        syntax.isComma($0) || syntax.isQuote($0) || has($0, .auxiliary)
      }), syntax.isComma(comma), comma + 1 < words.count, syntax.isQuote(comma + 1)
    else { return start }
    return comma + 1
  }

  /// `…, the ministry said`: somebody else is said to say what stands before.
  func isSpeakerAside(_ start: Int, in bounds: Range<Int>) -> Bool {
    guard let phrase = syntax.phrase(startingAt: start, in: bounds) else { return false }
    let verb = phrase.upperBound
    guard verb < bounds.upperBound, has(verb, .speech) else { return false }
    return verb + 1 >= bounds.upperBound || isEnd(verb + 1)
  }

  /// `…, and said that`: the speaker says another thing.
  private func isSecondSpeech(_ start: Int, in bounds: Range<Int>) -> Bool {
    guard has(start, .conjunction) else { return false }
    let verb = start + 1 < bounds.upperBound && has(start + 1, .adverb) ? start + 2 : start + 1
    return verb + 1 < bounds.upperBound && has(verb, .speech)
      && !has(verb, [.noun, .participle, .tells]) && has(verb, .free)
      && words.kinds[verb + 1].isLexical
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

  /// What goes on behind a source that stands between commas.
  func rest(behind source: Int, in bounds: Range<Int>) -> [Range<Int>] {
    guard source + 1 < bounds.upperBound, syntax.isComma(source),
      words.kinds[source + 1].isLexical || syntax.isQuote(source + 1)
    else { return [] }
    return clause(from: source + 1, in: bounds)
  }

  /// Where a clause begins behind a source and its appositions.
  func pastApposition(_ start: Int, in bounds: Range<Int>) -> Int? {
    guard let comma = (start..<bounds.upperBound).first(where: syntax.isComma) else {
      return start < bounds.upperBound ? start : nil
    }
    let next = comma + 1
    guard next < bounds.upperBound else { return nil }
    if let end = (next..<min(next + 20, bounds.upperBound)).first(where: syntax.isComma),
      has(next, .determiner) || (next..<end).contains(where: { has($0, .role) })
        || (next..<end).allSatisfy(syntax.isName),
      !(next..<end).contains(where: {
        has($0, .auxiliary) && words.kinds[$0] != .clitic
          || has($0, .speech) && !syntax.isName($0)
      }), end + 1 < bounds.upperBound
    {
      return end + 1
    }
    if has(next, .relative), let end = (next..<bounds.upperBound).first(where: syntax.isComma) {
      return end + 1
    }
    return next
  }

  /// A run without the marks at its borders; a closing quotation mark stays with its quotation, and
  /// the sign of money with its sum.
  func trimmed(_ run: Range<Int>) -> Range<Int> {
    var (start, end) = (run.lowerBound, run.upperBound)
    while start < end, !words.kinds[start].isLexical, !syntax.isQuote(start),
      !Marks.money.contains(words.keys[start])
    { start += 1 }
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
