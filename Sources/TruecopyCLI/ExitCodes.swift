import ArgumentParser
import Glibc
import Truecopy

/// The written contract of exit codes: 0 done, 1 found what was asked for, 2 trouble, 64 usage.
enum ExitCodes {
  static let found = ExitCode(1)
  static let trouble = ExitCode(2)

  /// Ends the program as an error asks for.
  ///
  /// A closed pipe is a success.
  static func end(with error: any Error) -> Never {
    switch error {
    case is BrokenPipe: exit(0)
    case is Interruption.Interrupted:
      Terminal.writeError("truecopy: stopped; what was half written is removed\n")
      exit(130)
    case let code as ExitCode: exit(code.rawValue)
    case let error as InputError: complain(error.problem, error.hint)
    case let error as OutputError: complain(error.problem, error.hint)
    default: RootCommand.exit(withError: error)
    }
  }

  private static func complain(_ problem: String, _ hint: String?) -> Never {
    Terminal.writeError("truecopy: \(problem)\n" + (hint.map { "hint: \($0)\n" } ?? ""))
    exit(trouble.rawValue)
  }
}
