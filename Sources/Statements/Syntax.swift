import Collating
import Prose

/// What the rules ask of the words of a text: what a word can do, where its sentence ends, and
/// where the phrase begins that names somebody.
struct Syntax {
  let witness: Witness
  let words: Words
  let traits: [Traits]
  /// The outermost closed quotation a word stands in, by its place in `quotations`; -1 for none.
  let quotationOf: [Int32]
  /// The outermost quotations, in order; the marks are not in them.
  let quotations: [Range<Int>]
  /// Quotations that were never closed, by their first words.
  let unclosed: [Int: Range<Int>]
  /// The sentence a word stands in, by its place.
  let sentenceOf: [Int32]
  /// The paragraph a word stands in, by its place.
  let paragraphOf: [Int32]

  init(_ witness: Witness) {
    self.witness = witness
    let words = witness.words
    self.words = words
    traits = words.keys.indices.map { word in
      let traits = Lexicon.traits[words.keys[word]] ?? []
      // "The WHO report", "IT officials": names, and no words of grammar.
      return !traits.isDisjoint(with: Self.small) && Self.isAcronym(word, in: words)
        ? traits.subtracting(Self.small) : traits
    }
    var outer: [Range<Int>] = []
    var unclosed: [Int: Range<Int>] = [:]
    for quotation in witness.quotations.all {
      if !quotation.isClosed {
        unclosed[quotation.words.lowerBound] = quotation.words
      } else if !quotation.words.isEmpty {
        while let last = outer.last, last.lowerBound >= quotation.words.lowerBound {
          outer.removeLast()
        }
        outer.append(quotation.words)
      }
    }
    quotations = outer
    self.unclosed = unclosed
    quotationOf = Self.numbers(of: outer, count: words.count)
    sentenceOf = Self.numbers(of: witness.sentences.runs, count: words.count)
    paragraphOf = Self.numbers(of: witness.paragraphs.runs, count: words.count)
  }

  /// What a word in capital letters alone is not, where others are not.
  private static let small: Traits = [.pronoun, .relative, .question, .subordinator]

