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

  /// Offsets in the upper half, occurrences of the other text in the lower.
  private var partners: [UInt64] = []
  private var index = GramIndex()
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

  /// Looks the grams of `b` up among those of `a`, then reads the hits off in the order they stand
  /// in `a`.
  private mutating func meet(_ a: Int, _ b: Int, _ postings: Postings) {
    hits.removeAll(keepingCapacity: true)
    let (left, right) = (postings.occurrences(of: a), postings.occurrences(of: b))
    index.read(a, postings)
    index.find(postings.grams.span.extracting(right), right.lowerBound, &partners)
    guard partners.count > 1 else { return }
    sortPartners()
    for partner in partners {
      let (occurrence, other) = (left.lowerBound + Int(partner >> 32), Int(partner & 0xFFFF_FFFF))
      hits.append(
        Hit(
          a: occurrence, b: other, aPosition: Int(postings.positions[occurrence]),
          bPosition: Int(postings.positions[other])))
    }
  }

  /// Sorts the partners, which are in order already where the texts agree in theirs.
  private mutating func sortPartners() {
    var last: UInt64 = 0
    for partner in partners {
      if partner < last {
        partners.sort()
        return
      }
      last = partner
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

/// Where the grams of one text stand among its occurrences.
private struct GramIndex {
  /// Open addressing, a quarter full at most, since most grams looked up are not there: an offset
  /// plus one in the upper half, its gram in the lower; 0 for none.
  private var slots: [UInt64] = []
  private var shift: UInt32 = 0
  private var text = -1

  /// Takes the grams of a text, unless they are there already.
  mutating func read(_ text: Int, _ postings: Postings) {
    if text == self.text { return }
    self.text = text
    let range = postings.occurrences(of: text)
    let grams = postings.grams.span.extracting(range)
    var bits = 6
    while 1 << bits < 4 * grams.count { bits += 1 }
    let shift = UInt32(32 - bits)
    self.shift = shift
    if slots.count < 1 << bits { slots = [UInt64](repeating: 0, count: 1 << bits) }
    var slots = self.slots.mutableSpan
    let mask = 1 << bits - 1
    for slot in 0...mask { slots[slot] = 0 }
    for offset in grams.indices {
      var slot = Self.slot(grams[offset], shift)
      while slots[slot] != 0 { slot = (slot &+ 1) & mask }
      slots[slot] = UInt64(offset &+ 1) << 32 | UInt64(grams[offset])
    }
  }

  /// Neighbouring numbers far apart: in a row they would make every search run to its end.
  @inline(__always)
  private static func slot(_ gram: UInt32, _ shift: UInt32) -> Int {
    Int((gram &* 0x9E37_79B1) >> shift)
  }

  /// Pairs the offsets of shared grams, in the upper half, with where they stand in another text.
  func find(_ grams: Span<UInt32>, _ first: Int, _ partners: inout [UInt64]) {
    partners.removeAll(keepingCapacity: true)
    let slots = slots.span
    let (shift, mask) = (shift, 1 << (32 - Int(shift)) - 1)
    for index in grams.indices {
      var slot = Self.slot(grams[index], shift)
      while slots[slot] != 0 {
        if UInt32(truncatingIfNeeded: slots[slot]) == grams[index] {
          let offset = slots[slot] >> 32 &- 1
          partners.append(offset << 32 | UInt64(truncatingIfNeeded: first &+ index))
          break
        }
        slot = (slot &+ 1) & mask
      }
    }
  }
}
