import CZstd
import Finding
import Glibc
import Prose

/// Texts that cannot be read again where they came from: the first in memory, the others packed in
/// a file that has no name and is gone when the program ends, however it ends.
struct TextSpool: Sendable {
  /// Some texts packed together.
  private struct Frame {
    /// Where the texts start among all that are spooled.
    var start: Int
    /// Where the packed bytes start in the file.
    var offset: Int
  }

  private let folder: String
  /// The path of the file, if it is to keep its name.
  var path: String?
  /// The texts that are not packed: the first of all, then those of the frame being filled.
  private var head: [UInt8] = []
  private var filling: [UInt8] = []
  private var frames: [Frame] = []
  private var file: Descriptor?
  private var written = 0
  /// Bytes of all texts in frames.
  private var packed = 0

  /// Bytes packed together: more packs better, and takes longer to unpack for one text.
  private static let frameSize = 32 << 10
  private static let level: Int32 = 1

  /// Bytes kept in memory; piles up to this size need no file.
  private let headSize: Int

  /// A spool that makes its file in a folder once it needs one.
  init(folder: String, headSize: Int = 48 << 20) {
    self.folder = folder
    self.headSize = headSize
  }

  /// Adds a text; gives the number it is found by.
  mutating func append(_ text: String) throws -> Int {
    if frames.isEmpty, filling.isEmpty, head.count + text.utf8.count <= headSize {
      head += text.utf8
      return head.count - text.utf8.count
    }
    let place = head.count + packed + filling.count
    filling += text.utf8
    if filling.count >= Self.frameSize { try pack() }
    return place
  }

  /// Packs what is left.
  mutating func finish() throws {
    if !filling.isEmpty { try pack() }
    filling = []
  }

  private var name: String { path ?? folder + "/.texts.\(getpid()).partial" }

  private mutating func pack() throws {
    let file = try file ?? Descriptor(temporary: name, stays: path != nil)
    self.file = file
    var room = [UInt8](repeating: 0, count: ZSTD_compressBound(filling.count))
    let size = ZSTD_compress(&room, room.count, filling, filling.count, Self.level)
    guard room.withUnsafeBytes({ file.write(.init(rebasing: $0[..<size]), at: written) }) else {
      throw OutputError.unwritable("the temporary file `\(name)`", errno)
    }
    frames.append(Frame(start: packed, offset: written))
    packed += filling.count
    written += size
    filling.removeAll(keepingCapacity: true)
  }

  /// A text by its number; nil where the file cannot be read.
  subscript(place: Int, count count: Int) -> String? {
    if place + count <= head.count {
      return String(decoding: head[place..<place + count], as: UTF8.self)
    }
    let place = place - head.count
    let next = frames.indices.partitioningIndex { frames[$0].start > place }
    guard next > 0, let file else { return count == 0 ? "" : nil }
    let frame = frames[next - 1]
    let isLast = next == frames.count
    let end = isLast ? written : frames[next].offset
    let size = (isLast ? packed : frames[next].start) - frame.start
    return withUnsafeTemporaryAllocation(byteCount: end - frame.offset, alignment: 8) { raw in
      guard file.read(raw, at: frame.offset) else { return nil }
      return withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { room in
        guard ZSTD_decompress(room.baseAddress, size, raw.baseAddress, raw.count) == size else {
          return nil
        }
        let start = place - frame.start
        return String(decoding: room[start..<start + count], as: UTF8.self)
      }
    }
  }
}

extension TextSpool {
  /// Keeps what is known of the texts, but not the file.
  func write(to archive: ArchiveWriter) {
    archive.add(head)
    archive.add(frames)
    archive.add([written, packed])
  }

  /// A spool another run kept, and its file, which must be whole.
  init(folder: String, path: String, from archive: inout ArchiveReader) throws {
    self.init(folder: folder)
    head = archive.take(UInt8.self)
    frames = archive.take(Frame.self)
    let sizes = archive.take(Int.self)
    guard sizes.count == 2 else { return }
    (written, packed) = (sizes[0], sizes[1])
    if frames.isEmpty { return }
    file = Descriptor(path, O_RDONLY)
    if file == nil { throw InputError(problem: "`\(path)` cannot be read: \(reason(errno))") }
  }
}
