/// Every id met so far, and where it was met first.
///
/// Ids stand end to end in one array: 24 bytes an id beside its own, where a dictionary of strings
/// takes 100. Equality is `String`'s, since every later stage keys by it.
struct SeenIDs {
  private struct Entry {
    var end: Int
    var line: Int32
    var file: Int32
  }

  private var letters: [UInt8] = []
  private var entries: [Entry] = []
  /// Open addressing: the number of an entry plus one, beside a part of its hash.
  private var table = [UInt64](repeating: 0, count: 1 << 10)

  /// Remembers an id; gives the place of the first where it was met before.
  mutating func insert(_ id: String, file: Int, line: Int) -> (file: Int, line: Int)? {
    if (entries.count + 1) * 4 > table.count * 3 { grow() }
    let hash = UInt64(UInt(bitPattern: id.hashValue))
    var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
    while table[slot] != 0 {
      let number = Int(table[slot] & 0xFFFF_FFFF) - 1
      if table[slot] >> 32 == hash >> 32, self.id(number) == id {
        return (Int(entries[number].file), Int(entries[number].line))
      }
      slot = (slot + 1) & (table.count - 1)
    }
    letters += id.utf8
    entries.append(
      Entry(end: letters.count, line: Int32(clamping: line), file: Int32(clamping: file)))
    table[slot] = hash & ~0xFFFF_FFFF | UInt64(entries.count)
    return nil
  }

  private func id(_ number: Int) -> String {
    let start = number == 0 ? 0 : entries[number - 1].end
    return String(decoding: letters[start..<entries[number].end], as: UTF8.self)
  }

  private mutating func grow() {
    table = [UInt64](repeating: 0, count: table.count * 2)
    for number in entries.indices {
      let hash = UInt64(UInt(bitPattern: id(number).hashValue))
      var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
      while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
      table[slot] = hash & ~0xFFFF_FFFF | UInt64(number + 1)
    }
  }
}
