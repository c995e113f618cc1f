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
}
