/// Room for the records dealt in one pass; every thread has stretches of its own.
final class GramStream: @unchecked Sendable {
  private(set) var records: UnsafeMutableBufferPointer<UInt64>

  init(capacity: Int) { records = .allocate(capacity: max(1, capacity)) }

  /// Writes to each page, for the system finds memory faster in order than here and there, as it
  /// will be used.
  func touch(_ workers: Workers) {
    _ = workers.map(records.count, chunk: 1 << 20) { range in
      for place in stride(from: range.lowerBound, to: range.upperBound, by: 512) {
        self.records[place] = 0
      }
      return 0
    }
  }

  deinit { records.deallocate() }

  /// Gives the room back.
  func end() {
    records.deallocate()
    records = .allocate(capacity: 0)
  }
}
