import Collating
import Prose

extension ComparisonPage {
  /// The sentence a reading stands in, cut to what a reader takes in at a glance.
  struct Excerpt {
    /// What stands before the change, the change itself, and what stands after it.
    let before: TextRange
    let changed: TextRange
    let after: TextRange
    /// Whether the sentence begins before `before`, or goes on behind `after`.
    let isCutBefore: Bool
    let isCutAfter: Bool

    /// Context beyond this many bytes on either side is left away.
    static let mostContext = 260
    /// Of a longer change only its beginning and its end are shown.
    static let mostChanged = 700

    /// Nil where the other text has whole sentences, so that no sentence here stands for them.
    init?(
      of reading: Reading, in witness: Witness, against other: Reading, in otherWitness: Witness
    ) {
      let words = witness.words
      guard !words.isEmpty else { return nil }
      let sentences = witness.sentences
      let first: Int
      let last: Int
      if reading.words.isEmpty {
        let next = min(reading.words.lowerBound, words.count - 1)
        let sentence = sentences.index(ofWord: next)
        let startsHere = sentences.runs[sentence].lowerBound == reading.words.lowerBound
        if reading.words.lowerBound == words.count || startsHere {
          // Between two sentences: the change belongs to neither, or opens the one that follows.
          guard !other.words.isEmpty else { return nil }
          let run = otherWitness.sentences.runs[
            otherWitness.sentences.index(ofWord: other.words.lowerBound)]
          let lastRun = otherWitness.sentences.runs[
            otherWitness.sentences.index(ofWord: other.words.upperBound - 1)]
          let opens = run.lowerBound == other.words.lowerBound
          if opens, lastRun.upperBound == other.words.upperBound { return nil }
          if opens, startsHere {
            first = sentence
          } else {
            first = max(0, sentence - (startsHere ? 1 : 0))
          }
        } else {
          first = sentence
        }
        last = first
      } else {
        first = sentences.index(ofWord: reading.words.lowerBound)
        last = sentences.index(ofWord: reading.words.upperBound - 1)
      }
      let whole = words.span(sentences.runs[first].lowerBound..<sentences.runs[last].upperBound)
      changed = Marks.trimmed(reading.range, of: witness.article.text)
      var start = min(whole.start, changed.start)
      var end = max(whole.end, changed.end)
      isCutBefore = changed.start - start > Self.mostContext
      isCutAfter = end - changed.end > Self.mostContext
      if isCutBefore { start = Self.start(of: words, from: changed.start - Self.mostContext) }
      if isCutAfter { end = Self.end(of: words, upTo: changed.end + Self.mostContext) }
      before = TextRange(min(start, changed.start), changed.start)
      after = TextRange(changed.end, max(end, changed.end))
    }

    /// The change in one piece, or its beginning and end with a gap between them.
    func parts(in words: Words) -> [TextRange] {
      guard changed.count > Self.mostChanged else { return [changed] }
      let head = Self.end(of: words, upTo: changed.start + Self.mostChanged * 2 / 3)
      let tail = Self.start(of: words, from: changed.end - Self.mostChanged / 3)
      guard changed.start < head, head < tail, tail < changed.end else { return [changed] }
      return [TextRange(changed.start, head), TextRange(tail, changed.end)]
    }

    /// The start of the first word at or after a byte.
    private static func start(of words: Words, from byte: Int) -> Int {
      let word = index(of: words, at: byte)
      return word < words.count ? words.range(word).start : words.text.utf8.count
    }

    /// The end of the last word that ends at or before a byte.
    private static func end(of words: Words, upTo byte: Int) -> Int {
      var word = index(of: words, at: byte)
      while word > 0, words.range(word - 1).end > byte { word -= 1 }
      return word > 0 ? words.range(word - 1).end : 0
    }

    /// The first word that starts at or after a byte.
    private static func index(of words: Words, at byte: Int) -> Int {
      (0..<words.count).partitioningIndex { words.range($0).start >= byte }
    }
  }
}
