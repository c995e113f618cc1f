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

  /// Whether enough is common to report a pair, or for a cluster to rest on it, which takes less.
  ///
  /// Phrases of the trade put together can be a fifth of a text; a run of words cannot be chance.
  ///
  /// - Parameter chained: The part of either text its shared grams span, which bad scanning leaves
  ///   higher than the part that is equal word by word.
  func holds(_ settings: Finder.Settings, chained: Double, inCluster: Bool) -> Bool {
    if relation == .exact { return true }
    guard words >= settings.leastWords, coverage >= settings.leastCoverage else { return false }
    let verbatimCoverage = Double(verbatim) * coverage / Double(words)
    if inCluster {
      return verbatimCoverage >= settings.leastVerbatimInCluster
        || ground == .copy && chained >= settings.leastCopySpanInCluster
    }
    return verbatimCoverage >= settings.leastVerbatim
      || ground == .copy && coverage >= settings.leastCopyCoverage
  }

  /// Lets the texts change places.
  mutating func swap() {
    (a, b) = (b, a)
    (coverageA, coverageB) = (coverageB, coverageA)
    (spanA, spanB) = (spanB, spanA)
    passages = passages.map { Passage(a: $0.b, b: $0.a) }
      .sorted { $0.a.start != $1.a.start ? $0.a.start < $1.a.start : $0.b.start < $1.b.start }
  }
}
