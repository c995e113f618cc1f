import Exchange
public import Finding
public import Prose

/// Texts of a pile that is dealt among many machines, settled: those that hang together, by
/// themselves.
public struct SettledTexts {
  /// Every line that `find` would write about them: the file it belongs to (`links`, `clusters`,
  /// `keep`, `drop`), and the line without its end.
  public let lines: [(file: String, line: [UInt8])]

  /// Settles texts.
  ///
  /// - Parameters:
  ///   - articles: All texts that hang together with one of them; identifiers must be unique.
  ///   - evidence: What the whole pile says of each.
  ///   - pairs: The candidate pairs among them that share a passage.
  ///   - finder: What the whole pile was searched by.
  public init(
    _ articles: [Article], _ evidence: [TextEvidence], _ pairs: [Finder.Pair], by finder: Finder
  ) {
    let conditions = Conditions(articles)
    let findings = finder.findings(
      of: evidence, texts: articles, pairs: pairs, condition: { conditions.judge($0, $1) })
    let form = FindingsLines(
      condition: { conditions[$0] }, bytes: { articles[$0].text.utf8.count },
      published: { articles[$0].published }, keeping: finder.settings.keeping)
    lines = form.lines(of: findings)
  }
}
