/// A 64-bit hash of a run of bytes that never changes: multiply and fold, eight bytes at a time (as
/// in wyhash).
package struct StableHash {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var block: UInt64 = 0
  private var count: UInt64 = 0

  package init() {}

  @inline(__always)
  package mutating func add(_ byte: UInt8) {
    block |= UInt64(byte) << ((count & 7) &* 8)
    count &+= 1
    if count & 7 == 0 {
      state = Self.fold(state ^ block, Self.blockFactor)
      block = 0
    }
  }

  package var value: UInt64 {
    Self.fold(state ^ block, Self.endFactor ^ count)
  }

  /// Mixes one number.
  @inlinable
  @inline(__always)
  package static func of(_ number: UInt64) -> UInt64 {
    fold(number ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
  }

  /// Hashes the bytes of a text.
  package static func of(_ text: some StringProtocol) -> UInt64 {
    var hash = StableHash()
    for byte in text.utf8 { hash.add(byte) }
    return hash.value
  }

  /// Hashes the first bytes of some, eight at a time; eight more than asked for may be read.
  package static func ofBlocks(_ bytes: RawSpan, _ count: Int) -> UInt64 {
    precondition(count &+ 7 <= bytes.byteCount)
    var hash = UInt64(truncatingIfNeeded: count)
    var at = 0
    while at < count {
      var block =
        bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self).littleEndian
      if count &- at < 8 { block &= 1 << UInt64(truncatingIfNeeded: (count &- at) &* 8) &- 1 }
      hash = of(hash ^ block) &+ 0x9E37_79B9_7F4A_7C15
      at &+= 8
    }
    return of(hash)
  }

  /// The hash of the bytes of a word with the bit set that makes ASCII letters lower case: what
  /// adding them one by one would give, eight at a time.
  @inline(__always)
  static func ofWord(_ bytes: RawSpan, _ start: Int, _ end: Int) -> UInt64 {
    var state = StableHash().state
    var at = start
    while at &+ 8 <= end {
      let block = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      state = fold(state ^ (block | lowerCase), blockFactor)
      at &+= 8
    }
    var block: UInt64 = 0
    if at < end {
      let rest = UInt64(truncatingIfNeeded: (end &- at) &* 8)
      if at &+ 8 <= bytes.byteCount {
        block = bytes.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      } else {
        for offset in at..<end {
          let byte = bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self)
          block |= UInt64(byte) << UInt64((offset &- at) &* 8)
        }
      }
      block = (block | lowerCase) & (1 << rest &- 1)
    }
    return fold(state ^ block, endFactor ^ UInt64(truncatingIfNeeded: end &- start))
  }

  /// The same hash of a word whose blocks of eight bytes are at hand.
  struct Blocks {
    private var state = StableHash().state

    /// Adds eight bytes behind which there are more, or the end.
    @inline(__always)
    mutating func add(_ block: UInt64) {
      state = StableHash.fold(state ^ (block | lowerCase), blockFactor)
    }

    /// The hash with the last bytes, seven at most.
    ///
    /// - Parameters:
    ///   - bits: How many bits of `last` belong to the word.
    ///   - count: The bytes of the whole word.
    @inline(__always)
    func value(last: UInt64, bits: UInt64, count: Int) -> UInt64 {
      let block = (last | lowerCase) & (1 &<< bits &- 1)
      return StableHash.fold(state ^ block, endFactor ^ UInt64(truncatingIfNeeded: count))
    }
  }

  private static let lowerCase: UInt64 = 0x2020_2020_2020_2020
  private static let blockFactor: UInt64 = 0xA076_1D64_78BD_642F
  private static let endFactor: UInt64 = 0xE703_7ED1_A0B4_28DB

  @inlinable
  @inline(__always)
  package static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }
}
