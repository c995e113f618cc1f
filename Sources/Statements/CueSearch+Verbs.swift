import Collating
import Prose

/// What is a verb of speech, and what only has its form.
extension CueSearch {
  /// A verb of speech with its auxiliaries, and where what stands before it ends.
  struct Verb {
    var cue: Range<Int>
    var word: Int
    /// The end of what stands before the verb, adverbs and auxiliaries taken off.
    var left: Int
    var isNegated = false
  }

  func verbGroup(at word: Int, in bounds: Range<Int>) -> Verb? {
    let trait = syntax.traits[word]
    var verb = Verb(cue: word..<word + 1, word: word, left: word)
    var hasAuxiliary = false
    var hasBe = false
    var isPlanned = false
    while verb.left > bounds.lowerBound {
      let before = verb.left - 1
      if has(before, .negation) {
        verb.isNegated = true
      } else if has(before, .auxiliary) {
        hasAuxiliary = true
        if has(before, .be) { hasBe = true }
        if Self.modals.contains(words.keys[before]) { isPlanned = true }
        if has(before, .have), before + 1 == verb.cue.lowerBound {
          verb.cue = before..<word + 1
        }
      } else if !(has(before, .adverb) && words.kinds[before] == .word)
        || has(before, [.preposition, .subordinator])
      {
        break
      }
      verb.left -= 1
    }
    // "The council will explain": not said yet.
    if isPlanned, !verb.isNegated { return nil }
    // "I would say", "as I said": how a speaker speaks, and no report of speech.
    if verb.left > bounds.lowerBound, Self.present.contains(words.keys[verb.left - 1]),
      (verb.left..<word).contains(where: { words.keys[$0] == Lexicon.would })
        || verb.left - 1 > bounds.lowerBound && Self.likes.contains(words.keys[verb.left - 2])
    {
      return nil
    }
    // What is told of somebody is not told by him: "he was told", "is said to".
    if hasBe, !trait.contains(.participle) { return nil }
    // "We are asking you": said now.
    if hasBe, verb.left > bounds.lowerBound, Self.firstPerson.contains(words.keys[verb.left - 1]) {
      return nil
    }
    if trait.contains(.bare), !trait.contains(.speech), !hasAuxiliary {
      guard verb.left > bounds.lowerBound else { return nil }
      let before = verb.left - 1
      if words.keys[before] == Lexicon.to || has(before, .preposition) { return nil }
      // "I urge you", "you say": said now, and no report of what was said.
      if Self.present.contains(words.keys[before]) { return nil }
      guard isPlural(before) else { return nil }
    }
    if trait.contains(.bare), !trait.contains(.speech), isQuestion(verb, in: bounds) { return nil }
    if trait.contains(.participle), trait.isDisjoint(with: .speech), !hasBe {
      verb.left = word
    }
    // "The report", "reports of": a noun.
    if word > bounds.lowerBound, trait.contains(.noun),
      has(word - 1, [.determiner, .preposition]) || words.kinds[word - 1] == .clitic
    {
      return nil
    }
    return verb
  }

  /// `Did the mayor say so?`: asked, and not said.
  private func isQuestion(_ verb: Verb, in bounds: Range<Int>) -> Bool {
    guard let last = syntax.witness.sentences.runs[Int(syntax.sentenceOf[verb.word])].last,
      words.keys[last] == Marks.question || bounds.contains(last) && syntax.isQuote(last)
    else { return false }
    return (max(bounds.lowerBound, verb.left - 8)..<verb.left).contains {
      has($0, .auxiliary) && !has($0, [.be, .have])
    }
  }

  private func isPlural(_ word: Int) -> Bool {
    if has(word, .pronoun) { return true }
    guard words.kinds[word] == .word else { return syntax.isQuote(word) || syntax.isComma(word) }
    let bytes = words.text.utf8Span.span
    let end = Int(words.ends[word])
    guard bytes[end - 1] == UInt8(ascii: "s") else { return has(word, .role) }
    // "The previous", "the crisis", "the press": one.
    return end - Int(words.starts[word]) < 3
      || ![UInt8(ascii: "u"), UInt8(ascii: "i"), UInt8(ascii: "s")].contains(bytes[end - 2])
  }

  func isParticiple(_ verb: Verb) -> Bool {
    syntax.traits[verb.word].contains(.participle)
      && syntax.traits[verb.word].isDisjoint(with: [.speech, .bare]) && verb.left == verb.word
  }

  /// `her opening remarks`: a noun, as nobody is named before it.
  func isNoun(_ verb: Verb, behind speaker: Range<Int>) -> Bool {
    let last = words.text.utf8Span.span[Int(words.ends[verb.word]) - 1]
    return last == UInt8(ascii: "s") && verb.left == verb.word
      && has(speaker.lowerBound, .determiner) && words.keys[speaker.lowerBound] != Lexicon.the
      && !speaker.contains { has($0, .role) || syntax.isName($0) }
  }

  /// `wrote it down`, `claimed credit`, `confirmed his nomination`: nothing is said.
  func isDeed(_ word: Int, in bounds: Range<Int>) -> Bool {
    let key = words.keys[word]
    let next = word + 1..<min(word + 5, bounds.upperBound)
    guard var first = next.first else { return false }
    if Lexicon.objects.contains(words.keys[first]), words.keys[first] != Lexicon.that {
      first = min(first + 1, next.upperBound - 1)
    }
    if Self.particles.contains(words.keys[first]), !has(word, [.tells, .quotes]) {
      // "Said that": out of it; "up to 40 boats": a number.
      return first + 1 >= bounds.upperBound
        || words.keys[first + 1] != Lexicon.that && words.keys[first + 1] != Lexicon.to
    }
    let goods = Self.objects.first { $0.verbs.contains(key) }?.goods ?? []
    let object = next.prefix {
      words.kinds[$0] == .clitic
        || words.kinds[$0].isLexical && !has($0, [.preposition, .auxiliary])
    }
    return object.contains { goods.contains(words.keys[$0]) }
  }

  private static let particles = Lexicon.keys("down out off up away back")
  /// Verbs of speech, and what they do something to.
  private static let objects: [(verbs: Set<UInt64>, goods: Set<UInt64>)] = [
    (
      Lexicon.keys("claim claims claimed claiming"),
      Lexicon.keys(
        "credit sovereignty victory life lives asylum ownership benefits compensation territory")
    ),
    (
      Lexicon.keys("confirm confirms confirmed confirming"),
      Lexicon.keys("nomination nominee appointment")
    ),
    (
      Lexicon.keys("concede concedes conceded conceding"),
      Lexicon.keys("election defeat race seat goal goals")
    ),
  ]

  /// `cities and states have`, `reports stated`: words of speech in form only.
  func isPluralNoun(_ word: Int, in bounds: Range<Int>) -> Bool {
    guard Self.plurals.contains(words.keys[word]), word + 1 < bounds.upperBound else {
      return false
    }
    return has(word + 1, [.auxiliary, .speech, .adverb, .preposition, .conjunction])
  }

  private static let plurals = Lexicon.keys(
    "states reports claims comments remarks notes promises warnings replies pledges vows")
  private static let modals = Lexicon.keys("will can could may might must should shall 'll")
  private static let likes = Lexicon.keys("like as")
  static let firstPerson = Lexicon.keys("i we")
  private static let present = Lexicon.keys("i we you")
}
