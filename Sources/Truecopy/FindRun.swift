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
    /// Which copy is kept.
    public var keeping = Keeping.best
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
    let pile = try read(&issues, progress: progress, report: report)
    clock.end("reading")
    let conditions = ConditionCache(pile)
    let findings = Finder(settings.finder, workers: Workers(threads: settings.threads)).findings(
      in: pile, condition: { conditions[$0].value },
      progress: { stage, done, total in
        // The engine does not stop half-way; whoever wants to can end the program here.
        try? progress(.finding(stage, done: done, total: total))
        if done == total { clock.end(stage.rawValue) }
      })
    try progress(.writing)
    let places = Dictionary(
      pile.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    let files = try FindingsFiles(
      settings.folder, articles: pile, condition: { id in conditions[places[id] ?? 0] },
      checkpoint: { try progress(.writing) })
    try files.write(findings)
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
    _ issues: inout [ReadingIssue], progress: (Progress) throws -> Void,
    report: (ReadingIssue) -> Void
  ) throws -> [Article] {
    let reader = try ArticleReader(settings.paths, options: settings.reading)
    var pile: [Article] = []
    while let next = try reader.next() {
      switch next {
      case .success(let article): pile.append(article)
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
  private let pile: [Article]
  private var known: [Int: Condition] = [:]

  init(_ pile: [Article]) { self.pile = pile }

  subscript(index: Int) -> Condition {
    if let condition = known[index] { return condition }
    let condition = Condition(of: Words(in: pile[index].text))
    known[index] = condition
    return condition
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
