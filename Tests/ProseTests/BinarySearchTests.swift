import Testing

@testable import Prose

/// Searching sorted places by halves.
@Suite struct BinarySearchTests {
  @Test func findsTheFirstPlaceWhereverItIs() {
    for start in 0..<4 {
      for count in 0..<20 {
        let places = start..<start + count
        for first in start...start + count {
          #expect(places.partitioningIndex { $0 >= first } == first)
        }
      }
    }
  }

  @Test func tellsWhatASortedListHolds() {
    let list: [UInt64] = [2, 3, 5, 8, 8, 13]
    for number in 0..<16 as Range<UInt64> {
      #expect(list.holds(sorted: number) == list.contains(number))
    }
    #expect(![].holds(sorted: 1))
  }
}
