import Glibc

/// A file that appears whole or not at all, or standard output.
///
/// Writes to `NAME.partial` and renames it in `finish()`; an output that is dropped before leaves
/// nothing behind. What is not a plain file (`-`, a pipe, a device) is written as it is. A name
/// that ends in `.gz` or `.zst` packs what is written. One without a path keeps it in memory.
public final class OutputFile {
  private let path: String
  /// Where the bytes go until the output is finished; nil where they go straight to the place.
  private let partial: String?
  /// The file that `partial` becomes: the path with links followed.
  private let target: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var line = JSONWriter()
  private let packer: (any Packer)?
  private var isFinished = false
  /// Whether the bytes must be on the disk before the file is put in its place.
  private let isDurable: Bool

  private static let bufferSize = 1 << 18

  /// Keeps what is written, for who sends it on: `taken()` gives it.
  public init() {
    (path, partial, target, descriptor) = ("", nil, "", -1)
    packer = nil
    isDurable = false
  }

  /// Opens a path for writing, `-` for standard output; throws an `OutputError`.
  ///
  /// - Parameter isDurable: Whether even a power cut must leave the old file or the new one.
  public init(_ path: String, isDurable: Bool = false) throws {
    self.path = path
    self.isDurable = isDurable
    let opened: (descriptor: Int32, partial: String?, target: String)
    if path == "-" {
      opened = (STDOUT_FILENO, nil, path)
    } else {
      var info = stat()
      let exists = stat(path, &info) == 0
      if exists, info.st_mode & S_IFMT == S_IFDIR {
        throw OutputError(problem: "`\(path)` cannot be written: it is a folder")
      }
      let isPlain = !exists || info.st_mode & S_IFMT == S_IFREG
      let target = exists && isPlain ? Self.resolved(path) : path
      let partial = isPlain ? target + ".partial" : nil
      opened = (
        open(partial ?? path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666), partial, target
      )
    }
    (descriptor, partial, target) = opened
    packer =
      path.hasSuffix(".gz") ? GzipPacker() : path.hasSuffix(".zst") ? ZstdPacker() : nil
    if descriptor < 0 { throw Self.error(path, errno) }
    // A pipe whose reader has gone must come back as an error number, not end the process.
    if partial == nil { signal(SIGPIPE, SIG_IGN) }
    buffer.reserveCapacity(Self.bufferSize)
  }

  /// Gives what was written to an output without a path.
  public func taken() -> [UInt8] {
    defer { buffer = [] }
    return buffer
  }

  deinit {
    if isFinished || descriptor < 0 { return }
    if path != "-" { close(descriptor) }
    if let partial { unlink(partial) }
  }

  /// Writes bytes; throws an `OutputError` or `BrokenPipe`.
  public func write(_ bytes: Span<UInt8>) throws {
    try bytes.withUnsafeBufferPointer { try add($0) }
  }

  /// Writes a text in UTF-8; throws an `OutputError` or `BrokenPipe`.
  public func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try add($0) }
  }

  /// Writes what a JSON writer holds; throws an `OutputError` or `BrokenPipe`.
  public func write(_ json: JSONWriter) throws { try json.bytes.withUnsafeBufferPointer(add) }

  /// Writes one object as a line of JSON; `body` writes its fields.
  public func writeLine(_ body: (inout JSONWriter) throws -> Void) throws {
    line.removeAll()
    try line.object(body)
    line.endLine()
    try write(line)
  }

  /// Writes what is left and puts the file in its place; nothing can be written after it.
  public func finish() throws {
    if isFinished || descriptor < 0 { return }
    try flush(isLast: true)
    isFinished = true
    if path == "-" { return }
    var failed = isDurable && partial != nil && fsync(descriptor) != 0
    failed = close(descriptor) != 0 || failed
    if !failed, let partial { failed = rename(partial, target) != 0 }
    if failed {
      let number = errno
      if let partial { unlink(partial) }
      throw Self.error(path, number)
    }
  }

  private func add(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    buffer += bytes
    if buffer.count >= Self.bufferSize, descriptor >= 0 { try flush() }
  }

  private func flush(isLast: Bool = false) throws {
    if let packer {
      try buffer.withUnsafeBytes { try packer.pack($0, isLast: isLast, to: send) }
    } else {
      try buffer.withUnsafeBytes(send)
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private func send(_ bytes: UnsafeRawBufferPointer) throws {
    if Descriptor.write(bytes, to: descriptor) { return }
    if errno == EPIPE { throw BrokenPipe() }
    throw Self.error(path, errno)
  }

  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  private static func error(_ path: String, _ number: Int32) -> OutputError {
    OutputError.unwritable(path == "-" ? "standard output" : "`\(path)`", number)
  }
}
