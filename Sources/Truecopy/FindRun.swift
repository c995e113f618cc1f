import Dispatch
public import Exchange
public import Finding
import Judging
import Prose

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
    /// The index to write, if any.
    public var indexPath: String?
    /// The index whose texts the texts read are set against, if any.
    public var againstPath: String?
    /// Whether the texts read are added to that index.
    public var isAdding = true
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
    /// Writing the answer.
    case writing
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

  /// Makes a run.
  public init(_ settings: Settings) { self.settings = settings }

  /// Runs all stages.
  ///
  /// - Parameters:
  ///   - progress: Told what is being done; what it throws ends the run.
  ///   - report: Told of each record that could not be read or was read with a doubt.
  public func run(
    progress: @escaping (Progress) throws -> Void, report: (ReadingIssue) -> Void
  ) throws -> Outcome {
    let copier = try settings.keptPath.map { _ in
      try RecordCopier(settings.paths, options: settings.reading)
    }
    try FindingsFiles.prepare(settings.folder)
    var clock = StageClock()
    var issues: [ReadingIssue] = []
    let index = try settings.againstPath.map {
      try TextIndex($0, isForAdding: settings.isAdding)
    }
    let newIndex = try settings.indexPath.map(TextIndex.make)
    let pile = try read(&issues, index, progress: progress, report: report)
    clock.end("reading")
    let workers = Workers(threads: settings.threads)
    let runs = workers.map(pile.count, chunk: 256) { range in
      var run = Fingerprints()
      for place in range { run.read(pile[place].text) }
      return run
    }
    var ledger = Ledger()
    for run in runs { ledger.enter(run) }
    let old = try index.map { try OldTexts($0, for: runs, into: &ledger, workers) }
    let texts = old?.behind(pile) ?? pile
    let conditions = ConditionCache(texts)
    var findings = Finder(workers: workers).findings(
      of: ledger, texts: texts, condition: { conditions[$0].value },
      progress: { stage, done, total in
        // The engine does not stop half-way; whoever wants to can end the program here.
        try? progress(.finding(stage, done: done, total: total))
        if done == total { clock.end(stage.rawValue) }
      })
    try progress(.writing)
    let joined = try old?.joined(findings)
    if let joined { findings = joined.findings }
    let articles = (0..<texts.count).map {
      Article(id: texts.id(at: $0), text: texts.text(at: $0), published: texts.published(at: $0))
    }
    let places = Dictionary(
      articles.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let files = try FindingsFiles(
      settings.folder, articles: articles, condition: { id in conditions[places[id] ?? 0] },
      checkpoint: { try progress(.writing) })
    try files.write(findings, elsewhere: joined?.elsewhere ?? [:]) { old?.number(of: $0) == nil }
    if let joined { try files.writeDropped("replaced.jsonl", joined.replaced) }
    if let index = newIndex ?? (settings.isAdding ? index : nil) {
      let writing = IndexWriting(
        texts: pile, clusters: findings.clusters, boilerplate: [], old: old, workers: workers,
        json: files.json, progress: { _ in try progress(.writing) })
      try writing.add(to: index)
    }
    try FindSummary.writeIssues(issues, to: settings.folder)
    if let copier, let path = settings.keptPath {
      let kept = Set(findings.kept)
      let output = try OutputFile(path)
      _ = try copier.copy(to: output) { number in
        try progress(.writing)
        return kept.contains(pile[number].id)
      }
      try output.finish()
    }
    clock.end("writing")
    try FindSummary.write(findings, pile, issues, settings, clock)
    return Outcome(
      articles: pile.count, findings: findings, badRecords: issues.count { !$0.isWarning })
  }

  private func read(
    _ issues: inout [ReadingIssue], _ index: TextIndex?, progress: (Progress) throws -> Void,
    report: (ReadingIssue) -> Void
  ) throws -> [Article] {
    let reader = try ArticleReader(settings.paths, options: settings.reading)
    var pile: [Article] = []
    while let next = try reader.next() {
      switch next {
      case .success(let article):
        if let index, try index.number(of: article.id) != nil {
          let issue = ReadingIssue(
            path: article.source.path, line: article.source.line,
            problem: "the id `\(article.id)` is in the index already", hint: "it is left out")
          issues.append(issue)
          report(issue)
        } else {
          pile.append(article)
        }
      case .failure(let issue):
        issues.append(issue)
        report(issue)
      }
      try progress(.reading(texts: pile.count, bytes: reader.bytesRead, of: reader.totalBytes))
    }
    return pile
  }
}

/// The condition of each text, judged when it is first asked for.
private final class ConditionCache {
  private let pile: any TextSource
  private var known: [Int: Condition] = [:]

  init(_ pile: any TextSource) { self.pile = pile }

  subscript(index: Int) -> Condition {
    if let condition = known[index] { return condition }
    let condition = Condition(of: Words(in: pile.text(at: index)))
    known[index] = condition
    return condition
  }
}

extension Workers {
  /// So many threads, each taking every so-many-th part.
  fileprivate init(threads: Int) {
    if threads < 2 {
      self = .serial
      return
    }
    self.init { count, body in
      DispatchQueue.concurrentPerform(iterations: min(threads, count)) { thread in
        for index in stride(from: thread, to: count, by: threads) { body(index) }
      }
    }
  }
}
