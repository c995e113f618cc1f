public import Finding
import Glibc
public import Prose
import Synchronization

/// The texts of a pile, left where they are: asked for, they are read again from their files.
///
/// Of each text there is kept what it is called, when it was published and where it lies; what does
/// not lie open in a plain file (packed input, pipes, CSV, repaired lines) is spooled.
public struct StoredTexts: TextSource {
  /// Where one text lies.
  private struct Lot {
    /// The place in its file, or its number in the spool.
    var offset: Int
    /// Bytes there, escapes included.
    var rawCount: UInt32
    /// Bytes of the text itself.
    var count: UInt32
    /// The number of the file; `spooled` for the spool.
    var file: Int32
    var hasEscapes: Bool
  }

  private var lots: [Lot] = []
  private var ids = ByteTable()
  private var dates = ByteTable()
  private var spool: TextSpool
  private let files: OpenFiles
  /// The bytes of all texts.
  public private(set) var bytes = 0

  private static let spooled: Int32 = -1

  init(_ inputs: [Input], folder: String) {
    files = OpenFiles(inputs.map(\.path))
    spool = TextSpool(folder: folder)
  }

  /// The number of texts.
  public var count: Int { lots.count }

  /// Why texts could not be read again, if that came up: a file that was changed meanwhile.
  public var fault: InputError? { files.fault }

  mutating func append(_ article: Article, _ place: TextPlace?) throws {
    ids.append(article.id)
    dates.append(article.published ?? "")
    let count = article.text.utf8.count
    bytes += count
    var lot = Lot(offset: 0, rawCount: 0, count: UInt32(count), file: 0, hasEscapes: false)
    if let place {
      lot.offset = place.offset
      lot.rawCount = UInt32(place.count)
      lot.file = Int32(place.file)
      lot.hasEscapes = place.hasEscapes
    } else {
      lot.offset = try spool.append(article.text)
      lot.file = Self.spooled
    }
    lots.append(lot)
  }

  /// Ends the writing of what is spooled.
  mutating func finish() throws { try spool.finish() }

  /// What the pile calls a text.
  public func id(at place: Int) -> Article.ID { ids[place] }

  /// When a text was published, if its record says so.
  public func published(at place: Int) -> String? {
    let date = dates[place]
    return date.isEmpty ? nil : date
  }

  /// The bytes of one text.
  public func bytes(at place: Int) -> Int { Int(lots[place].count) }

  /// A text, as it was read for its fingerprints; empty if its file was changed since.
  public func text(at place: Int) -> String {
    let lot = lots[place]
    if lot.file == Self.spooled {
      guard let text = spool[lot.offset, count: Int(lot.count)] else {
        files.note("the temporary file of texts cannot be read")
        return ""
      }
      return text
    }
    let text = files.text(
      Int(lot.file), at: lot.offset, count: Int(lot.rawCount), hasEscapes: lot.hasEscapes)
    guard let text, text.utf8.count == Int(lot.count) else {
      files.note("`\(files.path(Int(lot.file)))` was changed while it was read")
      return ""
    }
    return text
  }
}

extension StoredTexts {
  /// Lets the file that texts are spooled in, if there is one, have a name and stay.
  mutating func spool(at path: String) { spool.path = path }

  /// Keeps what is known of the texts.
  public func write(to archive: ArchiveWriter) {
    archive.add(lots)
    ids.write(to: archive)
    dates.write(to: archive)
    spool.write(to: archive)
    archive.add([bytes])
  }

  /// What another run kept of the same texts.
  init(
    _ inputs: [Input], folder: String, spool path: String, from archive: inout ArchiveReader
  ) throws {
    files = OpenFiles(inputs.map(\.path))
    lots = archive.take(Lot.self)
    ids = ByteTable(from: &archive)
    dates = ByteTable(from: &archive)
    spool = try TextSpool(folder: folder, path: path, from: &archive)
    bytes = archive.take(Int.self).first ?? 0
  }
}

/// Where the text of a record lies in its file, if it can be read again there.
struct TextPlace {
  /// The number of the input.
  var file = 0
  var offset: Int
  var count: Int
  /// Whether it is the inside of a JSON string with escapes.
  var hasEscapes: Bool
}

/// Short texts end to end: a million strings would take several times the room.
struct ByteTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  mutating func append(_ text: String) {
    bytes += text.utf8
    ends.append(bytes.count)
  }

  subscript(place: Int) -> String {
    let start = place == 0 ? 0 : ends[place - 1]
    return String(decoding: bytes[start..<ends[place]], as: UTF8.self)
  }
}

extension ByteTable {
  init(from archive: inout ArchiveReader) {
    bytes = archive.take(UInt8.self)
    ends = archive.take(Int.self)
  }

  func write(to archive: ArchiveWriter) {
    archive.add(bytes)
    archive.add(ends)
  }
}

/// Files that are read here and there, a few of them kept open.
final class OpenFiles: Sendable {
  private let paths: [String]
  private let state = Mutex<State>(State())

  private struct State {
    var descriptors: [Int: Descriptor] = [:]
    var problem: String?
  }

  /// How many files are kept open.
  private static let most = 64

  init(_ paths: [String]) { self.paths = paths }

  func path(_ file: Int) -> String { paths[file] }

  func note(_ problem: String) {
    state.withLock { $0.problem = $0.problem ?? problem }
  }

  var fault: InputError? {
    state.withLock { $0.problem }.map {
      InputError(problem: $0, hint: "run it again when the input is at rest")
    }
  }

  /// A stretch of a file as text; nil where there is none.
  func text(_ file: Int, at offset: Int, count: Int, hasEscapes: Bool) -> String? {
    if count == 0 { return "" }
    guard let descriptor = open(file) else { return nil }
    return withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { room in
      guard descriptor.read(room, at: offset) else { return nil }
      let bytes = UnsafeRawBufferPointer(room).bindMemory(to: UInt8.self).span
      return hasEscapes ? JSONString(sound: bytes).text : UTF8Check.text(bytes)
    }
  }

  private func open(_ file: Int) -> Descriptor? {
    if let known = state.withLock({ $0.descriptors[file] }) { return known }
    guard let descriptor = Descriptor(paths[file], O_RDONLY) else { return nil }
    state.withLock { state in
      if state.descriptors.count < Self.most { state.descriptors[file] = descriptor }
    }
    return descriptor
  }
}
