public import Finding
import Glibc
public import Prose

/// Reads a pile batch by batch, and remembers where each text lies instead of the text.
///
/// While one batch is read, other threads may read the fingerprints of the one before.
public final class PileReader {
  /// Some texts on their way, in order, with what was wrong among them.
  public struct Batch: Sendable {
    /// The texts.
    public fileprivate(set) var texts: [String] = []
    /// What could not be read, or was read with a doubt.
    public fileprivate(set) var issues: [ReadingIssue] = []
    /// Whether nothing comes after it.
    public fileprivate(set) var isLast = false
  }

  /// What is known of the texts read so far; whole once the last batch was read.
  public private(set) var texts: StoredTexts
  /// The bytes all inputs have on disk, packed as they are; nil where one of them is a pipe.
  public var totalBytes: Int? { reader.totalBytes }
  /// How many bytes were taken from the inputs so far.
  public var bytesRead: Int { reader.bytesRead }

  /// The numbers of the articles left out, among all that were read.
  public private(set) var leftOut: [Int] = []

  private let reader: ArticleReader
  private let folder: String
  private let leavingOut: (Article) throws -> ReadingIssue?

  /// Bytes of text, and texts, that make a batch.
  private static let batchBytes = 4 << 20
  private static let batchTexts = 8192

  /// Looks the paths up; throws an `InputError` where one is missing or of an unknown kind.
  ///
  /// - Parameters:
  ///   - folder: Where a temporary file goes if one is needed.
  ///   - leavingOut: Why a text is to be left out, nil for most.
  public init(
    _ paths: [String], options: ReadingOptions, folder: String,
    leavingOut: @escaping (Article) throws -> ReadingIssue? = { _ in nil }
  ) throws {
    self.leavingOut = leavingOut
    reader = try ArticleReader(paths, options: options)
    self.folder = folder
    texts = StoredTexts(reader.inputs, folder: folder)
  }

  /// Takes the rows of an Arrow stream.
  ///
  /// - Parameters:
  ///   - folder: Where a temporary file goes, for a stream cannot be read twice.
  ///   - leavingOut: Why a text is to be left out, nil for most.
  public init(
    _ stream: ArrowStream, options: ReadingOptions, folder: String,
    leavingOut: @escaping (Article) throws -> ReadingIssue? = { _ in nil }
  ) {
    self.leavingOut = leavingOut
    reader = ArticleReader(
      ArrowRecords(stream, options: options), named: stream.name, options: options)
    self.folder = folder
    texts = StoredTexts(reader.inputs, folder: folder)
  }

  /// What tells the inputs as they are now from what they may be later; nil where one of them
  /// cannot be read twice.
  public var inputKeys: [String]? {
    let keys = reader.inputs.map { input -> String? in
      var info = stat()
      guard input.size != nil, stat(input.path, &info) == 0 else { return nil }
      let time = "\(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)"
      return "\(input.path) \(input.format) \(info.st_size) \(time) \(info.st_dev) \(info.st_ino)"
    }
    return keys.contains(nil) ? nil : keys.compactMap { $0 }
  }

  /// Lets the file that texts are spooled in, if there is one, have a name and stay.
  public func spool(at path: String) { texts.spool(at: path) }

  /// Takes what another run kept of the same inputs, instead of reading them.
  public func restore(spool path: String, from archive: inout ArchiveReader) throws {
    texts = try StoredTexts(reader.inputs, folder: folder, spool: path, from: &archive)
  }

  /// Reads the next texts; throws an `InputError` or an `OutputError`.
  public func next() throws -> Batch {
    var batch = Batch()
    var bytes = 0
    while bytes < Self.batchBytes, batch.texts.count < Self.batchTexts {
      guard let next = try reader.next() else {
        batch.isLast = true
        try texts.finish()
        break
      }
      switch next {
      case .success(let article):
        if let issue = try leavingOut(article) {
          leftOut.append(texts.count + leftOut.count)
          batch.issues.append(issue)
          continue
        }
        try texts.append(article, reader.place)
        bytes += article.text.utf8.count
        batch.texts.append(article.text)
      case .failure(let issue): batch.issues.append(issue)
      }
    }
    return batch
  }
}
