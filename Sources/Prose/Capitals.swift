extension Words {
  /// Whether a word begins with a capital.
  package func isCapital(_ index: Int) -> Bool {
    isCapital(index, first: text.utf8Span.span[Int(starts[index])])
  }

  /// The same of a word whose first byte is known.
  @inline(__always)
  package func isCapital(_ index: Int, first: UInt8) -> Bool {
    if first < 0x80 { return first &- 0x41 < 26 }
    return surface(index).unicodeScalars.first?.properties.isUppercase ?? false
  }
}
