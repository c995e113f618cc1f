extension Postings {
  /// Groups the carriers of each gram by the gram that follows in their texts.
  ///
  /// - Complexity: O(k log k) for a gram of k carriers.
  mutating func joinEdges(_ nexts: [UInt64]) {
    edges = [UInt32](repeating: Self.none, count: texts.count)
    edgeNeighbours = edges
    var group: [UInt32] = []
    for gram in 0..<gramCount {
      let range = carriers(of: gram)
      group.removeAll(keepingCapacity: true)
      for slot in range where nexts[Int(carriers[slot])] != 0 { group.append(carriers[slot]) }
      if group.count == 2 {
        if nexts[Int(group[0])] == nexts[Int(group[1])] { join(group[0..<2]) }
        continue
      }
      group.sort { x, y in
        let (next, other) = (nexts[Int(x)], nexts[Int(y)])
        return next != other ? next < other : x < y
      }
      var start = 0
      while start < group.count {
        var end = start + 1
        while end < group.count, nexts[Int(group[end])] == nexts[Int(group[start])] { end += 1 }
        if end - start > 1 { join(group[start..<end]) }
        start = end
      }
    }
  }

  private mutating func join(_ group: ArraySlice<UInt32>) {
    var before = Self.none
    for occurrence in group {
      edges[Int(occurrence)] = UInt32(edgeCarriers.count)
      edgeNeighbours[Int(occurrence)] = before
      before = texts[Int(occurrence)]
    }
    edgeCarriers.append(UInt32(group.count))
  }
}
