import Glibc

/// The bytes of one input as UTF-8 (where it is sound), with a window that grows when it must.
///
/// Compression and UTF-16 are told from the first bytes, whatever the name says. Memory is bounded
/// by the longest record a caller asks to see at once. A fault of the input ends the stream, and
/// is kept: what came before it is to be read first.
final class ByteStream {
  /// The file; nil where something else reads it.
  private let file: FileSource?
  private let source: any ByteSource
  private var buffer: UnsafeMutableRawBufferPointer
  private var start = 0
  private var end = 0
  private var atEnd = false

  /// Why the stream ended early, if it did.
  private(set) var fault: SourceFault?

  /// How many bytes were passed over: where the window starts in what is unpacked.
  private(set) var position = 0
  /// Whether what is unpacked is what stands in the file, so that `position` counts its bytes.
  private(set) var isPlain = false

  static let blockSize = 4 << 20

  /// Opens a path, `-` for standard input; a small file gets a small window.
  init(_ path: String, expectedSize: Int? = nil) throws(InputError) {
    let file = try FileSource(path)
    self.file = file
    (source, isPlain) = Self.unwrapped(file)
    // A pipe cannot be read again.
    isPlain = isPlain && expectedSize != nil
    let size = min(Self.blockSize, max(1 << 16, (expectedSize ?? Self.blockSize) + 64))
    buffer = .allocate(byteCount: size, alignment: 64)
    if more(), window.starts(with: [0xEF, 0xBB, 0xBF]) { skip(3) }
  }

  /// Takes what somebody else makes of a file.
  init(_ source: any ByteSource) {
    file = nil
    self.source = source
    buffer = .allocate(byteCount: Self.blockSize, alignment: 64)
    _ = more()
  }

  deinit { buffer.deallocate() }

  /// Bytes taken from the file so far, packed as they are there; 0 where that is not known.
  var bytesRead: Int { file?.bytesRead ?? 0 }

  /// How many lone surrogates of a UTF-16 input became U+FFFD.
  var repairs: Int { (source as? UTF16Source)?.repairs ?? 0 }

  /// The bytes that stand ready; valid until `more` is called.
  var window: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[start..<end])
  }

  /// Passes over bytes of the window; they stay where they are until `more` is called.
  func skip(_ count: Int) {
    start += count
    position += count
  }

  /// Makes the window longer; false where the input ends.
  func more() -> Bool {
    if atEnd { return false }
    if start > 0 {
      buffer.copyMemory(from: window)
      (start, end) = (0, end - start)
    }
    if buffer.count - end < 16 { grow() }
    let before = end
    // A full block a time: a record that does not fit is looked through again after each call.
    while buffer.count - end >= 16 {
      do throws(SourceFault) {
        let room = UnsafeMutableRawBufferPointer(rebasing: buffer[end...])
        let count = try source.read(into: room)
        atEnd = count == 0
        end += count
      } catch {
        fault = error
        atEnd = true
      }
      if atEnd { break }
    }
    return end > before
  }

  /// The next line without its line end, and how long it is with it; nil where no line is left.
  ///
  /// A last line without a line end counts, unless the input broke off in it.
  func nextLine() -> (line: UnsafeRawBufferPointer, whole: UnsafeRawBufferPointer)? {
    var searched = 0
    while true {
      let bytes = window
      if let from = bytes.baseAddress, searched < bytes.count,
        let found = memchr(from + searched, 0x0A, bytes.count - searched)
      {
        let length = UnsafeRawPointer(found) - from
        skip(length + 1)
        return (.init(rebasing: bytes[..<length]), .init(rebasing: bytes[...length]))
      }
      searched = bytes.count
      if more() { continue }
      if window.isEmpty || fault != nil { return nil }
      let last = window
      skip(last.count)
      return (last, last)
    }
  }

  private func grow() {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: buffer.count * 2, alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<end]))
    buffer.deallocate()
    buffer = larger
  }

  private static func unwrapped(_ file: FileSource) -> (source: any ByteSource, isPlain: Bool) {
    let packed = PeekedSource(file, count: 4)
    let unpacked: any ByteSource
    var isPlain = false
    switch packed.head {
    case let head where head.starts(with: [0x1F, 0x8B]): unpacked = GzipSource(packed)
    case [0x28, 0xB5, 0x2F, 0xFD]: unpacked = ZstdSource(packed)
    case let head
    where head.count == 4 && head[0] & 0xF0 == 0x50 && head[1...] == [0x2A, 0x4D, 0x18]:
      // A skippable frame, which parallel compressors write first.
      unpacked = ZstdSource(packed)
    default:
      unpacked = packed
      isPlain = true
    }
    let plain = PeekedSource(unpacked, count: 2)
    switch plain.head {
    case [0xFF, 0xFE], [0xFE, 0xFF]:
      return (UTF16Source(plain, bigEndian: plain.head[0] == 0xFE), false)
    default: return (plain, isPlain)
    }
  }
}
