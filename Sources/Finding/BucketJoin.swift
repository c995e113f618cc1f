/// Joins the grams of one bucket after another: finds equal ones, and equal edges among them.
///
/// A record of a bucket comes with the key of its gram in the upper half and the name of the gram
/// that follows in the lower, 0 for none. It leaves with the band of the gram and its rank there in
/// the upper half, and with the edge in the lower.
struct BucketJoin {
  /// Grams are numbered band by band, those with the most carriers first.
  static let bands = 4

  /// For each bucket: the number of repeated grams in each band.
  private(set) var sizes: [[UInt32]] = []
  /// For each band, bucket by bucket: the number of texts that have the gram.
  private(set) var carriers = [[UInt32]](repeating: [], count: bands)
  /// For each band, bucket by bucket: the number of the gram's edges that several texts have.
  private(set) var edges = [[UInt32]](repeating: [], count: bands)
  /// For each band, bucket by bucket: the hash, if it is asked for.
  private(set) var hashes = [[UInt64]](repeating: [], count: bands)
  /// For each band, bucket by bucket: what is told of the hash, if later passes need it.
  private(set) var told = [[UInt32]](repeating: [], count: bands)

  /// The name of a gram that no other text has.
  static let lone = UInt32.max

  private let keepsHashes: Bool
  private let keepsTold: Bool
  /// The most carriers of a gram whose edges do not matter.
  private let most: UInt32
  /// Open addressing: the key in the upper half, the place among the grams of the bucket plus one.
  private var table: [UInt64] = []
  /// For each gram of the bucket: its key, how many records have it, its name.
  private var keys: [UInt32] = []
  private var counts: [UInt32] = []
  private var names: [UInt32] = []
  private var edgeCounts: [UInt32] = []
  /// Open addressing: gram and next gram of an edge, 0 for none, and the number of records.
  private var edgeTable: [UInt64] = []
  private var edgeSizes: [UInt32] = []

  /// The number of repeated grams.
  var found: Int { carriers.reduce(0) { $0 + $1.count } }

  /// Gives back what only joining needs.
  mutating func end() {
    (table, edgeTable) = ([], [])
    (keys, counts, names, edgeCounts, edgeSizes) = ([], [], [], [], [])
  }

  init(keepsHashes: Bool, keepsTold: Bool) {
    self.keepsHashes = keepsHashes
    self.keepsTold = keepsTold
    most = keepsHashes ? 1 : 2
  }

  private static func band(_ carriers: UInt32) -> Int {
    carriers >= 64 ? 0 : carriers >= 16 ? 1 : carriers >= 4 ? 2 : 3
  }

  /// Joins one bucket.
  ///
  /// - Complexity: O(records).
  mutating func join(_ records: UnsafeMutableBufferPointer<UInt64>, bucket: UInt64) {
    var size = 64
    while size < 2 * records.count { size *= 2 }
    if table.count < size {
      table = [UInt64](repeating: 0, count: size)
      edgeTable = [UInt64](repeating: 0, count: size)
      edgeSizes = [UInt32](repeating: 0, count: size)
    }
    if keys.count < records.count {
      keys = [UInt32](repeating: 0, count: size)
      counts = [UInt32](repeating: 0, count: size)
      names = [UInt32](repeating: 0, count: size)
      edgeCounts = [UInt32](repeating: 0, count: size)
    }
    let grams = findGrams(records, size)
    name(grams, bucket)
    findEdges(records, size)
    answer(records, size)
    for gram in 0..<grams where counts[gram] > 1 {
      edges[Self.band(counts[gram])].append(edgeCounts[gram])
    }
  }

