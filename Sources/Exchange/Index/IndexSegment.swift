import CZstd
import Prose

/// One segment of an index, as it lies on disk; nothing of it is read before it is asked for.
final class IndexSegment {
  let name: String
  private let path: String
  private let file: MappedFile
  private let layout: IndexLayout

  /// Opens a segment; throws an `InputError` where it is damaged.
  init(_ folder: String, _ name: String) throws {
    self.name = name
    path = folder
    file = try MappedFile(folder + "/" + name)
    guard let layout = IndexLayout(file) else {
      throw InputError.damagedIndex(folder, "`\(name)` is cut short or was changed")
    }
    self.layout = layout
  }

  /// The number of texts.
  var count: Int { layout.texts }
  /// The number of its first text in the whole index.
  var first: Int { layout.first }

  // MARK: Texts

  /// Where the packed text ends, in bytes.
  func end(_ text: Int) -> Int {
    text < 0 ? 0 : Int(truncatingIfNeeded: entry(text, 0, as: UInt64.self))
  }

  /// The number of the text that was kept for a text when the segment was written.
  func keeper(_ text: Int) -> Int { Int(entry(text, 16, as: UInt32.self)) }

  /// The number of grams that were kept of a text.
  func gramCount(_ text: Int) -> Int { Int(entry(text, 20, as: UInt32.self)) }

  /// What a text was told to be in `clusters.jsonl`.
  func member(_ text: Int) -> [UInt8] {
    let start = text == 0 ? 0 : Int(truncatingIfNeeded: entry(text - 1, 8, as: UInt64.self))
    let end = Int(truncatingIfNeeded: entry(text, 8, as: UInt64.self))
    guard start >= 0, start <= end, end <= layout.keys - layout.members else { return [] }
    return Array(file.part(layout.members + start..<layout.members + end))
  }

  /// A text, unpacked; throws an `InputError` where it is damaged.
  func article(_ text: Int) throws -> Article {
    let (start, end) = (end(text - 1), end(text))
    if start < end, end <= layout.entries {
      let packed = file.part(start..<end)
      let size = ZSTD_getFrameContentSize(packed.baseAddress, packed.count)
      if size < 1 << 40 {
        var plain = [UInt8](repeating: 0, count: Int(size))
        let article = plain.withUnsafeMutableBytes { room -> Article? in
          let got = ZSTD_decompress(room.baseAddress, room.count, packed.baseAddress, packed.count)
          return got == Int(size) ? IndexRecord.read(UnsafeRawBufferPointer(room)) : nil
        }
        if let article { return article }
      }
    }
    throw InputError.damagedIndex(path, "text \(first + text) in `\(name)` cannot be unpacked")
  }

  func withRecords(_ body: (Span<UInt8>) throws -> Void) throws {
    let part = file.part(0..<layout.entries)
    try body(
      UnsafeBufferPointer(start: part.bindMemory(to: UInt8.self).baseAddress, count: part.count)
        .span)
  }

  private func entry<Number: FixedWidthInteger>(
    _ text: Int, _ offset: Int, as type: Number.Type
  ) -> Number {
    file.number(at: layout.entries + text * IndexLayout.entrySize + offset, as: type)
  }

  // MARK: Keys

  /// Adds the texts that have a key, the first so many, to a list.
  ///
  /// - Complexity: O(log keys), with the directory about five steps.
  func find(_ key: UInt64, most: Int, into texts: inout [UInt32]) {
    let bucket = Int(truncatingIfNeeded: key >> UInt64(64 - layout.directoryBits))
    let (start, end) = (bucketEnd(bucket - 1), bucketEnd(bucket))
    guard start < end, end <= layout.keyCount else { return }
    let wanted = IndexKey.packed(key, 0)
    var low = (start..<end).partitioningIndex { packed($0) >= wanted }
    var left = most
    while low < end, left > 0 {
      let found = packed(low)
      guard found >> 32 == wanted >> 32 else { return }
      let text = UInt32(truncatingIfNeeded: found)
      if Int(text) < count { texts.append(text) }
      (low, left) = (low + 1, left - 1)
    }
  }

  func forEachKey(_ body: (UInt64, UInt32) throws -> Void) rethrows {
    let inGroup = layout.directoryBits - Int(IndexKey.groupBits)
    var at = 0
    for group in 0..<1 << Int(IndexKey.groupBits) {
      let end = min(bucketEnd(((group + 1) << inGroup) - 1), layout.keyCount)
      while at < end {
        let packed = packed(at)
        let key =
          UInt64(group) << (64 - IndexKey.groupBits)
          | (packed >> 32) << (32 - IndexKey.groupBits)
        try body(key, UInt32(truncatingIfNeeded: packed))
        at += 1
      }
    }
  }

  private func bucketEnd(_ bucket: Int) -> Int {
    bucket < 0
      ? 0 : Int(truncatingIfNeeded: file.number(at: layout.directory + 8 * bucket, as: UInt64.self))
  }

  private func packed(_ index: Int) -> UInt64 {
    file.number(at: layout.keys + 8 * index, as: UInt64.self)
  }

  // MARK: What concerns other texts

  /// What became of texts of earlier segments.
  var changes: [IndexChange] {
    let told = layout.changes + layout.changeCount * IndexLayout.changeSize
    var start = 0
    return (0..<layout.changeCount).map { index in
      let at = layout.changes + index * IndexLayout.changeSize
      let end = Int(truncatingIfNeeded: file.number(at: at + 8, as: UInt64.self))
      defer { start = end }
      return IndexChange(
        text: Int(file.number(at: at, as: UInt32.self)),
        keeper: Int(file.number(at: at + 4, as: UInt32.self)),
        member: start <= end ? Array(file.part(told + start..<told + end)) : [])
    }
  }

  /// The hashes of the grams known to be boilerplate, in order.
  var boilerplate: [UInt64] {
    (0..<layout.boilerplateCount).map {
      file.number(at: layout.boilerplate + 8 * $0, as: UInt64.self)
    }
  }
}
