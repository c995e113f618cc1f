import CZstd
import Finding
package import Prose

/// Writes a segment of an index: the texts one by one, then what concerns them all.
///
/// The file appears whole or not at all.
package final class IndexSegmentWriter {
  private let output: OutputFile
  private let runs: KeyRuns
  private let packer = ZSTD_createCCtx()
  private var packed: [UInt8] = []
  private var plain: [UInt8] = []
  private var entries: [UInt8] = []
  private var members: [UInt8] = []
  private var layout = IndexLayout()
  private var position = 0

  /// Starts a segment whose texts are numbered from `first` on; throws an `OutputError`.
  init(_ path: String, first: Int) throws {
    output = try OutputFile(path, isDurable: true)
    runs = try KeyRuns(beside: path)
    layout.first = first
    ZSTD_CCtx_setParameter(packer, ZSTD_c_compressionLevel, 1)
    ZSTD_CCtx_setParameter(packer, ZSTD_c_checksumFlag, 1)
  }

  deinit { ZSTD_freeCCtx(packer) }

  /// Adds the next text.
  ///
  /// - Parameters:
  ///   - grams: The hashes of the grams kept of it.
  ///   - content: A hash of its letters and digits, if it has any.
  ///   - keeper: The number of the text kept for it, its own if it is kept.
  ///   - member: What it is told to be in `clusters.jsonl`; empty if it is in no cluster.
  package func add(
    _ article: Article, grams: some Collection<UInt64>, content: UInt64?, keeper: Int,
    member: [UInt8]
  ) throws {
    for gram in grams { try runs.add(IndexKey.gram(gram), UInt32(layout.texts)) }
    if let content { try runs.add(IndexKey.content(content), UInt32(layout.texts)) }
    try runs.add(IndexKey.id(article.id), UInt32(layout.texts))
    IndexRecord.write(article, to: &plain)
    let room = ZSTD_compressBound(plain.count)
    if packed.count < room { packed = [UInt8](repeating: 0, count: room) }
    let size = packed.withUnsafeMutableBytes { target in
      plain.withUnsafeBytes { source in
        ZSTD_compress2(packer, target.baseAddress, target.count, source.baseAddress, source.count)
      }
    }
    if ZSTD_isError(size) != 0 {
      throw OutputError(problem: "packing fails: \(String(cString: ZSTD_getErrorName(size)))")
    }
    try write(packed, size)
    append(member, keeper: keeper, grams: grams.count)
  }

  /// Adds the texts of a segment, which must follow those added so far.
  func add(_ segment: IndexSegment) throws {
    let base = position
    for text in 0..<segment.count {
      append(
        segment.member(text), keeper: segment.keeper(text), grams: segment.gramCount(text),
        recordEnd: base + segment.end(text))
    }
    let texts = layout.texts - segment.count
    try segment.forEachKey { try runs.add($0, $1 + UInt32(texts)) }
    try segment.withRecords { try output.write($0) }
    position = base + segment.end(segment.count - 1)
  }

  /// Writes what concerns all texts, and puts the file in its place.
  func finish(changes: [IndexChange], boilerplate: [UInt64]) throws {
    layout.entries = position
    try write(entries)
    layout.members = position
    try write(members)
    layout.keys = position
    layout.keyCount = runs.count
    try writeKeys()
    layout.changes = position
    layout.changeCount = changes.count
    var told = 0
    for change in changes {
      told += change.member.count
      try write(change.text.wide + change.keeper.wide)
      try write(UInt64(told).littleEndianBytes)
    }
    for change in changes { try write(change.member) }
    layout.boilerplate = position
    layout.boilerplateCount = boilerplate.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * boilerplate.count)
    for gram in boilerplate.sorted() { bytes += gram.littleEndianBytes }
    try write(bytes)
    try write(layout.bytes)
    try output.finish()
  }

  private func append(_ member: [UInt8], keeper: Int, grams: Int, recordEnd: Int? = nil) {
    members += member
    entries += UInt64(recordEnd ?? position).littleEndianBytes
    entries += UInt64(members.count).littleEndianBytes
    entries += keeper.wide + grams.wide
    layout.texts += 1
  }

  /// Writes the keys and, behind them, for each value of their first bits where its keys end.
  private func writeKeys() throws {
    var bits = Int(IndexKey.groupBits)
    while bits < 24, runs.count >> bits > 32 { bits += 1 }
    layout.directoryBits = bits
    let inGroup = bits - Int(IndexKey.groupBits)
    var ends = [UInt64](repeating: 0, count: 1 << bits)
    try runs.forEachGroup { group, packed in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(8 * packed.count)
      for index in packed.indices {
        let bucket = inGroup == 0 ? 0 : Int(packed[index] >> UInt64(64 - inGroup))
        ends[group << inGroup | bucket] += 1
        withUnsafeBytes(of: packed[index].littleEndian) { bytes += $0 }
      }
      try write(bytes)
    }
    layout.directory = position
    var total: UInt64 = 0
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * ends.count)
    for end in ends {
      total += end
      withUnsafeBytes(of: total.littleEndian) { bytes += $0 }
    }
    try write(bytes)
  }

  private func write(_ bytes: [UInt8], _ count: Int? = nil) throws {
    let count = count ?? bytes.count
    try output.write(bytes.span.extracting(first: count))
    position += count
  }
}

extension Int {
  /// The number of a text in four bytes, lowest first.
  fileprivate var wide: [UInt8] { UInt32(self).littleEndianBytes }
}

/// What became of a text of an earlier segment when later texts were added.
package struct IndexChange: Equatable {
  /// The number of the text.
  package var text: Int
  /// The number of the text kept for it now.
  package var keeper: Int
  /// What it is told to be in `clusters.jsonl`.
  package var member: [UInt8]

  package init(text: Int, keeper: Int, member: [UInt8]) {
    self.text = text
    self.keeper = keeper
    self.member = member
  }
}
