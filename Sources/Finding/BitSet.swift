/// A list of yes and no, a bit each, so that what is asked of millions stays near the processor.
struct BitSet: Sendable {
  private var words: [UInt64]
  let count: Int

  /// A list of so many answers, by a function of the place.
  init(count: Int, _ isSet: (Int) -> Bool) {
    self.count = count
    words = [UInt64](repeating: 0, count: (count + 63) / 64)
    for index in 0..<count where isSet(index) { words[index >> 6] |= 1 << UInt64(index & 63) }
  }

  @inline(__always)
  subscript(index: Int) -> Bool {
    words[index >> 6] >> UInt64(truncatingIfNeeded: index & 63) & 1 != 0
  }

  mutating func remove(_ index: Int) { words[index >> 6] &= ~(1 << UInt64(index & 63)) }

  mutating func insert(_ index: Int) { words[index >> 6] |= 1 << UInt64(index & 63) }
}

extension BitSet {
  init(from archive: inout ArchiveReader) {
    words = archive.take(UInt64.self)
    count = archive.take(Int.self).first ?? 0
  }

  func write(to archive: ArchiveWriter) {
    archive.add(words)
    archive.add([count])
  }
}
