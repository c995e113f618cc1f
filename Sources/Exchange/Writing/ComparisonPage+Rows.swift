import Collating
import Judging
import Prose

extension ComparisonPage {
  /// The two texts side by side: each row holds a paragraph of the base, or a part of a long one,
  /// and what stands against it in the witness.
  ///
  /// Rows end where the base begins a paragraph. Inside a difference both sides are cut, and the
  /// parts set against each other in order, so that a page left out does not make one tall row.
  struct Rows {
    private let comparison: Comparison
    private let marks: Marks
    private let baseText: String
    private let witnessText: String
    private var baseBreaks: Breaks
    private var witnessBreaks: Breaks
    private var row = Row(paragraph: 1)
    private var atBase = 0
    private var atWitness = 0
    private var markup = Markup()

    init(of comparison: Comparison, _ ranking: Ranking) {
      self.comparison = comparison
      marks = Marks(of: comparison, ranking)
      baseText = comparison.collation.base.article.text
      witnessText = comparison.collation.witness.article.text
      baseBreaks = Breaks(of: comparison.collation.base)
      witnessBreaks = Breaks(of: comparison.collation.witness)
    }

    /// Writes the rows.
    ///
    /// - Complexity: O(bytes of both texts + differences); holds one row at a time.
    consuming func write(to output: OutputFile) throws {
      for (place, difference) in comparison.differences.enumerated() {
        addEqual(upTo: difference.locus.base.range.start)
        add(difference.locus, place)
        try markup.flush(to: output)
      }
      addEqual(upTo: baseText.utf8.count)
      endRow(next: nil)
      try markup.flush(to: output, atLeast: 0)
    }

    private mutating func addEqual(upTo end: Int) {
      while let next = baseBreaks.first, next.at < end {
        addEqualPiece(upTo: next.at)
        baseBreaks.removeFirst()
        endRow(next: next.paragraph)
      }
      addEqualPiece(upTo: end)
    }

    private mutating func addEqualPiece(upTo end: Int) {
      guard end > atBase else { return }
      let base = TextRange(atBase, end)
      let reading = TextRange(atWitness, atWitness + base.count)
      row.pieces.append(Piece(base: base, reading: reading))
      (atBase, atWitness) = (base.end, reading.end)
    }

    private mutating func add(_ locus: Locus, _ place: Int) {
      let (base, reading) = (locus.base.range, locus.reading.range)
      witnessBreaks.removeAll(before: reading.start)
      if let next = baseBreaks.first, next.at == base.start {
        if base.isEmpty, witnessBreaks.isParagraph(reading.start) || reading.start == 0,
          witnessBreaks.isParagraph(reading.end)
        {
          // Whole paragraphs were added before this one, which still begins after them.
          endRow(next: nil)
        } else {
          baseBreaks.removeFirst()
          endRow(next: next.paragraph)
        }
      }
      var baseParts = baseBreaks.cut(base)
      var readingParts = witnessBreaks.cut(reading)
      let isPlain = baseParts.count == 1 && readingParts.count == 1
      if !isPlain, isBlank(baseParts[0].range, baseText),
        isBlank(readingParts[0].range, witnessText)
      {
        // The line break before what was added or left out belongs to the row above; nobody sees it.
        if baseParts.count > 1 { baseParts.removeFirst() }
        if readingParts.count > 1 { readingParts.removeFirst() }
        endRow(next: baseParts[0].paragraph)
      }
      for part in 0..<max(baseParts.count, readingParts.count) {
        if part > 0 { endRow(next: part < baseParts.count ? baseParts[part].paragraph : nil) }
        row.pieces.append(
          Piece(
            base: part < baseParts.count ? baseParts[part].range : nil,
            reading: part < readingParts.count ? readingParts[part].range : nil,
            place: place, isFirst: part == 0))
      }
      (atBase, atWitness) = (base.end, reading.end)
    }

    private func isBlank(_ range: TextRange, _ text: String) -> Bool {
      text[range].allSatisfy(\.isWhitespace)
    }

    /// Writes the row, unless there is nothing in it to be seen, and begins another.
    private mutating func endRow(next paragraph: Int?) {
      defer { row = Row(paragraph: paragraph) }
      let isEqual = row.pieces.allSatisfy { $0.place == nil }
      if isEqual, row.pieces.allSatisfy({ $0.base.map { isBlank($0, baseText) } ?? true }) {
        return
      }
      let matters = row.pieces.contains { piece in
        piece.place.map { comparison.differences[$0].severity > .none } ?? false
      }
      markup.html(isEqual ? "<tr class=\"q e\">" : matters ? "<tr>" : "<tr class=\"q\">")
      markup.html("<td dir=\"auto\"")
      if let paragraph = row.paragraph { markup.html(" data-p=\"\(paragraph)\"") }
      markup.html(">")
      for piece in row.pieces {
        guard let range = piece.base else { continue }
        if let place = piece.place {
          marks.write(.base, range, place, isFirst: piece.isFirst, to: &markup)
        } else {
          markup.text(baseText, range)
        }
      }
      markup.html("</td><td dir=\"auto\">")
      for piece in row.pieces {
        guard let range = piece.reading else { continue }
        if let place = piece.place {
          marks.write(.witness, range, place, isFirst: piece.isFirst, to: &markup)
        } else {
          markup.text(witnessText, range)
        }
      }
      markup.html("</td></tr>\n")
    }
  }

  private struct Row {
    /// The number of the paragraph of the base that begins here, if one does.
    var paragraph: Int?
    var pieces: [Piece] = []
  }

  /// A stretch of a row: equal on both sides, or a part of one difference.
  private struct Piece {
    /// What the base has; nil where its parts of the difference are used up.
    var base: TextRange?
    var reading: TextRange?
    /// The place in `differences`; nil for what is equal.
    var place: Int?
    var isFirst = true
  }
}
