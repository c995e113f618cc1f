import Foundation
public import Glibc
public import Support

/// The built binary, run as a user runs it: with arguments, standard input and an environment.
public enum Program {
  /// The binary: the one `TRUECOPY_BINARY` names, or the one built beside the test bundle.
  public static let path: String =
    ProcessInfo.processInfo.environment["TRUECOPY_BINARY"]
    ?? (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    .map { URL(fileURLWithPath: $0).deletingLastPathComponent().path + "/truecopy" }
    ?? "truecopy"

  /// Runs `truecopy` with arguments.
  ///
  /// - Parameters:
  ///   - folder: Where it is run.
  ///   - input: What it reads on standard input.
  ///   - environment: Variables beside the few that are always set.
  ///   - seconds: When it is killed; that is an error.
  ///   - watch: Called every few milliseconds while it runs, with its process number.
  public static func run(
    _ arguments: [String], in folder: TemporaryFolder, input: String = "",
    environment: [String: String] = [:], seconds: Double = 60, watch: ((pid_t) -> Void)? = nil
  ) throws -> Outcome {
    try run(
      [path] + arguments, in: folder.path, input: input, environment: environment,
      seconds: seconds, watch: watch)
  }

  /// Runs lines of bash, with `truecopy` on the path.
  public static func shell(
    _ script: String, in folder: String, environment: [String: String] = [:], seconds: Double = 60
  ) throws -> Outcome {
    try run(
      ["/bin/bash", "-c", script], in: folder, input: "", environment: environment,
      seconds: seconds, watch: nil)
  }

  private static func run(
    _ words: [String], in folder: String, input: String, environment: [String: String],
    seconds: Double, watch: ((pid_t) -> Void)?
  ) throws -> Outcome {
    // Files, not pipes: nobody has to empty them while the program runs.
    let streams = try TemporaryFolder()
    try streams.write("in", input)
    let process = try spawn(
      words, in: folder, streams: streams, environment: variables.merging(environment) { $1 })
    let start = ContinuousClock.now
    var peak = 0
    var status: Int32 = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      peak = max(peak, peakBytes(of: process))
      watch?(process)
      if ContinuousClock.now - start > .seconds(seconds) {
        kill(process, SIGKILL)
        waitpid(process, &status, 0)
        throw Overtime(words: words, seconds: seconds)
      }
      usleep(2000)
    }
    let signal = status & 0x7F
    return Outcome(
      code: signal == 0 ? status >> 8 & 0xFF : 128 + signal, out: try streams.text(of: "out"),
      err: try streams.text(of: "err"), peakBytes: peak)
  }

  /// Nothing of the machine's own settings reaches the program.
  private static let variables = [
    "PATH": URL(fileURLWithPath: path).deletingLastPathComponent().path + ":/usr/bin:/bin",
    "HOME": "/nonexistent", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
  ]

  private static func spawn(
    _ words: [String], in folder: String, streams: TemporaryFolder, environment: [String: String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let written = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, 0, streams.path(of: "in"), O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, streams.path(of: "out"), written, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, streams.path(of: "err"), written, 0o600)
    // As a shell starts it: whoever runs the tests may have these signals set otherwise.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGPIPE, SIGTERM] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF) | Int16(POSIX_SPAWN_SETSIGMASK))
    // The shell becomes the program; a spawned process cannot be told its folder portably.
    let line = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + words
    let arguments: [UnsafeMutablePointer<CChar>?] = line.map { strdup($0) } + [nil]
    let pairs: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (arguments + pairs).forEach { free($0) } }
    var process: pid_t = 0
    let failure = posix_spawn(&process, line[0], &actions, &attributes, arguments, pairs)
    if failure != 0 {
      throw NotStarted(path: words[0], reason: String(cString: strerror(failure)))
    }
    return process
  }

  /// The most memory a process has held so far; 0 once it has ended.
  private static func peakBytes(of process: pid_t) -> Int {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(separator: " ").dropLast().last.flatMap({ Int($0) })
    else { return 0 }
    return kilobytes * 1024
  }

  /// A run that was killed.
  struct Overtime: Error {
    var words: [String]
    var seconds: Double
  }

  /// A run that never began.
  struct NotStarted: Error {
    var path: String
    var reason: String
  }
}

/// What came of a run.
public struct Outcome: Sendable {
  /// The exit code; 128 and the signal where one ended it.
  public let code: Int32
  /// What it wrote on standard output.
  public let out: String
  /// What it wrote on standard error.
  public let err: String
  /// The most memory it was seen to hold.
  public let peakBytes: Int

  /// The run as a reader of a terminal sees it: `!` before what went to standard error.
  public func transcript(of command: String) -> String {
    var lines = ["$ \(command)"]
    if !out.isEmpty { lines.append(out.hasSuffix("\n") ? String(out.dropLast()) : out) }
    lines += err.split(separator: "\n", omittingEmptySubsequences: false).map { "! \($0)" }
    if err.isEmpty || err.hasSuffix("\n") { lines.removeLast() }
    return (lines + ["= \(code)"]).joined(separator: "\n") + "\n"
  }
}
