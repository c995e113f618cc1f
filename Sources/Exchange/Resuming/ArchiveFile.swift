import CZlib
import CZstd
import Finding
import Glibc

/// A file that is written once, packed, with a checksum of what is packed.
final class ArchiveFile {
  private let file: Descriptor?
  private let packer = ZstdPacker(level: 1)
  private var checksum = Checksum()
  private var size = 0
  private var isSound: Bool

  init(_ path: String) {
    file = Descriptor(path, O_WRONLY | O_CREAT | O_TRUNC)
    isSound = file != nil
  }

  func write(_ bytes: UnsafeRawBufferPointer) { pack(bytes, isLast: false) }

  private func pack(_ bytes: UnsafeRawBufferPointer, isLast: Bool) {
    let isPacked: Void? = try? packer.pack(bytes, isLast: isLast) { packed in
      checksum.add(packed)
      size += packed.count
      isSound = isSound && file?.write(packed) == true
    }
    isSound = isSound && isPacked != nil
  }

  /// What was written; nil where not all of it was.
  func finish(_ name: String) -> RunArchive.Entry? {
    pack(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    return isSound ? RunArchive.Entry(name: name, size: size, checksum: checksum.value) : nil
  }

  /// What was packed; nil where that is not whole.
  static func unpacked(_ packed: UnsafeRawBufferPointer) -> [UInt8]? {
    let zstd = ZSTD_createDCtx()
    defer { ZSTD_freeDCtx(zstd) }
    var input = ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: 0)
    var bytes: [UInt8] = []
    var left = 1
    let isSound = withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { room in
      while left != 0 {
        var output = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
        left = ZSTD_decompressStream(zstd, &output, &input)
        let isStuck = output.pos == 0 && input.pos == input.size && left != 0
        if ZSTD_isError(left) != 0 || isStuck { return false }
        bytes += room[..<output.pos]
      }
      return true
    }
    return isSound ? bytes : nil
  }
}

/// A file of blocks, each with its size and checksum in front; half a block at the end is none.
struct ArchiveBlocks {
  static let suffix = ".blocks"
  private let path: String

  init(_ path: String) { self.path = path + Self.suffix }

  /// Adds a block; false where that fails.
  func append(_ body: (ArchiveWriter) -> Void) -> Bool {
    var bytes: [UInt8] = []
    let packer = ZstdPacker(level: 1)
    var isPacked = true
    func pack(_ piece: UnsafeRawBufferPointer, isLast: Bool) {
      let done: Void? = try? packer.pack(piece, isLast: isLast) { bytes += $0 }
      isPacked = isPacked && done != nil
    }
    body(ArchiveWriter { pack($0, isLast: false) })
    pack(UnsafeRawBufferPointer(start: nil, count: 0), isLast: true)
    guard isPacked else { return false }
    guard let file = Descriptor(path, O_WRONLY | O_CREAT | O_APPEND) else { return false }
    return bytes.withUnsafeBytes { bytes in
      var checksum = Checksum()
      checksum.add(bytes)
      let head = [UInt64(bytes.count), checksum.value]
      return head.withUnsafeBytes(file.write) && file.write(bytes)
    }
  }

  /// Shows the blocks in order, and gives how many there are.
  ///
  /// The file is cut where one is refused or damaged, so that others can be put behind those before.
  func each(_ body: (inout ArchiveReader) -> Bool) -> Int {
    guard let file = try? MappedFile(path) else { return 0 }
    var (at, count) = (0, 0)
    while file.count - at >= 16 {
      let size = file.number(at: at, as: UInt64.self)
      guard size <= UInt64(file.count - at - 16) else { break }
      let bytes = file.part(at + 16..<at + 16 + Int(size))
      var checksum = Checksum()
      checksum.add(bytes)
      guard checksum.value == file.number(at: at + 8, as: UInt64.self) else { break }
      guard let unpacked = ArchiveFile.unpacked(bytes) else { break }
      var reader = ArchiveReader(unpacked)
      guard body(&reader) else { break }
      at += 16 + Int(size)
      count += 1
    }
    if at < file.count { truncate(path, off_t(at)) }
    return count
  }
}

/// Tells whether bytes are what they were; given in pieces, cut anywhere.
struct Checksum {
  private var state: UInt = 0

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    // No bytes at no address would begin anew.
    if bytes.isEmpty { return }
    state = crc32_z(state, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
  }

  var value: UInt64 { UInt64(state) }
}
