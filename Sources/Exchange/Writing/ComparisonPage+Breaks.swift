import Collating
import Prose

extension ComparisonPage {
  /// Where a text may go on in a new row: at its paragraphs, and inside long ones at sentences.
  struct Breaks {
    /// One such place.
    struct Break {
      /// The byte.
      var at: Int
      /// The number of the paragraph that begins there, from 1; nil inside a paragraph.
      var paragraph: Int?
    }

    /// A paragraph longer than this, in bytes, is cut before a sentence.
    static let mostInRow = 900
    /// And a sentence longer than this is cut before a word.
    static let mostInSentence = 3_000

    private var all: ArraySlice<Break>

    /// - Complexity: O(words).
    init(of witness: Witness) {
      var all: [Break] = []
      var sentences = witness.sentences.runs[...]
      for (number, paragraph) in witness.paragraphs.runs.enumerated() {
        var last = Int(witness.words.range(paragraph.lowerBound).start)
        if number > 0 { all.append(Break(at: last, paragraph: number + 1)) }
        let end = witness.words.range(paragraph.upperBound - 1).end
        while let sentence = sentences.first, sentence.lowerBound < paragraph.upperBound {
          sentences.removeFirst()
          let start = witness.words.range(sentence.lowerBound).start
          if start - last > Self.mostInRow, end - start > Self.mostInRow / 3 {
            all.append(Break(at: start))
            last = start
          }
          guard witness.words.range(sentence.upperBound - 1).end - last > Self.mostInSentence else {
            continue
          }
          for word in sentence {
            let start = witness.words.range(word).start
            if start - last > Self.mostInSentence {
              all.append(Break(at: start))
              last = start
            }
          }
        }
      }
      self.all = all[...]
    }

    /// The next break.
    var first: Break? { all.first }

    /// Goes past the next break.
    mutating func removeFirst() { all.removeFirst() }

    /// Goes past the breaks before a byte.
    mutating func removeAll(before byte: Int) {
      while let first, first.at < byte { removeFirst() }
    }

    /// Whether a paragraph begins at a byte, not the first; the breaks before must not be past.
    func isParagraph(_ byte: Int) -> Bool {
      // The byte may be far ahead.
      let place = all.indices.partitioningIndex { all[$0].at >= byte }
      return place < all.endIndex && all[place].at == byte && all[place].paragraph != nil
    }

    /// Cuts a range at the breaks inside it, and goes past them; an empty range is one part.
    mutating func cut(_ range: TextRange) -> [(range: TextRange, paragraph: Int?)] {
      var parts: [(range: TextRange, paragraph: Int?)] = []
      var start = range.start
      var paragraph: Int?
      while let next = first, next.at < range.end {
        removeFirst()
        guard next.at > start else { continue }
        parts.append((TextRange(start, next.at), paragraph))
        (start, paragraph) = (next.at, next.paragraph)
      }
      return parts + [(TextRange(start, range.end), paragraph)]
    }
  }
}
