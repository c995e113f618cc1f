/// Where the parts of a segment lie in its file.
///
/// A segment is one file that is written once, front to back: the packed texts, what is known of
/// each (`entries`), what members of clusters were told to be (`members`), the sorted keys with a
/// directory in front of them, changes to texts of earlier segments, the grams known to be
/// boilerplate, and this, of fixed size, at the end. Numbers are little-endian.
struct IndexLayout: Equatable {
  var texts = 0
  /// The number of the first text of the segment in the whole index.
  var first = 0
  var entries = 0
  var members = 0
  var keys = 0
  var keyCount = 0
  var directory = 0
  var directoryBits = 0
  var changes = 0
  var changeCount = 0
  var boilerplate = 0
  var boilerplateCount = 0

  /// The bytes of an entry: the ends of the packed text and of the member, then the kept text and
  /// the number of grams.
  static let entrySize = 24
  /// The bytes of a change: the text, the kept text, and where what it is told to be ends.
  static let changeSize = 16
  static let size = 14 * 8

  private static let magic: UInt64 = 0x31_58_44_49_43_55_52_54  // "TRUCIDX1"

  init() {}

  /// Reads the layout at the end of a file; nil where there is none that fits the file.
  init?(_ file: MappedFile) {
    let start = file.count - Self.size
    guard start >= 0 else { return nil }
    let words = (0..<14).map { file.number(at: start + 8 * $0, as: UInt64.self) }
    guard words[0] == Self.magic, words[13] == Self.sum(words[0..<13]),
      words[1..<13].allSatisfy({ $0 < 1 << 48 })
    else { return nil }
    let numbers = words.map { Int(truncatingIfNeeded: $0) }
    (texts, first, entries, members) = (numbers[1], numbers[2], numbers[3], numbers[4])
    (keys, keyCount, directory, directoryBits) = (numbers[5], numbers[6], numbers[7], numbers[8])
    (changes, changeCount) = (numbers[9], numbers[10])
    (boilerplate, boilerplateCount) = (numbers[11], numbers[12])
    guard entries <= members, members <= keys, directoryBits <= 32,
      entries + texts * Self.entrySize == members,
      keys + 8 * keyCount == directory, directory + (8 << directoryBits) == changes,
      changes <= boilerplate, boilerplate + 8 * boilerplateCount == start
    else { return nil }
  }

  /// The layout as it stands in a file.
  var bytes: [UInt8] {
    let numbers = [
      texts, first, entries, members, keys, keyCount, directory, directoryBits, changes,
      changeCount, boilerplate, boilerplateCount,
    ]
    var words = [Self.magic] + numbers.map { UInt64($0) }
    words.append(Self.sum(words[...]))
    return words.flatMap { $0.littleEndianBytes }
  }

  private static func sum(_ words: ArraySlice<UInt64>) -> UInt64 {
    words.reduce(17) { ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 }
  }
}

extension FixedWidthInteger {
  /// The bytes of the number, lowest first.
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
