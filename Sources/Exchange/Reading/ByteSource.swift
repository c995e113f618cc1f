import Glibc

/// Bytes that come in blocks: a file, or a decompressor in front of one.
protocol ByteSource: AnyObject {
  /// Reads up to as many bytes as there is room for; 0 is the end. `room` holds 16 bytes or more.
  func read(into room: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int
}

/// Why bytes stopped coming before the end; those delivered before it are sound.
struct SourceFault: Error {
  var problem: String
}

/// The bytes of a file, a pipe or standard input, as they are.
final class FileSource: ByteSource {
  private let descriptor: Int32
  private let owned: Bool
  /// How many bytes were taken so far: what a progress display counts.
  private(set) var bytesRead = 0

  /// Opens a path; `-` is standard input.
  init(_ path: String) throws(InputError) {
    owned = path != "-"
    descriptor = owned ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
    if descriptor < 0 {
      throw InputError(problem: "`\(path)` cannot be read: \(reason(errno))")
    }
  }

  deinit {
    if owned { close(descriptor) }
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    while true {
      let count = Glibc.read(descriptor, room.baseAddress, room.count)
      if count >= 0 {
        bytesRead += count
        return count
      }
      if errno != EINTR {
        throw SourceFault(problem: "reading stops at byte \(bytesRead): \(reason(errno))")
      }
    }
  }
}

/// A source whose first bytes can be looked at before they are read.
final class PeekedSource: ByteSource {
  private let inner: any ByteSource
  private var held: [UInt8] = []
  private var fault: SourceFault?

  /// The first bytes, fewer than asked for only if the source holds no more.
  let head: [UInt8]

  init(_ inner: any ByteSource, count: Int) {
    self.inner = inner
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 16)
    defer { chunk.deallocate() }
    // A pipe may hand over one byte at a time.
    while held.count < count {
      do throws(SourceFault) {
        let got = try inner.read(into: chunk)
        if got == 0 { break }
        held += chunk[..<got]
      } catch {
        fault = error
        break
      }
    }
    head = Array(held.prefix(count))
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    if !held.isEmpty {
      let count = min(held.count, room.count)
      room.copyBytes(from: held[..<count])
      held.removeFirst(count)
      return count
    }
    if let fault { throw fault }
    return try inner.read(into: room)
  }
}
