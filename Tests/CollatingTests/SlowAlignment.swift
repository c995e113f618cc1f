@testable import Collating

/// The weight of the best chain of equal words, found by trying every way: the reference of `PairAlignment`.
///
/// A chain gains the weight of each pair and loses the cost of a break for each stretch it leaves out.
struct SlowAlignment {
  let a: [UInt64]
  let b: [UInt64]
  let marks: Set<UInt64>

  init(_ a: [UInt64], _ b: [UInt64], marks: Set<UInt64> = []) {
    (self.a, self.b, self.marks) = (a, b, marks)
  }

  func weight(of word: UInt64) -> Int {
    if marks.contains(word) { return Int(AlignmentSettings.markWeight) }
    let count = (a + b).count { $0 == word }
    let isFrequent = count > AlignmentSettings.frequentFloor && count * 200 > a.count + b.count
    return Int(isFrequent ? AlignmentSettings.frequentWeight : AlignmentSettings.rareWeight)
  }

  /// The greatest weight any chain has.
  ///
  /// Every cell is looked at from every earlier one: two states, held and broken, and no cleverness.
  var best: Int {
    let cost = Int(AlignmentSettings.breakCost)
    let never = Int.min / 2
    var held = Array(repeating: Array(repeating: never, count: b.count + 1), count: a.count + 1)
    var broken = held
    held[0][0] = 0
    for i in 0...a.count {
      for j in 0...b.count {
        if i > 0, j > 0, a[i - 1] == b[j - 1] {
          held[i][j] = max(held[i - 1][j - 1], broken[i - 1][j - 1]) + weight(of: a[i - 1])
        }
        if i > 0 { broken[i][j] = max(broken[i][j], max(broken[i - 1][j], held[i - 1][j] - cost)) }
        if j > 0 { broken[i][j] = max(broken[i][j], max(broken[i][j - 1], held[i][j - 1] - cost)) }
      }
    }
    return max(held[a.count][b.count], broken[a.count][b.count])
  }

  /// What a chain of runs weighs, breaks taken off.
  func weight(of runs: [PairAlignment.Run]) -> Int {
    var total = 0
    var (atA, atB) = (0, 0)
    for run in runs {
      if run.a > atA || run.b > atB { total -= Int(AlignmentSettings.breakCost) }
      for offset in 0..<run.count { total += weight(of: a[run.a + offset]) }
      (atA, atB) = (run.a + run.count, run.b + run.count)
    }
    if a.count > atA || b.count > atB { total -= Int(AlignmentSettings.breakCost) }
    return total
  }

  /// How many words must be put in or taken out to make the one from the other.
  var edits: Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let next = x == y ? diagonal : min(row[j], row[j + 1]) + 1
        diagonal = row[j + 1]
        row[j + 1] = next
      }
    }
    return row[b.count]
  }
}

extension PairAlignment {
  /// What is wrong with the runs as a chain over two lists of words, nil where nothing is.
  func breach(over a: [UInt64], _ b: [UInt64]) -> String? {
    var (atA, atB) = (0, 0)
    for (number, run) in runs.enumerated() {
      if run.count < 1 { return "run \(number) is empty" }
      if run.a < atA || run.b < atB { return "run \(number) crosses the one before it" }
      if run.a + run.count > a.count || run.b + run.count > b.count {
        return "run \(number) runs over the end"
      }
      if number > 0, run.a == atA, run.b == atB {
        return "run \(number) goes on where the last one ended"
      }
      if a[run.a..<run.a + run.count] != b[run.b..<run.b + run.count] {
        return "run \(number) holds unequal words"
      }
      (atA, atB) = (run.a + run.count, run.b + run.count)
    }
    return nil
  }
}
