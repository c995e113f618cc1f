import Prose

/// Two groups of texts, each in columns already, set under one another.
///
/// Each column is first taken for the word most of its texts have, and those words are aligned as
/// two texts are; that anchors what the groups share. Between the anchors the columns are aligned
/// exactly by all the words they hold, and words that stand for one another share a column, so that
/// a place where texts part is one place.
struct ColumnAlignment {
  private(set) var steps: [ColumnStep] = []
  private let first: Side
  private let second: Side
  private let texts: [Words]

  /// Stretches of more cells than this are set side by side as they come.
  private static let mostCells = 1 << 18
  /// What it adds that two columns share a word or a mark, are spelt alike, or only stand at one
  /// place; and what it costs that one stands alone, or a word against a mark.
  private static let (word, mark, alike, place, alone, unlike) = (9, 2, 3, -1, -1, -3)

  init(_ first: WordColumns, _ second: WordColumns, _ texts: [Words]) {
    self.first = Side(first, texts)
    self.second = Side(second, texts)
    self.texts = texts
    steps.reserveCapacity(max(first.count, second.count))
    let alignment = PairAlignment(
      self.first.keys, self.second.keys, isMark: self.first.isMark)
    var (atFirst, atSecond) = (0, 0)
    for run in alignment.runs {
      align(atFirst..<run.a, atSecond..<run.b)
      for _ in 0..<run.count { steps.append(.both) }
      (atFirst, atSecond) = (run.a + run.count, run.b + run.count)
    }
    align(atFirst..<first.count, atSecond..<second.count)
  }

  /// Appends the steps through a stretch that nothing anchors.
  private mutating func align(_ rows: Range<Int>, _ columns: Range<Int>) {
    if rows.isEmpty || columns.isEmpty || rows.count * columns.count > Self.mostCells {
      for _ in 0..<min(rows.count, columns.count) { steps.append(.both) }
      for _ in columns.count..<max(columns.count, rows.count) { steps.append(.first) }
      for _ in rows.count..<max(columns.count, rows.count) { steps.append(.second) }
      return
    }
    let spelledRows = rows.map { first.spelled($0, texts) }
    let spelledColumns = columns.map { second.spelled($0, texts) }
    let width = columns.count + 1
    var score = Array(repeating: 0, count: (rows.count + 1) * width)
    var came = Array(repeating: ColumnStep.both, count: score.count)
    for row in 0...rows.count {
      for column in 0...columns.count where row + column > 0 {
        var best = Int.min
        if row > 0, column > 0 {
          let gain = gain(
            rows.lowerBound + row - 1, columns.lowerBound + column - 1, spelledRows[row - 1],
            spelledColumns[column - 1])
          best = score[(row - 1) * width + column - 1] + gain
        }
        if row > 0, score[(row - 1) * width + column] + Self.alone > best {
          best = score[(row - 1) * width + column] + Self.alone
          came[row * width + column] = .first
        }
        if column > 0, score[row * width + column - 1] + Self.alone > best {
          best = score[row * width + column - 1] + Self.alone
          came[row * width + column] = .second
        }
        score[row * width + column] = best
      }
    }
    var back: [ColumnStep] = []
    var (row, column) = (rows.count, columns.count)
    while row > 0 || column > 0 {
      let step = came[row * width + column]
      back.append(step)
      if step != .second { row -= 1 }
      if step != .first { column -= 1 }
    }
    steps += back.reversed()
  }

  private func gain(_ row: Int, _ column: Int, _ x: Spelled, _ y: Spelled) -> Int {
    let isMark = first.isMark[row]
    if first.shares(row, second, column, texts) { return isMark ? Self.mark : Self.word }
    if isMark != second.isMark[column] { return Self.unlike }
    return x.likeness(to: y) >= 0.6 ? Self.alike : Self.place
  }
}

/// A group of texts as its columns are compared.
private struct Side {
  let columns: WordColumns
  /// What most texts have in each column.
  private(set) var keys: [UInt64] = []
  private(set) var isMark: [Bool] = []
  /// The place, in the column, of the first text that has it.
  private var holders: [Int] = []

  init(_ columns: WordColumns, _ texts: [Words]) {
    self.columns = columns
    keys.reserveCapacity(columns.count)
    for column in 0..<columns.count {
      let here = columns[column]
      let start = here.startIndex
      var (best, bestVotes) = (0, 0)
      for place in columns.texts.indices where here[start + place] >= 0 {
        let key = texts[columns.texts[place]].keys[Int(here[start + place])]
        var votes = 0
        for other in columns.texts.indices where here[start + other] >= 0 {
          if texts[columns.texts[other]].keys[Int(here[start + other])] == key { votes += 1 }
        }
        if votes > bestVotes { (best, bestVotes) = (place, votes) }
      }
      let words = texts[columns.texts[best]]
      let word = Int(here[start + best])
      keys.append(words.keys[word])
      isMark.append(!words.kinds[word].isLexical)
      holders.append(best)
    }
  }

  func spelled(_ column: Int, _ texts: [Words]) -> Spelled {
    let place = holders[column]
    let here = columns[column]
    return Spelled(texts[columns.texts[place]], Int(here[here.startIndex + place]))
  }

  /// Whether a word stands in a column of this group and in one of another.
  func shares(_ column: Int, _ other: Side, _ otherColumn: Int, _ texts: [Words]) -> Bool {
    if keys[column] == other.keys[otherColumn] { return true }
    if columns.texts.count + other.columns.texts.count == 2 { return false }
    for (text, word) in zip(columns.texts, columns[column]) where word >= 0 {
      let key = texts[text].keys[Int(word)]
      for (otherText, otherWord) in zip(other.columns.texts, other.columns[otherColumn])
      where otherWord >= 0 && texts[otherText].keys[Int(otherWord)] == key {
        return true
      }
    }
    return false
  }
}
