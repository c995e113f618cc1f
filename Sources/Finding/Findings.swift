public import Prose

/// What a search found.
public struct Findings: Hashable, Sendable {
  /// A passage that stands in texts which share little else.
  public struct Boilerplate: Hashable, Sendable {
    /// A text that holds it, the one with the most of it.
    public var id: Article.ID
    /// Where it stands there, in bytes.
    public var range: TextRange
    /// The number of texts that carry it.
    public var carriers: Int
  }

  /// How much each stage handed on.
  public struct Counts: Hashable, Sendable {
    /// Texts given.
    public var texts = 0
    /// Texts that differ in letters or digits.
    public var representatives = 0
    /// Kept grams.
    public var grams = 0
    /// Kept grams that stand in two texts or more, text by text.
    public var occurrences = 0
    /// Candidate pairs.
    public var candidates = 0
    /// Candidate pairs with common text that is not boilerplate.
    public var overlaps = 0
    /// Passages of boilerplate.
    public var boilerplate = 0
    /// Pairs of texts compared word by word.
    public var verified = 0
  }

  /// Verified pairs by their identifiers.
  public var links = Links()
  /// Clusters of two texts or more by their least identifier.
  public var clusters: [Cluster] = []
  /// Texts to keep, by identifier: with the dropped members of the clusters, every text once.
  public var kept: [Article.ID] = []
  /// Boilerplate by the number of its carriers, the first thousand; `counts` has the number of all.
  public var boilerplate: [Boilerplate] = []
  /// The grams that are boilerplate here, by what is kept of their hashes, in order; empty unless
  /// asked for.
  public var boilerplateGrams: [UInt64] = []
  /// How much each stage handed on.
  public var counts = Counts()

  /// Nothing found.
  public init() {}
}
