import Prose

/// Frequent words that two texts share in the midst of passages they do not share.
///
/// Wherever one passage was written in place of another, an `of` or a `the` of the one finds an `of`
/// or a `the` of the other; to call that the same word cuts one difference into many that say
/// nothing. A run of one or two such words counts as equal only beside something that is.
struct Islands {
  private let a: Words
  private let b: Words

  /// A run of more words than this is no accident.
  private static let mostWords = 2
  /// On both sides of an island so many words part, in one text at least.
  private static let leastParted = 3

  init(_ a: Words, _ b: Words) {
    self.a = a
    self.b = b
  }

  /// The runs without the islands among them.
  ///
  /// - Complexity: O(runs), and O(words) where there is a run that could be one.
  func dropped(from runs: [PairAlignment.Run]) -> [PairAlignment.Run] {
    let sure = runs.indices.filter { lexical(a, runs[$0].a, runs[$0].count) > 0 }
    var suspects: [Int] = []
    for (place, index) in sure.enumerated() {
      let run = runs[index]
      guard run.count <= 4 * Self.mostWords,
        lexical(a, run.a, run.count) <= Self.mostWords
      else { continue }
      let before = place > 0 ? runs[sure[place - 1]] : .init(a: 0, b: 0, count: 0)
      let after =
        place + 1 < sure.count
        ? runs[sure[place + 1]] : .init(a: a.count, b: b.count, count: 0)
      if parted(before, run) >= Self.leastParted, parted(run, after) >= Self.leastParted {
        suspects.append(index)
      }
    }
    guard !suspects.isEmpty else { return runs }
    let isFrequent = frequency(of: suspects.map { runs[$0] })
    var isDropped = Array(repeating: false, count: runs.count)
    for index in suspects {
      let run = runs[index]
      isDropped[index] = (run.a..<run.a + run.count).allSatisfy {
        !a.kinds[$0].isLexical || isFrequent[a.keys[$0]] == true
      }
    }
    return runs.indices.filter { !isDropped[$0] }.map { runs[$0] }
  }

  /// How many words part between two runs, in the text that has more there.
  private func parted(_ before: PairAlignment.Run, _ after: PairAlignment.Run) -> Int {
    let (endA, endB) = (before.a + before.count, before.b + before.count)
    return max(lexical(a, endA, after.a - endA), lexical(b, endB, after.b - endB))
  }

  /// How many of some words are more than marks; beyond a few, they need not be counted.
  private func lexical(_ words: Words, _ start: Int, _ count: Int) -> Int {
    var lexical = 0
    for word in start..<start + min(count, 8 * Self.leastParted)
    where words.kinds[word].isLexical {
      lexical += 1
    }
    return lexical
  }

  /// For each word of some runs, whether the texts are full of it.
  private func frequency(of runs: [PairAlignment.Run]) -> [UInt64: Bool] {
    var counts: [UInt64: Int] = [:]
    for run in runs {
      for word in run.a..<run.a + run.count where a.kinds[word].isLexical {
        counts[a.keys[word]] = 0
      }
    }
    for words in [a, b] {
      for key in words.keys {
        if let index = counts.index(forKey: key) { counts.values[index] += 1 }
      }
    }
    let total = a.count + b.count
    return counts.mapValues {
      $0 > AlignmentSettings.frequentFloor && $0 * AlignmentSettings.frequentShare > total
    }
  }
}
