/// What a search keeps of one text, as bytes that travel from machine to machine.
///
/// Little-endian: a mark, the length in units, the content hash, the share of grams that stand
/// for the first time, the numbers of records and of bytes of numbers; then both. With `evidence`
/// behind it, also what the whole pile says of the text. Bytes that are not so are refused: they
/// may come from anywhere.
public struct PackedText: Hashable, Sendable {
  /// The bytes.
  public let bytes: [UInt8]
  /// The text's length in letters and digits.
  public let length: UInt32
  /// A hash of all of them in order.
  public let content: UInt64
  let firstShare: Float
  let records: [UInt64]
  let numbers: [UInt8]

  private static let mark: UInt32 = 0x3146_4354
  private static let head = 32

  /// Packs one text of some that were read.
  public init(_ run: borrowing Fingerprints, _ text: Int) {
    length = run.lengths[text]
    content = run.contents[text]
    firstShare = run.firstShare[text]
    records = Array(run.records[run.records(of: text)])
    numbers = Array(run.numbers[run.numbers(of: text)])
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.head + 8 * records.count + numbers.count)
    bytes.append(little: Self.mark)
    bytes.append(little: length)
    bytes.append(little: content)
    bytes.append(little: firstShare.bitPattern)
    bytes.append(little: UInt32(records.count))
    bytes.append(little: UInt32(numbers.count))
    bytes.append(little: UInt32(0))
    for record in records { bytes.append(little: record) }
    self.bytes = bytes + numbers
  }

  /// Bytes that tell texts apart by their letters and digits, and whose order is the working order
  /// of a search: longest first, then by content hash.
  public var key: [UInt8] {
    var key: [UInt8] = []
    withUnsafeBytes(of: (~length).bigEndian) { key += $0 }
    withUnsafeBytes(of: content.bigEndian) { key += $0 }
    return key
  }

  /// Reads what was packed; nil where it is anything else.
  ///
  /// - Parameter gramBits: What `Finder.gramBits(records:)` gives for the whole pile, so that grams
  ///   are equal here if they are equal there.
  public init?(_ bytes: UnsafeRawBufferPointer, gramBits: Int) {
    var source = ByteParser(bytes)
    guard source.take(UInt32.self) == Self.mark, let length = source.take(UInt32.self),
      let content = source.take(UInt64.self), let share = source.take(UInt32.self),
      let recordCount = source.take(UInt32.self), let numberCount = source.take(UInt32.self),
      source.take(UInt32.self) == 0
    else { return nil }
    guard let records = source.take(UInt64.self, count: Int(recordCount)),
      let numbers = source.take(UInt8.self, count: Int(numberCount)), source.isAtEnd
    else { return nil }
    self.length = length
    self.content = content
    firstShare = Float(bitPattern: share)
    self.numbers = numbers
    let mask = Self.mask(gramBits)
    self.records = records.map { bits in
      GramRecord(bits: bits).isGap ? bits : bits & mask
    }
    self.bytes = Array(bytes)
    guard length <= UInt32(Int32.max), firstShare >= 0, firstShare <= 1,
      Self.areSound(records, length), NumberPacking.isSound(numbers, below: length)
    else { return nil }
  }

  /// The bits of a record that tell grams apart in a pile of which so many bits choose a bucket.
  private static func mask(_ gramBits: Int) -> UInt64 {
    let unused = (UInt64(1) << GramJoin.keyShift - 1) & ~(UInt64(1) << UInt64(gramBits) - 1)
    return ~(unused << GramRecord.payloadShift)
  }

  /// Whether records are as they are read, and stand inside a text of a length.
  private static func areSound(_ records: [UInt64], _ length: UInt32) -> Bool {
    var at = 0
    for bits in records {
      let record = GramRecord(bits: bits)
      if !record.isGap, record.isJoined { return false }
      at += record.gap
      if at < 0 || at > Int(length) { return false }
    }
    return true
  }

  /// The places of the text's grams among its records.
  var grams: [Int] { records.indices.filter { !GramRecord(bits: records[$0]).isGap } }

  /// Each gram with what stands beside it, in order.
  ///
  /// `gram` is the hash as the pile tells it apart; `follower` names the gram behind it, 0 for none.
  public var contexts: [(gram: Int64, follower: Int64)] {
    var next = GramRecord(longGap: 0)
    var nextBase = next
    var contexts: [(gram: Int64, follower: Int64)] = []
    contexts.reserveCapacity(records.count)
    for bits in records.reversed() {
      let record = GramRecord(bits: bits)
      if record.isGap { continue }
      contexts.append((Int64(record.hash), Int64((record.isBase ? nextBase : next).follower)))
      next = record
      if record.isBase { nextBase = record }
    }
    return contexts.reversed()
  }

  /// Where each gram stands, in units.
  public var positions: [Int] {
    var at = 0
    var positions: [Int] = []
    for bits in records {
      let record = GramRecord(bits: bits)
      at += record.gap
      if !record.isGap { positions.append(at) }
    }
    return positions
  }
}

extension Fingerprints {
  /// Adds a text that was read elsewhere.
  mutating func append(_ text: PackedText) {
    records += text.records
    recordEnds.append(UInt32(truncatingIfNeeded: records.count))
    numbers += text.numbers
    numberEnds.append(UInt32(truncatingIfNeeded: numbers.count))
    lengths.append(text.length)
    firstShare.append(text.firstShare)
    contents.append(text.content)
  }
}

extension Finder {
  /// How many bits of a gram's hash, beside the upper 32, tell grams apart in a pile of so many
  /// records; a packed text says how many it has.
  public static func gramBits(records: Int) -> Int {
    GramJoin.bucketBits(records: records, keepsHashes: false)
  }
}

extension PackedText {
  /// The number of records, for `Finder.gramBits(records:)`.
  public var recordCount: Int { records.count }
}

extension [UInt8] {
  mutating func append(little number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}

/// Takes little-endian numbers from bytes that may be anything.
struct ByteParser {
  private var rest: UnsafeRawBufferPointer

  init(_ bytes: UnsafeRawBufferPointer) { rest = bytes }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take<Number: FixedWidthInteger & BitwiseCopyable>(_: Number.Type) -> Number? {
    guard let bytes = take(MemoryLayout<Number>.size) else { return nil }
    return Number(littleEndian: bytes.loadUnaligned(as: Number.self))
  }

  mutating func take<Number: FixedWidthInteger & BitwiseCopyable>(
    _: Number.Type, count: Int
  ) -> [Number]? {
    let size = MemoryLayout<Number>.size
    guard count >= 0, rest.count / size >= count, let bytes = take(size * count) else { return nil }
    return [Number](unsafeUninitializedCapacity: count) { numbers, filled in
      UnsafeMutableRawBufferPointer(numbers).copyMemory(from: bytes)
      for index in 0..<count { numbers[index] = Number(littleEndian: numbers[index]) }
      filled = count
    }
  }

  /// Shows the next bytes where they lie.
  mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    guard rest.count >= count else { return nil }
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    return UnsafeRawBufferPointer(rebasing: rest[..<count])
  }
}
