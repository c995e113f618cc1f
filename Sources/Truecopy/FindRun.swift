public import Exchange
public import Finding
import Judging
import Prose
import Synchronization

/// A run of `find`, whole: read the pile, find the copies, judge which copy is sound, write the
/// answer.
public struct FindRun {
  /// What to read and where to write.
  public struct Settings: Sendable {
    /// Files, folders or `-`.
    public var paths: [String]
    /// How records are read.
    public var reading = ReadingOptions()
    /// The folder the answer is written to.
    public var folder: String
    /// Where to write the kept records whole, if anywhere.
    public var keptPath: String?
    /// Which copy is kept.
    public var keeping = Keeping.best
    /// The index to write, if any.
    public var indexPath: String?
    /// The index whose texts the texts read are set against, if any.
    public var againstPath: String?
    /// Whether the texts read are added to that index.
    public var isAdding = true
    /// The bytes of memory the search may use, about; the answer is the same for any number.
    public var memory = 768 << 20
    /// Whether to begin anew where an earlier run was ended.
    public var isFresh = false
    /// Inputs of so many bytes are worth keeping what is found out on the way.
    public var leastSaved = 256 << 20
    /// The stage after which the process kills itself, so that tests can see what is left of it.
    public var diesAfter: String?
    /// How many threads to use; the answer is the same for any number.
    public var threads: Int

    /// Makes settings.
    public init(paths: [String], folder: String, threads: Int = 1) {
      self.paths = paths
      self.folder = folder
      self.threads = threads
    }
  }

  /// What a run is doing, for those who wait.
  public enum Progress: Sendable {
    /// Reading: texts and bytes so far, and all bytes where known.
    case reading(texts: Int, bytes: Int, of: Int?)
    /// Searching.
    case finding(Finder.Stage, done: Int, total: Int)
    /// Something worth saying, or a detail of it.
    case note(String, isDetail: Bool)
    /// Comparing the copies of each report with the one that is kept: reports so far, and all.
    case comparing(done: Int, of: Int)
    /// Making the words of the texts searchable: texts so far, and all.
    case indexing(done: Int, of: Int)
    /// Reading who said what: texts so far, and all.
    case listening(done: Int, of: Int)
    /// Writing the answer: lines so far, and all.
    case writing(done: Int, of: Int)
  }

  /// What a run came to.
  public struct Outcome: Sendable {
    /// The texts read.
    public let articles: Int
    /// Links, clusters and what is kept.
    public let findings: Findings
    /// Records that could not be read, warnings not counted.
    public let badRecords: Int
  }

  private let settings: Settings
  private let stream: ArrowStream?

  /// Makes a run; with a stream, its rows are read and not the paths, which only name it then.
  public init(_ settings: Settings, reading stream: ArrowStream? = nil) {
    self.settings = settings
    self.stream = stream
  }

  /// Runs all stages.
  ///
  /// - Parameters:
  ///   - progress: Told what is being done; what it throws ends the run.
  ///   - report: Told of each record that could not be read or was read with a doubt.
  public func run(
    progress: @escaping (Progress) throws -> Void, report: (ReadingIssue) -> Void
  ) throws -> Outcome {
    let isForParquet = try settings.keptPath.map {
      try RecordCopier.isForParquet($0, from: settings.paths, options: settings.reading)
    }
    let copier = try isForParquet.flatMap { isForParquet in
      isForParquet ? nil : try RecordCopier(settings.paths, options: settings.reading)
    }
    try FindingsFiles.prepare(settings.folder)
    var clock = StageClock()
    var issues: [ReadingIssue] = []
    let index = try settings.againstPath.map {
      try TextIndex($0, isForAdding: settings.isAdding)
    }
    let newIndex = try settings.indexPath.map(TextIndex.make)
    var finder = Finder(settings.finder, workers: Workers(threads: settings.threads))
    finder.knownBoilerplate = index?.boilerplate ?? []
    finder.listsBoilerplate = newIndex != nil || index != nil && settings.isAdding
    let reader = try reader { article in try index.flatMap { try Self.issue(article, in: $0) } }
    let saving = FindSaving(settings, reader)
    for note in saving.notes { try progress(note) }
    var runs: [Fingerprints] = []
    var ledger: Ledger
    if let kept = try saving.ledger(reader, &issues) {
      if let note = saving.resuming { try progress(note) }
      for issue in issues { report(issue) }
      ledger = kept
    } else {
      (ledger, runs) = try read(
        reader, finder, saving.scratch, &issues, progress: progress, report: report)
      saving.keep(ledger, reader, issues)
    }
    let pile = reader.texts
    clock.end("reading")
    let old = try index.map { try OldTexts($0, for: runs, into: &ledger, finder.workers) }
    runs = []
    let texts = old?.behind(pile) ?? pile
    let conditions = Conditions(texts)
    let archive = saving.archive
    if let archive { conditions.take(from: archive) }
    var stop: (any Error)?
    var findings = finder.findings(
      of: ledger, texts: texts, condition: { conditions.judge($0, $1) }, archive: archive,
      progress: { stage, done, total in
        // The engine does not stop half-way; whoever wants to can end the program here.
        if stage == .links, let archive { conditions.keep(in: archive) }
        do { try progress(.finding(stage, done: done, total: total)) } catch {
          stop = stop ?? error
        }
        if done == total { clock.end(stage.rawValue) }
      })
    if let stop { throw stop }
    if let fault = pile.fault { throw fault }
    let joined = try old?.joined(findings)
    if let joined { findings = joined.findings }
    let files = FindingsFiles(
      settings.folder, workers: finder.workers, condition: { conditions[$0] },
      bytes: { $0 < pile.count ? pile.bytes(at: $0) : texts.text(at: $0).utf8.count },
      published: { texts.published(at: $0) }, keeping: settings.keeping,
      checkpoint: { try progress(.writing(done: $0, of: $1)) })
    try files.write(findings, elsewhere: joined?.elsewhere ?? [:]) { old?.number(of: $0) == nil }
    if let joined { try files.writeDropped("replaced.jsonl", joined.replaced) }
    if let index = newIndex ?? (settings.isAdding ? index : nil) {
      let writing = IndexWriting(
        texts: pile, clusters: findings.clusters, boilerplate: findings.boilerplateGrams, old: old,
        workers: finder.workers, json: files.json,
        progress: { try progress(.writing(done: $0, of: pile.count)) })
      try writing.add(to: index)
    }
    try FindSummary.writeIssues(issues, to: settings.folder)
    if let copier {
      try copyKept(with: copier, Set(findings.kept), pile, leavingOut: reader.leftOut) {
        try progress(.writing(done: $0, of: pile.count))
      }
    }
    if let path = settings.keptPath, isForParquet == true {
      try RecordCopier.copyRows(
        of: settings.paths, keptIn: settings.folder, to: path, options: settings.reading)
    }
    clock.end("writing")
    try FindSummary.write(findings, pile, issues, settings, clock, saving.resumedFrom)
    archive?.remove()
    return Outcome(
      articles: pile.count, findings: findings, badRecords: issues.count { !$0.isWarning })
  }

