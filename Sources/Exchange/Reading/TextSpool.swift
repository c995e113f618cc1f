import Finding
import Glibc
import Prose

/// Texts that cannot be read again where they came from: the first in memory, the others in a file
/// that has no name and is gone when the program ends, however it ends.
///
/// They are not packed: each is read again once or twice, alone, and to unpack what lies around it
/// cost more than all else that was done with it.
struct TextSpool: Sendable {
  private let folder: String
  /// The path of the file, if it is to keep its name.
  var path: String?
  /// The first texts of all, then those that are written next.
  private var head: [UInt8] = []
  private var filling: [UInt8] = []
  private var file: Descriptor?
  private var written = 0

  /// Bytes written together.
  private static let blockSize = 256 << 10

  /// Bytes kept in memory; piles up to this size need no file.
  private let headSize: Int

  /// A spool that makes its file in a folder once it needs one.
  init(folder: String, headSize: Int = 48 << 20) {
    self.folder = folder
    self.headSize = headSize
  }

  /// Adds a text; gives the number it is found by.
  mutating func append(_ text: String) throws -> Int {
    if written == 0, filling.isEmpty, head.count + text.utf8.count <= headSize {
      head += text.utf8
      return head.count - text.utf8.count
    }
    let place = head.count + written + filling.count
    filling += text.utf8
    if filling.count >= Self.blockSize { try write() }
    return place
  }

  /// Writes what is left.
  mutating func finish() throws {
    if !filling.isEmpty { try write() }
    filling = []
  }

  private var name: String { path ?? folder + "/.texts.\(getpid()).partial" }

  private mutating func write() throws {
    let file = try file ?? Descriptor(temporary: name, stays: path != nil)
    self.file = file
    guard filling.withUnsafeBytes({ file.write($0, at: written) }) else {
      throw OutputError.unwritable("the temporary file `\(name)`", errno)
    }
    written += filling.count
    filling.removeAll(keepingCapacity: true)
  }

  /// A text by its number; nil where the file cannot be read.
  subscript(place: Int, count count: Int) -> String? {
    if place + count <= head.count {
      return String(decoding: head[place..<place + count], as: UTF8.self)
    }
    if count == 0 { return "" }
    let offset = place - head.count
    guard offset >= 0, offset + count <= written, let file else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { room in
      file.read(room, at: offset) ? String(decoding: room, as: UTF8.self) : nil
    }
  }
}

extension TextSpool {
  /// Keeps what is known of the texts, but not the file.
  func write(to archive: ArchiveWriter) {
    archive.add(head)
    archive.add([written])
  }

  /// A spool another run kept, and its file, which must be whole.
  init(folder: String, path: String, from archive: inout ArchiveReader) throws {
    self.init(folder: folder)
    head = archive.take(UInt8.self)
    written = archive.take(Int.self).first ?? 0
    if written == 0 { return }
    file = Descriptor(path, O_RDONLY)
    if file == nil { throw InputError(problem: "`\(path)` cannot be read: \(reason(errno))") }
  }
}
