import Glibc

/// An open file that is read and written whole, whatever a signal cuts short.
///
/// Where a call fails, `errno` tells why; it is closed when nobody holds it any more.
final class Descriptor: Sendable {
  /// The system's number of the file.
  let number: Int32

  /// What a temporary file is opened for.
  private static let temporary = O_RDWR | O_CREAT | O_CLOEXEC

  /// Opens a path; nil where that fails.
  init?(_ path: String, _ flags: Int32, mode: mode_t = 0o600) {
    number = open(path, flags | O_CLOEXEC, mode)
    if number < 0 { return nil }
  }

  /// Makes a temporary file that can be read and written; throws an `OutputError`.
  ///
  /// - Parameters:
  ///   - path: Its path; what lies there is written over.
  ///   - stays: Whether it keeps its name. What has no name is gone with the program, however that
  ///     ends.
  init(temporary path: String, stays: Bool = false) throws(OutputError) {
    // One left by a program that was killed between this line and the last.
    if !stays { unlink(path) }
    number = open(path, Self.temporary | (stays ? O_TRUNC : O_EXCL), 0o600)
    if number < 0 {
      throw OutputError.unwritable("the temporary file `\(path)`", errno)
    }
    if !stays { unlink(path) }
  }

  deinit { close(number) }

  /// How long the file is, in bytes.
  var size: Int {
    var info = stat()
    return fstat(number, &info) == 0 ? Int(info.st_size) : 0
  }

  /// Fills a room from a place of the file; false where it ends before, or cannot be read.
  func read(_ room: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
    var done = 0
    while done < room.count {
      let count = pread(
        number, room.baseAddress?.advanced(by: done), room.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      done += count
    }
    return true
  }

  /// Writes bytes where the last ones ended; false where not all could be written.
  func write(_ bytes: UnsafeRawBufferPointer) -> Bool { Self.write(bytes, to: number) }

  /// Writes bytes to a file, open for as long as this lasts; false where not all could be written.
  static func write(_ bytes: UnsafeRawBufferPointer, to number: Int32) -> Bool {
    whole(bytes) { Glibc.write(number, $0.baseAddress, $0.count) }
  }

  /// Writes bytes at a place of the file; false where not all could be written.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    Self.whole(bytes) { rest in
      pwrite(number, rest.baseAddress, rest.count, off_t(offset + bytes.count - rest.count))
    }
  }

  private static func whole(
    _ bytes: UnsafeRawBufferPointer, _ write: (UnsafeRawBufferPointer) -> Int
  ) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = write(UnsafeRawBufferPointer(rebasing: bytes[done...]))
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      done += count
    }
    return true
  }
}

extension Descriptor {
  /// Makes this the only program that holds the file; false where another one does.
  func lock() -> Bool { flock(number, LOCK_EX | LOCK_NB) == 0 }
}

/// The system's words for an error number, in lower case as messages are.
func reason(_ number: Int32) -> String {
  let words = String(cString: strerror(number))
  return words.prefix(1).lowercased() + words.dropFirst()
}
