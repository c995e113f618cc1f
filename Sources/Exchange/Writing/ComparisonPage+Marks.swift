import Collating
import Judging
import Prose

extension ComparisonPage {
  /// The marks in the texts: one on each side of a difference, `d12` in the base, `e12` opposite.
  ///
  /// There may be tens of thousands, so a mark carries its classes and no more; kind and reason are
  /// found by its number.
  struct Marks {
    enum Side {
      case base
      case witness
    }

    private let differences: [Difference]
    private let ranking: Ranking
    private let texts: (base: String, witness: String)

    init(of comparison: Comparison, _ ranking: Ranking) {
      differences = comparison.differences
      self.ranking = ranking
      texts = (
        comparison.collation.base.article.text, comparison.collation.witness.article.text
      )
    }

    /// Marks a stretch of a text; only the first part of a difference bears its anchor.
    func write(
      _ side: Side, _ range: TextRange, _ place: Int, isFirst: Bool, to markup: inout Markup
    ) {
      let difference = differences[place]
      let text = side == .base ? texts.base : texts.witness
      let inner = Self.trimmed(range, of: text)
      markup.text(text, TextRange(range.start, inner.start))
      let matters = difference.severity > .none
      let classes = "\(difference.severity.pageClass) k\(difference.kind.pageNumber)"
      markup.html(matters ? "<a" : "<span")
      let number = difference.id.dropFirst()
      if isFirst {
        markup.html(" id=\"\(side == .base ? "d" : "e")\(number)\"")
      } else {
        markup.html(" data-d=\"\(number)\"")
      }
      markup.html(" class=\"\(classes)\(inner.isEmpty ? " g" : "")\"")
      if matters {
        // Only the base's mark is a stop for the Tab key: the other leads to the same place.
        markup.html(" href=\"#\(ranking.target(of: place, id: difference.id))\"")
        if side == .witness || !isFirst { markup.html(" tabindex=\"-1\"") }
        if inner.isEmpty { markup.html(" aria-label=\"nothing here\"") }
      } else if inner.isEmpty, !range.isEmpty {
        markup.html(" data-w=\"\(Unseen.shownSpace(text[range]))\"")
      }
      markup.html(">")
      markup.text(text, inner)
      markup.html(matters ? "</a>" : "</span>")
      markup.text(text, TextRange(inner.end, range.end))
    }

    /// The range without the white space at its ends; where there is nothing else, its end.
    static func trimmed(_ range: TextRange, of text: String) -> TextRange {
      let whole = text[range]
      guard let first = whole.firstIndex(where: { !$0.isWhitespace }),
        let last = whole.lastIndex(where: { !$0.isWhitespace })
      else { return TextRange(range.end, range.end) }
      let utf8 = text.utf8
      return TextRange(
        range.start + utf8.distance(from: whole.startIndex, to: first),
        range.start + utf8.distance(from: whole.startIndex, to: whole.index(after: last)))
    }
  }
}
