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
    var descriptor: Int32 = -1
    var size = 0
    /// What tells the bytes from others, where they were all put away at once.
    var checksum: UInt64?
  }

  private let folder: String
  /// The path of the file, if it is to have one.
  private let path: String?
  private let file = Mutex(File())

  /// Scratch in a folder that can be written to.
  public init(in folder: String) {
    self.folder = folder
    path = nil
  }

  /// Scratch in a file that stays: what lies in it, if it is whole, is there to be read.
  public init(in folder: String, at path: String, isWhole: Bool) {
    self.folder = folder
    self.path = path
    guard isWhole else { return }
    file.withLock { file in
      file.descriptor = open(path, O_RDWR | O_CLOEXEC)
      var info = stat()
      if file.descriptor >= 0, fstat(file.descriptor, &info) == 0 { file.size = Int(info.st_size) }
    }
  }

  deinit {
    file.withLock { if $0.descriptor >= 0 { close($0.descriptor) } }
  }

  /// Puts bytes behind all others; throws an `OutputError` if there is no room for them.
  public func append(_ bytes: UnsafeRawBufferPointer) throws {
    try file.withLock { file in
      if file.descriptor < 0 { file.descriptor = try make() }
      guard Self.write(file.descriptor, bytes, at: file.size) else {
        throw full()
      }
      file.size += bytes.count
      file.checksum = nil
    }
  }

  /// The size of what was put away and its checksum; nil where something else was done.
  public var sealed: (size: Int, checksum: UInt64)? {
    file.withLock { file in file.checksum.map { (file.size, $0) } }
  }

  /// Puts bytes behind all others that this run will not read again, past the memory in which the
  /// system would hold them for readers; throws an `OutputError` if there is no room for them.
  public func putAway(
    _ body: (_ put: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws {
    guard let path, file.withLock({ $0.size == 0 }) else { return try body(append) }
    // Makes the file.
    try append(UnsafeRawBufferPointer(start: nil, count: 0))
    let writer = UncachedWriter(path, file.withLock(\.descriptor))
    var checksum = Checksum()
    try body { bytes in
      checksum.add(bytes)
      guard writer.write(bytes) else { throw full() }
    }
    guard writer.finish() else { throw full() }
    let (size, value) = (writer.written, checksum.value)
    file.withLock { ($0.size, $0.checksum) = (size, value) }
  }

  private func full() -> OutputError {
    OutputError(
      problem: "a temporary file in `\(folder)` cannot be written: "
        + String(cString: strerror(errno)),
      hint: errno == ENOSPC ? "make room, or give more --memory" : nil)
  }

  /// Reads bytes that were written before, from a place on.
  public func read(_ bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
    let descriptor = file.withLock(\.descriptor)
    var done = 0
    while done < bytes.count {
      let count = pread(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done,
        off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      // What was written can be read, unless the disk is broken.
      precondition(count > 0, "a temporary file in `\(folder)` cannot be read")
      done += count
    }
  }

  /// Writes over bytes that were written before, from a place on.
  public func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
    let descriptor = file.withLock { file in
      file.checksum = nil
      return file.descriptor
    }
    let isWritten = Self.write(descriptor, bytes, at: offset)
    precondition(isWritten, "a temporary file in `\(folder)` cannot be written")
  }

  static func write(
    _ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, at offset: Int
  ) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = pwrite(
        descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done,
        off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      done += count
    }
    return true
  }

  private func make() throws -> Int32 {
    let name = path ?? folder + "/.grams.\(getpid()).partial"
    let flags = path == nil ? O_EXCL : O_TRUNC
    let descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard descriptor >= 0 else {
      throw OutputError(
        problem: "no temporary file can be made in `\(folder)`: "
          + String(cString: strerror(errno)))
    }
    if path == nil { unlink(name) }
    return descriptor
  }
}
