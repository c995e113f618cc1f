/// Words as they are cut.
///
/// The room is held by itself, for an array asks for each word whether it is shared.
struct WordList: ~Copyable {
  private var room: Room
  private var capacity: Int
  private(set) var count = 0
  var cutIntoCharacters = false

  private struct Room {
    var keys: UnsafeMutablePointer<UInt64>
    var starts: UnsafeMutablePointer<Int32>
    var ends: UnsafeMutablePointer<Int32>
    var kinds: UnsafeMutablePointer<Words.Kind>

    init(_ capacity: Int) {
      keys = .allocate(capacity: capacity)
      starts = .allocate(capacity: capacity)
      ends = .allocate(capacity: capacity)
      kinds = .allocate(capacity: capacity)
    }

    func deallocate() {
      keys.deallocate()
      starts.deallocate()
      ends.deallocate()
      kinds.deallocate()
    }

    func take(_ count: Int, from other: Room) {
      keys.moveInitialize(from: other.keys, count: count)
      starts.moveInitialize(from: other.starts, count: count)
      ends.moveInitialize(from: other.ends, count: count)
      kinds.moveInitialize(from: other.kinds, count: count)
    }
  }

  init(capacity: Int) {
    self.capacity = capacity + 16
    room = Room(self.capacity)
  }

  deinit { room.deallocate() }

  /// The word cut last.
  var last: (end: Int, kind: Words.Kind)? {
    count == 0 ? nil : (Int(room.ends[count - 1]), room.kinds[count - 1])
  }

  /// Moves the end of the word cut last.
  mutating func extendLast(to end: Int) { room.ends[count - 1] = Int32(truncatingIfNeeded: end) }

  @inline(__always)
  mutating func append(_ start: Int, _ end: Int, key: UInt64, kind: Words.Kind) {
    if count == capacity { grow() }
    room.keys[count] = key
    room.starts[count] = Int32(truncatingIfNeeded: start)
    room.ends[count] = Int32(truncatingIfNeeded: end)
    room.kinds[count] = kind
    count &+= 1
  }

  @inline(never)
  private mutating func grow() {
    let larger = Room(capacity * 2)
    larger.take(count, from: room)
    room.deallocate()
    room = larger
    capacity *= 2
  }

  var starts: [Int32] { column(room.starts) }
  var ends: [Int32] { column(room.ends) }
  var keys: [UInt64] { column(room.keys) }
  var kinds: [Words.Kind] { column(room.kinds) }

  private func column<Value>(_ values: UnsafeMutablePointer<Value>) -> [Value] {
    Array(UnsafeBufferPointer(start: values, count: count))
  }
}
