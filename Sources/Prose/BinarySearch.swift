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