  private func reader(
    leavingOut: @escaping (Article) throws -> ReadingIssue?
  ) throws -> PileReader {
    let (options, folder) = (settings.reading, settings.folder)
    if let stream {
      return PileReader(stream, options: options, folder: folder, leavingOut: leavingOut)
    }
    return try PileReader(
      settings.paths, options: options, folder: folder, leavingOut: leavingOut)
  }

  /// Writes the records of the kept texts whole, as they were read.
  ///
  /// - Parameter left: The numbers of the records that are no texts of the pile, in order.
  private func copyKept(
    with copier: RecordCopier, _ kept: Set<Article.ID>, _ pile: StoredTexts, leavingOut left: [Int],
    progress: (Int) throws -> Void
  ) throws {
    guard let path = settings.keptPath else { return }
    let output = try OutputFile(path)
    var left = left[...]
    var place = 0
    _ = try copier.copy(to: output) { number in
      try progress(place)
      if left.first == number {
        left = left.dropFirst()
        return false
      }
      place += 1
      return kept.contains(pile.id(at: place - 1))
    }
    try output.finish()
  }

  /// What is said of a text that an index has already.
  private static func issue(_ article: Article, in index: TextIndex) throws -> ReadingIssue? {
    guard try index.number(of: article.id) != nil else { return nil }
    return ReadingIssue(
      path: article.source.path, line: article.source.line,
      problem: "the id `\(article.id)` is in the index already", hint: "it is left out")
  }

  /// Reads the pile: while one batch is read, the fingerprints of the one before are.
  ///
  /// Gives the runs of fingerprints as well if they are to be looked up in an index.
  private func read(
    _ reader: PileReader, _ finder: Finder, _ scratch: FileScratch, _ issues: inout [ReadingIssue],
    progress: (Progress) throws -> Void, report: (ReadingIssue) -> Void
  ) throws -> (Ledger, [Fingerprints]) {
    // One worker reads at a time, and nobody else uses the reader until it is done.
    nonisolated(unsafe) let unshared = reader
    var ledger = Ledger(memory: settings.memory, scratch: scratch)
    var all: [Fingerprints] = []
    var batch = try reader.next()
    while true {
      for issue in batch.issues {
        issues.append(issue)
        report(issue)
      }
      let next = Mutex<Result<PileReader.Batch, any Error>?>(nil)
      let isLast = batch.isLast
      let runs = finder.runs(of: batch.texts) {
        if isLast { return }
        let read = Result { try unshared.next() }
        next.withLock { $0 = read }
      }
      for run in runs { try ledger.enter(run) }
      if settings.againstPath != nil { all += runs }
      try progress(
        .reading(texts: reader.texts.count, bytes: reader.bytesRead, of: reader.totalBytes))
      guard let read = next.withLock({ $0 }) else { break }
      batch = try read.get()
    }
    return (ledger, all)
  }
}

extension FindRun.Settings {
  /// What the search goes by.
  var finder: Finder.Settings {
    var settings = Finder.Settings()
    settings.keeping = keeping
    return settings
  }
}
