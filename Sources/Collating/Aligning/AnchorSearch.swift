/// Finds runs of words that stand once in each of two stretches, and keeps the longest chain of
/// them in order.
struct AnchorSearch {
  private struct Slot {
    var hash: UInt64 = 0
    var a: Int32 = 0
    var b: Int32 = 0
    /// Which search filled the slot, so that the table need not be cleared.
    var round: Int32 = 0
  }

  private static let absent: Int32 = -1
  private static let repeated: Int32 = -2

  private var table: [Slot] = []
  private var round: Int32 = 0
  private var slots: [Int32] = []

  /// The anchors of one length, made as long as they can be, in order and without overlap in both
  /// stretches.
  ///
  /// - Complexity: O(words) for the table, O(anchors · log anchors) for the chain.
  mutating func search(
    _ a: [Int32], _ b: [Int32], in rangeA: Range<Int>, _ rangeB: Range<Int>, length: Int
  ) -> [PairAlignment.Run] {
    guard rangeA.count >= length, rangeB.count >= length else { return [] }
    prepare(for: min(rangeA.count, rangeB.count))
    // The shorter stretch fills the table; the longer one only looks itself up.
    let isSwapped = rangeB.count < rangeA.count
    let (short, shortRange) = isSwapped ? (b, rangeB) : (a, rangeA)
    let (long, longRange) = isSwapped ? (a, rangeA) : (b, rangeB)
    let pairs = Self.pairs(
      short.span, shortRange, long.span, longRange, length, &table, &slots, round,
      isSwapped: isSwapped)
    return extended(Self.longestChain(pairs), a, b, rangeA, rangeB, length: length)
  }

  /// The runs that stand once in both stretches, in the order of `a`.
  private static func pairs(
    _ short: Span<Int32>, _ shortRange: Range<Int>, _ long: Span<Int32>, _ longRange: Range<Int>,
    _ length: Int, _ entries: inout [Slot], _ places: inout [Int32], _ round: Int32,
    isSwapped: Bool
  ) -> [(a: Int32, b: Int32)] {
    var table = entries.mutableSpan
    let mask = table.count - 1
    // Where each run of the shorter stretch stands in the table.
    places.removeAll(keepingCapacity: true)
    var rolling = RollingHash(length: length)
    for at in shortRange {
      rolling.add(short, at, from: shortRange.lowerBound)
      let start = at &- length &+ 1
      if start < shortRange.lowerBound { continue }
      let hash = rolling.value
      var slot = Int(truncatingIfNeeded: hash) & mask
      while table[slot].round == round, table[slot].hash != hash { slot = (slot &+ 1) & mask }
      if table[slot].round == round {
        table[slot].a = repeated
      } else {
        table[slot] = Slot(
          hash: hash, a: Int32(truncatingIfNeeded: start), b: absent, round: round)
      }
      places.append(Int32(truncatingIfNeeded: slot))
    }
    rolling = RollingHash(length: length)
    for at in longRange {
      rolling.add(long, at, from: longRange.lowerBound)
      let start = at &- length &+ 1
      if start < longRange.lowerBound { continue }
      let hash = rolling.value
      var slot = Int(truncatingIfNeeded: hash) & mask
      while table[slot].round == round, table[slot].hash != hash { slot = (slot &+ 1) & mask }
      guard table[slot].round == round else { continue }
      table[slot].b =
        table[slot].b == absent ? Int32(truncatingIfNeeded: start) : repeated
    }
    var pairs: [(a: Int32, b: Int32)] = []
    for place in places {
      let slot = table[Int(place)]
      guard slot.a >= 0, slot.b >= 0 else { continue }
      pairs.append(isSwapped ? (slot.b, slot.a) : (slot.a, slot.b))
    }
    if isSwapped { pairs.sort { $0.a < $1.a } }
    return pairs
  }

  private mutating func prepare(for count: Int) {
    var size = 64
    while size < count * 2 { size *= 2 }
    if table.count < size {
      table = Array(repeating: Slot(), count: size)
      round = 0
    }
    round += 1
  }

  /// The longest run of pairs that increases on both sides (patience sorting).
  private static func longestChain(_ pairs: [(a: Int32, b: Int32)]) -> [(a: Int32, b: Int32)] {
    var tails: [Int] = []
    var previous = Array(repeating: -1, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var low = 0
      var high = tails.count
      while low < high {
        let middle = (low + high) / 2
        if pairs[tails[middle]].b < pair.b { low = middle + 1 } else { high = middle }
      }
      if low > 0 { previous[index] = tails[low - 1] }
      if low == tails.count { tails.append(index) } else { tails[low] = index }
    }
    var chain: [(a: Int32, b: Int32)] = []
    var at = tails.last ?? -1
    while at >= 0 {
      chain.append(pairs[at])
      at = previous[at]
    }
    return chain.reversed()
  }

  private func extended(
    _ chain: [(a: Int32, b: Int32)], _ a: [Int32], _ b: [Int32], _ rangeA: Range<Int>,
    _ rangeB: Range<Int>, length: Int
  ) -> [PairAlignment.Run] {
    var runs: [PairAlignment.Run] = []
    var endA = rangeA.lowerBound
    var endB = rangeB.lowerBound
    for pair in chain {
      var atA = Int(pair.a)
      var atB = Int(pair.b)
      if atA < endA || atB < endB {
        // It overlaps the run before: on the same diagonal it is part of it, else it has come too
        // late.
        continue
      }
      var count = 0
      while atA > endA, atB > endB, a[atA - 1] == b[atB - 1] {
        atA -= 1
        atB -= 1
      }
      while atA + count < rangeA.upperBound, atB + count < rangeB.upperBound,
        a[atA + count] == b[atB + count]
      {
        count += 1
      }
      guard count >= length else { continue }  // two hashes met
      runs.append(.init(a: atA, b: atB, count: count))
      endA = atA + count
      endB = atB + count
    }
    return runs
  }
}

/// A hash of the last few words of a list, carried on from one word to the next.
private struct RollingHash {
  private let length: Int
  /// What the word that goes out was multiplied by.
  private var last: UInt64 = 1
  private var sum: UInt64 = 0

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(length: Int) {
    self.length = length
    for _ in 0..<length { last &*= Self.factor }
  }

  @inline(__always)
  mutating func add(_ words: Span<Int32>, _ at: Int, from first: Int) {
    sum = (sum &+ UInt64(UInt32(bitPattern: words[at])) &+ 1) &* Self.factor
    if at &- length >= first {
      sum &-= (UInt64(UInt32(bitPattern: words[at &- length])) &+ 1) &* last &* Self.factor
    }
  }

  /// The hash, its bits well spread from the lowest up.
  @inline(__always)
  var value: UInt64 {
    let mixed = (sum ^ sum &>> 32) &* 0xD6E8_FEB8_6659_FD93
    return mixed ^ mixed &>> 32
  }
}
