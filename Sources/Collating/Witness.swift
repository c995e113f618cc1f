public import Prose

/// An article taken as evidence for a text: cut into words, with its sentences, quotations and
/// names.
public struct Witness: Sendable {
  /// Its short label in this collation: A, B, C ….
  public let siglum: String
  /// The article itself.
  public let article: Article
  /// Its words and marks.
  public let words: Words
  /// Its paragraphs.
  public let paragraphs: Paragraphs
  /// Its sentences.
  public let sentences: Sentences
  /// Its quotations.
  public let quotations: Quotations
  /// Its names.
  public let names: Names

  /// Reads an article as a witness.
  ///
  /// - Complexity: O(bytes).
  public init(_ article: Article, siglum: String) {
    self.siglum = siglum
    self.article = article
    words = Words(in: article.text)
    paragraphs = Paragraphs(of: words)
    sentences = Sentences(of: words, in: paragraphs)
    quotations = Quotations(of: words, in: paragraphs)
    names = Names(of: words, in: sentences)
  }

  /// The siglum of the first, second … witness: A … Z, AA, AB ….
  public static func siglum(_ number: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(number % 26)))
    return number < 26 ? letter : siglum(number / 26 - 1) + letter
  }
}
