/// The search behind `PairAlignment`: words as small integers, scratch tables made once.
struct Aligner {
  let a: [Int32]
  let b: [Int32]
  /// What an equal pair of this word weighs, by identity.
  let weight: [Int32]
  private(set) var runs: [PairAlignment.Run] = []
  private(set) var limits: [(a: Int, b: Int)] = []
  private var anchors: AnchorSearch
  private var exact = ExactAlignment()

  init(_ keysA: [UInt64], _ keysB: [UInt64], isMark: [Bool]) {
    var interner = Interner(capacity: keysA.count + keysB.count)
    a = keysA.map { interner.identity(of: $0) }
    b = keysB.map { interner.identity(of: $0) }
    let total = a.count + b.count
    var occurrences = Array(repeating: 0, count: interner.count)
    for word in a { occurrences[Int(word)] += 1 }
    for word in b { occurrences[Int(word)] += 1 }
    var weight = occurrences.map { count in
      count > AlignmentSettings.frequentFloor && count * AlignmentSettings.frequentShare > total
        ? AlignmentSettings.frequentWeight : AlignmentSettings.rareWeight
    }
    for (index, mark) in isMark.enumerated() where mark {
      weight[Int(a[index])] = AlignmentSettings.markWeight
    }
    self.weight = weight
    anchors = AnchorSearch()
  }

  /// A stretch of both texts that is still to be aligned, and the length of anchors to try next.
  private struct Stretch {
    var a: Range<Int>
    var b: Range<Int>
    var level: Int
  }

  mutating func align() {
    var work = [Stretch(a: 0..<a.count, b: 0..<b.count, level: 0)]
    while let stretch = work.popLast() {
      let (inner, isEmpty) = withoutEqualEnds(stretch)
      if isEmpty { continue }
      let cells = inner.a.count * inner.b.count
      if cells <= AlignmentSettings.smallCells {
        alignExactly(inner)
        continue
      }
      if let parts = split(inner) {
        work.append(contentsOf: parts)
      } else if cells <= AlignmentSettings.exactCells {
        alignExactly(inner)
      } else {
        var search = MiddleSnake(a: a, b: b, in: inner.a, inner.b)
        let (atA, atB, wasCut) = search.split()
        if wasCut { limits.append((inner.a.lowerBound, inner.b.lowerBound)) }
        // Words that were frequent in the whole may stand once in a half.
        work.append(Stretch(a: inner.a.lowerBound..<atA, b: inner.b.lowerBound..<atB, level: 1))
        work.append(Stretch(a: atA..<inner.a.upperBound, b: atB..<inner.b.upperBound, level: 1))
      }
    }
  }

  /// The runs in order, neighbours joined.
  func joinedRuns() -> [PairAlignment.Run] {
    var joined: [PairAlignment.Run] = []
    for run in runs.sorted(by: { $0.a < $1.a }) {
      if let last = joined.last, last.a + last.count == run.a, last.b + last.count == run.b {
        joined[joined.count - 1].count += run.count
      } else {
        joined.append(run)
      }
    }
    return joined
  }

  /// Cuts off, and notes, what is equal at both ends.
  private mutating func withoutEqualEnds(_ stretch: Stretch) -> (Stretch, isEmpty: Bool) {
    var stretch = stretch
    var length = min(stretch.a.count, stretch.b.count)
    var head = 0
    while head < length, a[stretch.a.lowerBound + head] == b[stretch.b.lowerBound + head] {
      head += 1
    }
    if head > 0 {
      runs.append(.init(a: stretch.a.lowerBound, b: stretch.b.lowerBound, count: head))
    }
    length -= head
    var tail = 0
    while tail < length, a[stretch.a.upperBound - 1 - tail] == b[stretch.b.upperBound - 1 - tail] {
      tail += 1
    }
    if tail > 0 {
      runs.append(
        .init(a: stretch.a.upperBound - tail, b: stretch.b.upperBound - tail, count: tail))
    }
    stretch.a = stretch.a.lowerBound + head..<stretch.a.upperBound - tail
    stretch.b = stretch.b.lowerBound + head..<stretch.b.upperBound - tail
    return (stretch, stretch.a.isEmpty || stretch.b.isEmpty)
  }

  /// The stretches between the anchors, the anchors themselves noted; nil where nothing anchors the
  /// stretch.
  private mutating func split(_ stretch: Stretch) -> [Stretch]? {
    var level = stretch.level
    while level < AlignmentSettings.anchorLengths.count {
      let length = AlignmentSettings.anchorLengths[level]
      let found = anchors.search(a, b, in: stretch.a, stretch.b, length: length)
      level += 1
      if found.isEmpty { continue }
      var parts: [Stretch] = []
      var atA = stretch.a.lowerBound
      var atB = stretch.b.lowerBound
      for anchor in found {
        parts.append(Stretch(a: atA..<anchor.a, b: atB..<anchor.b, level: level))
        runs.append(anchor)
        atA = anchor.a + anchor.count
        atB = anchor.b + anchor.count
      }
      parts.append(
        Stretch(a: atA..<stretch.a.upperBound, b: atB..<stretch.b.upperBound, level: level))
      return parts
    }
    return nil
  }

  private mutating func alignExactly(_ stretch: Stretch) {
    exact.align(a, b, weight, in: stretch.a, stretch.b, into: &runs)
  }
}

/// Gives each key a small number: open addressing, for keys are hashes already.
struct Interner {
  private var keys: [UInt64]
  private var identities: [Int32]
  private(set) var count = 0

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    identities = Array(repeating: -1, count: size)
  }

  mutating func identity(of key: UInt64) -> Int32 {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key ^ key >> 32) & mask
    while identities[slot] >= 0 {
      if keys[slot] == key { return identities[slot] }
      slot = (slot + 1) & mask
    }
    keys[slot] = key
    identities[slot] = Int32(count)
    count += 1
    return identities[slot]
  }
}
