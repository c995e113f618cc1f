import Prose

/// The order in which several texts are joined: the likest first, group to group by the mean of
/// their distances (Sokal and Michener 1958, UPGMA).
///
/// The distance of two texts is that of `RunSample`.
struct GuideTree {
  /// Which groups are joined, by the lowest number of a text in each.
  private(set) var joins: [(Int, Int)] = []

  init(_ texts: [Words]) {
    let runs = RunSample.samples(of: texts)
    var distance = texts.indices.map { _ in Array(repeating: 0.0, count: texts.count) }
    for first in texts.indices {
      for second in 0..<first {
        let between = runs[first].distance(to: runs[second])
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
}
