import ArgumentParser
import Glibc
import Truecopy

/// The program: parses what was typed, runs the verb, and maps every outcome to its exit code.
@main
struct Main {
  static func main() async {
    var command: any ParsableCommand
    do {
      command = try RootCommand.parseAsRoot()
    } catch {
      ExitCodes.end(with: UnknownVerb(Array(CommandLine.arguments.dropFirst())) ?? error)
    }
    Interruption.watch()
    do {
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      ExitCodes.end(with: error)
    }
  }
}

struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "truecopy",
    abstract:
      "Find the copies of one report, and say what each copy changed and whether it matters.",
    discussion: """
      Examples:
        truecopy find news.jsonl --out found    which texts are copies; which to keep
        truecopy compare report.txt copy.txt    what the copy changed, what matters
        truecopy compare A B --format html -o changes.html     the same as a page
        truecopy descent texts/                 which copy was made from which

      Exit codes:
        0   done
        1   differences or copies found, where asked for (--fail-on…)
        2   trouble: an input could not be read, an output not be written
        64  the command line is wrong

      Completions: truecopy --generate-completion-script bash|zsh|fish
      """,
    version: "truecopy \(Program.version)",
    subcommands: [
      Find.self, Compare.self, Check.self, Restore.self, Descent.self, Statements.self,
      Resolve.self,
      Run.self, Export.self, Serve.self,
    ])
}
