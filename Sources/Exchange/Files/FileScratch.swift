public import Finding
import Glibc
import Synchronization

/// Room for a search in a file that has no name, and is gone when the program ends, however it
/// ends.
///
/// Read and written by calls, not mapped, so that it does not count as memory. The file is made
/// once there is something to put into it.
public final class FileScratch: Scratch {
  private struct File {
    var descriptor: Descriptor?
    var size = 0
    /// What tells the bytes from others, where they were all put away at once.
    var checksum: UInt64?
  }

  private let path: String
  /// Whether the file keeps its name.
  private let stays: Bool
  private let file = Mutex(File())

  /// Scratch in a folder that can be written to.
  public init(in folder: String) {
    path = folder + "/.grams.\(getpid()).partial"
    stays = false
  }

  /// Scratch in a file that stays: what lies in it, if it is whole, is there to be read.
  public init(at path: String, isWhole: Bool) {
    self.path = path
    stays = true
    guard isWhole, let descriptor = Descriptor(path, O_RDWR) else { return }
    file.withLock { $0 = File(descriptor: descriptor, size: descriptor.size) }
  }

  /// Puts bytes behind all others; throws an `OutputError` if there is no room for them.
  public func append(_ bytes: UnsafeRawBufferPointer) throws {
    try file.withLock { file in
      let descriptor = try file.descriptor ?? Descriptor(temporary: path, stays: stays)
      file.descriptor = descriptor
      guard descriptor.write(bytes, at: file.size) else {
        throw full()
      }
      file.size += bytes.count
      file.checksum = nil
    }
  }

  /// The size of what was put away and its checksum; nil where something else was done since.
  public var sealed: (size: Int, checksum: UInt64)? {
    file.withLock { file in file.checksum.map { (file.size, $0) } }
  }

  /// Puts bytes behind all others that this run will not read again, past the memory in which the
  /// system would hold them for readers; throws an `OutputError` if there is no room for them.
  public func putAway(
    _ body: (_ put: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws {
    // Makes the file.
    try append(UnsafeRawBufferPointer(start: nil, count: 0))
    let (size, descriptor) = file.withLock { ($0.size, $0.descriptor) }
    guard stays, size == 0, let descriptor else { return try body(append) }
    let writer = UncachedWriter(path, descriptor)
    var checksum = Checksum()
    try body { bytes in
      checksum.add(bytes)
      guard writer.write(bytes) else { throw full() }
    }
    guard writer.finish() else { throw full() }
    let (written, value) = (writer.written, checksum.value)
    file.withLock { ($0.size, $0.checksum) = (written, value) }
  }

  private func full() -> OutputError {
    .unwritable("the temporary file `\(path)`", errno, hint: "make room, or give more --memory")
  }

  /// Reads bytes that were written before, from a place on.
  public func read(_ bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
    let isRead = file.withLock(\.descriptor)?.read(bytes, at: offset) ?? bytes.isEmpty
    // What was written can be read, unless the disk is broken.
    precondition(isRead, "the temporary file `\(path)` cannot be read")
  }

  /// Writes over bytes that were written before, from a place on.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    let descriptor = file.withLock { file in
      file.checksum = nil
      return file.descriptor
    }
    let isWritten = descriptor?.write(bytes, at: offset) ?? bytes.isEmpty
    precondition(isWritten, "the temporary file `\(path)` cannot be written")
  }
}
