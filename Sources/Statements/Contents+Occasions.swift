import Prose

/// When and where something was said.
extension Contents {
  /// `on Monday`, `in a statement`: when and where it was said, before what was said begins.
  func skipOccasion(_ start: Int, in bounds: Range<Int>, _ tail: inout Tail) -> Int {
    var at = start
    while at < bounds.upperBound {
      if has(at, .time) {
        // "Said Thursday's crash was bad": what was said begins.
        if at + 1 < bounds.upperBound, words.kinds[at + 1] == .clitic { break }
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

  func isEnd(_ word: Int) -> Bool {
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
}
