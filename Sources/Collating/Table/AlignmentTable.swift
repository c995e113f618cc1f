public import Prose

/// Two or more witnesses set under one another: in each row, what every one of them has at one
/// place.
///
/// Every scalar of every witness stands in exactly one row, and the rows are in the order of every
/// witness. The table does not depend on the order the witnesses are given in: they are sorted by
/// what they hold, and aligned along a tree that joins the likest first, group to group, so that no
/// witness is privileged. Texts that are the same to the last byte are aligned once.
public struct AlignmentTable: Sendable {
  /// One place.
  public struct Row: Hashable, Sendable {
    /// What each witness has there, in the order they were given in; nil where one has nothing.
    public let cells: [TextRange?]
    /// The number of each witness's reading, from 0: those with equal numbers have the same bytes.
    public let readings: [Int]

    /// Whether all witnesses have the same.
    public var isEqual: Bool { readings.allSatisfy { $0 == 0 } }
  }

  /// The places, in order; where all agree as long as they can be, where they part as short.
  public let rows: [Row]
  /// How many words (marks not counted) stand in one column in every witness.
  public let equalWords: Int

  /// Aligns witnesses.
  ///
  /// - Complexity: O(witnesses²) to measure how like they are, over a sample of their words; then
  ///   one alignment for each witness but one, as `PairAlignment`; witnesses × words of memory.
  public init(of witnesses: [Witness]) {
    let texts = DistinctTexts(witnesses)
    let columns = GuideTree(texts.words).columns(of: texts.words)
    let rows = RowBuilder(texts.words).rows(of: columns)
    self.rows = rows.map { row in
      let readings = texts.indices.map { row.readings[$0] }
      return Row(cells: texts.indices.map { row.cells[$0] }, readings: Self.renumbered(readings))
    }
    equalWords = columns.equalWords(in: texts.words)
  }

  /// The same numbers, given out in the order in which they first stand.
  static func renumbered(_ numbers: [Int]) -> [Int] {
    var seen: [Int] = []
    return numbers.map { number in
      if let place = seen.firstIndex(of: number) { return place }
      seen.append(number)
      return seen.count - 1
    }
  }
}

/// The texts of some witnesses, each once, sorted by their bytes.
struct DistinctTexts {
  let words: [Words]
  /// For each witness, the place of its text.
  let indices: [Int]

  init(_ witnesses: [Witness]) {
    let order = witnesses.indices.sorted {
      Self.precedes(witnesses[$0].words, witnesses[$1].words)
    }
    var words: [Words] = []
    var indices = Array(repeating: 0, count: witnesses.count)
    for index in order {
      let next = witnesses[index].words
      let isNew = words.last.map { Self.precedes($0, next) } ?? true
      if isNew { words.append(next) }
      indices[index] = words.count - 1
    }
    self.words = words
    self.indices = indices
  }

  private static func precedes(_ x: Words, _ y: Words) -> Bool {
    x.text.utf8.lexicographicallyPrecedes(y.text.utf8)
  }
}
