import ArgumentParser
import Logging
import Truecopy

/// `truecopy find`: the copies in a pile of texts.
struct Find: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the copies in a pile of texts, and say which copy to keep.",
    discussion: """
      Examples:
        truecopy find news.jsonl.gz --out found
        truecopy find texts/ --out found --write-kept clean.jsonl
        zcat pile.gz | truecopy find - --out found --text-field body

      Reads .txt, .jsonl, .ndjson, .csv (plain, .gz or .zst), folders of
      them, and - for stdin. Writes into the folder:
        clusters.jsonl  the copies of each report, and which one to keep
        drop.jsonl      each text not kept, the text it copies, and why
        keep.jsonl      the ids of all others
        links.jsonl     each pair that shares text: how much, and where
        summary.json    counts, seconds, memory, boilerplate found
        issues.jsonl    records that could not be read
      Exit codes: 0 done, 1 found (--fail-on-copies), 2 trouble, 64 usage.
      Next: truecopy compare PILE#ID PILE#ID
      """)

  @Argument(help: "Files, folders, or - for stdin.")
  var paths: [String]

  @Option(name: .shortAndLong, help: "The folder to write the answer to.")
  var out: String

  @Option(help: "Also write the kept records, whole and unchanged, to this file.")
  var writeKept: String?

  @Option(help: "How many threads to use. The answer is the same for any number.")
  var threads = 2

  @Flag(help: "Exit with code 1 if copies are found.")
  var failOnCopies = false

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if threads < 1 { throw ValidationError("--threads must be 1 or more") }
  }

  func run() throws {
    let logger = common.logger
    var settings = FindRun.Settings(paths: paths, folder: out, threads: threads)
    settings.reading = reading.options
    settings.keptPath = writeKept
    let line = ProgressLine(isQuiet: common.quiet || common.logFormat == .json)
    let outcome = try FindRun(settings).run(
      progress: { step in
        try Interruption.check(isWriting: step.isWriting)
        line.show(step)
      },
      report: { issue in
        line.clear()
        logger.tell(issue)
      })
    line.clear()
    logger.notice("\(Self.told(outcome, folder: out))")
    if failOnCopies, !outcome.findings.clusters.isEmpty { throw ExitCodes.found }
  }

  private static func told(_ outcome: FindRun.Outcome, folder: String) -> String {
    let findings = outcome.findings
    let dropped = outcome.articles - findings.kept.count
    var lines = [
      findings.clusters.isEmpty
        ? "no copies among \(outcome.articles.grouped) texts"
        : "\(outcome.articles.grouped) texts: \(findings.clusters.count.grouped) report\(findings.clusters.count == 1 ? " stands" : "s stand") in more than one copy; "
          + "\(findings.kept.count.grouped) texts kept, \(dropped.grouped) dropped"
    ]
    for cluster in findings.clusters.sorted(by: {
      ($1.members.count, $0.id) < ($0.members.count, $1.id)
    }).prefix(5) {
      let others = cluster.members.filter { $0.id != cluster.keep }
      let names = others.prefix(3).map { "\($0.id) (\(Int($0.coverage * 100)) %)" }.joined(
        separator: ", ")
      let more = others.count > 3 ? ", \(others.count - 3) more" : ""
      lines.append("  keeps \(cluster.keep)  over \(names)\(more)")
    }
    if findings.clusters.count > 5 {
      lines.append("  … \(findings.clusters.count - 5) more in \(folder)/clusters.jsonl")
    }
    if outcome.badRecords > 0 {
      lines.append("\(outcome.badRecords) records could not be read: \(folder)/issues.jsonl")
    }
    lines.append("written: \(folder)/  (drop.jsonl names for each dropped text the one it copies)")
    return lines.joined(separator: "\n")
  }
}

extension FindRun.Progress {
  fileprivate var isWriting: Bool {
    if case .writing = self { true } else { false }
  }
}
