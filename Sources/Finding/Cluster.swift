public import Prose

/// The copies of one report.
public struct Cluster: Identifiable, Hashable, Sendable {
  /// One text of a cluster.
  public struct Member: Hashable, Sendable {
    /// The text.
    public var id: Article.ID
    /// What it is to the copy to keep; exact to itself.
    public var relation: Link.Relation
    /// How much of it stands in the copy to keep.
    public var coverage: Double
    /// Whether the copy to keep stands for it; a member with much text of its own is not dropped.
    public var isDropped: Bool
  }

  /// A hash of the least identifier among the members.
  public var id: String

  /// The identifier of a cluster of some texts.
  public static func id(of members: some Sequence<Article.ID>) -> ID {
    "c" + String(StableHash.of(members.min() ?? ""), radix: 16)
  }

  /// The best copy: the least damaged, then the fullest, then the earliest.
  public var keep: Article.ID
  /// All members by identifier, the copy to keep among them.
  public var members: [Member]
}
