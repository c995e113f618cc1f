import Collating
import Prose

/// Passages that some lines of descent have and others have not, each settled as a whole: lost in
/// the ones, or added in the others.
///
/// Where a passage is taken to be lost, the lines without it have nothing to say inside it; a vote
/// word by word would count their silence against every word.
struct Lacunae {
  /// A passage and what was made of it.
  struct Passage {
    var columns: Range<Int>
    /// The lines that have it, and those that have not.
    var with: [Int]
    var without: [Int]
    var isKept: Bool
  }

  /// In order; they do not overlap.
  private(set) var passages: [Passage] = []
  private let lines: [Int]
  private let columns: WordColumns
  private let texts: [Words]

  /// Shorter ones are voted on with the words around them.
  private static let leastWords = 5
  /// Of two lines, one that is so much less sound adds rather than keeps what the other has not.
  private static let soundnessGap = 0.25

  init(_ columns: WordColumns, _ texts: [Words], lines: [Int], _ reliability: Reliability) {
    self.columns = columns
    self.texts = texts
    self.lines = lines
    let gaps = lines.map { self.gaps(of: $0) }
    let borders = Set(gaps.joined().flatMap { [$0.lowerBound, $0.upperBound] }).sorted()
    for (start, end) in zip(borders, borders.dropFirst()) {
      let without = lines.indices.filter { line in
        gaps[line].contains { $0.lowerBound <= start && end <= $0.upperBound }
      }.map { lines[$0] }
      let with = lines.filter { !without.contains($0) }
      guard !without.isEmpty, !with.isEmpty else { continue }
      var passage = Passage(columns: start..<end, with: with, without: without, isKept: true)
      passage.isKept = isLost(passage, reliability)
      passages.append(passage)
    }
  }

  private func word(_ line: Int, _ column: Int) -> Int {
    let here = columns[column]
    return Int(here[here.startIndex + line])
  }

  private func isLexical(_ line: Int, _ column: Int) -> Bool {
    let word = word(line, column)
    return word >= 0 && texts[line].kinds[word].isLexical
  }

  /// The stretches of columns in which a line has nothing and others have words enough.
  private func gaps(of line: Int) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var start: Int?
    var (count, end) = (0, 0)
    func close() {
      if let from = start, count >= Self.leastWords { gaps.append(from..<end) }
      (start, count) = (nil, 0)
    }
    for column in 0..<columns.count {
      guard lines.contains(where: { word($0, column) >= 0 }) else { continue }
      guard word(line, column) < 0 else {
        close()
        continue
      }
      if start == nil { start = column }
      end = column + 1
      if lines.contains(where: { isLexical($0, column) }) { count += 1 }
    }
    close()
    return gaps
  }

  /// Whether the lines without a passage have lost it.
  private func isLost(_ passage: Passage, _ reliability: Reliability) -> Bool {
    // Nobody adds the same passage twice.
    guard passage.with.count == 1, let witness = passage.with.first else { return true }
    guard passage.without.count == 1, let other = passage.without.first else { return false }
    if isMoved(passage, from: witness, to: other) {
      return reliability.isSounder(witness, other, texts)
    }
    let gap = reliability.conditions[other] - reliability.conditions[witness]
    return gap < Self.soundnessGap
  }

  /// Whether most of a passage stands elsewhere in a line that has it not here.
  private func isMoved(_ passage: Passage, from witness: Int, to other: Int) -> Bool {
    let keys = passage.columns.compactMap { column -> UInt64? in
      let word = word(witness, column)
      return word >= 0 ? texts[witness].keys[word] : nil
    }
    let there = Set(Self.runs(texts[other].keys))
    let runs = Self.runs(keys)
    return !runs.isEmpty && runs.count(where: there.contains) * 5 >= runs.count * 3
  }

  private static func runs(_ keys: [UInt64]) -> [UInt64] {
    guard keys.count > 2 else { return [] }
    return (0..<keys.count - 2).map { at in
      (0..<3).reduce(0 as UInt64) { StableHash.of($0 &* 0x9E37_79B9_7F4A_7C15 ^ keys[at + $1]) }
    }
  }
}
