import Glibc

/// The list of the files of a `RunArchive` that count, a few lines of text: what makes the run the
/// same, then the files.
struct ArchiveManifest {
  let folder: String
  let key: [String]

  private static let heading = "truecopy/resume/1"

  private var path: String { folder + "/manifest" }

  /// The files that count; none, and why, where the manifest is of another run or makes no sense.
  func read() -> (entries: [RunArchive.Entry], problem: String?) {
    guard let file = try? MappedFile(path) else { return ([], "holds no finished stage") }
    let text = String(decoding: file.part(0..<file.count), as: UTF8.self)
    var lines = text.split(separator: "\n").map(String.init)
    guard lines.first == Self.heading, lines.last == "end" else { return ([], "is damaged") }
    lines = Array(lines.dropFirst().dropLast())
    guard lines.filter({ !$0.hasPrefix("file\t") }) == keyLines else {
      return ([], "is of another run, or its input was changed since")
    }
    let entries = lines.filter { $0.hasPrefix("file\t") }.map { line -> RunArchive.Entry? in
      let parts = line.split(separator: "\t")
      guard parts.count == 4, let size = Int(parts[2]), let sum = UInt64(parts[3], radix: 16)
      else { return nil }
      return RunArchive.Entry(name: String(parts[1]), size: size, checksum: sum)
    }
    if entries.contains(nil) { return ([], "is damaged") }
    return (entries.compactMap { $0 }, nil)
  }

  private var keyLines: [String] {
    // A path may hold anything, a line break too.
    key.map {
      "key\t" + $0.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\\n")
    }
  }

  /// Puts a list in place; false where that fails.
  func write(_ entries: [RunArchive.Entry]) -> Bool {
    let files = entries.map { "file\t\($0.name)\t\($0.size)\t" + String($0.checksum, radix: 16) }
    let text = ([Self.heading] + keyLines + files + ["end", ""]).joined(separator: "\n")
    do {
      let output = try OutputFile(path)
      try output.write(text)
      try output.finish()
      return true
    } catch {
      return false
    }
  }

  func remove() { unlink(path) }
}
