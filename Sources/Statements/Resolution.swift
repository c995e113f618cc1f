import Collating
public import Prose

/// A text in which pronouns, short names and offices have whom they mean beside them, `he [Mara
/// Quill]`, or in their place.
///
/// It is made of pieces that tile it: each is a stretch of the source as it stands, or words put in.
/// Nothing is counted in words that were already changed, so nothing can land on another place.
public struct Resolution: Sendable {
  /// A stretch of the resolved text.
  public struct Piece: Hashable, Sendable {
    /// The stretch of the source it is, or that it stands for; of what stands beside a mention, the
    /// mention.
    public let source: TextRange
    /// What stands there.
    public let text: String
    /// What was put in, by its place among the references; nil for the words of the source.
    public let reference: Int?
  }

  /// The pieces, in order.
  public let pieces: [Piece]
  /// What was resolved, in order.
  public let references: [Reference]
  /// The resolved text.
  public var text: String { pieces.map(\.text).joined() }

  /// Resolves a text.
  ///
  /// - Parameters:
  ///   - replaces: Whether names stand in the place of what means them; in quotations they stand
  ///     beside it all the same, as no word of a quotation is touched.
  ///   - includesInferred: Whether links that are not sure are made as well.
  /// - Complexity: O(bytes + words).
  public init(of register: Register, replaces: Bool = false, includesInferred: Bool = false) {
    let words = register.witness.words
    let text = register.witness.article.text
    references = ReferenceSearch(register).found.filter {
      includesInferred || $0.certainty == .stated
    }
    var pieces: [Piece] = []
    var at = 0
    func copy(to end: Int) {
      guard end > at else { return }
      let range = TextRange(at, end)
      pieces.append(Piece(source: range, text: String(text[range]), reference: nil))
      at = end
    }
    for (number, reference) in references.enumerated() {
      let name = register.names.entries[reference.entry].name
      let mention = words.span(reference.words)
      if replaces, !register.witness.quotations.contains(reference.words.lowerBound) {
        copy(to: mention.start)
        let form = reference.isPossessive ? Self.possessive(name, words) : name
        pieces.append(Piece(source: mention, text: form, reference: number))
        at = mention.end
      } else {
        // A clitic hangs on its word: "Quill's [Mara Quill]".
        let next = reference.words.upperBound
        let hasClitic =
          next < words.count && words.kinds[next] == .clitic && words.gap(before: next).isEmpty
        copy(to: hasClitic ? words.range(next).end : mention.end)
        pieces.append(Piece(source: mention, text: " [\(name)]", reference: number))
      }
    }
    copy(to: text.utf8.count)
    self.pieces = pieces
  }

  /// With the apostrophe the text uses.
  private static func possessive(_ name: String, _ words: Words) -> String {
    let isCurly = words.indices.prefix(4000).contains {
      words.kinds[$0] == .clitic && words.surface($0).hasPrefix("’")
    }
    return name + (isCurly ? "’s" : "'s")
  }
}
