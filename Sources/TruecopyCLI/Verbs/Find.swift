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
        truecopy find news.jsonl --out found --index known
        truecopy find new.jsonl --out found --against known
        zcat pile.gz | truecopy find - --out found --text-field body

      Reads .txt, .jsonl, .ndjson, .csv (plain, .gz or .zst), folders of
      them, and - for stdin. Writes into the folder:
        clusters.jsonl  the copies of each report, and which one to keep
        drop.jsonl      each text not kept, the text it copies, and why
        keep.jsonl      the ids of all others
        links.jsonl     each pair that shares text: how much, and where
        summary.json    counts, seconds, memory, boilerplate found
        issues.jsonl    records that could not be read
        replaced.jsonl  with --against: old texts that gave way to a better
      Exit codes: 0 done, 1 found (--fail-on-copies), 2 trouble, 64 usage.
      Next: truecopy compare PILE#ID PILE#ID
      """)

  @Argument(help: "Files, folders, or - for stdin.")
  var paths: [String]

  @Option(name: .shortAndLong, help: "The folder to write the answer to.")
  var out: String

  @Option(help: "Also write the kept records, whole and unchanged, to this file.")
  var writeKept: String?

  @Option(help: .keeping)
  var keep = KeepingArgument.best
  @Option(help: "Also keep the texts in this folder, for --against.")
  var index: String?

  @Option(help: "Find copies of these texts among those of an index, and add them to it.")
  var against: String?

  @Flag(help: "With --against: leave the index as it is.")
  var noAdd = false

  @Option(help: "How many threads to use. The answer is the same for any number.")
  var threads = 2

  @Option(
    help: ArgumentHelp(
      "How much memory the search may use for what it counts, as in 512M or 2G; what it knows of each text, up to 1,000 bytes, comes on top. The answer is the same for any.",
      valueName: "size"))
  var memory = MemorySize(bytes: 768 << 20)

  @Flag(help: "Begin anew where an earlier run was ended, instead of going on from there.")
  var fresh = false

  @Option(help: ArgumentHelp("Input size from which a run can go on.", visibility: .hidden))
  var saveFrom = MemorySize(bytes: 256 << 20)

  @Option(help: ArgumentHelp("Kill the process after a stage; for tests.", visibility: .hidden))
  var dieAfter: String?

  @Flag(help: "Exit with code 1 if copies are found.")
  var failOnCopies = false

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if (paths + [out, writeKept ?? "-"]).contains("") {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if out == "-" { throw ValidationError("--out names a folder: the answer is several files") }
    if let writeKept, let same = paths.first(where: { InputFile($0).isSame(as: writeKept) }) {
      throw ValidationError("`\(same)` would be written over with the kept records, and it is read")
    }
    for (output, flag) in [(out, "--out"), (writeKept ?? "-", "--write-kept")] {
      guard let path = paths.first(where: { InputFile($0).holds(output) }) else { continue }
      throw ValidationError(
        "`\(output)` lies in `\(path)`: the next run would read this answer as texts; name a place outside with \(flag)"
      )
    }
    if index != nil, against != nil {
      throw ValidationError("--against adds to an index, --index makes one: name one of them")
    }
    if noAdd, against == nil { throw ValidationError("--no-add belongs to --against") }
    if threads < 1 { throw ValidationError("--threads must be 1 or more") }
  }

  func run() throws {
    let logger = common.logger
    if let doubt = memory.doubt { logger.warning("\(doubt)") }
    var settings = FindRun.Settings(paths: paths, folder: out, threads: threads)
    settings.reading = reading.options
    settings.keptPath = writeKept
    settings.keeping = keep.keeping
    settings.memory = memory.bytes
    settings.indexPath = index
    settings.againstPath = against
    settings.isAdding = !noAdd
    settings.isFresh = fresh
    settings.leastSaved = saveFrom.bytes
    settings.diesAfter = dieAfter
    let line = ProgressLine(
      isQuiet: common.quiet || common.logFormat == .json, isVerbose: common.verbose)
    let outcome = try FindRun(settings).run(
      progress: { step in
        try Interruption.check(isWriting: step.isWriting)
        if case .note(let text, let isDetail) = step {
          line.clear()
          logger.log(level: isDetail ? .debug : .notice, "\(text)")
        }
        line.show(step)
        if case .finding(let stage, let done, let total) = step, done == total {
          logger.debug("\(stage.rawValue): \(total.grouped)")
        }
      },
      report: { issue in
        line.clear()
        logger.tell(issue)
      })
    line.clear()
    logger.notice("\(Self.told(outcome, folder: out, isAlone: against == nil))")
    if outcome.articles == 0, outcome.badRecords > 0 {
      throw InputError(problem: "no text could be read", hint: nil)
    }
    if failOnCopies, !outcome.findings.clusters.isEmpty { throw ExitCodes.found }
  }

  /// What a run found; `isAlone` says that its texts were held against one another only.
  private static func told(
    _ outcome: FindRun.Outcome, folder: String, isAlone: Bool
  ) -> String {
    let folder = folder.hasSuffix("/") ? folder : folder + "/"
    let findings = outcome.findings
    let clusters = findings.clusters
    let (texts, kept) = (outcome.articles, findings.kept.count)
    var lines = [
      clusters.isEmpty
        ? "no copies among \(texts.counted("text"))"
        : "\(texts.counted("text")): \(clusters.count.counted("report")) \(clusters.count == 1 ? "stands" : "stand") in more than one copy; "
          + "\(kept.counted("text")) kept, \((texts - kept).grouped) dropped"
    ]
    if texts == 1, isAlone {
      lines.append("  one text has no copies: give a folder, more files, or one JSON object a line")
    }
    let largest = clusters.sorted { ($1.members.count, $0.id) < ($0.members.count, $1.id) }
    for cluster in largest.prefix(5) { lines.append(told(cluster)) }
    if clusters.count > 5 {
      lines.append("  … \((clusters.count - 5).grouped) more in \(folder)clusters.jsonl")
    }
    if outcome.badRecords > 0 {
      lines.append(
        "\(outcome.badRecords.counted("record")) could not be read: \(folder)issues.jsonl")
    }
    lines.append("written: \(folder)  (drop.jsonl names for each dropped text the one it copies)")
    return lines.joined(separator: "\n")
  }

  private static func told(_ cluster: Cluster) -> String {
    let dropped = cluster.members.filter(\.isDropped)
    let others = cluster.members.count - 1 - dropped.count
    let names = dropped.prefix(3).map { "\(Excerpt.visible($0.id)) (\(Int($0.coverage * 100)) %)" }
    let more = dropped.count > 3 ? ["\((dropped.count - 3).grouped) more"] : []
    let line =
      "  keeps \(Excerpt.visible(cluster.keep))"
      + (dropped.isEmpty ? "" : "  over \((names + more).joined(separator: ", "))")
    if others == 0 { return line }
    return line
      + "; keeps \(others.grouped) more with much text of \(others == 1 ? "its" : "their") own"
  }
}

extension FindRun.Progress {
  fileprivate var isWriting: Bool {
    if case .writing = self { true } else { false }
  }
}
