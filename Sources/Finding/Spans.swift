/// Sums over lists of ranges.
enum Spans {
  /// The same stretch as disjoint ranges in order.
  ///
  /// - Complexity: O(n log n).
  static func union(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var united = ranges
    unite(&united)
    return united
  }

  /// Makes ranges disjoint and puts them in order; the same stretch all the same.
  ///
  /// - Complexity: O(n) if they are in order, as most are, else O(n log n).
  static func unite(_ ranges: inout [Range<Int>]) {
    guard ranges.count > 1 else { return }
    for index in 1..<ranges.count where ranges[index].lowerBound < ranges[index - 1].lowerBound {
      ranges.sort { $0.lowerBound < $1.lowerBound }
      break
    }
    var last = 0
    for index in 1..<ranges.count {
      let (range, before) = (ranges[index], ranges[last])
      if range.lowerBound <= before.upperBound {
        ranges[last] = before.lowerBound..<max(before.upperBound, range.upperBound)
      } else {
        last += 1
        ranges[last] = range
      }
    }
    ranges.removeLast(ranges.count - last - 1)
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
