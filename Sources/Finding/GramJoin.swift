/// Finds which grams of a pile are the same, and which edges: a join by way of streams.
///
/// Every record of the ledger is dealt, by some bits of its hash, to the stream of a *bucket*: what
/// the hash says beyond these bits, and the gram that follows. A bucket fits the cache; there equal
/// grams, and equal edges, are found by a small table, and each record of the stream is replaced by
/// the number of its gram. Then the ledger is gone through once more in the same order: whatever
/// bucket a record was dealt to, the next of its stream is the answer, so no record has to say
/// where it came from. Where memory is short that is done for some of the buckets at a time; the
/// answers stand in the ledger itself.
///
/// Grams that many texts have are numbered first, so that what is known of them, which is asked
/// for most, lies close together. No result depends on the numbers.
struct GramJoin {
  /// For each repeated gram: the number of texts that have it.
  private(set) var carriers: [UInt32] = []
  /// For each repeated gram, and behind the last: the number of its first edge.
  private(set) var edgeStarts: [UInt32] = []
  /// For each repeated gram: the bits of its hash that are kept; empty unless asked for.
  private(set) var hashes: [UInt64] = []

  /// How many times the ledger is gone through; the numbers of the grams depend on it, and nothing
  /// else: what follows a gram is told by the same part of its hash before it is joined and after.
  let passes: Int

  /// The bits of a hash that choose a bucket.
  private let bucketBits: Int
  /// The buckets dealt at once.
  private let passBuckets: Int
  private let slices: [Range<Int>]
  private let keepsHashes: Bool
  /// For each repeated gram joined so far: what is told of its hash; empty where one pass does.
  private var told: [UInt32] = []

  /// The bits of a hash beside those that choose a bucket.
  static let keyShift: UInt64 = GramRecord.hashBits - 32
  private static let bucketSize = 1 << 13

  /// Joins the grams of a ledger, whose records then hold numbers instead of hashes.
  ///
  /// - Complexity: O(grams): five passes over 8 bytes each, or more where memory is short.
  init(_ ledger: inout Ledger, keepsHashes: Bool = false, _ workers: Workers) {
    let count = ledger.store.count
    let bits = Self.bucketBits(records: count, keepsHashes: keepsHashes)
    bucketBits = bits
    var passes = 1
    while passes < 1 << bits, 8 * count / passes > ledger.memory / 3 { passes *= 2 }
    self.passes = passes
    passBuckets = 1 << bits / passes
    slices = Self.slices(of: ledger.store)
    self.keepsHashes = keepsHashes
    let sizes = self.sizes(ledger, workers)
    let stream = GramStream(capacity: self.capacity(sizes))
    stream.touch(workers)
    var counts: [UInt32] = []
    for first in stride(from: 0, to: 1 << bits, by: passBuckets) {
      let places = self.places(sizes, first)
      deal(ledger, places, first, stream, workers)
      let names = name(stream, places, first, workers)
      counts = write(ledger, stream, places, names, first, workers)
    }
    told = []
    ledger.setCounts(counts)
    var total: UInt32 = 0
    for gram in edgeStarts.indices {
      let size = edgeStarts[gram]
      edgeStarts[gram] = total
      total += size
    }
    edgeStarts.append(total)
  }

  /// How many bits of a hash choose a bucket: as many as it takes for a bucket to fit the cache.
  ///
  /// With all bits in use, a bucket and a key are the whole hash.
  static func bucketBits(records: Int, keepsHashes: Bool) -> Int {
    var bits = keepsHashes ? Int(keyShift) : 4
    while bits < Int(keyShift), records >> bits > bucketSize { bits += 1 }
    return bits
  }

  /// Runs put together to parts of about the same number of records.
  private static func slices(of store: RecordStore) -> [Range<Int>] {
    let size = max(1 << 14, store.count / 32)
    var slices: [Range<Int>] = []
    var (start, records) = (0, 0)
    for run in 0..<store.runs {
      records += store.count(of: run)
      if records >= size || run == store.runs - 1 {
        slices.append(start..<run + 1)
        (start, records) = (run + 1, 0)
      }
    }
    return slices
  }

  // MARK: Where each slice deals to

