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

  /// Longer substitutions are decided column by column.
  private static let mostColumns = 12

  init(_ columns: WordColumns, _ texts: [Words], lines: [Int], _ lacunae: Lacunae) {
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
    guard !before.isAgreed, !place.isAgreed, before.columns.count < Self.mostColumns else {
      return false
    }
    return Self.divides(last, where: readings) || Self.divides(readings, where: last)
  }

  /// Whether some have nothing in one column, and none of them agrees in the other with any that
  /// have something.
  private static func divides(_ column: [UInt64], where other: [UInt64]) -> Bool {
    guard other.contains(0) else { return false }
    for (first, reading) in column.enumerated() where other[first] == 0 {
      for (second, there) in column.enumerated() where other[second] != 0 && there == reading {
        return false
      }
    }
    return true
  }
}
