public import Prose

/// The copies of one report.
public struct Cluster: Identifiable, Hashable, Sendable {
  /// One text of a cluster.
  public struct Member: Hashable, Sendable {
    /// The text.
    public var id: Article.ID
    /// Its place in the source of texts; what is found does not depend on it.
    public var place: Int
    /// What it is to the copy to keep; exact to itself.
    public var relation: Link.Relation
    /// How much of it stands in the copy to keep.
    public var coverage: Double
    /// Whether a kept copy stands for it; a member with much text of its own is not dropped.
    public var isDropped: Bool
    /// The copy kept in its place, where that is another than the copy to keep.
    public var standIn: StandIn? = nil

    /// Whether both say the same of the same text, wherever that was read.
    public static func == (x: Self, y: Self) -> Bool {
      x.id == y.id && x.relation == y.relation && x.coverage == y.coverage
        && x.isDropped == y.isDropped && x.standIn?.id == y.standIn?.id
    }

    /// Feeds all but the place to a hasher.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(id)
      hasher.combine(relation)
      hasher.combine(coverage)
      hasher.combine(isDropped)
    }
  }

  /// A further copy that is kept, because it has much text of its own, and stands for a member.
  public struct StandIn: Hashable, Sendable {
    /// The text that is kept.
    public var id: Article.ID
    /// Its place in the source of texts.
    public var place: Int
    /// What the two are to each other.
    public var relation: Link.Relation
    /// How much of the member stands in it.
    public var coverage: Double

    /// Names a kept copy.
    public init(id: Article.ID, place: Int, relation: Link.Relation, coverage: Double) {
      self.id = id
      self.place = place
      self.relation = relation
      self.coverage = coverage
    }
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
