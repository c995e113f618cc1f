/// A few words by ten bits of their keys: most others are told from them by these.
struct KeyFilter {
  private var bits = InlineArray<16, UInt64>(repeating: 0)

  init() {}

  @inline(__always)
  init(of keys: Span<UInt64>, _ range: Range<Int>) {
    for at in range { insert(keys[at]) }
  }

  @inline(__always)
  mutating func insert(_ key: UInt64) {
    let bit = key &>> 54
    bits[Int(truncatingIfNeeded: bit &>> 6)] |= 1 &<< (bit & 63)
  }

  @inline(__always)
  func mayHold(_ key: UInt64) -> Bool {
    let bit = key &>> 54
    return bits[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0
  }
}
