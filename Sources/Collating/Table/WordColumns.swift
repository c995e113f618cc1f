import Prose

/// Words of several texts in columns: one word of each text at most, and each word in one column.
package struct WordColumns: Sendable {
  /// The texts that have a place in each column, by their numbers, in the order of the places.
  package let texts: [Int]
  /// The word of each text in each column, column by column; -1 where it has none.
  private(set) var words: [Int32] = []

  package static let nothing: Int32 = -1

  /// How many columns there are.
  package var count: Int { words.count / texts.count }

  /// The words of witnesses set under one another; the places of each column are those of the
  /// witnesses, in the order they were given in.
  ///
  /// - Complexity: As `AlignmentTable`.
  package init(of witnesses: [Witness]) {
    let distinct = DistinctTexts(witnesses)
    let columns = GuideTree(distinct.words).columns(of: distinct.words)
    var places = Array(repeating: 0, count: columns.texts.count)
    for (place, text) in columns.texts.enumerated() { places[text] = place }
    texts = Array(witnesses.indices)
    words.reserveCapacity(columns.count * witnesses.count)
    for column in 0..<columns.count {
      let here = columns[column]
      for text in distinct.indices { words.append(here[here.startIndex + places[text]]) }
    }
  }

  /// The columns of one text: each word has its own.
  init(of text: Int, _ words: Words) {
    texts = [text]
    self.words = words.indices.map { Int32($0) }
  }

  /// The columns of two groups of texts, set under one another.
  init(joining first: WordColumns, _ second: WordColumns, steps: [ColumnStep]) {
    texts = first.texts + second.texts
    words.reserveCapacity(steps.count * texts.count)
    let (noneFirst, noneSecond) = (
      Array(repeating: Self.nothing, count: first.texts.count),
      Array(repeating: Self.nothing, count: second.texts.count)
    )
    var (atFirst, atSecond) = (0, 0)
    for step in steps {
      switch step {
      case .both:
        words += first[atFirst]
        words += second[atSecond]
        (atFirst, atSecond) = (atFirst + 1, atSecond + 1)
      case .first:
        words += first[atFirst]
        words += noneSecond
        atFirst += 1
      case .second:
        words += noneFirst
        words += second[atSecond]
        atSecond += 1
      }
    }
  }

  /// One column.
  package subscript(column: Int) -> ArraySlice<Int32> {
    words[column * texts.count..<(column + 1) * texts.count]
  }

  /// How many columns hold one and the same word, not a mark, of every text.
  func equalWords(in all: [Words]) -> Int {
    (0..<count).count { column in
      let here = self[column]
      guard let first = here.first, first >= 0, all[texts[0]].kinds[Int(first)].isLexical else {
        return false
      }
      let key = all[texts[0]].keys[Int(first)]
      return zip(texts, here).allSatisfy { $1 >= 0 && all[$0].keys[Int($1)] == key }
    }
  }
}

/// One column of two groups of texts that are joined: a column of both, or of one alone.
enum ColumnStep: UInt8 {
  case both, first, second
}
