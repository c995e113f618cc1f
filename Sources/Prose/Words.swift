/// A text cut into words and marks, each knowing where it stood and what it is compared by.
///
/// A *word* is a run of letters and digits; a clitic (`’s`, `n’t`) is a word of its own, so that
/// `Russia’s` and `Russia ’s` hold the same words; a number keeps its inner points (`4.2`,
/// `1,000`). Every other character that is not white space is a *mark*. White space is kept as the
/// gap between two words, as evidence. Scripts written without spaces (Han, kana, Thai …) are cut
/// into characters; `cutIntoCharacters` says so.
public struct Words: RandomAccessCollection, Sendable {
  /// What a word is made of.
  public enum Kind: UInt8, Sendable {
    /// Letters, perhaps with digits among them.
    case word
    /// Starts with a digit: `4.2m`, `1,000`, `20th`.
    case number
    /// `’s`, `’re`, `n’t` …, attached or not.
    case clitic
    /// One character of a script written without spaces.
    case character
    /// A quotation mark or apostrophe standing alone.
    case quote
    /// Any other mark.
    case mark

    /// Whether it carries letters or digits.
    public var isLexical: Bool { rawValue < Kind.quote.rawValue }
  }

  /// One word or mark.
  public struct Element: Hashable, Sendable {
    /// Where it stands, in bytes.
    public let range: TextRange
    /// What it is compared by.
    public let key: WordKey
    /// What it is made of.
    public let kind: Kind
  }

  /// The text that was cut.
  public let text: String
  /// Whether some of it had to be cut into characters, for want of spaces.
  public internal(set) var cutIntoCharacters = false

  package internal(set) var starts: [Int32] = []
  package internal(set) var ends: [Int32] = []
  package internal(set) var keys: [UInt64] = []
  package internal(set) var kinds: [Kind] = []

  /// Cuts a text.
  ///
  /// - Complexity: O(bytes), one pass.
  public init(in text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    let bytes = text.utf8Span.span
    precondition(bytes.count < Int(Int32.max), "a text of 2 GiB or more")
    var list = WordList(capacity: bytes.count / 4)
    WordCutter(text).cut(bytes, into: &list)
    take(list)
  }

  private mutating func take(_ list: borrowing WordList) {
    starts = list.starts
    ends = list.ends
    keys = list.keys
    kinds = list.kinds
    cutIntoCharacters = list.cutIntoCharacters
  }

  /// 0.
  public var startIndex: Int { 0 }
  /// The number of words and marks.
  public var endIndex: Int { starts.count }

  /// One word or mark.
  public subscript(index: Int) -> Element {
    Element(range: range(index), key: WordKey(rawValue: keys[index]), kind: kinds[index])
  }

  /// Where a word stands.
  @inline(__always)
  public func range(_ index: Int) -> TextRange { TextRange(Int(starts[index]), Int(ends[index])) }

  /// The letters of a word, as they stand.
  public func surface(_ index: Int) -> Substring { text[range(index)] }

  /// Where a run of words stands; an empty run is the point before its first word.
  public func span(_ run: Range<Int>) -> TextRange {
    run.isEmpty
      ? TextRange(gap(before: run.lowerBound).end, gap(before: run.lowerBound).end)
      : TextRange(Int(starts[run.lowerBound]), Int(ends[run.upperBound - 1]))
  }

  /// The white space before a word; `endIndex` asks for what follows the last one.
  public func gap(before index: Int) -> TextRange {
    TextRange(
      index == 0 ? 0 : Int(ends[index - 1]),
      index == count ? text.utf8.count : Int(starts[index]))
  }
}

/// A stable 64-bit hash of a word's normal form: equal on every machine and in every run.
///
/// Letter case, the glyph of a quotation mark, dash or ellipsis, and the way an accent is encoded
/// are forgotten.
public struct WordKey: RawRepresentable, Hashable, Sendable {
  /// The hash.
  public var rawValue: UInt64

  /// Makes a key from a hash.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The key of one word, for lists of words to look for.
  public init(_ word: StaticString) {
    var hash = StableHash()
    word.withUTF8Buffer { for byte in $0 { hash.add(byte | 0x20) } }
    rawValue = hash.value
  }
}
