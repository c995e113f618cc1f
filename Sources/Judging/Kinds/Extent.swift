import Collating
import Prose

/// Words that one text has and the other has not, named by how much they are.
enum Extent {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard let side = place.only, !side.lexical.isEmpty else { return nil }
    let isAddition = place.isAddition
    let effect: Effect = isAddition ? .contentAdded : .contentLost
    func verdict(_ omitted: DifferenceKind, _ added: DifferenceKind, _ what: String) -> Verdict {
      Verdict(
        kind: isAddition ? added : omitted, effect: effect,
        reason: "\(what) \(isAddition ? "added" : "left out"): `\(side.text)`")
    }
    let sentences = wholeSentences(side)
    if sentences > 0 || standsBetweenParagraphs(place), isBoilerplate(side) || isByline(side) {
      return Verdict(
        kind: .boilerplate, effect: .wordingOnly,
        reason: "a notice of the publisher, not part of the report: `\(side.text)`")
    }
    if sentences > 0 {
      if side.words.upperBound == side.witness.words.count, side.words.lowerBound > 0 {
        let many = sentences == 1 ? "1 sentence" : "\(sentences) sentences"
        return verdict(.cut, .addedEnd, "the end of the report (\(many))")
      }
      if side.witness.paragraphs.runs.contains(where: { covers(side, $0) }) {
        return verdict(.omittedParagraph, .addedParagraph, "a paragraph")
      }
      return verdict(
        .omittedSentence, .addedSentence, sentences == 1 ? "a sentence" : "\(sentences) sentences")
    }
    return side.lexical.count == 1
      ? verdict(.omittedWord, .addedWord, "a word")
      : verdict(.omittedPhrase, .addedPhrase, "a phrase")
  }

  /// How many whole sentences of its text a side holds.
  ///
  /// A sentence of which only the closing mark is missing counts as whole.
  static func wholeSentences(_ side: Side) -> Int {
    guard side.lexical.count > 2 else { return 0 }
    let runs = side.witness.sentences.runs
    var index = side.witness.sentences.index(ofWord: side.words.lowerBound)
    var count = 0
    while index < runs.count, runs[index].lowerBound < side.words.upperBound {
      if covers(side, runs[index]) { count += 1 }
      index += 1
    }
    return count == 0 && readsAsSentence(side) ? 1 : count
  }

  /// A capital at the start, a stop at the end and some words between: a sentence by itself, even
  /// where it was set beside words that hide its borders.
  private static func readsAsSentence(_ side: Side) -> Bool {
    let words = side.witness.words
    guard side.lexical.count > 4, let first = side.lexical.first, let last = side.lexical.last
    else { return false }
    return words.isCapital(first)
      && (last..<side.words.upperBound).contains { Marks.stops.contains(words.keys[$0]) }
  }

  static func covers(_ side: Side, _ run: Range<Int>) -> Bool {
    guard run.lowerBound < side.words.upperBound, run.upperBound > side.words.lowerBound else {
      return false
    }
    let missing = run.filter { !side.words.contains($0) }
    return missing.count <= 3 && missing.allSatisfy { !side.witness.words.kinds[$0].isLexical }
      && run.contains { side.witness.words.kinds[$0].isLexical }
  }

  private static func isBoilerplate(_ side: Side) -> Bool {
    guard side.lexical.count < 50 else { return false }
    let text = Array(side.whole.lowercased().utf8)
    return notices.contains { text.holds($0) }
  }

  /// Whether the other text begins a paragraph, begins or ends where the words are missing.
  private static func standsBetweenParagraphs(_ place: Place) -> Bool {
    let other = place.isAddition ? place.base : place.reading
    let at = other.words.lowerBound
    return at == 0 || at == other.witness.words.count
      || other.witness.paragraphs.runs.contains { $0.lowerBound == at }
  }

  /// `By Ann Lee, Staff Writer`, `Posted by the news desk`: who wrote, and no sentence.
  private static func isByline(_ side: Side) -> Bool {
    guard (2...9).contains(side.lexical.count), let first = side.lexical.first else { return false }
    let words = side.lowercased
    let names = side.lexical.dropFirst().filter {
      side.witness.words.isCapital($0)
    }
    let cut = side.witness.words
    let hasStop = side.words.contains { word in
      let isInitial = word > side.words.lowerBound && cut.surface(word - 1).count == 1
      return Marks.stops.contains(cut.keys[word]) && !isInitial
    }
    guard !hasStop, side.witness.words.isCapital(first) else {
      return false
    }
    if words[0] == "by" { return side.lexical.contains(first + 1) && names.first == first + 1 }
    return makers.contains(words[0]) && words[1] == "by"
  }

  private static let makers: Set<String> = [
    "posted", "published", "written", "reported", "reporting", "edited", "editing", "compiled",
    "updated", "story",
  ]

  /// What publishers everywhere put beside reports; kept to the phrases that carry no report's words.
  private static let notices = [
    "click here", "subscribe", "newsletter", "all rights reserved", "copyright", "follow us on",
    "read more", "sign up", "cookies", "advertisement", "for immediate release", "newsroom",
    "our journalism", "our website", "our app", "terms of use", "privacy policy",
    "share this article", "share this story", "share this page", "share this post", "support us",
    "social media for", "###", "back to top", "return to top", "print this page",
  ].map { Array($0.utf8) }
}
