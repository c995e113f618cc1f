import Foundation

/// A folder for the files of one test, gone when the test lets go of it.
public final class WorkFolder: Sendable {
  /// Its path, without a slash at the end.
  public let path: String

  /// Makes the folder.
  public init() throws {
    path = NSTemporaryDirectory() + "truecopy-run-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// Makes the folder, and puts the texts of the worked example in it.
  public convenience init(holding example: Example) throws {
    try self.init()
    for name in try example.names {
      try FileManager.default.copyItem(atPath: example.path(of: name), toPath: path(of: name))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  public func path(of name: String) -> String { path + "/" + name }

  /// Writes a file, folders above it included.
  public func write(_ name: String, _ bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path(of: name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// Writes a file of text.
  public func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  /// The bytes of a file in it.
  public func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(of: name))))
  }

  /// A file in it as text.
  public func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }

  /// The names of what a folder in it holds, in order.
  public func names(in folder: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(of: folder)).sorted()
  }
}

/// The repository the tests were built from.
public enum Repository {
  /// Its path, without a slash at the end.
  public static let path: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// One of its files as text.
  public static func text(of name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  /// The paths of all files below a folder whose names end so, from the root, in order.
  public static func files(in folder: String, ending: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: path + "/" + folder)?.compactMap {
      $0 as? String
    }
    return (found ?? []).filter { $0.hasSuffix(ending) }.map { folder + "/" + $0 }.sorted()
  }
}

/// A worked example of the repository.
public struct Example: Sendable {
  /// One report of a bridge, eight copies of it, two other reports.
  public static let harbourBridge = Example(path: Repository.path + "/Examples/harbour-bridge")

  let path: String

  /// The names of its texts, in order.
  public var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".txt") }
        .sorted()
    }
  }

  /// The path of one of its files.
  public func path(of name: String) -> String { path + "/" + name }

  /// One of its texts.
  public func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(of: name))), as: UTF8.self)
  }
}
