/// Finds which grams of a pile are the same: a radix join of one 8-byte record for each gram.
///
/// Grams are numbered text by text in working order. Records are dealt out by some bits of their
/// hash to buckets that fit the cache, and only there sorted by the next bits; 44 bits of a hash
/// are looked at in all.
struct GramJoin {
  /// The mark of a gram that stands in one text only.
  static let unique = UInt32.max

  /// For each gram: the first gram that equals it, which may be itself, or `unique`.
  private(set) var marks: [UInt32]

  private let bucketBits: Int
  private static let bucketSize = 1 << 14
  private static let mostBucketBits = 12

  /// Joins grams.
  ///
  /// - Complexity: O(grams), four passes over 8 bytes each.
  init(_ pile: Pile, _ workers: Workers) {
    let starts = Self.starts(pile)
    let count = starts[pile.count]
    precondition(count < Int(Self.unique), "more grams than can be numbered")
    var bits = 0
    while bits < Self.mostBucketBits, count >> bits > Self.bucketSize { bits += 1 }
    bucketBits = bits
    marks = [UInt32](repeating: Self.unique, count: count)
    var records = [UInt64](repeating: 0, count: count)
    let ends = deal(pile, starts, into: &records, workers)
    group(&records, ends, workers)
  }

  /// For each text, and behind the last: the number of its first gram.
  private static func starts(_ pile: Pile) -> [Int] {
    var starts: [Int] = []
    starts.reserveCapacity(pile.count + 1)
    var total = 0
    for text in 0..<pile.count {
      starts.append(total)
      total += pile.gramCount(of: text)
    }
    starts.append(total)
    return starts
  }

  /// Puts a record for each gram into its bucket; gives the ends of the buckets.
  private func deal(
    _ pile: Pile, _ starts: [Int], into records: inout [UInt64], _ workers: Workers
  ) -> [Int] {
    let (bits, buckets) = (bucketBits, 1 << bucketBits)
    let slice = max(1, (pile.count + 15) / 16)
    let mask = UInt64(buckets - 1)
    let sizes = workers.map(pile.count, chunk: slice) { texts in
      var sizes = [UInt32](repeating: 0, count: buckets)
      for text in texts {
        let hashes = pile.hashes(of: text).span
        for index in hashes.indices { sizes[Int(hashes[index] & mask)] &+= 1 }
      }
      return sizes
    }
    // Slice by slice within each bucket, so that records stay in order.
    var places = sizes.map { _ in [UInt32](repeating: 0, count: buckets) }
    var ends: [Int] = []
    var total: UInt32 = 0
    for bucket in 0..<buckets {
      for part in sizes.indices {
        places[part][bucket] = total
        total += sizes[part][bucket]
      }
      ends.append(Int(total))
    }
    let first = places
    records.withUnsafeMutableBufferPointer { buffer in
      // Every slice writes to places of its own.
      nonisolated(unsafe) let records = buffer
      _ = workers.map(pile.count, chunk: slice) { texts in
        var places = first[texts.lowerBound / slice]
        for text in texts {
          var number = starts[text]
          let hashes = pile.hashes(of: text).span
          for index in hashes.indices {
            let bucket = Int(hashes[index] & mask)
            let key = (hashes[index] >> UInt64(bits)) << 32
            records[Int(places[bucket])] = key | UInt64(truncatingIfNeeded: number)
            places[bucket] &+= 1
            number &+= 1
          }
        }
        return 0
      }
    }
    return ends
  }

  /// Sorts each bucket and marks the grams that are not alone.
  private mutating func group(
    _ records: inout [UInt64], _ ends: [Int], _ workers: Workers
  ) {
    records.withUnsafeMutableBufferPointer { buffer in
      marks.withUnsafeMutableBufferPointer { markBuffer in
        // Every bucket is a stretch of its own, and every gram in one bucket.
        nonisolated(unsafe) let (records, marks) = (buffer, markBuffer)
        _ = workers.map(ends.count, chunk: max(1, (ends.count + 63) / 64)) { buckets in
          var room: [UInt64] = []
          for bucket in buckets {
            let range = (bucket == 0 ? 0 : ends[bucket - 1])..<ends[bucket]
            if room.count < range.count {
              room = [UInt64](repeating: 0, count: range.count * 5 / 4)
            }
            var stretch = UnsafeMutableBufferPointer(rebasing: records[range]).mutableSpan
            var other = room.mutableSpan
            RadixSort.sort(&stretch, &other)
            Self.mark(stretch.span, marks)
          }
          return 0
        }
      }
    }
  }

  private static func mark(_ records: Span<UInt64>, _ marks: UnsafeMutableBufferPointer<UInt32>) {
    var start = 0
    while start < records.count {
      var end = start &+ 1
      while end < records.count, (records[end] ^ records[start]) >> 32 == 0 { end &+= 1 }
      if end &- start > 1 {
        let first = UInt32(truncatingIfNeeded: records[start])
        for index in start..<end {
          marks[Int(UInt32(truncatingIfNeeded: records[index]))] = first
        }
      }
      start = end
    }
  }
}
