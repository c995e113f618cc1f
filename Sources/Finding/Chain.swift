/// The passages two texts share, chained from the grams they share.
///
/// Chaining is over all shared grams, boilerplate too: to take single grams out of the evidence
/// would tear noisy copies apart. One value is used for many pairs and keeps its memory.
struct Chain {
  /// A gram in two texts.
  struct Hit {
    /// Its place among the occurrences of each text.
    var a: Int32, b: Int32
    /// Where it starts in each text, in units.
    var aStart: Int32, bStart: Int32
    /// The passage it belongs to, -1 if that was too short.
    var passage: Int = -1

    var aPosition: Int { Int(aStart) }
    var bPosition: Int { Int(bStart) }
  }

  /// A stretch of one text that stands in another, in units of folded text.
  struct Passage: Hashable, Sendable {
    var a: Range<Int>
    var b: Range<Int>
    var hits: Int

    var shorter: Int { min(a.count, b.count) }
  }

  /// The occurrences of the two texts.
  private(set) var aGrams = Occurrences()
  private(set) var bGrams = Occurrences()
  /// Shared grams by their place in the first text.
  private(set) var hits: [Hit] = []
  /// Passages by the place of their first gram in the first text.
  private(set) var passages: [Passage] = []

  /// The text in `aGrams`, -1 for none.
  private var aText = -1
  /// Places among the occurrences: of `a` in the upper half, of `b` in the lower.
  private var partners: [UInt64] = []
  private var index = GramIndex()
  private var names: [Int] = []
  private let settings: Finder.Settings

  init(_ settings: Finder.Settings) { self.settings = settings }

  /// Chains what two texts share.
  ///
  /// - Complexity: O(repeated grams of both texts).
  mutating func chain(_ a: Int, _ b: Int, _ postings: Postings) {
    if a != aText {
      aText = a
      aGrams.read(a, postings)
      index.read(aGrams)
    }
    bGrams.read(b, postings)
    meet()
    extend()
    dropShort()
  }

  /// Whether a hit has the same edge in both texts.
  @inline(__always)
  func sharesEdge(_ hit: Hit) -> Bool {
    let edge = aGrams.edges[Int(hit.a)]
    return edge != GramRecord.noEdge && edge == bGrams.edges[Int(hit.b)]
  }

  /// Looks the grams of `b` up among those of `a`, then reads the hits off in the order they stand
  /// in `a`.
  private mutating func meet() {
    hits.removeAll(keepingCapacity: true)
    let count = index.find(bGrams, &partners)
    guard count > 1 else { return }
    sortPartners(count)
    for partner in partners[..<count] {
      let (a, b) = (Int(partner >> 32), Int(partner & 0xFFFF_FFFF))
      hits.append(
        Hit(
          a: Int32(truncatingIfNeeded: a), b: Int32(truncatingIfNeeded: b),
          aStart: Int32(truncatingIfNeeded: aGrams.positions[a]),
          bStart: Int32(truncatingIfNeeded: bGrams.positions[b])))
    }
  }

  /// Sorts the partners, which are in order already where the texts agree in theirs.
  private mutating func sortPartners(_ count: Int) {
    var last: UInt64 = 0
    for partner in partners[..<count] {
      if partner < last {
        partners[..<count].sort()
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
      let (aPosition, bPosition) = (hits[index].aPosition, hits[index].bPosition)
      var at = passages.count - 1
      let last = max(0, at - 31)
      while at >= last {
        let gapA = aPosition - (passages[at].a.upperBound - length)
        let gapB = bPosition - (passages[at].b.upperBound - length)
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
          Passage(a: aPosition..<aPosition + length, b: bPosition..<bPosition + length, hits: 0))
      }
      passages[at].a = passages[at].a.lowerBound..<aPosition + length
      passages[at].b = passages[at].b.lowerBound..<bPosition + length
      passages[at].hits += 1
      hits[index].passage = at
    }
  }

  private mutating func dropShort() {
    names.removeAll(keepingCapacity: true)
    var kept = 0
    for index in passages.indices {
      let passage = passages[index]
      let isKept = passage.hits > 1 && passage.shorter >= settings.shortestPassage
      names.append(isKept ? kept : -1)
      if isKept {
        passages[kept] = passage
        kept += 1
      }
    }
    passages.removeLast(passages.count - kept)
    for index in hits.indices { hits[index].passage = names[hits[index].passage] }
  }
}

/// Where the grams of one text stand among its occurrences.
private struct GramIndex {
  /// Open addressing, an eighth full at most, since most grams looked up are not there: an offset
  /// plus one in the upper half, its gram in the lower; 0 for none.
  private var slots: [UInt64] = []
  private var shift: UInt32 = 0

  /// Takes the grams of a text.
  mutating func read(_ occurrences: Occurrences) {
    var bits = 6
    while 1 << bits < 8 * occurrences.count { bits += 1 }
    let shift = UInt32(32 - bits)
    self.shift = shift
    if slots.count < 1 << bits { slots = [UInt64](repeating: 0, count: 1 << bits) }
    let mask = 1 << bits - 1
    slots.withUnsafeMutableBufferPointer { slots in
      occurrences.grams.withUnsafeBufferPointer { grams in
        slots[...mask].update(repeating: 0)
        for offset in 0..<occurrences.count {
          var slot = Self.slot(grams[offset], shift)
          while slots[slot] != 0 { slot = (slot &+ 1) & mask }
          slots[slot] = UInt64(truncatingIfNeeded: offset &+ 1) << 32 | UInt64(grams[offset])
        }
      }
    }
  }

  /// Neighbouring numbers far apart: in a row they would make every search run to its end.
  @inline(__always)
  private static func slot(_ gram: UInt32, _ shift: UInt32) -> Int {
    Int((gram &* 0x9E37_79B1) >> shift)
  }

  /// Pairs the offsets of shared grams, in the upper half, with where they stand in another text.
  ///
  /// Gives their number. All are written and passed over where they count: whether a gram is shared
  /// cannot be foreseen.
  func find(_ occurrences: Occurrences, _ partners: inout [UInt64]) -> Int {
    if partners.count <= occurrences.count {
      partners = [UInt64](repeating: 0, count: 2 * occurrences.count + 1)
    }
    let (shift, mask) = (shift, 1 << (32 - Int(shift)) - 1)
    return slots.withUnsafeBufferPointer { slots in
      partners.withUnsafeMutableBufferPointer { partners in
        occurrences.withEach { grams, _ in
          var found = 0
          for index in 0..<occurrences.count {
            let gram = grams[index]
            var slot = Self.slot(gram, shift)
            while slots[slot] != 0, UInt32(truncatingIfNeeded: slots[slot]) != gram {
              slot = (slot &+ 1) & mask
            }
            let offset = slots[slot] >> 32
            partners[found] = (offset &- 1) << 32 | UInt64(truncatingIfNeeded: index)
            found &+= offset == 0 ? 0 : 1
          }
          return found
        }
      }
    }
  }
}
