/// Sorts packed records, keeping the order of equal ones.
enum RadixSort {
  /// Sorts by the 22 lowest bits of the upper half, then where more of it differs by all of it.
  ///
  /// Made for runs that fit the cache and hold few equal keys by chance.
  ///
  /// - Parameter other: Room for as many records or more; what it holds afterwards is of no use.
  /// - Complexity: O(records), two passes.
  static func sort(_ records: inout MutableSpan<UInt64>, _ other: inout MutableSpan<UInt64>) {
    if records.count < 64 {
      sortBySwapping(&records, 0, records.count)
      return
    }
    pass(records.span, into: &other, shift: 32)
    pass(other.span.extracting(first: records.count), into: &records, shift: 43)
    var start = 0
    while start < records.count {
      var end = start &+ 1
      var isMixed = false
      while end < records.count, (records[end] ^ records[start]) >> 32 & 0x3F_FFFF == 0 {
        isMixed = isMixed || (records[end] ^ records[start]) >> 54 != 0
        end &+= 1
      }
      if isMixed { sortBySwapping(&records, start, end) }
      start = end
    }
  }

  private static func pass(
    _ from: Span<UInt64>, into to: inout MutableSpan<UInt64>, shift: UInt64
  ) {
    var places = InlineArray<2048, UInt32>(repeating: 0)
    for index in from.indices { places[Int(from[index] >> shift & 2047)] &+= 1 }
    var total: UInt32 = 0
    for digit in 0..<2048 {
      let size = places[digit]
      places[digit] = total
      total &+= size
    }
    for index in from.indices {
      let digit = Int(from[index] >> shift & 2047)
      to[Int(places[digit])] = from[index]
      places[digit] &+= 1
    }
  }

  private static func sortBySwapping(
    _ records: inout MutableSpan<UInt64>, _ start: Int, _ end: Int
  ) {
    guard end - start > 1 else { return }
    for index in start + 1..<end {
      let record = records[index]
      var at = index
      while at > start, records[at &- 1] >> 32 > record >> 32 {
        records[at] = records[at &- 1]
        at &-= 1
      }
      records[at] = record
    }
  }
}
