import Glibc

/// The list of the segments of an index that count, a few lines of text.
struct IndexManifest: Equatable {
  /// The names of the segments, in the order of their texts.
  var segments: [String]

  static let segmentPrefix = "segment-"
  private static let name = "manifest"
  private static let heading = "truecopy/index/1"

  init(segments: [String]) { self.segments = segments }

  /// Reads the manifest of an index; throws an `InputError` where it makes no sense.
  init(_ folder: String) throws {
    let file = try MappedFile(folder + "/" + Self.name)
    let lines = String(decoding: file.part(0..<file.count), as: UTF8.self).split(separator: "\n")
    guard lines.first == Self.heading[...] else {
      throw InputError(
        problem: "`\(folder)` was made by another version of truecopy",
        hint: "make it anew with `truecopy find PILE --index`")
    }
    guard lines.last == "end", lines.count > 2 else {
      throw InputError.damagedIndex(folder, "`\(Self.name)` is cut short")
    }
    segments = lines[1..<lines.count - 1].map(String.init)
    guard segments.allSatisfy({ $0.hasPrefix(Self.segmentPrefix) && !$0.contains("/") }) else {
      throw InputError.damagedIndex(folder, "`\(Self.name)` names what is no segment")
    }
  }

  func write(to folder: String) throws {
    let output = try OutputFile(folder + "/" + Self.name, isDurable: true)
    try output.write(([Self.heading] + segments + ["end", ""]).joined(separator: "\n"))
    try output.finish()
    // The new name is on the disk only when the folder is.
    if let descriptor = Descriptor(folder, O_RDONLY) { fsync(descriptor.number) }
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
    (Folder.names(folder) ?? []).filter { $0.hasPrefix(segmentPrefix) }
  }

  /// Something in a folder that no index puts there.
  static func stranger(in folder: String) -> String? {
    Folder.names(folder)?.sorted().first { entry in
      entry != IndexLock.name && !entry.hasPrefix(segmentPrefix) && !entry.hasPrefix(name)
    }
  }
}

/// The right to add to an index, which one run at a time has.
final class IndexLock {
  static let name = "lock"
  private let file: Descriptor

  /// Takes the right; throws an `InputError` where another run has it.
  init(_ folder: String) throws {
    let path = folder + "/" + Self.name
    guard let file = Descriptor(path, O_RDWR | O_CREAT, mode: 0o666) else {
      throw OutputError.unwritable("`\(path)`", errno)
    }
    guard file.lock() else {
      throw InputError(
        problem: "another run is adding to the index `\(folder)`", hint: "wait until it has ended")
    }
    self.file = file
  }
}
