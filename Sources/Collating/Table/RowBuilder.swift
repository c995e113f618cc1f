import Prose

/// Turns columns of words into rows of bytes: every byte of white space belongs to one row.
///
/// Columns in which all texts have the same are one row, as long as it goes on. Columns in which
/// they part are joined where the same texts go together; a column that holds nothing two texts
/// share says little about who goes with whom, and joins the row beside it if that row keeps its
/// groups. So a page left out of one text does not hide, in one tall row, where the others part.
struct RowBuilder {
  private let texts: [Words]
  private var open: [OpenRow] = []

  /// A row that may still grow.
  private struct OpenRow {
    var cells: [TextRange]
    /// The number of the reading of each text, by which they go together.
    var pattern: [Int]
    /// Whether two texts share a word in it.
    var isFirm: Bool
    var isEqual: Bool
  }

  init(_ texts: [Words]) { self.texts = texts }

  /// The rows; cells in the order of the texts.
  ///
  /// - Complexity: O(columns · texts²), the last factor only where texts part.
  consuming func rows(of columns: WordColumns) -> [AlignmentTable.Row] {
    // The columns' texts are in the order of joining.
    var places = Array(repeating: 0, count: texts.count)
    for (place, text) in columns.texts.enumerated() { places[text] = place }
    var next = texts.map { _ in 0 }
    for column in 0..<columns.count {
      let here = columns[column]
      let words = places.map { Int(here[here.startIndex + $0]) }
      add(words, next)
      for text in texts.indices where words[text] >= 0 { next[text] += 1 }
    }
    let ends = texts.map { $0.gap(before: $0.count) }
    addSpace(ends)
    for row in open.indices { shareSpace(before: row) }
    return open.compactMap { closed($0) }
  }

  /// Gives the white space with which all readings of a row begin to the row before, where all have
  /// the same.
  private mutating func shareSpace(before row: Int) {
    let cells = open[row].cells
    guard !open[row].isEqual, row > 0, open[row - 1].isEqual else { return }
    let least = cells.map(\.count).min() ?? 0
    let first = texts[0].text.utf8Span.span
    var length = 0
    while length < least, first[cells[0].start + length] <= UInt8(ascii: " "),
      cells.indices.allSatisfy({
        texts[$0].text.utf8Span.span[cells[$0].start + length] == first[cells[0].start + length]
      })
    {
      length += 1
    }
    for text in cells.indices {
      open[row].cells[text].start += length
      open[row - 1].cells[text].end += length
    }
  }

  private mutating func add(_ words: [Int], _ next: [Int]) {
    // Where a text has no word in the column, the point behind its last one.
    let gaps = texts.indices.map { text in
      let gap = texts[text].gap(before: next[text])
      return words[text] >= 0 ? gap : TextRange(gap.start, gap.start)
    }
    let ranges = texts.indices.map { text in
      words[text] >= 0 ? texts[text].range(words[text]) : gaps[text]
    }
    let pattern = pattern(of: ranges)
    let isPresent = words.allSatisfy { $0 >= 0 }
    let gapPattern = self.pattern(of: gaps)
    if isPresent, pattern.allSatisfy({ $0 == 0 }) {
      addSpace(gaps)
      append(ranges, pattern, isFirm: true, isEqual: true)
      return
    }
    let isFirm = texts.indices.contains { text in
      words[text] >= 0 && pattern[..<text].contains(pattern[text])
    }
    let both = texts.indices.map { TextRange(gaps[$0].start, ranges[$0].end) }
    let isGapPart = !isPresent || Self.isCoarser(gapPattern, than: pattern)
    if isGapPart, join(both, pattern, isFirm: isFirm) { return }
    if isPresent, gapPattern.allSatisfy({ $0 == 0 }) || !isGapPart {
      addSpace(gaps)
      append(ranges, pattern, isFirm: isFirm, isEqual: false)
    } else {
      append(both, pattern, isFirm: isFirm, isEqual: false)
    }
  }

  /// Adds white space that stands before one word all texts have, or at their end.
  private mutating func addSpace(_ gaps: [TextRange]) {
    let pattern = pattern(of: gaps)
    let isEqual = pattern.allSatisfy { $0 == 0 }
    if !isEqual, join(gaps, pattern, isFirm: false) { return }
    append(gaps, pattern, isFirm: false, isEqual: isEqual)
  }

  /// Lets the last row grow by cells at which texts part, if the same texts go together.
  private mutating func join(_ cells: [TextRange], _ pattern: [Int], isFirm: Bool) -> Bool {
    guard let last = open.last, !last.isEqual else { return false }
    guard
      last.pattern == pattern || (!isFirm && Self.isCoarser(pattern, than: last.pattern))
        || (!last.isFirm && Self.isCoarser(last.pattern, than: pattern))
    else { return false }
    if !Self.isCoarser(pattern, than: last.pattern) { open[open.count - 1].pattern = pattern }
    open[open.count - 1].isFirm = last.isFirm || isFirm
    grow(cells)
    return true
  }

  private mutating func append(
    _ cells: [TextRange], _ pattern: [Int], isFirm: Bool, isEqual: Bool
  ) {
    if isEqual, open.last?.isEqual == true { return grow(cells) }
    open.append(OpenRow(cells: cells, pattern: pattern, isFirm: isFirm, isEqual: isEqual))
  }

  private mutating func grow(_ cells: [TextRange]) {
    for text in texts.indices { open[open.count - 1].cells[text].end = cells[text].end }
  }

  /// The row as it is kept; nil where no text has anything.
  private func closed(_ row: OpenRow) -> AlignmentTable.Row? {
    guard row.cells.contains(where: { !$0.isEmpty }) else { return nil }
    return AlignmentTable.Row(
      cells: row.cells.map { $0.isEmpty ? nil : $0 }, readings: pattern(of: row.cells))
  }

  /// For each text, the number of its reading: the first has 0, and equal bytes equal numbers.
  private func pattern(of ranges: [TextRange]) -> [Int] {
    var pattern = Array(repeating: 0, count: ranges.count)
    var holders = [0]
    for text in 1..<max(1, ranges.count) {
      let same = holders.firstIndex { areEqual($0, ranges[$0], text, ranges[text]) }
      pattern[text] = same ?? holders.count
      if same == nil { holders.append(text) }
    }
    return pattern
  }

  private func areEqual(_ x: Int, _ rangeX: TextRange, _ y: Int, _ rangeY: TextRange) -> Bool {
    guard rangeX.count == rangeY.count else { return false }
    let (bytesX, bytesY) = (texts[x].text.utf8Span.span, texts[y].text.utf8Span.span)
    for offset in 0..<rangeX.count
    where bytesX[rangeX.start + offset] != bytesY[rangeY.start + offset] {
      return false
    }
    return true
  }

  /// Whether texts that go together in one pattern go together in another: equal patterns count.
  private static func isCoarser(_ coarse: [Int], than fine: [Int]) -> Bool {
    var numbers: [Int: Int] = [:]
    for (text, group) in fine.enumerated() {
      if let number = numbers[group], number != coarse[text] { return false }
      numbers[group] = coarse[text]
    }
    return true
  }
}
