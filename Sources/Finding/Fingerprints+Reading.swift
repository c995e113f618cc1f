internal import Prose

extension Fingerprints {
  /// The number of units in a gram.
  static let gramLength = 12
  /// One in this many grams is kept of every text.
  static let sampling: UInt64 = 16
  /// One in this many grams is kept of a short text, the ones kept of every text among them.
  static let shortSampling: UInt64 = 4
  /// Texts below this many units (about 60 words) are short.
  static let shortLength = 320

  /// Whether a gram belongs to the sample kept of every text.
  @inline(__always)
  static func isBase(_ hash: UInt64) -> Bool { hash < UInt64.max / sampling }

  /// Reads one more text.
  ///
  /// The hash of a gram is rolled over the text by rotation and exclusive or (a cyclic polynomial),
  /// which costs the same for every gram length, and then mixed, since sampling looks at its high
  /// bits.
  ///
  /// - Complexity: O(bytes), one pass, no memory beyond what is kept.
  public mutating func read(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    read(text.utf8Span.span)
  }

  mutating func read(_ bytes: Span<UInt8>) {
    let fold = Fold.shared
    let first = hashes.count
    var window = InlineArray<16, UInt64>(repeating: 0)
    var rolling: UInt64 = 0
    var content: UInt64 = 0
    var length = 0
    var limit = UInt64.max / Self.shortSampling
    var run = NumberRun()
    var at = 0
    while at < bytes.count {
      let digit = bytes[at] &- UInt8(ascii: "0")
      let (value, times) = fold.read(bytes, &at)
      if value == 0 { continue }
      if digit < 10 {
        run.add(digit, at: length)
      } else if run.count > 0 {
        if run.count > 1 { numbers.append(run.number) }
        run.count = 0
      }
      for _ in 0..<times {
        content = (content ^ value) &* 0x9E37_79B9_7F4A_7C15
        let leaving = window[(length &- Self.gramLength) & 15]
        window[length & 15] = value
        // Twelve turns by five bits are sixty: that far what leaves has been turned.
        rolling = (rolling << 5 | rolling >> 59) ^ value ^ (leaving << 60 | leaving >> 4)
        length &+= 1
        if length < Self.gramLength { continue }
        let hash = Self.mixed(rolling)
        if hash < limit {
          hashes.append(hash)
          positions.append(UInt32(truncatingIfNeeded: length &- Self.gramLength))
        }
        if length == Self.shortLength {
          limit = UInt64.max / Self.sampling
          thin(from: first)
        }
      }
    }
    if run.count > 1 { numbers.append(run.number) }
    hashEnds.append(hashes.count)
    numberEnds.append(numbers.count)
    lengths.append(UInt32(length))
    contents.append(StableHash.of(content ^ UInt64(length)))
  }

  /// Multiplies and folds, as `StableHash` does; here, since a call for each letter would cost more
  /// than the work.
  @inline(__always)
  private static func mixed(_ rolling: UInt64) -> UInt64 {
    let product = (rolling ^ 0x8EBC_6AF0_9C88_C6E3).multipliedFullWidth(by: 0x5899_65CC_7537_4CC3)
    return product.high ^ product.low
  }

  /// Leaves only the sample of long texts of what was kept since a place.
  private mutating func thin(from first: Int) {
    var kept = first
    for index in first..<hashes.count where Self.isBase(hashes[index]) {
      hashes[kept] = hashes[index]
      positions[kept] = positions[index]
      kept += 1
    }
    hashes.removeLast(hashes.count - kept)
    positions.removeLast(positions.count - kept)
  }

  /// The digits met since the last unit that was none.
  private struct NumberRun {
    var count = 0
    var number = Number(position: 0, count: 0, digits: 0)

    mutating func add(_ digit: UInt8, at position: Int) {
      if count == 0 { number = Number(position: UInt32(position), count: 0, digits: 0) }
      count += 1
      guard count <= 14 else { return }
      number.count += 1
      number.digits = number.digits << 4 | UInt64(digit)
    }
  }
}
