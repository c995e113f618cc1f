/// The passages two texts share, chained from the grams they share.
///
/// Chaining is over all shared grams, boilerplate too: to take single grams out of the evidence
/// would tear noisy copies apart. One value is used for many pairs and keeps its memory.
struct Chain {
  /// A gram in two texts.
  struct Hit {
    /// Its number.
    var gram: UInt32
    /// Its place among the occurrences of the first text.
    var a: Int32
    /// Where it starts in each text, in units.
    var aStart: Int32, bStart: Int32
    /// The edge it begins in the first text, `GramRecord.noEdge` where the second has another.
    var edge: UInt16
    /// The passage it belongs to, -1 if that was too short.
    var passage: Int32 = -1

    @inline(__always) var aPosition: Int { Int(aStart) }
    @inline(__always) var bPosition: Int { Int(bStart) }
  }

  /// A stretch of one text that stands in another, in units of folded text.
  struct Passage: Hashable, Sendable {
    var a: Range<Int>
    var b: Range<Int>
    var hits: Int

    var shorter: Int { min(a.count, b.count) }
  }

  /// Shared grams by their place in the first text; none where there is no passage.
  var hits: ArraySlice<Hit> { hitRoom[..<hitCount] }
  /// Passages by the place of their first gram in the first text.
  private(set) var passages: [Passage] = []

  /// Room that is kept from pair to pair: what lies behind the counts has no meaning.
  private var hitRoom: [Hit] = []
  private var hitCount = 0
  private var opened: [Passage] = []
  /// The text in `index`, -1 for none.
  private var aText = -1
  private var index = GramIndex()
  private var partners: [UInt64] = []
  private var names: [Int32] = []
  private var room: [UInt64] = []
  private let settings: Finder.Settings

  init(_ settings: Finder.Settings) { self.settings = settings }

  /// Chains what two texts share.
  ///
  /// - Complexity: O(repeated grams of both texts).
  mutating func chain(_ a: Int, _ b: Int, _ postings: Postings) {
    if a != aText {
      aText = a
      index.read(a, postings)
    }
    hitCount = 0
    passages.removeAll(keepingCapacity: true)
    let count = postings.withRecords(of: b, &room) { [index] in index.find($0, &partners) }
    guard count > 1 else { return }
    sortPartners(count)
    makeRoom(count)
    dropShort(extend(count))
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

  private mutating func makeRoom(_ count: Int) {
    if hitRoom.count >= count { return }
    let hit = Hit(gram: 0, a: 0, aStart: 0, bStart: 0, edge: GramRecord.noEdge)
    hitRoom = [Hit](repeating: hit, count: 2 * count)
    opened = [Passage](repeating: Passage(a: 0..<0, b: 0..<0, hits: 0), count: 2 * count)
    names = [Int32](repeating: -1, count: 2 * count)
  }

  /// Reads the hits off in the order they stand in the first text, and gives the number of passages.
  ///
  /// Each hit extends the most recent passage it can, or opens one.
  private mutating func extend(_ count: Int) -> Int {
    let length = Fingerprints.gramLength
    let (widest, drift) = (settings.widestGap, settings.widestDrift)
    hitCount = count
    return partners.withUnsafeBufferPointer { partners in
      hitRoom.withUnsafeMutableBufferPointer { hits in
        self.opened.withUnsafeMutableBufferPointer { passages in
          var opened = 0
          for at in 0..<count {
            var hit = index.hit(partners[at])
            let (aPosition, bPosition) = (hit.aPosition, hit.bPosition)
            var passage = opened &- 1
            let last = max(0, passage &- 31)
            while passage >= last {
              let gapA = aPosition &- (passages[passage].a.upperBound &- length)
              let gapB = bPosition &- (passages[passage].b.upperBound &- length)
              if gapA > 0, gapA <= widest, gapB > 0, gapB <= widest, abs(gapA &- gapB) <= drift {
                break
              }
              passage &-= 1
            }
            let (aEnd, bEnd) = (aPosition &+ length, bPosition &+ length)
            if passage < last {
              passage = opened
              opened &+= 1
              passages[passage] = Passage(a: aPosition..<aEnd, b: bPosition..<bEnd, hits: 1)
            } else {
              passages[passage].a = passages[passage].a.lowerBound..<aEnd
              passages[passage].b = passages[passage].b.lowerBound..<bEnd
              passages[passage].hits &+= 1
            }
            hit.passage = Int32(truncatingIfNeeded: passage)
            hits[at] = hit
          }
          return opened
        }
      }
    }
  }

  private mutating func dropShort(_ count: Int) {
    var isWhole = true
    for index in 0..<count {
      let passage = opened[index]
      let isKept = passage.hits > 1 && passage.shorter >= settings.shortestPassage
      names[index] = isKept ? Int32(truncatingIfNeeded: passages.count) : -1
      if isKept { passages.append(passage) } else { isWhole = false }
    }
    if passages.isEmpty { hitCount = 0 }
    if isWhole { return }
    let hitCount = hitCount
    names.withUnsafeBufferPointer { names in
      hitRoom.withUnsafeMutableBufferPointer { hits in
        for at in 0..<hitCount { hits[at].passage = names[Int(hits[at].passage)] }
      }
    }
  }
}
