public import Prose

/// A line of `links.jsonl`: two texts that share text.
public struct LinkLine: Sendable {
  /// The two texts, the one with the lesser id first.
  public var a: Article.ID, b: Article.ID
  /// What they are to each other, and why they are copies, or why they are not.
  public var relation: String, ground: String
  /// How much of each stands in the other, and how equal the passages are.
  public var coverageA: Double, coverageB: Double, identity: Double
  /// The number of equal words, and whether they met by their own fingerprints.
  public var words: Int, isDirect: Bool
  /// The cluster both are in.
  public var cluster: String?

  /// Makes a line.
  public init(
    a: Article.ID, b: Article.ID, relation: String, ground: String, coverageA: Double,
    coverageB: Double, identity: Double, words: Int, isDirect: Bool, cluster: String?
  ) {
    self.a = a
    self.b = b
    self.relation = relation
    self.ground = ground
    self.coverageA = coverageA
    self.coverageB = coverageB
    self.identity = identity
    self.words = words
    self.isDirect = isDirect
    self.cluster = cluster
  }

  /// Writes the fields; `passages` writes a list.
  public func write(to json: inout JSONWriter, passages: (inout JSONWriter) -> Void) {
    json.field("a", a)
    json.field("b", b)
    json.field("relation", relation)
    json.field("coverage_a", coverageA, digits: 4)
    json.field("coverage_b", coverageB, digits: 4)
    json.field("identity", identity, digits: 4)
    json.field("words", words)
    json.key("passages")
    passages(&json)
    json.field("cluster", cluster)
    json.field("direct", isDirect)
    json.field("ground", ground)
  }
}

/// A line of `drop.jsonl`: a text that is not kept, and the one kept in its place.
public struct DropLine: Sendable {
  /// The two texts.
  public var id: Article.ID, kept: Article.ID
  /// What the first is to the second, and how much of it stands there.
  public var relation: String, coverage: Double
  /// Why the second is kept.
  public var reason: String

  /// Makes a line.
  public init(
    id: Article.ID, kept: Article.ID, relation: String, coverage: Double, reason: String
  ) {
    self.id = id
    self.kept = kept
    self.relation = relation
    self.coverage = coverage
    self.reason = reason
  }

  /// Writes the fields.
  public func write(to json: inout JSONWriter) {
    json.field("id", id)
    json.field("kept", kept)
    json.field("relation", relation)
    json.field("coverage", coverage, digits: 4)
    json.field("reason", reason)
  }
}
