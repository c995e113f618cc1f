/// One published text: the thing a reader, an editor or a crawler can point at.
public struct Article: Identifiable, Hashable, Sendable {
  /// What the pile calls it; unique within one run.
  public var id: String
  /// The text as read: line endings, runs of spaces and odd marks are evidence and stay.
  public var text: String
  /// When it was published, as the record says it (ISO 8601 sorts rightly), if it says so.
  public var published: String?
  /// Where the record stands, so that a message or a second reading can find it again.
  public var source: Source

  /// Makes an article.
  public init(id: String, text: String, published: String? = nil, source: Source = Source()) {
    self.id = id
    self.text = text
    self.published = published
    self.source = source
  }

  /// The place of a record: a path and the line it starts at.
  public struct Source: Hashable, Sendable {
    /// The path as given by the user, `-` for standard input.
    public var path: String
    /// The line the record starts at, from 1; 0 where a whole file is one article.
    public var line: Int

    /// Makes a source.
    public init(path: String = "", line: Int = 0) {
      self.path = path
      self.line = line
    }
  }
}
