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
    var before: [Int32] = []
    var total = 0
    var at = 0
    while at < bytes.count {
      before.append(Int32(total))
      let end = min(at + Self.blockSize, bytes.count)
      while at < end {
        if bytes[at] & 0xC0 != 0x80 { total += 1 }
        at += 1
      }
    }
    count = total
    self.before = total == bytes.count ? [] : before
  }

  /// The number of scalars before a byte offset.
  ///
  /// - Complexity: O(1).
  public func scalar(at byte: Int) -> Int {
    if before.isEmpty { return byte }
    let bytes = text.utf8Span.span
    let block = min(byte / Self.blockSize, before.count - 1)
    var total = Int(before[block])
    var at = block * Self.blockSize
    while at < byte {
      if bytes[at] & 0xC0 != 0x80 { total += 1 }
      at += 1
    }
    return total
  }

  /// A byte range as scalar offsets.
  public func scalars(of range: TextRange) -> Range<Int> {
    scalar(at: range.start)..<scalar(at: range.end)
  }
}
