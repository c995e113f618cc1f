public import ArgumentParser
public import Truecopy

/// `truecopy export`: a study in the forms other programs read.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what a study holds in a form other programs read.",
    discussion: """
      Examples:
        truecopy export --store news.study --as drop
        truecopy export --store news.study --as csv --at-least meaning -o changes.csv
        truecopy export --store news.study --as gexf -o copies.gexf

      Forms:
        keep, drop, links   as truecopy find writes them
        jsonl, csv          the differences of the copies
        webannotation       the same as W3C Web Annotations, one a line
        passim              the texts of the clusters, as passim has them
        gexf, graphml       the network of copies
      Exit codes: 0 done, 2 trouble, 64 usage.
      """)

  @Option(name: .shortAndLong, help: "The file of the study.")
  var store: String

  @Option(name: .customLong("as"), help: ArgumentHelp("The form.", valueName: "form"))
  var form: StudyExport.Form

  @Option(help: "Leave out differences that matter less: none, style or meaning.")
  var atLeast = Severity.none

  @Option(name: .shortAndLong, help: "The file to write; - for stdout.")
  var output = "-"

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if [store, output].contains("") {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if InputFile(store).isSame(as: output) {
      throw ValidationError("`\(output)` is the study itself, and would be written over")
    }
  }

  func run() throws {
    let export = try StudyExport(
      store, atLeast: atLeast, checkpoint: { try Interruption.check(isWriting: true) })
    try export.write(form, to: output)
  }
}

extension StudyExport.Form: ExpressibleByArgument {}
