import Collating
import Prose

/// The times and numbers of a text, read once, to be dealt to its statements.
struct Readings {
  /// In the order of the text; no two share a word.
  let dates: [DateReading]
  /// In the order of the text; no two share a word.
  let quantities: [Quantity]
  let warnings: [QuotationWarning]

  /// - Complexity: O(words).
  init(_ witness: Witness, published: CalendarDay?) {
    var dates: [DateReading] = []
    var quantities: [Quantity] = []
    for sentence in witness.sentences.runs {
      let told = DateReading.all(in: sentence, of: witness.words, published: published)
      dates += told
      quantities += Quantity.all(in: sentence, of: witness.words, apartFrom: told)
    }
    self.dates = dates
    self.quantities = quantities
    warnings = QuotationWarning.all(in: witness)
  }

  /// Those of a list, in order, that share a word with a run.
  static func within<Reading>(
    _ run: Range<Int>, _ all: [Reading], _ words: (Reading) -> Range<Int>
  ) -> ArraySlice<Reading> {
    let start = all.indices.partitioningIndex { words(all[$0]).upperBound > run.lowerBound }
    let end = all.indices.partitioningIndex { words(all[$0]).lowerBound >= run.upperBound }
    return all[start..<max(start, end)]
  }
}

/// What is read out of the words of a statement once they are known.
extension Statement {
  /// Tells when it was said, the times and numbers told in it, how firmly it is put, and whether
  /// its quotation marks are odd.
  ///
  /// - Complexity: O(log readings + what is found).
  mutating func readParts(of words: Words, _ readings: Readings) {
    if let occasion {
      date = Readings.within(occasion, readings.dates, \.words).first
    }
    for piece in content {
      dates += Readings.within(piece, readings.dates, \.words)
      quantities += Readings.within(piece, readings.quantities, \.words)
      // The mark itself stands outside of what was said, perhaps behind a comma.
      let around = piece.lowerBound - 1..<piece.upperBound + 2
      let next = readings.warnings.indices.partitioningIndex {
        readings.warnings[$0].words.lowerBound >= around.lowerBound
      }
      let isOdd =
        next < readings.warnings.count
        && readings.warnings[next].words.lowerBound < around.upperBound
      if isOdd, warnings.isEmpty { warnings.append(.oddQuotation) }
    }
    if rule == .adjective {
      modality = .hearsay
      hedge = cue
    } else if let first = content.first {
      let read = Modality.read(first, of: words)
      modality = read.modality
      hedge = read.word.map { $0..<$0 + 1 }
    }
  }
}
