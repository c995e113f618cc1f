import ArgumentParser
import Glibc
import Logging
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
    case let stop as Interruption.Interrupted:
      complain("stopped; what was half written is removed", nil, code: ExitCode(128 + stop.signal))
    case let code as ExitCode: exit(code.rawValue)
    case let error as InputError: complain(error.problem, error.hint, code: trouble)
    case let error as OutputError: complain(error.problem, error.hint, code: trouble)
    case let error as StoreError: complain(error.problem, error.hint, code: trouble)
    case let error as UnknownVerb: complain(error.problem, error.hint, code: .validationFailure)
    default:
      let code = RootCommand.exitCode(for: error)
      if code == .success || LogFormat.asked(by: CommandLine.arguments) == .text {
        RootCommand.exit(withError: error)
      }
      complain(RootCommand.message(for: error), nil, code: code)
    }
  }

  /// Says why the program ends, in the form that was asked for even where the command line is
  /// wrong.
  private static func complain(_ problem: String, _ hint: String?, code: ExitCode) -> Never {
    switch LogFormat.asked(by: CommandLine.arguments) {
    case .text:
      Terminal.writeError("truecopy: \(problem)\n" + (hint.map { "hint: \($0)\n" } ?? ""))
    case .json:
      let logger = Logger(label: "truecopy") { _ in TalkHandler(logLevel: .error, isJSON: true) }
      logger.error("\(problem)", metadata: hint.map { ["hint": "\($0)"] })
    }
    exit(code.rawValue)
  }
}

/// What was typed where a verb belongs, and is none.
struct UnknownVerb: Error {
  let problem: String
  let hint: String

  /// Nil where the arguments begin with a verb or an option.
  init?(_ arguments: [String]) {
    let verbs = RootCommand.configuration.subcommands.map { "\($0)".lowercased() }
    guard let first = arguments.first, !first.hasPrefix("-"), first != "help",
      !verbs.contains(first)
    else { return nil }
    let isPath = access(first, F_OK) == 0
    problem = isPath ? "`\(first)` is a path; a verb goes before it" : "there is no verb `\(first)`"
    hint =
      switch (isPath, arguments.count) {
      case (true, 1): "truecopy find \(first) --out found"
      case (true, 2): "truecopy compare \(first) \(arguments[1])"
      default: "the verbs are \(verbs.joined(separator: ", ")); truecopy --help tells more"
      }
  }
}
