public import Foundation

/// The folder this package was checked out to, found from the place of this file.
public enum Checkout {
  /// Its path, without a slash at the end.
  public static let path: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  /// The path of a file given from the root of the checkout.
  public static func path(of name: String) -> String { path + "/" + name }
}

/// A file committed under `Fixtures/`.
public enum Fixture {
  /// The path of a fixture.
  public static func path(of name: String) -> String { Checkout.path(of: "Fixtures/" + name) }

  /// The bytes of a fixture.
  public static func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path(of: name))))
  }

  /// A fixture as text, line ends untouched.
  public static func text(of name: String) throws -> String {
    String(decoding: try bytes(of: name), as: UTF8.self)
  }
}

/// A worked example committed under `Examples/`.
public struct Example: Sendable {
  /// One report of a bridge, its eight copies, two other reports, and the truth about them.
  public static let harbourBridge = Example("harbour-bridge")

  /// The folder of the example.
  public let path: String

  /// Names an example by its folder.
  public init(_ name: String) { path = Checkout.path(of: "Examples/" + name) }

  /// The texts of the example by name, in order of their names.
  public var names: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".txt") }
        .sorted()
    }
  }

  /// The path of one of its files.
  public func path(of name: String) -> String { path + "/" + name }

  /// One of its files as bytes.
  public func data(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path(of: name)))
  }

  /// One of its files as text, line ends untouched.
  public func text(of name: String) throws -> String {
    String(decoding: try data(of: name), as: UTF8.self)
  }
}

/// Material that is not in the repository, in a folder `shared` beside the checkout.
///
/// A test that needs it is marked `.enabled(if: Shared.isPresent)`, and so is told as skipped elsewhere.
public enum Shared {
  /// The path of the folder, nil where there is none.
  public static let path: String? = {
    let beside = URL(fileURLWithPath: Checkout.path).deletingLastPathComponent().path + "/shared"
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: beside, isDirectory: &isFolder)
      && isFolder.boolValue
      ? beside : nil
  }()

  /// Whether the folder is there.
  public static var isPresent: Bool { path != nil }

  /// The bytes of one of its files.
  public static func data(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: (path ?? "") + "/" + name))
  }

  /// One of its files as text, line ends untouched.
  public static func text(of name: String) throws -> String {
    String(decoding: try data(of: name), as: UTF8.self)
  }
}
