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
    /// Whether a kept copy stands for it; a member with much text of its own is not dropped.
    public var isDropped: Bool
    /// The copy kept in its place, where that is another than the copy to keep.
    public var standIn: StandIn? = nil
  }

  /// A further copy that is kept, because it has much text of its own, and stands for a member.
  public struct StandIn: Hashable, Sendable {
    /// The text that is kept.
    public var id: Article.ID
    /// What the two are to each other.
    public var relation: Link.Relation
    /// How much of the member stands in it.
    public var coverage: Double

    /// Names a kept copy.
    public init(id: Article.ID, relation: Link.Relation, coverage: Double) {
      self.id = id
      self.relation = relation
      self.coverage = coverage
    }
  }

  /// A hash of the least identifier among the members.
  public var id: String
  /// The best copy: the least damaged, then the fullest, then the earliest.
  public var keep: Article.ID
  /// All members by identifier, the copy to keep among them.
  public var members: [Member]
}
