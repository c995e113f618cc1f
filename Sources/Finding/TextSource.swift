public import Prose

/// Where a search finds the texts of a pile again, by their places in the order they were read.
///
/// A search keeps fingerprints, not texts: most texts are never looked at again, and a pile is
/// larger than the memory of the machine that reads it. Texts are asked for from several threads
/// at once where there are several.
public protocol TextSource: Sendable {
  /// The number of texts.
  var count: Int { get }

  /// What the pile calls a text.
  func id(at place: Int) -> Article.ID

  /// A text, as it was read for its fingerprints.
  func text(at place: Int) -> String

  /// When a text was published, if its record says so.
  func published(at place: Int) -> String?
}

extension Array: TextSource where Element == Article {
  /// What the pile calls a text.
  public func id(at place: Int) -> Article.ID { self[place].id }

  /// A text, as it was read for its fingerprints.
  public func text(at place: Int) -> String { self[place].text }

  /// When a text was published, if its record says so.
  public func published(at place: Int) -> String? { self[place].published }
}