  /// For each slice: the size of its part of each bucket.
  private func sizes(_ ledger: Ledger, _ workers: Workers) -> [[UInt32]] {
    let (slices, bits) = (slices, bucketBits)
    return workers.map(slices.count, chunk: 1) { range in
      var sizes = [UInt32](repeating: 0, count: 1 << bits)
      var room: [UInt64] = []
      let mask = UInt64(1 << bits - 1)
      sizes.withUnsafeMutableBufferPointer { sizes in
        for run in slices[range.lowerBound] {
          ledger.withTexts(of: run, changes: false, &room) { _, records in
            for index in records.indices {
              let record = GramRecord(bits: records[index])
              if record.isGap { continue }
              sizes[Int(truncatingIfNeeded: record.hash & mask)] &+= 1
            }
          }
        }
      }
      return sizes
    }
  }

  private func capacity(_ sizes: [[UInt32]]) -> Int {
    var most = 0
    for first in stride(from: 0, to: 1 << bucketBits, by: passBuckets) {
      let total = sizes.reduce(0) { total, slice in
        slice[first..<first + passBuckets].reduce(total) { $0 + Int($1) }
      }
      most = max(most, total)
    }
    return most
  }

  /// For each slice: where its part of each bucket of this pass begins; and the ends of the
  /// buckets in the last row.
  private func places(_ sizes: [[UInt32]], _ first: Int) -> [[UInt32]] {
    var places = [[UInt32]](
      repeating: [UInt32](repeating: 0, count: passBuckets), count: sizes.count + 1)
    var total: UInt32 = 0
    for bucket in 0..<passBuckets {
      for slice in sizes.indices {
        places[slice][bucket] = total
        total += sizes[slice][first + bucket]
      }
      places[sizes.count][bucket] = total
    }
    return places
  }

  // MARK: The passes

  /// Puts what the ledger says of the grams of this pass into the stream.
  ///
  /// Texts are gone through backwards, for what follows a gram must be known.
  private func deal(
    _ ledger: Ledger, _ places: [[UInt32]], _ first: Int, _ stream: GramStream,
    _ workers: Workers
  ) {
    let (slices, told, mask) = (slices, told, UInt64(1 << bucketBits - 1))
    let (first, end) = (UInt64(first), UInt64(first + passBuckets))
    _ = workers.map(slices.count, chunk: 1) { range in
      let stream = stream.records
      var places = places[range.lowerBound]
      var room: [UInt64] = []
      places.withUnsafeMutableBufferPointer { places in
        for run in slices[range.lowerBound] {
          ledger.withTexts(of: run, changes: false, &room) { _, records in
            // A long text does not keep the denser sample: to it the next gram is the next base one.
            let none = GramRecord(longGap: 0)
            var (next, nextBase) = (none, none)
            for index in records.indices.reversed() {
              let record = GramRecord(bits: records[index])
              if record.isGap { continue }
              let bucket = record.hash & mask
              if !record.isJoined, bucket &- first < end &- first {
                let place = places[Int(truncatingIfNeeded: bucket &- first)]
                places[Int(truncatingIfNeeded: bucket &- first)] = place &+ 1
                let follower = (record.isBase ? nextBase : next).name(told)
                stream[Int(place)] = (record.hash >> Self.keyShift) << 32 | UInt64(follower)
              }
              next = record
              if record.isBase { nextBase = record }
            }
          }
        }
      }
      return 0
    }
  }

  /// Names the grams of each bucket; gives the number of the first gram of each band of each bucket.
  private mutating func name(
    _ stream: GramStream, _ places: [[UInt32]], _ first: Int, _ workers: Workers
  ) -> [UInt32] {
    let (starts, ends) = (places[0], places[places.count - 1])
    let chunk = max(1, (passBuckets + 63) / 64)
    let (keepsHashes, keepsTold) = (keepsHashes, passes > 1)
    let parts = workers.map(passBuckets, chunk: chunk) { buckets in
      let stream = stream.records
      var join = BucketJoin(keepsHashes: keepsHashes, keepsTold: keepsTold)
      for bucket in buckets {
        join.join(
          UnsafeMutableBufferPointer(rebasing: stream[Int(starts[bucket])..<Int(ends[bucket])]),
          bucket: UInt64(first + bucket))
      }
      join.end()
      return join
    }
    let found = parts.reduce(0) { $0 + $1.found }
    carriers.reserveCapacity(carriers.count + found)
    edgeStarts.reserveCapacity(edgeStarts.count + found + 1)
    var names = [UInt32](repeating: 0, count: passBuckets * BucketJoin.bands)
    for band in 0..<BucketJoin.bands {
      var next = UInt32(carriers.count)
      for (index, part) in parts.enumerated() {
        for (offset, sizes) in part.sizes.enumerated() {
          names[(index * chunk + offset) * BucketJoin.bands + band] = next
          next += sizes[band]
        }
        carriers += part.carriers[band]
        edgeStarts += part.edges[band]
        hashes += part.hashes[band]
        told += part.told[band]
      }
    }
    precondition(carriers.count < Int(BucketJoin.lone), "more grams than can be numbered")
    return names
  }

