/// For each gram: the number that takes the place of the one it has.
///
/// Every gram is numbered by one thread.
final class GramOrder: @unchecked Sendable {
  private(set) var numbers = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: 0)

  deinit { numbers.deallocate() }

  func grow(to count: Int) {
    let more = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count)
    _ = more.moveInitialize(fromContentsOf: numbers)
    more[numbers.count...].initialize(repeating: 0)
    numbers.deallocate()
    numbers = more
  }

  /// The same list by the new numbers.
  func sorted<Value>(_ values: [Value]) -> [Value] {
    [Value](unsafeUninitializedCapacity: values.count) { room, size in
      for (number, value) in zip(numbers, values) {
        room.initializeElement(at: Int(number), to: value)
      }
      size = values.count
    }
  }
}
