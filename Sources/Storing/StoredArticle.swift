public import Prose

/// A text of a study, with what its record says of it.
public struct StoredArticle: Identifiable, Hashable, Sendable {
  /// What the pile calls it.
  public var id: Article.ID
  /// Its place in the study, from 1, in the order the texts came in.
  public var number: Int
  /// Its headline, if its record has one.
  public var headline: String?
  /// Who published it, if its record says so.
  public var outlet: String?
  /// When it was published, as its record says it.
  public var published: String?
  /// Where it was published, if its record says so.
  public var url: String?
  /// The other fields of its record, as a JSON object.
  public var fields: String?
  /// Where the record stood.
  public var source: Article.Source
  /// The text as read.
  public var text: String

  /// Makes one that is not in a study yet.
  public init(_ article: Article) {
    id = article.id
    number = 0
    published = article.published
    source = article.source
    text = article.text
  }

  /// What the engine takes.
  public var article: Article {
    Article(id: id, text: text, published: published, source: source)
  }

  /// A hash of the text, in 16 hexadecimal digits: equal on every machine.
  public static func hash(of text: String) -> String {
    let digits = String(StableHash.of(text), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// A record that could not be read, or was read with a doubt.
public struct StoredIssue: Hashable, Sendable {
  /// The file.
  public var path: String
  /// The line the record starts at; 0 where the whole file is meant.
  public var line: Int
  /// What is wrong.
  public var problem: String
  /// What to do about it.
  public var hint: String?
  /// Whether the record is in the study all the same.
  public var isWarning: Bool

  /// Makes an issue.
  public init(path: String, line: Int, problem: String, hint: String?, isWarning: Bool) {
    self.path = path
    self.line = line
    self.problem = problem
    self.hint = hint
    self.isWarning = isWarning
  }
}
