import Exchange
import Foundation
import Prose

/// A folder for the files of one test, gone when the test is.
final class TemporaryFolder {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.path + "/truecopy-" + UUID().uuidString
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, folders above it included, and gives its path.
  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return path + "/" + name
  }

  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  /// Bytes packed by the module itself, `.gz` or `.zst`.
  func packed(_ bytes: [UInt8], as ending: String) throws -> [UInt8] {
    let name = UUID().uuidString + ending
    let file = try OutputFile(path + "/" + name)
    try file.write(bytes.span)
    try file.finish()
    return try self.bytes(of: name)
  }
}

/// Everything a reader gives.
struct Pile {
  var articles: [Article] = []
  var issues: [ReadingIssue] = []
  /// Articles and issues as they came, by id or problem.
  var order: [String] = []

  init(_ paths: [String], _ options: ReadingOptions = ReadingOptions()) throws {
    let reader = try ArticleReader(paths, options: options)
    while let next = try reader.next() {
      switch next {
      case .success(let article):
        articles.append(article)
        order.append(article.id)
      case .failure(let issue):
        issues.append(issue)
        order.append(issue.problem)
      }
    }
  }

  var texts: [String] { articles.map(\.text) }
  var ids: [String] { articles.map(\.id) }
}

/// Files committed beside the tests: packed by gzip and zstd themselves.
func fixture(_ name: String) -> String {
  URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/../../Fixtures/" + name
}

/// A generator that gives the same numbers on every run.
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
