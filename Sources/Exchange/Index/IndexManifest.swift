import Glibc

/// The list of the segments of an index that count, a few lines of text.
struct IndexManifest: Equatable {
  /// The names of the segments, in the order of their texts.
  var segments: [String]

  static let segmentPrefix = "segment-"
  private static let name = "manifest"
  private static let heading = "truecopy/index/1"

  init(segments: [String]) { self.segments = segments }

  /// Reads the manifest of an index; throws an `IndexError` where it makes no sense.
  init(_ folder: String) throws {
    let file = try MappedFile(folder + "/" + Self.name)
    let lines = String(decoding: file.part(0..<file.count), as: UTF8.self).split(separator: "\n")
    guard lines.first == Self.heading[...] else {
      throw IndexError(
        problem: "`\(folder)` was made by another version of truecopy",
        hint: "make it anew with `truecopy find PILE --index`")
    }
    guard lines.last == "end", lines.count > 2 else {
      throw IndexError.damaged(folder, "`\(Self.name)` is cut short")
    }
    segments = lines[1..<lines.count - 1].map(String.init)
    guard segments.allSatisfy({ $0.hasPrefix(Self.segmentPrefix) && !$0.contains("/") }) else {
      throw IndexError.damaged(folder, "`\(Self.name)` names what is no segment")
    }
  }

  func write(to folder: String) throws {
    let output = try OutputFile(folder + "/" + Self.name, isDurable: true)
    try output.write(([Self.heading] + segments + ["end", ""]).joined(separator: "\n"))
    try output.finish()
    // The new name is on the disk only when the folder is.
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }

  static func exists(in folder: String) -> Bool { access(folder + "/" + name, F_OK) == 0 }

  /// Removes what a run that was ended left behind, and segments that no longer count.
  static func removeStrays(in folder: String, keeping names: [String]) {
    for entry in segmentFiles(in: folder) where !names.contains(entry) {
      unlink(folder + "/" + entry)
    }
  }

  /// The files of segments, those half written among them.
  static func segmentFiles(in folder: String) -> [String] {
    entries(of: folder).filter { $0.hasPrefix(segmentPrefix) }
  }

  /// Something in a folder that no index puts there.
  static func stranger(in folder: String) -> String? {
    entries(of: folder).sorted().first { entry in
      entry != IndexLock.name && !entry.hasPrefix(segmentPrefix) && !entry.hasPrefix(name)
    }
  }

  private static func entries(of folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}

/// The right to add to an index, which one run at a time has.
final class IndexLock {
  static let name = "lock"
  private let descriptor: Int32

  /// Takes the right; throws an `IndexError` where another run has it.
  init(_ folder: String) throws {
    let path = folder + "/" + Self.name
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw OutputError(problem: "`\(path)` cannot be written: \(reason(errno))")
    }
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      close(descriptor)
      throw IndexError(
        problem: "another run is adding to the index `\(folder)`", hint: "wait until it has ended")
    }
  }

  deinit { close(descriptor) }
}
