import Collating
import Prose

/// The places that are decided one by one: runs of columns, each with the lines that are heard
/// there.
///
/// Mostly a place is one column. Where a line has a word too few beside a word in which it differs
/// from just those it is short of, the two are one substitution: chosen apart, half of each reading
/// could be taken.
struct VariantPlaces {
  /// One place.
  struct Place {
    var columns: Range<Int>
    /// The lines that are heard; none where a passage is left out.
    var voters: [Int]
    /// The passage it stands in, by its number among the lacunae.
    var passage: Int?
    /// Whether all that are heard have the same words.
    var isAgreed: Bool
  }

  private(set) var places: [Place] = []
  private let columns: WordColumns
  private let texts: [Words]
  private let lexicon: RestorationLexicon

  /// Longer substitutions are decided column by column.
  private static let mostColumns = 12

  init(
    _ columns: WordColumns, _ texts: [Words], lines: [Int], _ lacunae: Lacunae,
    _ lexicon: RestorationLexicon
  ) {
    self.lexicon = lexicon
    self.columns = columns
    self.texts = texts
    var passage = 0
    var last: [UInt64] = []
    for column in 0..<columns.count {
      while passage < lacunae.passages.count,
        lacunae.passages[passage].columns.upperBound <= column
      {
        passage += 1
      }
      let isInside =
        passage < lacunae.passages.count && lacunae.passages[passage].columns.contains(column)
      let voters =
        !isInside
        ? lines : lacunae.passages[passage].isKept ? lacunae.passages[passage].with : []
      let here = columns[column]
      let readings = voters.map { line -> UInt64 in
        let word = Int(here[here.startIndex + line])
        return word < 0 ? 0 : texts[line].keys[word]
      }
      if !voters.isEmpty, readings.allSatisfy({ $0 == 0 }) { continue }
      var place = Place(
        columns: column..<column + 1, voters: voters, passage: isInside ? passage : nil,
        isAgreed: readings.allSatisfy { $0 == readings.first })
      if let before = places.last, joins(before, last, place, readings) {
        place.columns = before.columns.lowerBound..<column + 1
        place.isAgreed = before.isAgreed && place.isAgreed
        places.removeLast()
      }
      places.append(place)
      last = readings
    }
  }

  /// Whether two places beside each other are one.
  private func joins(
    _ before: Place, _ last: [UInt64], _ place: Place, _ readings: [UInt64]
  ) -> Bool {
    guard before.voters == place.voters, before.passage == place.passage else { return false }
    if place.voters.isEmpty { return true }
    if before.isAgreed, place.isAgreed { return place.passage != nil }
    guard !before.isAgreed, !place.isAgreed, before.columns.count < Self.mostColumns else {
      return false
    }
    return divides(last, before.columns.upperBound - 1, where: readings, place.voters)
      || divides(readings, place.columns.lowerBound, where: last, place.voters)
      || isCutAnew(last, before.columns.upperBound - 1, readings, place)
  }

  /// Whether two have the same letters in two columns with another border between them: `ca|n’t`
  /// and `can|t`.
  private func isCutAnew(
    _ last: [UInt64], _ lastColumn: Int, _ readings: [UInt64], _ place: Place
  ) -> Bool {
    let column = place.columns.lowerBound
    for first in readings.indices where last[first] != 0 && readings[first] != 0 {
      for second in 0..<first
      where last[second] != 0 && readings[second] != 0 && last[second] != last[first]
        && readings[second] != readings[first]
      {
        let (x, y) = (place.voters[first], place.voters[second])
        if letters(x, lastColumn) + letters(x, column)
          == letters(y, lastColumn) + letters(y, column)
        {
          return true
        }
      }
    }
    return false
  }

  /// Whether some have nothing in one column, and none of them agrees in the other with any that
  /// have something: not even as far as two spellings of a word do.
  private func divides(
    _ readings: [UInt64], _ column: Int, where other: [UInt64], _ voters: [Int]
  ) -> Bool {
    guard other.contains(0) else { return false }
    for first in voters.indices where other[first] == 0 {
      for second in voters.indices where other[second] != 0 {
        if readings[first] == readings[second] { return false }
        guard readings[first] != 0, readings[second] != 0 else { continue }
        let x = letters(voters[first], column)
        let y = letters(voters[second], column)
        // Half of a word that is broken or joined to the next is no spelling of it.
        let isPart = x.starts(with: y) || y.starts(with: x) || ends(x, with: y) || ends(y, with: x)
        let areKnown = [(readings[first], x), (readings[second], y)].allSatisfy {
          lexicon.plausibility(of: [$0]) > 0
        }
        if !isPart, !areKnown, Spelling.areAlike(x, y) { return false }
      }
    }
    return true
  }

  private func letters(_ line: Int, _ column: Int) -> [UInt8] {
    let here = columns[column]
    return Letters.folded(texts[line].surface(Int(here[here.startIndex + line])))
  }

  private func ends(_ x: [UInt8], with y: [UInt8]) -> Bool {
    x.reversed().starts(with: y.reversed())
  }
}
