/// Sums over lists of ranges.
enum Spans {
  /// The same stretch as disjoint ranges in order.
  ///
  /// - Complexity: O(n log n).
  static func union(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var sorted = ranges
    sorted.sort { $0.lowerBound < $1.lowerBound }
    var merged: [Range<Int>] = []
    for range in sorted {
      if let last = merged.last, range.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }

  static func size(_ ranges: [Range<Int>]) -> Int { ranges.reduce(0) { $0 + $1.count } }

  /// How much of some ranges lies outside of others; both disjoint and in order.
  static func size(_ ranges: [Range<Int>], outside others: ArraySlice<Range<Int>>) -> Int {
    var size = Self.size(ranges)
    var at = others.startIndex
    for range in ranges {
      while at < others.endIndex, others[at].upperBound <= range.lowerBound { at += 1 }
      var other = at
      while other < others.endIndex, others[other].lowerBound < range.upperBound {
        size -= range.clamped(to: others[other]).count
        other += 1
      }
    }
    return size
  }

  /// How much two lists have in common; both disjoint and in order.
  static func common(_ ranges: [Range<Int>], _ others: [Range<Int>]) -> Int {
    size(ranges) - size(ranges, outside: others[...])
  }
}
