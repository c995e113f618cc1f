internal import Prose

extension Link {
  /// Verifies one pair of texts word by word.
  ///
  /// - Parameters:
  ///   - chained: What their fingerprints share, in units, in the order of `a`.
  ///   - isExact: Whether they are known to hold the same letters and digits.
  init(
    _ a: (id: Article.ID, words: WordTable), _ b: (id: Article.ID, words: WordTable),
    chained: [Chain.Passage], ground: Ground, isDirect: Bool, isExact: Bool = false
  ) {
    self.a = a.id
    self.b = b.id
    self.isDirect = isDirect
    let (countA, countB) = (a.words.count, b.words.count)
    if isExact {
      // The letters agree throughout; where words are split elsewhere, that is spacing.
      relation = .exact
      self.ground = .copy
      words = min(countA, countB)
      verbatim = words
      (coverageA, coverageB, identity, spanA, spanB) = (1, 1, 1, 1, 1)
      passages = [Passage(a: a.words.range(0..<countA), b: b.words.range(0..<countB))]
      return
    }
    let alignment = PassageAlignment(a.words, b.words, chained)
    self.ground = ground
    words = alignment.equal
    verbatim = alignment.verbatim
    passages = alignment.passages
    coverageA = Double(words) / Double(max(1, countA))
    coverageB = Double(words) / Double(max(1, countB))
    identity = Double(words) / Double(max(1, alignment.aligned))
    spanA = Double(alignment.spanA) / Double(max(1, countA))
    spanB = Double(alignment.spanB) / Double(max(1, countB))
    relation =
      min(coverageA, coverageB) >= 0.8
      ? .near : max(coverageA, coverageB) >= 0.8 ? .contained : .partial
  }

  /// Whether so much of either text is common that a cluster may rest on it.
  func holdsInCluster(_ settings: Finder.Settings) -> Bool {
    relation == .exact || words >= settings.leastWords && coverage >= settings.leastCoverage
  }

  /// Whether enough is common to report a pair for its own sake.
  func holds(_ settings: Finder.Settings) -> Bool {
    guard relation != .exact, holdsInCluster(settings) else { return relation == .exact }
    return Double(verbatim) * coverage >= settings.leastVerbatim * Double(words)
      || ground == .copy && coverage >= settings.leastCopyCoverage
  }
}
