import Collating
import Judging
import Prose

extension ComparisonPage {
  /// The bar that shows where in the text the differences sit: one tick for each.
  enum Overview {
    /// The bar's width in its own units.
    static let width = 10_000
    /// What is left free at both ends, so that no tick is cut.
    static let margin = 15
    /// Of more differences than this, those of one severity that fall on one spot share a tick.
    static let mostTicks = 2_000

    /// The ticks as SVG, the slightest differences first, so that the weightiest lie on top.
    static func ticks(of comparison: Comparison) -> String {
      let base = comparison.collation.base.article.text.utf8.count
      let witness = comparison.collation.witness.article.text.utf8.count
      let step = comparison.differences.count > mostTicks ? 20 : 1
      var markup = ""
      for severity in Severity.allCases {
        var last = -1
        for difference in comparison.differences where difference.severity == severity {
          let (at, length) =
            base > 0
            ? (difference.locus.base.range.start, base)
            : (difference.locus.reading.range.start, max(witness, 1))
          let x = margin + at * (width - 2 * margin) / length / step * step
          if step > 1, x == last { continue }
          last = x
          let kind = step > 1 ? "" : " k\(difference.kind.pageNumber)"
          let top = severity == .meaning ? 1 : severity == .style ? 9 : 16
          markup +=
            "<a href=\"#\(difference.id)\" tabindex=\"-1\"><path class=\"\(severity.pageClass)"
            + "\(kind)\" d=\"M\(x) \(top)V23\"/></a>"
        }
      }
      return markup
    }
  }
}
