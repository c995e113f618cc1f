extension Range<Int> {
  /// The first place from which on a condition holds; the end where it never does.
  ///
  /// - Parameter isPast: False up to some place, and true from there on.
  /// - Complexity: O(log count).
  @inlinable
  package func partitioningIndex(where isPast: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = low &+ (high &- low) / 2
      if isPast(middle) { high = middle } else { low = middle &+ 1 }
    }
    return low
  }
}

extension [UInt64] {
  /// Whether a number is among these, which are in order.
  package func holds(sorted number: UInt64) -> Bool {
    let place = indices.partitioningIndex { self[$0] >= number }
    return place < count && self[place] == number
  }
}
