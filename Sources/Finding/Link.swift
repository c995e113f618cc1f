public import Prose

/// A verified pair: two texts with the passages they share, compared word by word.
public struct Link: Hashable, Sendable {
  /// What two texts are to each other.
  public enum Relation: String, BitwiseCopyable, Sendable {
    /// The same letters and digits, whatever the spacing and the marks.
    case exact
    /// Four fifths of the words of both stand in the other.
    case near
    /// Four fifths of the words of one stand in the other.
    case contained
    /// Less than that.
    case partial
  }

  /// Why a link makes two texts copies of one report, or why it does not.
  public enum Ground: String, BitwiseCopyable, Sendable {
    /// Enough of one text stands in the other: they are copies of one report.
    case copy
    /// One passage of one text stands in the other, which is otherwise its own.
    case excerpt
    /// They share text, not enough of it or with other numbers; never one cluster for that alone.
    case overlap
  }

  /// A stretch of one text that stands in the other.
  public struct Passage: Hashable, Sendable {
    /// Where it stands in `a`, in bytes.
    public var a: TextRange
    /// Where it stands in `b`, in bytes.
    public var b: TextRange
    /// Where it stands in `a`, in Unicode scalars.
    public var scalarsA: Range<Int>
    /// Where it stands in `b`, in Unicode scalars.
    public var scalarsB: Range<Int>
  }

  /// The text with the lesser identifier.
  public var a: Article.ID
  /// The text with the greater identifier.
  public var b: Article.ID
  /// What they are to each other.
  public var relation: Relation
  /// What that makes of them.
  public var ground: Ground
  /// The share of a's words, not of its marks, that stand aligned and equal in b.
  public var coverageA: Double
  /// The share of b's words, not of its marks, that stand aligned and equal in a.
  public var coverageB: Double
  /// Equal words over aligned words, inside the passages.
  public var identity: Double
  /// The share of a's words inside the passages, equal or not.
  public var spanA: Double
  /// The share of b's words inside the passages, equal or not.
  public var spanB: Double
  /// The number of equal words.
  public var words: Int
  /// The number of equal words in stretches of six or more, the part no two writers hit upon.
  public var verbatim: Int
  /// What they share, in the order of `a`.
  public var passages: [Passage]
  /// Whether the two met by their own fingerprints, not through a third text of their cluster.
  public var isDirect: Bool
  /// The cluster both are in, if they are in one.
  public var cluster: Cluster.ID?

  /// The greater of both coverages.
  public var coverage: Double { max(coverageA, coverageB) }

  /// How much of one of the two stands in the other.
  public func coverage(of text: Article.ID) -> Double { text == a ? coverageA : coverageB }

  /// How much of one of the two lies inside the passages.
  public func span(of text: Article.ID) -> Double { text == a ? spanA : spanB }
}
