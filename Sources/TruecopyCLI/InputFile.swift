import Glibc

/// A path that is read, held against one that is written: an answer must not destroy what it was
/// made from.
struct InputFile {
  private let path: String?

  init(_ name: String) { path = Self.resolved(name) }

  /// Whether it is there, as a file or a folder; standard input is not.
  var exists: Bool { path.map { access($0, F_OK) == 0 } ?? false }

  /// Whether an output of that name is this very file.
  func isSame(as output: String) -> Bool { path != nil && path == Self.resolved(output) }

  /// Whether this is a folder that an output of that name is or lies in, though it may not be made
  /// yet.
  ///
  /// What begins with a point is not read, and so may lie anywhere.
  func holds(_ folder: String) -> Bool {
    guard let path, let inner = Self.resolved(folder) else { return false }
    if path == inner { return true }
    let prefix = path == "/" ? "/" : path + "/"
    return inner.hasPrefix(prefix) && !inner.dropFirst(prefix.count).hasPrefix(".")
      && !inner.dropFirst(prefix.count).contains("/.")
  }

  /// The path from the root with links followed; parts that are not there yet are taken as named.
  private static func resolved(_ name: String) -> String? {
    if name == "-" { return nil }
    if let found = realpath(name, nil) {
      defer { free(found) }
      return String(cString: found)
    }
    let parts = name.split(separator: "/")
    guard let last = parts.last else { return nil }
    let above = (name.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
    guard let parent = resolved(above.isEmpty ? "." : above) else { return nil }
    return (parent == "/" ? "" : parent) + "/" + last
  }
}
