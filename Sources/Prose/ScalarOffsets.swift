/// Turns byte offsets of one text into Unicode scalar offsets: the unit of Python strings, passim
/// and Dolma.
public struct ScalarOffsets: Sendable {
  /// Scalars before each block of bytes; empty for an ASCII text, where both counts agree.
  private let before: [Int32]
  private let text: String
  /// The number of scalars in the whole text.
  public let count: Int

  private static let blockSize = 128

  /// Reads a text once.
  ///
  /// - Complexity: O(bytes); keeps 4 bytes for every 128 of a text that is not ASCII.
  public init(of text: String) {
    var text = text
    text.makeContiguousUTF8()
    self.text = text
    let bytes = text.utf8Span.span
    guard !Self.isASCII(bytes) else {
      before = []
      count = bytes.count
      return
    }
    var before: [Int32] = []
    before.reserveCapacity(bytes.count / Self.blockSize + 1)
    var total = 0
    var at = 0
    while at < bytes.count {
      before.append(Int32(total))
      let end = min(at + Self.blockSize, bytes.count)
      total += Self.scalars(bytes, at, end)
      at = end
    }
    count = total
    self.before = before
  }

  private static let high: UInt64 = 0x8080_8080_8080_8080

  private static func isASCII(_ bytes: Span<UInt8>) -> Bool {
    let raw = bytes.bytes
    var (seen, at): (UInt64, Int) = (0, 0)
    while at &+ 8 <= bytes.count {
      seen |= raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      at &+= 8
    }
    while at < bytes.count {
      seen |= UInt64(bytes[at])
      at &+= 1
    }
    return seen & high == 0
  }

  /// The scalars that begin in a stretch: all bytes but those of the form `10……`.
  private static func scalars(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let raw = bytes.bytes
    var total = end &- start
    var at = start
    while at &+ 8 <= end {
      let word = raw.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      total &-= (word & ~(word &<< 1) & high).nonzeroBitCount
      at &+= 8
    }
    while at < end {
      if bytes[at] & 0xC0 == 0x80 { total &-= 1 }
      at &+= 1
    }
    return total
  }

  /// The number of scalars before a byte offset.
  ///
  /// - Complexity: O(1).
  public func scalar(at byte: Int) -> Int {
    if before.isEmpty { return byte }
    let bytes = text.utf8Span.span
    let block = min(byte / Self.blockSize, before.count - 1)
    return Int(before[block]) + Self.scalars(bytes, block * Self.blockSize, byte)
  }

  /// A byte range as scalar offsets.
  public func scalars(of range: TextRange) -> Range<Int> {
    scalar(at: range.start)..<scalar(at: range.end)
  }

  /// The byte a scalar begins at, or the end of the text for the scalar behind the last.
  ///
  /// - Complexity: O(log bytes).
  public func byte(at scalar: Int) -> Int {
    if before.isEmpty { return scalar }
    let bytes = text.utf8Span.span
    let block = max(0, before.indices.partitioningIndex { Int(before[$0]) > scalar } - 1)
    var left = scalar - Int(before[block])
    var at = block * Self.blockSize
    // A block may begin inside a scalar that the block before has counted.
    while at < bytes.count {
      if bytes[at] & 0xC0 != 0x80 {
        if left == 0 { return at }
        left -= 1
      }
      at += 1
    }
    return bytes.count
  }

  /// What stands in a range of scalars.
  ///
  /// - Complexity: O(log bytes + scalars in the range).
  public func text(at scalars: Range<Int>) -> String {
    String(text[TextRange(byte(at: scalars.lowerBound), byte(at: scalars.upperBound))])
  }
}