  /// Replaces each key by the place of its gram; gives the number of grams.
  private mutating func findGrams(
    _ records: UnsafeMutableBufferPointer<UInt64>, _ size: Int
  ) -> Int {
    var grams = 0
    table.withUnsafeMutableBufferPointer { table in
      keys.withUnsafeMutableBufferPointer { keys in
        counts.withUnsafeMutableBufferPointer { counts in
          table[..<size].update(repeating: 0)
          for index in records.indices {
            let record = records[index]
            var slot = Int(truncatingIfNeeded: record >> 32) & (size &- 1)
            while table[slot] != 0, (table[slot] ^ record) >> 32 != 0 {
              slot = (slot &+ 1) & (size &- 1)
            }
            if table[slot] == 0 {
              keys[grams] = UInt32(truncatingIfNeeded: record >> 32)
              counts[grams] = 0
              grams &+= 1
              table[slot] = (record >> 32) << 32 | UInt64(truncatingIfNeeded: grams)
            }
            let gram = Int(truncatingIfNeeded: table[slot] & 0xFFFF_FFFF) &- 1
            counts[gram] &+= 1
            records[index] = UInt64(truncatingIfNeeded: gram) << 32 | record & 0xFFFF_FFFF
          }
        }
      }
    }
    return grams
  }

  /// Numbers the repeated grams within their bands.
  private mutating func name(_ grams: Int, _ bucket: UInt64) {
    var ranks = [UInt32](repeating: 0, count: Self.bands)
    for gram in 0..<grams {
      edgeCounts[gram] = 0
      guard counts[gram] > 1 else {
        names[gram] = Self.lone
        continue
      }
      let band = Self.band(counts[gram])
      names[gram] = UInt32(band) << 30 | ranks[band]
      ranks[band] += 1
      carriers[band].append(counts[gram])
      if keepsTold { told[band].append(keys[gram]) }
      if keepsHashes {
        let kept = UInt64(keys[gram]) << GramJoin.keyShift | bucket
        hashes[band].append(kept << GramRecord.droppedBits)
      }
    }
    sizes.append(ranks)
  }

  /// Counts the edges of grams that three texts have or more; the others need none, for a gram of
  /// two texts is always believed, unless it may be known from elsewhere.
  private mutating func findEdges(_ records: UnsafeMutableBufferPointer<UInt64>, _ size: Int) {
    let most = most
    edgeTable.withUnsafeMutableBufferPointer { table in
      edgeSizes.withUnsafeMutableBufferPointer { sizes in
        counts.withUnsafeBufferPointer { counts in
          table[..<size].update(repeating: 0)
          for record in records where Self.mayHaveEdge(record, counts, most) {
            var slot = Self.slot(record, size)
            while table[slot] != 0, table[slot] != record { slot = (slot &+ 1) & (size &- 1) }
            if table[slot] == 0 {
              table[slot] = record
              sizes[slot] = 0
            }
            sizes[slot] &+= 1
          }
        }
      }
    }
    for slot in 0..<size where edgeTable[slot] != 0 {
      // The number of the edge takes the place of its size.
      let gram = Int(edgeTable[slot] >> 32)
      if edgeSizes[slot] < 2 || edgeCounts[gram] >= UInt32(GramRecord.mostEdges) {
        edgeSizes[slot] = UInt32(GramRecord.noEdge)
      } else {
        edgeSizes[slot] = edgeCounts[gram]
        edgeCounts[gram] += 1
      }
    }
  }

  @inline(__always)
  private static func mayHaveEdge(
    _ record: UInt64, _ counts: UnsafeBufferPointer<UInt32>, _ most: UInt32
  ) -> Bool {
    record & 0xFFFF_FFFF != 0 && counts[Int(truncatingIfNeeded: record >> 32)] > most
  }

  @inline(__always)
  private static func slot(_ record: UInt64, _ size: Int) -> Int {
    Int(truncatingIfNeeded: (record &* 0x9E37_79B9_7F4A_7C15) >> 32) & (size &- 1)
  }

  private func answer(_ records: UnsafeMutableBufferPointer<UInt64>, _ size: Int) {
    let most = most
    edgeTable.withUnsafeBufferPointer { table in
      edgeSizes.withUnsafeBufferPointer { numbers in
        counts.withUnsafeBufferPointer { counts in
          names.withUnsafeBufferPointer { names in
            for index in records.indices {
              let record = records[index]
              var edge = UInt32(GramRecord.noEdge)
              if Self.mayHaveEdge(record, counts, most) {
                var slot = Self.slot(record, size)
                while table[slot] != record { slot = (slot &+ 1) & (size &- 1) }
                edge = numbers[slot]
              }
              let name = names[Int(truncatingIfNeeded: record >> 32)]
              records[index] = UInt64(name) << 32 | UInt64(edge)
            }
          }
        }
      }
    }
  }
}
