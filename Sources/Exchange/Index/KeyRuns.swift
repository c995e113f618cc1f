import Glibc

/// Sorts more keys than memory should hold: runs on disk, each dealt into groups, and then group
/// by group.
///
/// The file that holds the runs has no name, so nothing is left of it whatever happens.
final class KeyRuns {
  private let file: Descriptor
  private let path: String
  private var keys: [UInt64] = []
  private var texts: [UInt32] = []
  /// For each run: where it starts in the file, in keys, and the ends of its groups in it.
  private var runs: [(start: Int, ends: [Int])] = []
  private var written = 0

  private(set) var count = 0

  /// Keys sorted at a time.
  private let runSize: Int
  private static let groups = 1 << Int(IndexKey.groupBits)

  /// Makes room beside a file that is being written; throws an `OutputError`.
  ///
  /// - Parameter runSize: Keys sorted at a time, 12 bytes each.
  init(beside path: String, runSize: Int = 1 << 22) throws(OutputError) {
    self.path = path
    self.runSize = runSize
    file = try Descriptor(temporary: path + ".runs.partial")
  }

  /// What came of the last call that failed.
  private var error: OutputError { .unwritable("a temporary file beside `\(path)`", errno) }

  func add(_ key: UInt64, _ text: UInt32) throws {
    keys.append(key)
    texts.append(text)
    count += 1
    if keys.count == runSize { try flush() }
  }

  /// Hands on the packed keys of each group in order, groups in order.
  ///
  /// - Complexity: O(keys); memory for one run, or for twice the largest group.
  func forEachGroup(_ body: (_ group: Int, _ packed: Span<UInt64>) throws -> Void) throws {
    try flush()
    (keys, texts) = ([], [])
    var records: [UInt64] = []
    var room: [UInt64] = []
    for group in 0..<Self.groups {
      var count = 0
      for run in runs { count += run.ends[group] - (group == 0 ? 0 : run.ends[group - 1]) }
      if records.count < count {
        records = [UInt64](repeating: 0, count: count + count / 4)
        room = records
      }
      var at = 0
      for run in runs {
        let from = group == 0 ? 0 : run.ends[group - 1]
        let size = run.ends[group] - from
        try records.withUnsafeMutableBytes { buffer in
          let part = UnsafeMutableRawBufferPointer(rebasing: buffer[8 * at..<8 * (at + size)])
          if !file.read(part, at: 8 * (run.start + from)) { throw error }
        }
        at += size
      }
      Self.sort(&records, &room, count)
      try body(group, records.span.extracting(first: count))
    }
  }

  /// Sorts packed keys by their key; those of one key stay in order.
  static func sort(_ records: inout [UInt64], _ room: inout [UInt64], _ count: Int) {
    if count < 256 {
      records[..<count].sort()
      return
    }
    for shift: UInt64 in [32, 43, 54] {
      var places = [Int](repeating: 0, count: 2048)
      for index in 0..<count { places[Int(records[index] >> shift & 2047)] &+= 1 }
      var total = 0
      for digit in places.indices {
        let size = places[digit]
        places[digit] = total
        total += size
      }
      for index in 0..<count {
        let digit = Int(records[index] >> shift & 2047)
        room[places[digit]] = records[index]
        places[digit] &+= 1
      }
      swap(&records, &room)
    }
  }

  /// Deals what is held into groups and writes it as a run.
  private func flush() throws {
    if keys.isEmpty { return }
    var places = [Int](repeating: 0, count: Self.groups)
    for key in keys { places[IndexKey.group(key)] += 1 }
    var total = 0
    for group in places.indices {
      let size = places[group]
      places[group] = total
      total += size
    }
    var packed = [UInt64](repeating: 0, count: total)
    for index in keys.indices {
      let group = IndexKey.group(keys[index])
      packed[places[group]] = IndexKey.packed(keys[index], texts[index])
      places[group] += 1
    }
    guard packed.withUnsafeBytes({ file.write($0, at: 8 * written) }) else { throw error }
    runs.append((start: written, ends: places))
    written += total
    keys.removeAll(keepingCapacity: true)
    texts.removeAll(keepingCapacity: true)
  }
}
