/// A half-open range of UTF-8 byte offsets in one text.
///
/// Bytes are what Swift is fast at. Every file and screen speaks Unicode scalars (`ScalarOffsets`).
public struct TextRange: Hashable, Sendable {
  /// The first byte.
  public var start: Int
  /// The byte after the last.
  public var end: Int

  /// Makes a range; `start <= end`.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  /// The number of bytes.
  public var count: Int { end - start }
  /// Whether the range holds no byte.
  public var isEmpty: Bool { start == end }

  /// Whether any byte is in both ranges.
  public func overlaps(_ other: TextRange) -> Bool { start < other.end && other.start < end }
}

extension String {
  /// The text a range covers.
  ///
  /// The range must lie on scalar boundaries.
  ///
  /// - Complexity: O(length of the range).
  public subscript(range: TextRange) -> Substring {
    let start = utf8.index(utf8.startIndex, offsetBy: range.start)
    return self[start..<utf8.index(start, offsetBy: range.count)]
  }
}
