import Prose

/// The order in which several texts are joined: the likest first, group to group by the mean of
/// their distances (Sokal and Michener 1958, UPGMA).
///
/// The distance of two texts is the share of their runs of three words that only one of them has
/// (Broder 1997), over a sample of runs that is the same in every text.
struct GuideTree {
  /// Which groups are joined, by the lowest number of a text in each.
  private(set) var joins: [(Int, Int)] = []

  /// Texts of more words than this are measured by a sample.
  private static let mostWhole = 20_000

  init(_ texts: [Words]) {
    let most = texts.map(\.count).max() ?? 0
    let rate = UInt64(max(1, most / Self.mostWhole))
    let runs = texts.map { Self.sampledRuns($0, oneIn: rate) }
    var distance = texts.indices.map { _ in Array(repeating: 0.0, count: texts.count) }
    for first in texts.indices {
      for second in 0..<first {
        let between = Self.distance(runs[first], runs[second])
        distance[first][second] = between
        distance[second][first] = between
      }
    }
    var size = Array(repeating: 1.0, count: texts.count)
    var left = Array(texts.indices)
    while left.count > 1 {
      var best = (left[0], left[1])
      for (place, first) in left.enumerated() {
        for second in left[(place + 1)...]
        where distance[first][second] < distance[best.0][best.1] {
          best = (first, second)
        }
      }
      let (first, second) = best
      joins.append(best)
      left.removeAll { $0 == second }
      for other in left where other != first {
        let mean =
          (distance[first][other] * size[first] + distance[second][other] * size[second])
          / (size[first] + size[second])
        distance[first][other] = mean
        distance[other][first] = mean
      }
      size[first] += size[second]
    }
  }

  /// The words of all texts in columns, the places of each column in the order of the texts.
  func columns(of texts: [Words]) -> WordColumns {
    var groups = texts.enumerated().map { WordColumns(of: $0, $1) }
    for (first, second) in joins {
      let joined = ColumnAlignment(groups[first], groups[second], texts)
      groups[first] = WordColumns(joining: groups[first], groups[second], steps: joined.steps)
    }
    return groups[0]
  }

  private static func sampledRuns(_ words: Words, oneIn rate: UInt64) -> [UInt64] {
    guard words.count > 2 else { return words.keys.sorted() }
    var runs: [UInt64] = []
    for at in 0..<words.count - 2 {
      let run = (0..<3).reduce(0 as UInt64) {
        StableHash.of($0 &* 0x9E37_79B9_7F4A_7C15 ^ words.keys[at + $1])
      }
      if run % rate == 0 { runs.append(run) }
    }
    return runs.sorted()
  }

  /// The share of runs that only one of two sorted lists has: 0 for equal lists, 1 for strangers.
  private static func distance(_ x: [UInt64], _ y: [UInt64]) -> Double {
    var (atX, atY, shared) = (0, 0, 0)
    while atX < x.count, atY < y.count {
      if x[atX] == y[atY] {
        (atX, atY, shared) = (atX + 1, atY + 1, shared + 1)
      } else if x[atX] < y[atY] {
        atX += 1
      } else {
        atY += 1
      }
    }
    let all = x.count + y.count
    return all == 0 ? 0 : 1 - Double(2 * shared) / Double(all)
  }
}
