/// Every id met so far, and where it was met first.
///
/// Ids stand end to end in blocks that never move: 32 bytes an id beside its own, where a
/// dictionary of strings takes 100. Equality is `String`'s, since every later stage keys by it.
struct SeenIDs {
  private struct Entry {
    var end: Int
    var line: Int32
    var file: Int32
  }

  /// One array would be copied whenever it grows, and be there twice while it is.
  private var blocks: [[UInt8]] = []
  private var entries: [Entry] = []
  /// Open addressing: the number of an entry plus one, beside the upper half of its hash.
  private var table = [UInt64](repeating: 0, count: 1 << 10)

  private static let blockSize = 1 << 20

  /// Remembers an id; gives the place of the first where it was met before.
  mutating func insert(_ id: String, file: Int, line: Int) -> (file: Int, line: Int)? {
    if (entries.count + 1) * 4 > table.count * 3 { grow() }
    let hash = Self.hash(id)
    var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
    while table[slot] != 0 {
      let number = Int(table[slot] & 0xFFFF_FFFF) - 1
      if table[slot] >> 32 == hash >> 32, self.id(number) == id {
        return (Int(entries[number].file), Int(entries[number].line))
      }
      slot = (slot + 1) & (table.count - 1)
    }
    append(id)
    let end = (entries.last?.end ?? 0) + id.utf8.count
    entries.append(Entry(end: end, line: Int32(clamping: line), file: Int32(clamping: file)))
    table[slot] = hash & ~0xFFFF_FFFF | UInt64(entries.count)
    return nil
  }

  private static func hash(_ id: String) -> UInt64 { UInt64(UInt(bitPattern: id.hashValue)) }

  private mutating func append(_ id: String) {
    var rest = Substring(id).utf8
    while !rest.isEmpty {
      if blocks.last.map({ $0.count == Self.blockSize }) ?? true {
        blocks.append([])
        blocks[blocks.count - 1].reserveCapacity(Self.blockSize)
      }
      let piece = rest.prefix(Self.blockSize - blocks[blocks.count - 1].count)
      blocks[blocks.count - 1] += piece
      rest = rest.dropFirst(piece.count)
    }
  }

  private func id(_ number: Int) -> String {
    var at = number == 0 ? 0 : entries[number - 1].end
    let end = entries[number].end
    var bytes: [UInt8] = []
    while at < end {
      let start = at % Self.blockSize
      let piece = blocks[at / Self.blockSize][start...].prefix(end - at)
      bytes += piece
      at += piece.count
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func grow() {
    table = [UInt64](repeating: 0, count: table.count * 2)
    for number in entries.indices {
      let hash = Self.hash(id(number))
      var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
      while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = hash & ~0xFFFF_FFFF | UInt64(number + 1)
    }
  }
}