  private static func isAcronym(_ word: Int, in words: Words) -> Bool {
    let bytes = words.text.utf8Span.span
    let range = Int(words.starts[word])..<Int(words.ends[word])
    func isCapital(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
    guard range.count > 1, range.allSatisfy({ isCapital(bytes[$0]) }) else { return false }
    // In a headline all words are so.
    return [word - 1, word + 1].contains { beside in
      words.keys.indices.contains(beside) && words.kinds[beside] == .word
        && !isCapital(bytes[Int(words.ends[beside]) - 1])
    }
  }

  private static func numbers(of runs: [Range<Int>], count: Int) -> [Int32] {
    var numbers = [Int32](repeating: -1, count: count)
    for (number, run) in runs.enumerated() {
      for word in run { numbers[word] = Int32(truncatingIfNeeded: number) }
    }
    return numbers
  }

  /// The part of a word's sentence that stands on the same side of quotation marks, so far as it
  /// is near: a text without stops is one sentence, and is not to be read to its end at each word.
  func bounds(of word: Int) -> Range<Int> {
    let sentence = witness.sentences.runs[Int(sentenceOf[word])].clamped(
      to: max(0, word - Self.reach)..<word + 2 * Self.reach)
    let quotation = quotationOf[word]
    return quotation < 0 ? sentence : sentence.clamped(to: quotations[Int(quotation)])
  }

  private static let reach = 200

  func isMark(_ word: Int, _ key: UInt64) -> Bool {
    words.keys[word] == key && !words.kinds[word].isLexical
  }

  func isComma(_ word: Int) -> Bool { isMark(word, Marks.comma) }

  func isQuote(_ word: Int) -> Bool { words.kinds[word] == .quote }

  /// Whether a mark belongs to the words beside it: a hyphen, or the stop of an abbreviation.
  func isInner(_ word: Int, in bounds: Range<Int>) -> Bool {
    guard word > bounds.lowerBound, word + 1 < bounds.upperBound, words.kinds[word] == .mark else {
      return false
    }
    if isMark(word, Marks.stop) {
      // "news.example": no sentence begins in small letters right behind a stop.
      if words.gap(before: word).isEmpty, words.gap(before: word + 1).isEmpty,
        words.kinds[word + 1] == .word, !words.isCapital(word + 1)
      {
        return true
      }
      return words.kinds[word - 1] == .word && words.ends[word - 1] - words.starts[word - 1] <= 4
        && words.isCapital(word - 1)
    }
    return words.gap(before: word).isEmpty && words.gap(before: word + 1).isEmpty
      && !isComma(word) && !isMark(word, Marks.colon) && !isMark(word, Marks.semicolon)
  }

  func isName(_ word: Int) -> Bool {
    words.kinds[word] == .word && words.isCapital(word)
      && traits[word].isDisjoint(with: [
        .determiner, .preposition, .pronoun, .time, .conjunction, .subordinator, .auxiliary,
      ])
  }

  /// Whether a word closes what a phrase can hold: a mark, or a word that begins another clause.
  private func isBorder(_ word: Int) -> Bool {
    if !words.kinds[word].isLexical { return true }
    return !traits[word].isDisjoint(with: [.subordinator, .time, .auxiliary, .adverb])
      || traits[word].contains(.conjunction) || traits[word].contains(.negation)
      // The verb has no capital, and "the United States" is no verb.
      || (traits[word].contains(.speech) && !traits[word].contains(.noun) && !isName(word))
  }

  /// The phrase that names somebody and ends before a word, the appositions of it left out; nil
  /// where there is none.
  func phrase(endingAt end: Int, in bounds: Range<Int>) -> Range<Int>? {
    guard end > bounds.lowerBound else { return nil }
    let last = end - 1
    if isComma(last) { return phraseBeforeApposition(endingAt: last, in: bounds) }
    if isMark(last, Marks.key(")")) || isMark(last, Marks.key("]")) {
      let open = (max(bounds.lowerBound, last - 12)..<last).last {
        isMark($0, Marks.key("(")) || isMark($0, Marks.key("["))
      }
      return open.flatMap { phrase(endingAt: $0, in: bounds) }
    }
    var tail = end
    // "Smith on Monday said": the day is not part of who said it.
    while tail > bounds.lowerBound, traits[tail - 1].contains(.time) { tail -= 1 }
    if tail < end, tail > bounds.lowerBound, traits[tail - 1].contains(.preposition) { tail -= 1 }
    guard tail > bounds.lowerBound else { return nil }
    if tail < end { return phrase(endingAt: tail, in: bounds) }
    if traits[last].contains(.relative) {
      guard last > bounds.lowerBound else { return nil }
      let before = isComma(last - 1) ? last - 1 : last
      guard before > bounds.lowerBound, words.kinds[before - 1].isLexical else { return nil }
      return phrase(endingAt: before, in: bounds)
    }
    if traits[last].contains(.pronoun) { return last..<end }
    let start = startOfPhrase(endingAt: end, in: bounds)
    guard start < end, namesSomebody(start..<end) else { return nil }
    return start..<end
  }

  private func startOfPhrase(endingAt end: Int, in bounds: Range<Int>) -> Int {
    var start = end
    var at = end - 1
    let floor = max(bounds.lowerBound, end - 25)
    while at >= floor {
      if isInner(at, in: bounds) {
        at -= 1
        continue
      }
      let trait = traits[at]
      if words.kinds[at] == .clitic {
        at -= 1
        continue
      }
      if trait.contains(.determiner), !trait.contains(.subordinator) {
        start = at
        guard let before = phraseGoesOn(before: at, floor: floor) else { break }
        at = before
        continue
      }
      if trait.contains(.conjunction) {
        guard words.keys[at] == Lexicon.and, start == at + 1, at > floor,
          isName(start) || traits[start].contains(.determiner), isName(at - 1)
        else { break }
        at -= 1
        continue
      }
      if trait.contains(.preposition) {
        guard start == at + 1, phraseGoesOn(before: start, floor: floor) != nil else { break }
        at -= 1
        continue
      }
      if isBorder(at) || trait.contains(.pronoun) || words.kinds[at] == .number { break }
      // A bare noun before a name is part of it only where it says what somebody is.
      if start < end, isName(start), !isName(at), trait.isDisjoint(with: .role),
        at + 1 == start, !isInner(at + 1, in: bounds)
      {
        let hasDeterminer = (max(floor, at - 3)..<at).contains {
          traits[$0].contains(.determiner)
        }
        guard hasDeterminer else { break }
      }
      start = at
      at -= 1
    }
    return start
  }

  /// Where a phrase goes on to the left over a preposition: `a spokesman for the ministry`.
  private func phraseGoesOn(before start: Int, floor: Int) -> Int? {
    guard start - 2 >= floor, traits[start - 1].contains(.preposition) else { return nil }
    let noun = start - 2
    guard words.kinds[noun] == .word, !isBorder(noun), traits[noun].isDisjoint(with: .preposition)
    else { return nil }
    if words.keys[start - 1] == Lexicon.of { return start - 1 }
    // "Quill of the College of Pell in Marsh".
    if isName(noun), isName(start), noun > floor, words.keys[noun - 1] == Lexicon.of {
      return start - 1
    }
    let hasDeterminer = (max(floor, noun - 3)...noun).contains { traits[$0].contains(.determiner) }
    return traits[noun].contains(.role) || witness.names.contains(noun) && start - 3 < floor
      || hasDeterminer
        && traits[noun].contains(.role)
      ? start - 1 : nil
  }

  /// `X, the governor of Y, said`: the phrase before the comma that the apposition stands behind.
  private func phraseBeforeApposition(endingAt comma: Int, in bounds: Range<Int>) -> Range<Int>? {
    var end = comma
    for _ in 0..<4 {
      guard
        let open = (max(bounds.lowerBound, end - 30)..<end).last(where: {
          isComma($0) || isQuote($0)
        }), isComma(open), open + 1 < end, open > bounds.lowerBound,
        words.kinds[open - 1].isLexical || isMark(open - 1, Marks.key(")"))
      else { return nil }
      let first = open + 1
      let trait = traits[first]
      let canBe =
        trait.contains(.determiner) || trait.contains(.role) || trait.contains(.relative)
        || words.kinds[first] == .number || isName(first)
        || (words.kinds[first] == .word && isName(open - 1) && trait.isDisjoint(with: .cue))
      if canBe, trait.isDisjoint(with: [.subordinator, .conjunction]) || trait.contains(.relative),
        let found = phrase(endingAt: open, in: bounds),
        found.lowerBound == bounds.lowerBound || trait.contains(.relative)
          || (!traits[found.lowerBound - 1].contains(.preposition)
            && !(isComma(found.lowerBound - 1) && isName(first)
              && !found.contains { traits[$0].contains(.role) }))
      {
        return found
      }
      end = open
    }
    return nil
  }

  /// The phrase that names somebody and begins at a word; nil where there is none.
  func phrase(startingAt start: Int, in bounds: Range<Int>, isLong: Bool = false) -> Range<Int>? {
    guard start < bounds.upperBound, words.kinds[start].isLexical else { return nil }
    if traits[start].contains(.pronoun) {
      return traits[start].contains(.relative) ? nil : start..<start + 1
    }
    var at = start
    var hasNoun = false
    let ceiling = min(bounds.upperBound, start + 25)
    loop: while at < ceiling {
      let trait = traits[at]
      if isInner(at, in: bounds) || words.kinds[at] == .clitic {
        at += 1
        continue
      }
      if trait.contains(.conjunction) {
        guard words.keys[at] == Lexicon.and, hasNoun, at + 1 < ceiling, isName(at + 1),
          isName(at - 1)
        else { break }
        at += 1
        continue
      }
      if trait.contains(.preposition) {
        let noun = at > start ? traits[at - 1] : []
        guard hasNoun, at + 1 < ceiling, words.kinds[at + 1] == .word,
          traits[at + 1].isDisjoint(with: [.time, .pronoun, .subordinator]),
          words.keys[at] == Lexicon.of || isLong
            || (noun.contains(.role) && Lexicon.belonging.contains(words.keys[at]))
        else { break }
        at += 1
        continue
      }
      if trait.contains(.determiner), at > start, traits[at - 1].isDisjoint(with: .preposition),
        !trait.contains(.role)
      {
        break
      }
      if isBorder(at) || (trait.contains(.pronoun) && at > start) { break }
      if at > start, isName(at - 1) || traits[at - 1].contains(.role), isPast(at) { break }
      // "Quill made it": behind a name a word in small letters is a verb, but for "Quill campaign
      // manager".
      if at > start, isName(at - 1), words.kinds[at] == .word, !isName(at),
        trait.isDisjoint(with: [.role, .determiner]),
        !(at + 1..<min(at + 3, ceiling)).contains(where: {
          isName($0) || traits[$0].contains(.role)
        })
      {
        break
      }
      if !trait.contains(.determiner) { hasNoun = true }
      at += 1
    }
    while at > start,
      !words.kinds[at - 1].isLexical && !isInner(at - 1, in: bounds)
        || traits[at - 1].contains(.preposition)
    {
      at -= 1
    }
    guard at > start, namesSomebody(start..<at) else { return nil }
    return start..<at
  }

  /// Whether a word alone names somebody, though every word has a capital where it stands.
  func isSure(_ word: Int) -> Bool {
    !traits[word].isDisjoint(with: [.role, .pronoun]) || witness.names.contains(word)
  }

  /// `Nearly`, `Former`: a word that has a capital only where a sentence begins.
  func isDescribing(_ word: Int) -> Bool {
    words.keys[word] == Self.former || words.surface(word).hasSuffix("ly")
  }

  private static let former = StableHash.ofWord("former")

  /// Whether a word in small letters ends as the past of a verb.
  func isPast(_ word: Int) -> Bool {
    let bytes = words.text.utf8Span.span
    let end = Int(words.ends[word])
    return words.ends[word] - words.starts[word] > 3 && !words.isCapital(word)
      && bytes[end - 1] == UInt8(ascii: "d") && bytes[end - 2] == UInt8(ascii: "e")
  }

  private func namesSomebody(_ run: Range<Int>) -> Bool {
    let last = run.upperBound - 1
    return run.contains { word in
      isName(word) || !traits[word].isDisjoint(with: [.role, .pronoun])
        || (traits[word].contains(.determiner) && word < last)
        || (word == last && words.kinds[word] == .word
          && words.text.utf8Span.span[Int(words.ends[word]) - 1] == UInt8(ascii: "s"))
    } && traits[last].isDisjoint(with: [.preposition, .determiner])
  }
}
