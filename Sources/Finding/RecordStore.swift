/// The grams of a pile, eight bytes each, run by run: in memory, or on scratch if they are many.
struct RecordStore: Sendable {
  /// Records of one run in memory.
  ///
  /// Threads write to runs of their own; a run is never larger than its records.
  private final class Block: @unchecked Sendable {
    let records: UnsafeMutableBufferPointer<UInt64>

    init(_ records: UnsafeBufferPointer<UInt64>) {
      self.records = .allocate(capacity: records.count)
      _ = self.records.initialize(from: records)
    }

    deinit { records.deallocate() }
  }

  private var blocks: [Block] = []
  private let scratch: (any Scratch)?
  /// The most bytes to keep in memory.
  private let memory: Int
  /// Whether the records lie on scratch.
  private(set) var isSpilled = false
  /// For each run: the end of its records among all.
  private var ends: [Int] = []

  /// A store that keeps so many bytes in memory; any number, if there is no scratch.
  init(memory: Int, scratch: (any Scratch)?) {
    self.memory = memory
    self.scratch = scratch
  }

  /// A store whose records another run put on scratch; they are left there if they are many.
  init(memory: Int, scratch: any Scratch, ends: [Int], staysOnScratch: Bool) {
    (self.memory, self.scratch, self.ends) = (memory, scratch, ends)
    isSpilled = staysOnScratch || 8 * (ends.last ?? 0) > memory
    if isSpilled { return }
    for run in ends.indices {
      let room = [UInt64](unsafeUninitializedCapacity: count(of: run)) { room, filled in
        filled = count(of: run)
        scratch.read(
          UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: room[..<filled])),
          at: 8 * start(of: run))
      }
      blocks.append(room.withUnsafeBufferPointer { Block($0) })
    }
  }

  /// Puts the records on scratch as well, if they are not there.
  func copyToScratch() throws {
    try scratch?.putAway { put in
      for block in blocks { try put(UnsafeRawBufferPointer(block.records)) }
    }
  }

  /// For each run: the end of its records among all.
  var runEnds: [Int] { ends }

  /// The number of runs.
  var runs: Int { ends.count }
  /// The number of records.
  var count: Int { ends.last ?? 0 }

  /// The number of records in a run.
  func count(of run: Int) -> Int { ends[run] - start(of: run) }

  private func start(of run: Int) -> Int { run == 0 ? 0 : ends[run - 1] }

  /// Adds a run behind the others.
  mutating func append(_ records: [UInt64]) throws {
    guard scratch != nil else { return appendInMemory(records) }
    ends.append(count + records.count)
    if let scratch, !isSpilled, 8 * count > memory {
      for block in blocks { try scratch.append(UnsafeRawBufferPointer(block.records)) }
      blocks = []
      isSpilled = true
    }
    if isSpilled {
      try records.withUnsafeBytes { try scratch?.append($0) }
    } else {
      blocks.append(records.withUnsafeBufferPointer { Block($0) })
    }
  }

  /// The same where there is no scratch.
  mutating func appendInMemory(_ records: [UInt64]) {
    ends.append(count + records.count)
    blocks.append(records.withUnsafeBufferPointer { Block($0) })
  }

  /// Shows a run, by way of `room` if it has to be fetched, and keeps what was changed if told to.
  ///
  /// Different runs may be changed by several threads at once.
  func withRun(
    _ run: Int, changes: Bool, _ room: inout [UInt64],
    _ body: (UnsafeMutableBufferPointer<UInt64>) -> Void
  ) {
    if !isSpilled {
      body(blocks[run].records)
      return
    }
    let count = count(of: run)
    if room.count < count { room = [UInt64](repeating: 0, count: count) }
    room.withUnsafeMutableBufferPointer { room in
      let records = UnsafeMutableBufferPointer(rebasing: room[..<count])
      scratch?.read(UnsafeMutableRawBufferPointer(records), at: 8 * start(of: run))
      body(records)
      if changes { scratch?.write(UnsafeRawBufferPointer(records), at: 8 * start(of: run)) }
    }
  }

  /// Reads one record of each line of the cache.
  @inline(__always)
  func touch(_ range: Range<Int>, of run: Int) -> UInt64 {
    if isSpilled { return 0 }
    let records = blocks[run].records
    var touched: UInt64 = 0
    for index in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
      touched |= records[index]
    }
    return touched
  }

  /// Shows some records of a run, by way of `room` if they have to be fetched.
  @inline(__always)
  func withRecords<Result>(
    _ range: Range<Int>, of run: Int, _ room: inout [UInt64],
    _ body: (UnsafeBufferPointer<UInt64>) -> Result
  ) -> Result {
    if !isSpilled {
      return body(UnsafeBufferPointer(rebasing: blocks[run].records[range]))
    }
    if room.count < range.count { room = [UInt64](repeating: 0, count: 2 * range.count) }
    return room.withUnsafeMutableBufferPointer { room in
      let records = UnsafeMutableBufferPointer(rebasing: room[..<range.count])
      scratch?.read(
        UnsafeMutableRawBufferPointer(records), at: 8 * (start(of: run) + range.lowerBound))
      return body(UnsafeBufferPointer(records))
    }
  }
}
