public import ArgumentParser
import Logging
public import Truecopy

/// When to use colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// The form of what is said on stderr.
enum LogFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json

  /// The form asked for, told without parsing: errors of parsing are said in it as well.
  static func asked(by arguments: [String]) -> LogFormat {
    let words = arguments.joined(separator: "=").split(separator: "=")
    for (word, next) in zip(words, words.dropFirst()) where word == "--log-format" {
      return LogFormat(rawValue: String(next)) ?? .text
    }
    return .text
  }
}

/// The options every verb has.
struct CommonOptions: ParsableArguments {
  @Option(help: "Colour: auto, always or never. NO_COLOR is heeded.")
  var color: ColorChoice = .auto

  @Flag(name: .shortAndLong, help: "Say only what went wrong.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Say more of what is done.")
  var verbose = false

  @Option(help: "How to write messages on stderr: text or json.")
  var logFormat: LogFormat = .text

  var palette: Palette { Palette(color) }

  var logger: Logger {
    let level: Logger.Level = quiet ? .error : verbose ? .debug : .notice
    return Logger(label: "truecopy") { _ in TalkHandler(logLevel: level, isJSON: logFormat == .json)
    }
  }
}

/// How records of a pile are read.
struct ReadingArguments: ParsableArguments {
  @Option(help: "The field that holds a record's id.")
  var idField = "id"

  @Option(help: "The field that holds a record's text.")
  var textField = "text"

  var options: ReadingOptions { ReadingOptions(idField: idField, textField: textField) }
}

extension Logger {
  /// Says what was wrong with a record.
  func tell(_ issue: ReadingIssue) {
    let place = issue.line > 0 ? "\(issue.path):\(issue.line)" : issue.path
    let hint: Logger.Metadata? = issue.hint.map { ["hint": "\($0)"] }
    log(level: issue.isWarning ? .warning : .error, "\(place): \(issue.problem)", metadata: hint)
  }
}

extension Severity: ExpressibleByArgument {}
