internal import Prose

extension Links.Record {
  /// What was counted in a pair of texts whose passages were aligned; nil makes an exact pair.
  init(
    _ x: (place: Int, words: WordTable), _ y: (place: Int, words: WordTable),
    _ alignment: PassageAlignment?, ground: Link.Ground, isDirect: Bool
  ) {
    (a, b) = (Int32(truncatingIfNeeded: x.place), Int32(truncatingIfNeeded: y.place))
    (countA, countB) = (Int32(x.words.count), Int32(y.words.count))
    self.isDirect = isDirect
    guard let alignment else {
      // The letters agree throughout; where words are split elsewhere, that is spacing.
      relation = .exact
      self.ground = .copy
      words = min(countA, countB)
      verbatim = words
      return
    }
    self.ground = ground
    relation = .partial
    words = Int32(alignment.equal)
    verbatim = Int32(alignment.verbatim)
    aligned = Int32(alignment.aligned)
    spanA = Int32(alignment.spanA)
    spanB = Int32(alignment.spanB)
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
    (countA, countB) = (countB, countA)
    (spanA, spanB) = (spanB, spanA)
  }
}

extension Links.Ends {
  /// The ends of a passage between two texts, given in words; the whole texts for no words.
  init(_ a: WordTable, _ inA: Range<Int>, _ b: WordTable, _ inB: Range<Int>) {
    let (x, y) = (a.range(inA), b.range(inB))
    (startA, endA, startB, endB) = (Int32(x.start), Int32(x.end), Int32(y.start), Int32(y.end))
    scalarStartA = Int32(a.scalars.scalar(at: x.start))
    scalarEndA = Int32(a.scalars.scalar(at: x.end))
    scalarStartB = Int32(b.scalars.scalar(at: y.start))
    scalarEndB = Int32(b.scalars.scalar(at: y.end))
  }

  /// Lets the texts change places.
  var swapped: Self {
    var ends = self
    (ends.startA, ends.endA, ends.startB, ends.endB) = (startB, endB, startA, endA)
    (ends.scalarStartA, ends.scalarEndA) = (scalarStartB, scalarEndB)
    (ends.scalarStartB, ends.scalarEndB) = (scalarStartA, scalarEndA)
    return ends
  }
}
