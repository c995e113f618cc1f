public import ArgumentParser
import Logging
public import Truecopy

/// `truecopy export`: a study in the forms other programs read.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write what a study holds in a form other programs read.",
    discussion: """
      Examples:
        truecopy export --store news.study --as drop
        truecopy export --store news.study --as csv --at-least meaning -o changes.csv
        truecopy export --store news.study --as html --cluster c11b8b3a295c3484d -o changes.html
        truecopy export --store news.study --as tei -o collations

      Forms:
        keep, drop, links   as truecopy find writes them
        jsonl, csv          the differences of the copies
        webannotation       the same as W3C Web Annotations, one a line
        moves               the passages that stand elsewhere in a copy
        statements          who said what, and which copies tell it otherwise
        passim              the texts of the clusters, as passim has them
        gexf, graphml       the network of copies
        html                the sentences that differ, for each cluster one page
        tei                 the texts of a cluster as one TEI P5 document
      Of html and tei there is one document for each cluster, in the folder --output
      names, or the one of --cluster.
      Exit codes: 0 done, 2 trouble, 64 usage.
      """)

  @Option(name: .shortAndLong, help: "The file of the study.")
  var store: String

  @Option(name: .customLong("as"), help: ArgumentHelp("The form.", valueName: "form"))
  var form: StudyExport.Form

  @Option(help: "Leave out differences that matter less: none, style or meaning.")
  var atLeast = Severity.none

  @Option(
    help: ArgumentHelp("Only this cluster, or the one this text is in.", valueName: "id"))
  var cluster: String?

  @Flag(help: "In html, the texts whole and not only the sentences that differ.")
  var all = false

  @Option(help: "In html and tei, the most texts of a cluster in one document.")
  var witnesses = 24

  @Option(name: .shortAndLong, help: "The file or folder to write; - for stdout.")
  var output = "-"

  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if [store, output, cluster ?? "-"].contains("") {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if InputFile(store).isSame(as: output) {
      throw ValidationError("`\(output)` is the study itself, and would be written over")
    }
    if cluster != nil, !form.isByCluster {
      throw ValidationError("--as \(form.rawValue) is of the whole study, not of one --cluster")
    }
    if form.isDocument, cluster == nil, output == "-" {
      throw ValidationError(
        "--as \(form.rawValue) makes one document for each cluster: name a folder with --output, or "
          + "one cluster with --cluster")
    }
    if witnesses < 2 { throw ValidationError("--witnesses must be 2 or more") }
  }

  func run() throws {
    let logger = common.logger
    var choice = StudyExport.Choice()
    choice.severity = atLeast
    choice.cluster = cluster
    choice.isWhole = all
    choice.witnesses = witnesses
    let export = try StudyExport(
      store, choice, checkpoint: { try Interruption.check(isWriting: true) },
      note: { logger.notice("\($0)") })
    try export.write(form, to: output)
  }
}

extension StudyExport.Form: ExpressibleByArgument {}
