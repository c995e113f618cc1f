import Glibc

/// A file seen as memory, read only; what is not looked at is not read.
final class MappedFile {
  private let bytes: UnsafeRawBufferPointer

  /// Maps a file; throws an `InputError` where it cannot be read.
  init(_ path: String) throws(InputError) {
    guard let descriptor = Descriptor(path, O_RDONLY) else {
      throw InputError(problem: "`\(path)` cannot be read: \(reason(errno))")
    }
    let count = descriptor.size
    if count == 0 {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor.number, 0),
      start != MAP_FAILED
    else { throw InputError(problem: "`\(path)` cannot be mapped: \(reason(errno))") }
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }

  var count: Int { bytes.count }

  /// The number stored at a byte; 0 outside of the file.
  @inline(__always)
  func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
    guard offset >= 0, offset <= bytes.count - MemoryLayout<Number>.size else { return 0 }
    return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type))
  }

  /// A part of the file, cut short where the file ends.
  func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[range.clamped(to: 0..<bytes.count)])
  }
}