  /// Writes the names into the ledger; gives how many records each text has left.
  ///
  /// The last pass leaves the lone grams out.
  private func write(
    _ ledger: Ledger, _ stream: GramStream, _ places: [[UInt32]], _ names: [UInt32], _ first: Int,
    _ workers: Workers
  ) -> [UInt32] {
    let (slices, mask) = (slices, UInt64(1 << bucketBits - 1))
    let isLast = first + passBuckets == 1 << bucketBits
    let (first, end) = (UInt64(first), UInt64(first + passBuckets))
    let parts = workers.map(slices.count, chunk: 1) { range in
      let stream = stream.records
      var places = places[range.lowerBound]
      var counts: [UInt32] = []
      var room: [UInt64] = []
      places.withUnsafeMutableBufferPointer { places in
        for run in slices[range.lowerBound] {
          ledger.withTexts(of: run, changes: true, &room) { text, records in
            for index in records.indices.reversed() {
              var record = GramRecord(bits: records[index])
              let bucket = record.hash & mask
              if record.isGap || record.isJoined || bucket &- first >= end &- first { continue }
              let local = Int(truncatingIfNeeded: bucket &- first)
              let answer = stream[Int(places[local])]
              places[local] &+= 1
              record.join(answer, names, local)
              records[index] = record.bits
            }
            if isLast { counts.append(Self.dropLone(records)) }
          }
        }
      }
      return counts
    }
    return isLast ? parts.flatMap { $0 } : []
  }

  /// Leaves only grams that other texts have; gives the number of records left.
  private static func dropLone(_ records: UnsafeMutableBufferPointer<UInt64>) -> UInt32 {
    var kept = 0
    var gap = 0
    for index in records.indices {
      let record = GramRecord(bits: records[index])
      gap &+= record.gap
      if record.isGap || record.isLone { continue }
      if gap > GramRecord.longestGap {
        // There was a record to drop in front of this one.
        records[kept] = GramRecord(longGap: gap).bits
        kept &+= 1
        gap = 0
      }
      records[kept] = record.behind(gap).bits
      kept &+= 1
      gap = 0
    }
    return UInt32(truncatingIfNeeded: kept)
  }
}

extension GramRecord {
  /// What the record before calls this gram by, 0 where there is none.
  ///
  /// - Parameter told: For each gram joined before: what is told of its hash.
  @inline(__always)
  fileprivate func name(_ told: [UInt32]) -> UInt32 {
    isJoined && !isLone && !isGap ? told[Int(gram)] : follower
  }
}

extension GramRecord {
  /// Puts what a bucket answered in the place of the hash.
  ///
  /// Whether others have the gram cannot be foreseen, and the answer is waited for: so both are
  /// worked out, and no branch depends on it.
  @inline(__always)
  fileprivate mutating func join(_ answer: UInt64, _ names: [UInt32], _ bucket: Int) {
    let name = UInt32(truncatingIfNeeded: answer >> 32)
    let isLone = UInt32(truncatingIfNeeded: (UInt64(name) &+ 1) >> 32)
    let gram = names[bucket &* BucketJoin.bands &+ Int(name >> 30)] &+ (name & 0x3FFF_FFFF)
    let mask = 0 &- isLone
    join(
      gram: told & mask | gram & ~mask,
      edge: Self.loneMark & UInt16(truncatingIfNeeded: mask)
        | UInt16(truncatingIfNeeded: answer) & ~UInt16(truncatingIfNeeded: mask))
  }
}

extension Ledger {
  /// Shows the records of each text of a run.
  @inline(__always)
  fileprivate func withTexts(
    of run: Int, changes: Bool, _ room: inout [UInt64],
    _ body: (_ text: Int, _ records: UnsafeMutableBufferPointer<UInt64>) -> Void
  ) {
    store.withRun(run, changes: changes, &room) { all in
      for text in runStarts[run]..<runStarts[run + 1] {
        body(text, UnsafeMutableBufferPointer(rebasing: all[records(of: text)]))
      }
    }
  }
}
