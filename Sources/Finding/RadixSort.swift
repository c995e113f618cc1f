/// Sorts packed records by their upper 32 bits, keeping the order of equal ones.
enum RadixSort {
  /// The lowest bit and the width of each pass.
  private static let passes = [(32, 11), (43, 11), (54, 10)]

  /// Sorts in place.
  ///
  /// - Complexity: O(records), three passes; as much memory again as the records take.
  static func sort(_ records: inout [UInt64]) {
    guard records.count > 1 else { return }
    var other = [UInt64](repeating: 0, count: records.count)
    for (shift, width) in passes {
      pass(records.span, into: &other, shift: UInt64(shift), width: width)
      swap(&records, &other)
    }
  }

  private static func pass(
    _ from: Span<UInt64>, into to: inout [UInt64], shift: UInt64, width: Int
  ) {
    let mask = UInt64(1 << width - 1)
    var places = [Int](repeating: 0, count: 1 << width)
    for index in from.indices { places[Int(from[index] >> shift & mask)] += 1 }
    var total = 0
    for digit in places.indices {
      let size = places[digit]
      places[digit] = total
      total += size
    }
    var target = to.mutableSpan
    for index in from.indices {
      let digit = Int(from[index] >> shift & mask)
      target[places[digit]] = from[index]
      places[digit] += 1
    }
  }
}
