/// The passages two texts share, chained from the grams they share.
///
/// Chaining is over all shared grams, boilerplate too: to take single grams out of the evidence
/// would tear noisy copies apart. One value is used for many pairs and keeps its memory.
struct Chain {
  /// A gram in two texts.
  struct Hit {
    /// Its occurrences in `Postings`.
    var a: Int, b: Int
    /// Where it starts in each text, in units.
    var aPosition: Int, bPosition: Int
    /// The passage it belongs to, -1 if that was too short.
    var passage = -1
  }

  /// A stretch of one text that stands in another, in units of folded text.
  struct Passage: Hashable, Sendable {
    var a: Range<Int>
    var b: Range<Int>
    var hits: Int

    var shorter: Int { min(a.count, b.count) }
  }

  /// Shared grams by their place in the first text.
  private(set) var hits: [Hit] = []
  /// Passages by the place of their first gram in the first text.
  private(set) var passages: [Passage] = []

  private var partners: [UInt32] = []
  private let settings: Finder.Settings

  init(_ settings: Finder.Settings) { self.settings = settings }

  /// Chains what two texts share.
  ///
  /// - Complexity: O(repeated grams of both texts).
  mutating func chain(_ a: Int, _ b: Int, _ postings: Postings) {
    meet(a, b, postings)
    extend()
    dropShort()
  }

  /// Merges the two lists of grams, then reads the hits off in the order they stand in `a`.
  private mutating func meet(_ a: Int, _ b: Int, _ postings: Postings) {
    hits.removeAll(keepingCapacity: true)
    let (left, right) = (postings.occurrences(of: a), postings.occurrences(of: b))
    let grams = postings.sortedGrams.span
    partners.removeAll(keepingCapacity: true)
    partners.append(contentsOf: repeatElement(Postings.none, count: left.count))
    var (i, j) = (left.lowerBound, right.lowerBound)
    var found = 0
    while i < left.upperBound, j < right.upperBound {
      let (gram, other) = (grams[i], grams[j])
      if gram == other {
        partners[Int(postings.byGram[i]) - left.lowerBound] = postings.byGram[j]
        found += 1
      }
      // Which list is behind is as good as random: steps by comparison, not by branches.
      i += gram <= other ? 1 : 0
      j += other <= gram ? 1 : 0
    }
    guard found > 1 else { return }
    for (offset, partner) in partners.enumerated() where partner != Postings.none {
      let occurrence = left.lowerBound + offset
      hits.append(
        Hit(
          a: occurrence, b: Int(partner), aPosition: Int(postings.positions[occurrence]),
          bPosition: Int(postings.positions[Int(partner)])))
    }
  }

  /// Each hit extends the most recent passage it can, or opens one.
  private mutating func extend() {
    passages.removeAll(keepingCapacity: true)
    let length = Fingerprints.gramLength
    for index in hits.indices {
      let hit = hits[index]
      var at = passages.count - 1
      let last = max(0, at - 31)
      while at >= last {
        let gapA = hit.aPosition - (passages[at].a.upperBound - length)
        let gapB = hit.bPosition - (passages[at].b.upperBound - length)
        if gapA > 0, gapA <= settings.widestGap, gapB > 0, gapB <= settings.widestGap,
          abs(gapA - gapB) <= settings.widestDrift
        {
          break
        }
        at -= 1
      }
      if at < last {
        at = passages.count
        passages.append(
          Passage(
            a: hit.aPosition..<hit.aPosition + length, b: hit.bPosition..<hit.bPosition + length,
            hits: 0))
      }
      passages[at].a = passages[at].a.lowerBound..<hit.aPosition + length
      passages[at].b = passages[at].b.lowerBound..<hit.bPosition + length
      passages[at].hits += 1
      hits[index].passage = at
    }
  }

  private mutating func dropShort() {
    var kept = 0
    var names = [Int](repeating: -1, count: passages.count)
    for (index, passage) in passages.enumerated()
    where passage.hits > 1 && passage.shorter >= settings.shortestPassage {
      passages[kept] = passage
      names[index] = kept
      kept += 1
    }
    passages.removeLast(passages.count - kept)
    for index in hits.indices { hits[index].passage = names[hits[index].passage] }
  }
}
