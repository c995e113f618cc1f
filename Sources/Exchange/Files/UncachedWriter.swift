import Glibc

/// Writes a file from its start, past the memory in which the system holds what is read again soon.
///
/// That memory has to be found, and filled, page by page, which takes longer than all the rest of
/// the writing. Where the file system cannot do without it, it is used.
final class UncachedWriter {
  /// How many bytes were given to the system.
  private(set) var written = 0
  /// Nil where the file system does not do it.
  private var direct: Descriptor?
  private let plain: Descriptor
  private let room: UnsafeMutableRawBufferPointer
  private var filled = 0

  /// What sizes, places and addresses have to be multiples of, on any disk there is.
  private static let unit = 4096
  private static let roomSize = 1 << 20

  /// `O_DIRECT`, which Glibc keeps from Swift.
  #if arch(arm64)
    private static let uncached: Int32 = 0x10000
  #else
    private static let uncached: Int32 = 0x4000
  #endif

  /// A writer to a file that is there and empty, open for writing as `descriptor` as well.
  init(_ path: String, _ descriptor: Descriptor) {
    plain = descriptor
    direct = Descriptor(path, O_WRONLY | Self.uncached)
    room = .allocate(byteCount: Self.roomSize, alignment: Self.unit)
  }

  deinit { room.deallocate() }

  /// Writes bytes behind the others; false where there is no room for them.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var at = 0
    while at < bytes.count {
      let count = min(bytes.count - at, room.count - filled)
      UnsafeMutableRawBufferPointer(rebasing: room[filled...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes[at..<at + count]))
      at += count
      filled += count
      if filled == room.count, !flush() { return false }
    }
    return true
  }

  /// Writes what is left.
  func finish() -> Bool { flush() }

  private func flush() -> Bool {
    let bytes = UnsafeRawBufferPointer(rebasing: room[..<filled])
    var done = filled & ~(Self.unit - 1)
    if direct?.write(UnsafeRawBufferPointer(rebasing: bytes[..<done]), at: written) != true {
      direct = nil
      done = 0
    }
    let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
    guard plain.write(rest, at: written + done) else { return false }
    written += filled
    filled = 0
    return true
  }
}
