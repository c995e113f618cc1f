import Support
import Testing

@testable import Finding

/// Numbers by keys, against a dictionary.
@Suite struct KeyTableTests {
  @Test func holdsWhatADictionaryHolds() {
    var random = Seeded(11)
    for size in [0, 1, 2, 7, 300] {
      // Keys that fall together among them, and 0.
      let keys = (0..<size).map { $0 % 3 == 0 ? UInt64($0 / 3) << 40 : random.next() }
      var table = KeyTable(capacity: size)
      var known: [UInt64: Int32] = [:]
      for step in 0..<2 * size {
        let (key, number) = (random.pick(keys), Int32(step))
        let isAgain = random.isOneIn(2)
        table.enter(key, number, again: isAgain ? -number : nil)
        known[key] = known[key] == nil ? number : isAgain ? -number : known[key]
      }
      for key in keys + [0, 1, random.next()] { #expect(table[key] == known[key]) }
    }
  }

  @Test func aFilterLetsAllItsKeysThroughAndFewOthers() {
    var random = Seeded(12)
    let (keys, others) = (
      (0..<40).map { _ in random.next() }, (0..<1000).map { _ in random.next() }
    )
    let filter = KeyFilter(of: keys.span, 0..<40)
    #expect(keys.allSatisfy { filter.mayHold($0) })
    #expect(others.count { filter.mayHold($0) } < 100)
  }
}
