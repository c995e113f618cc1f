/// Numbers by keys that are hashes already, open to addressing: what a dictionary would hash again.
struct KeyTable: Sendable {
  private struct Entry {
    var key: UInt64
    var number: Int32
  }

  private var entries: [Entry]
  private let mask: Int

  private static let none = Int32.min

  /// Takes the number of keys there will be at most.
  init(capacity: Int) {
    var size = 4
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    entries = [Entry](repeating: Entry(key: 0, number: Self.none), count: size)
  }

  /// The number of a key, if it was entered.
  @inline(__always)
  subscript(key: UInt64) -> Int32? {
    let entries = entries.span
    var slot = Self.slot(of: key) & mask
    while entries[slot].number != Self.none {
      if entries[slot].key == key { return entries[slot].number }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// Gives a key a number, or another if it has one.
  @inline(__always)
  mutating func enter(_ key: UInt64, _ number: Int32, again: Int32? = nil) {
    let mask = mask
    var slot = Self.slot(of: key) & mask
    var entries = entries.mutableSpan
    while entries[slot].number != Self.none {
      if entries[slot].key == key {
        if let again { entries[slot].number = again }
        return
      }
      slot = (slot &+ 1) & mask
    }
    entries[slot] = Entry(key: key, number: number)
  }

  @inline(__always)
  private static func slot(of key: UInt64) -> Int { Int(truncatingIfNeeded: key ^ key &>> 32) }
}
