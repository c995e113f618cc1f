extension Words {
  /// Whether a word begins with a capital.
  package func isCapital(_ index: Int) -> Bool {
    let first = text.utf8Span.span[Int(starts[index])]
    if first < 0x80 { return first &- 0x41 < 26 }
    return surface(index).unicodeScalars.first?.properties.isUppercase ?? false
  }
}
