extension [UInt8] {
  /// Where a run of bytes stands first, from a place on; nil where it stands nowhere.
  ///
  /// For words and short texts: it tries every place.
  package func firstIndex(of run: [UInt8], from start: Int = 0) -> Int? {
    guard let first = run.first, count >= run.count else { return nil }
    var at = start
    while at <= count - run.count {
      if self[at] == first {
        var length = 1
        while length < run.count, self[at + length] == run[length] { length += 1 }
        if length == run.count { return at }
      }
      at += 1
    }
    return nil
  }

  /// Whether a run of bytes stands somewhere.
  package func holds(_ run: [UInt8]) -> Bool { firstIndex(of: run) != nil }

  /// Puts other bytes wherever a run stands, from left to right.
  package mutating func replaceAll(_ run: [UInt8], with other: [UInt8]) {
    var at = 0
    while let found = firstIndex(of: run, from: at) {
      replaceSubrange(found..<found + run.count, with: other)
      at = found + other.count
    }
  }
}
