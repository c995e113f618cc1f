extension Fingerprints {
  /// A run of digits in a folded text: `4.2` and `$42` are both `42`.
  struct Number: Equatable, Sendable {
    /// Where it starts, in units.
    var position: UInt32
    /// The number of digits, at most 14; the rest of a longer run is dropped.
    var count: UInt8
    /// Four bits a digit, the first digit highest.
    var digits: UInt64

    subscript(index: Int) -> UInt8 {
      UInt8(truncatingIfNeeded: digits >> UInt64((Int(count) - 1 - index) * 4)) & 0xF
    }
  }
}

/// Numbers as bytes: how far each is from the one before, how many digits, and two digits a byte.
///
/// A text has a dozen; as they are they would take as much room as its grams.
enum NumberPacking {
  /// Appends a number; `last` is the position of the one before it, and becomes its own.
  static func append(
    _ number: Fingerprints.Number, _ last: inout UInt32, to bytes: inout [UInt8]
  ) {
    var distance = number.position - last
    last = number.position
    while distance > 0x7F {
      bytes.append(UInt8(truncatingIfNeeded: distance) | 0x80)
      distance >>= 7
    }
    bytes.append(UInt8(distance))
    bytes.append(number.count)
    var rest = number.digits
    for _ in 0..<(number.count + 1) / 2 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Whether bytes are numbers inside a text of a length; those that come from elsewhere may not be.
  static func isSound(_ bytes: [UInt8], below length: UInt32) -> Bool {
    var at = 0
    var position: UInt64 = 0
    while at < bytes.count {
      var shift: UInt64 = 0
      while true {
        guard at < bytes.count, shift < 35 else { return false }
        position += UInt64(bytes[at] & 0x7F) << shift
        shift += 7
        at += 1
        if bytes[at - 1] < 0x80 { break }
      }
      guard at < bytes.count, bytes[at] <= 14, position < UInt64(length) else { return false }
      at += 1 + (Int(bytes[at]) + 1) / 2
    }
    return at == bytes.count
  }

  /// The numbers of one text.
  static func unpack(_ bytes: ArraySlice<UInt8>, into numbers: inout [Fingerprints.Number]) {
    numbers.removeAll(keepingCapacity: true)
    var at = bytes.startIndex
    var position: UInt32 = 0
    while at < bytes.endIndex {
      var shift: UInt32 = 0
      while true {
        position += UInt32(bytes[at] & 0x7F) << shift
        shift += 7
        at += 1
        if bytes[at - 1] < 0x80 { break }
      }
      let count = bytes[at]
      var digits: UInt64 = 0
      for pair in 0..<(Int(count) + 1) / 2 {
        digits |= UInt64(bytes[at + 1 + pair]) << UInt64(pair * 8)
      }
      at += 1 + (Int(count) + 1) / 2
      numbers.append(Fingerprints.Number(position: position, count: count, digits: digits))
    }
  }
}
