extension Postings {
  /// Groups the carriers of each gram by the gram that follows in their texts.
  ///
  /// - Parameter nexts: For each carrier: the hash that follows, 0 for none.
  /// - Complexity: O(k log k) for a gram of k carriers.
  mutating func joinEdges(_ nexts: [UInt32]) {
    var join = EdgeJoin(count: nexts.count)
    for gram in 0..<gramCount { join.join(carriers(of: gram), nexts, carriers) }
    edgeCarriers = join.sizes
    edges.reserveCapacity(slots.count)
    edgeNeighbours.reserveCapacity(slots.count)
    for slot in slots {
      let edge = join.edges[Int(slot)]
      edges.append(UInt32(truncatingIfNeeded: edge >> 32))
      edgeNeighbours.append(UInt32(truncatingIfNeeded: edge))
    }
  }
}

/// The edges of carriers, by their place among all.
private struct EdgeJoin {
  /// The edge in the upper half, the text before it in the lower; both none at first.
  var edges: [UInt64]
  var sizes: [UInt32] = []
  /// The carriers of one gram: what follows it in the upper half, the place in the lower.
  private var group: [UInt64] = []

  init(count: Int) {
    edges = [UInt64](repeating: .max, count: count)
  }

  @inline(__always)
  mutating func join(_ range: Range<Int>, _ nexts: [UInt32], _ carriers: [UInt32]) {
    let start = range.lowerBound
    if range.count == 2 {
      guard nexts[start] != 0, nexts[start] == nexts[start + 1] else { return }
      let edge = UInt64(sizes.count) << 32
      edges[start] = edge | UInt64(Postings.none)
      edges[start + 1] = edge | UInt64(carriers[start])
      sizes.append(2)
      return
    }
    joinMany(range, nexts, carriers)
  }

  private mutating func joinMany(_ range: Range<Int>, _ nexts: [UInt32], _ carriers: [UInt32]) {
    group.removeAll(keepingCapacity: true)
    for slot in range where nexts[slot] != 0 {
      group.append(UInt64(nexts[slot]) << 32 | UInt64(slot))
    }
    group.sort()
    var start = 0
    while start < group.count {
      var end = start + 1
      while end < group.count, group[end] >> 32 == group[start] >> 32 { end += 1 }
      if end - start > 1 {
        var before = Postings.none
        for record in group[start..<end] {
          let slot = Int(record & 0xFFFF_FFFF)
          edges[slot] = UInt64(sizes.count) << 32 | UInt64(before)
          before = carriers[slot]
        }
        sizes.append(UInt32(end - start))
      }
      start = end
    }
  }
}
