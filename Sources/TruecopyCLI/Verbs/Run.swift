import ArgumentParser
import Logging
import Truecopy

/// `truecopy run`: a pile read, searched and compared, all of it in one file.
struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the copies in a pile, compare each with the kept one, keep it all in one file.",
    discussion: """
      Examples:
        truecopy run news.jsonl --store news.study
        truecopy run news.jsonl more.jsonl --store news.study

      The file is an SQLite database that any tool opens: texts, links,
      clusters, what each copy changed and why it matters. A run that was
      ended goes on where it stopped when the same command is given again;
      with more texts it does again only what they touch.
      Exit codes: 0 done, 2 trouble, 64 usage.
      Next: sqlite3 news.study 'SELECT * FROM meaning_changes'
      """)

  @Argument(help: "Files, folders, or - for stdin.")
  var paths: [String]

  @Option(name: .shortAndLong, help: "The file of the study.")
  var store: String

  @Option(
    help: ArgumentHelp(
      """
      A file of settings in TOML: keep, threads, memory, id_field, text_field, witnesses. What is \
      named on the command line comes first.
      """, valueName: "file"))
  var settings: String?

  @Option(help: .keeping)
  var keep: KeepingArgument?

  @Option(help: "How many threads to use (default: 2). What is kept is the same for any number.")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "How much memory the search may use for what it counts, as in 2G (default: 768M).",
      valueName: "size"))
  var memory: MemorySize?

  @Option(help: "The most copies one text is restored from (default: 24).")
  var witnesses: Int?

  @Flag(help: "Search and compare anew what was searched and compared.")
  var fresh = false

  @Option(help: ArgumentHelp("Pages the store may grow to; for tests.", visibility: .hidden))
  var mostPages: Int?

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  func validate() throws {
    if (paths + [store]).contains("") {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if store == "-" { throw ValidationError("--store names a file") }
    if let path = paths.first(where: { InputFile($0).isSame(as: store) }) {
      throw ValidationError("`\(path)` is the study itself, and cannot be read as texts")
    }
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more") }
    if let witnesses, witnesses < 1 { throw ValidationError("--witnesses must be 1 or more") }
  }

  func run() throws {
    let logger = common.logger
    if let doubt = memory?.doubt { logger.warning("\(doubt)") }
    let settings = try resolved()
    let line = ProgressLine(
      isQuiet: common.quiet || common.logFormat == .json, isVerbose: common.verbose)
    let study = try Study(settings) { step in
      try Interruption.check(isWriting: false)
      line.show(step)
    }
    let outcome = try study.run { issue in
      line.clear()
      logger.tell(issue)
    }
    line.clear()
    logger.notice("\(Self.told(outcome, store: store))")
    if outcome.overview.articles == 0, outcome.badRecords > 0 {
      throw InputError(problem: "no text could be read", hint: nil)
    }
  }

  /// What is named on the command line, then what the file of settings has, then what is usual.
  private func resolved() throws -> Study.Settings {
    let file = try settings.map { try SettingsFile($0, keys: Self.keys) }
    func value<Value>(_ key: String, _ parse: (String) -> Value?) throws -> Value? {
      guard let text = file?.values[key] else { return nil }
      if let value = parse(text) { return value }
      throw InputError(
        problem: "`\(key)` in `\(settings ?? "")` cannot be `\(text)`",
        hint: "truecopy run --help tells what it can be")
    }
    func count(_ text: String) -> Int? { Int(text).flatMap { $0 < 1 ? nil : $0 } }
    var resolved = Study.Settings(
      paths: paths, store: store, program: RootCommand.configuration.version)
    let usual = ReadingOptions()
    resolved.reading = reading.options
    if reading.idField == usual.idField, let name = try value("id_field", { $0 }) {
      resolved.reading.idField = name
    }
    if reading.textField == usual.textField, let name = try value("text_field", { $0 }) {
      resolved.reading.textField = name
    }
    if let keep = try keep ?? value("keep", KeepingArgument.init(rawValue:)) {
      resolved.keeping = keep.keeping
    }
    if let threads = try threads ?? value("threads", count) { resolved.threads = threads }
    if let memory = try memory ?? value("memory", MemorySize.init(argument:)) {
      resolved.memory = memory.bytes
    }
    if let count = try witnesses ?? value("witnesses", count) { resolved.witnesses = count }
    resolved.isFresh = fresh
    resolved.mostPages = mostPages
    return resolved
  }

  /// The keys of a file of settings.
  private static let keys = ["keep", "threads", "memory", "id_field", "text_field", "witnesses"]

  private static func told(_ outcome: Study.Outcome, store: String) -> String {
    let now = outcome.overview
    var lines = [
      "\(now.articles.counted("text")), \(outcome.added.grouped) of them new: "
        + "\(now.clusters.counted("report")) \(now.clusters == 1 ? "stands" : "stand") in more "
        + "than one copy",
      "\(outcome.compared.counted("copy", plural: "copies")) compared; in all \(now.meaning.counted("difference")) "
        + "\(now.meaning == 1 ? "changes" : "change") the meaning, \(now.style.grouped) the style, "
        + "\(now.none.grouped) neither",
    ]
    if outcome.badRecords > 0 {
      lines.append("\(outcome.badRecords.counted("record")) could not be read: table `issues`")
    }
    lines.append("written: \(store)")
    return lines.joined(separator: "\n")
  }
}
