import Collating
import Prose

/// A witness as the search for descent reads it: its faults, and the latest year it tells of.
struct DescentReading {
  let witness: Witness
  /// What no writer does at single places, in order.
  let faults: [Fault]
  /// How many words it has, marks not counted.
  let lexicalCount: Int
  /// The latest year it names, if it names one, and where.
  let latestYear: (year: Int, word: Int)?

  init(_ witness: Witness) {
    self.witness = witness
    faults = Condition(of: witness.words).faults.filter {
      $0.range.count <= Self.longestFault && $0.kind != .cut
    }
    lexicalCount = witness.words.kinds.count(where: \.isLexical)
    var latest: (year: Int, word: Int)?
    for word in witness.words.indices where witness.words.kinds[word] == .number {
      if let year = Self.year(witness.words, word), year > (latest?.year ?? 0) {
        latest = (year, word)
      }
    }
    latestYear = latest
  }

  private static func year(_ words: Words, _ word: Int) -> Int? {
    let range = words.range(word)
    guard range.count == 4, let year = Int(words.surface(word)), years.contains(year) else {
      return nil
    }
    return year
  }

  /// Four digits that are rather a year than a count.
  private static let years = 1500..<2100

  /// How much its length makes another text the later one, in the logarithm of the odds: of the
  /// revisions of a text four in five are longer than the one before.
  func growth(to other: DescentReading) -> Double {
    let (own, others) = (Double(max(1, lexicalCount)), Double(max(1, other.lexicalCount)))
    let growth = max(own, others) / min(own, others) - 1
    let weight = 1.8 * growth / (growth + 0.05)
    return others > own ? weight : -weight
  }

  /// How much the latest years told of make another text the later one.
  func ageing(to other: DescentReading) -> Double {
    guard let own = latestYear?.year, let others = other.latestYear?.year, own != others else {
      return 0
    }
    return others > own ? 1.4 : -1.4
  }

  /// The faults that touch a range; of a point, those that hold it or end at it.
  func faults(in range: TextRange) -> [Fault] {
    let first = faults.indices.partitioningIndex {
      faults[$0].range.start + Self.longestFault >= range.start
    }
    return faults[first...].prefix { $0.range.start <= range.end }.filter {
      $0.range.end >= range.start
    }
  }

  /// In bytes; what is longer is said of the whole text, not of a place.
  private static let longestFault = 200
}
