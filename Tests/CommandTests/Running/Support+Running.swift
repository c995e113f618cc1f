import Foundation
public import Support

extension TemporaryFolder {
  /// Makes the folder, and puts the texts of a worked example in it.
  public convenience init(holding example: Example) throws {
    try self.init()
    for name in try example.names {
      try FileManager.default.copyItem(atPath: example.path(of: name), toPath: path(of: name))
    }
  }

  /// The names of what a folder in it holds, in order.
  public func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(of: folder)).sorted()
  }
}

extension Checkout {
  /// One of the files of the repository as text.
  public static func text(of name: String) throws -> String {
    try String(contentsOfFile: path(of: name), encoding: .utf8)
  }

  /// The paths of all files below a folder whose names end so, from the root, in order.
  public static func files(in folder: String, ending: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: path(of: folder))?.compactMap {
      $0 as? String
    }
    return (found ?? []).filter { $0.hasSuffix(ending) }.map { folder + "/" + $0 }.sorted()
  }
}
