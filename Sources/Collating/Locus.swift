public import Prose

/// A place where two witnesses part: what each has there.
public struct Locus: Hashable, Sendable {
  /// What it is that differs.
  public enum Sort: Sendable {
    /// Only the white space between two words both have.
    case space
    /// Only the look of one word or mark both have: letter case, a quotation mark's glyph.
    case glyph
    /// The words or marks themselves.
    case words
  }

  /// What differs.
  public let sort: Sort
  /// What the base has.
  public let base: Reading
  /// What the other witness has.
  public let reading: Reading
  /// The number of the move one of whose two places this is.
  public let move: Int?

  /// Makes a locus.
  public init(sort: Sort, base: Reading, reading: Reading, move: Int? = nil) {
    self.move = move
    self.sort = sort
    self.base = base
    self.reading = reading
  }
}

/// What one witness has at a locus.
///
/// An empty one is an omission.
public struct Reading: Hashable, Sendable {
  /// The bytes it covers, white space included.
  public let range: TextRange
  /// The words it covers; where it covers none, the empty run before the next word.
  public let words: Range<Int>

  /// Makes a reading.
  public init(range: TextRange, words: Range<Int>) {
    self.range = range
    self.words = words
  }
}
