import Glibc

/// A Python that has the package `truecopy`, asked to do what needs a library of Python's: to read
/// and write Parquet.
///
/// It is the one that `TRUECOPY_PYTHON` names, else `python3` on the path. What it has to say comes
/// on its standard output, why it cannot on its standard error.
final class PythonHelper {
  /// What the helper reads and writes.
  enum Task {
    /// The rows of a Parquet file as JSON Lines.
    case lines(String, ReadingOptions)
    /// Writes the rows of Parquet files whose ids stand in `keep.jsonl` to another.
    case keep(String, from: [String], to: String, ReadingOptions)

    fileprivate var arguments: [String] {
      switch self {
      case .lines(let path, let options): ["lines", options.idField, options.textField, path]
      case .keep(let list, let paths, let output, let options):
        ["keep", options.idField, options.textField, list, output] + paths
      }
    }
  }

  private let python: String
  private var process: pid_t = 0
  private var output: Int32 = -1
  private var errors: Int32 = -1
  /// What it wrote on its standard error, once it has ended.
  private var complaint = ""
  private var status: Int32?

  /// What the helper answers where the package, or what that needs, is not there.
  private static let missing: Int32 = 97

  private static let program = """
    try:
        from truecopy._rows import main
    except ImportError as error:
        import sys

        print(error, file=sys.stderr)
        raise SystemExit(\(missing))
    main()
    """

  /// Starts it; throws an `InputError` where there is no Python.
  init(_ task: Task) throws(InputError) {
    python = getenv("TRUECOPY_PYTHON").map { String(cString: $0) } ?? "python3"
    var (answer, complaints): (InlineArray<2, Int32>, InlineArray<2, Int32>) =
      (.init(repeating: -1), .init(repeating: -1))
    guard Self.pipe(&answer), Self.pipe(&complaints) else {
      throw InputError(problem: "`\(python)` cannot be started: \(reason(errno))")
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, answer[1], STDOUT_FILENO)
    posix_spawn_file_actions_adddup2(&actions, complaints[1], STDERR_FILENO)
    let arguments = [python, "-c", Self.program] + task.arguments
    var list: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) }
    list.append(nil)
    defer { list.forEach { free($0) } }
    let code = posix_spawnp(&process, python, &actions, nil, list, environ)
    close(answer[1])
    close(complaints[1])
    (output, errors) = (answer[0], complaints[0])
    if code != 0 {
      process = 0
      throw notThere(reason(code))
    }
  }

  private static func pipe(_ ends: inout InlineArray<2, Int32>) -> Bool {
    var mutable = ends.mutableSpan
    return mutable.withUnsafeMutableBufferPointer { room in
      guard let start = room.baseAddress else { return false }
      guard Glibc.pipe(start) == 0 else { return false }
      return fcntl(start[0], F_SETFD, FD_CLOEXEC) == 0 && fcntl(start[1], F_SETFD, FD_CLOEXEC) == 0
    }
  }

  /// Takes up to as many bytes as there is room for; 0 is the end.
  func read(_ room: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      let count = Glibc.read(output, room.baseAddress, room.count)
      if count >= 0 { return count }
      if errno != EINTR { return 0 }
    }
  }

  /// Waits for its end; why it failed, nil if it did not.
  func end() -> InputError? {
    if status == nil {
      var bytes: [UInt8] = []
      var block = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = block.withUnsafeMutableBytes {
          Glibc.read(errors, $0.baseAddress, $0.count)
        }
        if count < 0, errno == EINTR { continue }
        if count <= 0 { break }
        // What matters stands last.
        bytes = (bytes + block[..<count]).suffix(1 << 16)
      }
      complaint = String(decoding: bytes, as: UTF8.self)
      var found: Int32 = 0
      while waitpid(process, &found, 0) < 0, errno == EINTR {}
      process = 0
      status = found
    }
    guard let status, status != 0 else { return nil }
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : -1
    if code == Self.missing { return notThere(nil) }
    let lines = complaint.split(separator: "\n")
    if code == 2, let told = lines.last { return InputError(problem: String(told)) }
    return InputError(
      problem: "`\(python)` ended while it was at Parquet: \(lines.last ?? "without a word")")
  }

  private func notThere(_ why: String?) -> InputError {
    InputError(
      problem:
        "Parquet is read and written by the Python package truecopy, and `\(python)` "
        + (why.map { "cannot be started: \($0)" } ?? "does not have it"),
      hint: "install the wheel with pip; TRUECOPY_PYTHON names another Python that has it")
  }

  deinit {
    if output >= 0 { close(output) }
    if errors >= 0 { close(errors) }
    if process > 0 {
      // Nobody reads on: it need not write to the end.
      kill(process, SIGTERM)
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
  }
}

/// The rows of a Parquet file as JSON Lines.
final class ParquetSource: ByteSource {
  private let helper: PythonHelper
  /// What was read to see that something comes.
  private var held: ArraySlice<UInt8>

  /// Starts reading; throws an `InputError` where nothing can be read at all.
  init(_ path: String, _ options: ReadingOptions) throws(InputError) {
    helper = try PythonHelper(.lines(path, options))
    var first = [UInt8](repeating: 0, count: 1 << 16)
    let count = first.withUnsafeMutableBytes { [helper] in helper.read($0) }
    held = first[..<count]
    if count == 0, let fault = helper.end() { throw fault }
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    if !held.isEmpty {
      let count = min(held.count, room.count)
      room.copyBytes(from: held.prefix(count))
      held.removeFirst(count)
      return count
    }
    let count = helper.read(room)
    if count == 0, let fault = helper.end() { throw SourceFault(problem: fault.problem) }
    return count
  }
}
