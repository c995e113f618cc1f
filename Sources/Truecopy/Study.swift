import Collating
public import Exchange
public import Finding
import Judging
import Prose
import Statements
import Storing

/// A pile with all that is known of it, in one file: read, searched, compared, and kept.
///
/// Each stage writes what it found before the next begins, and the comparisons are written a few
/// reports at a time. A run that was ended, however it was, goes on from there when it is run again;
/// with more texts it does again only what they touch.
public struct Study {
  /// What to read, where to keep it, and how.
  public struct Settings: Sendable {
    /// Files, folders or `-`.
    public var paths: [String]
    /// The file of the study.
    public var store: String
    /// How records are read.
    public var reading = ReadingOptions()
    /// Which copy is kept.
    public var keeping = Keeping.best
    /// The bytes of memory the search may use, about.
    public var memory = 768 << 20
    /// How many threads to use; what is kept is the same for any number.
    public var threads = 2
    /// The most copies one text is restored from.
    public var witnesses = 24
    /// Whether to search and compare anew what was searched and compared.
    public var isFresh = false
    /// The pages the store may grow to, for tests of a full disk.
    public var mostPages: Int?
    /// The name and version of the program.
    public var program: String

    /// Makes settings.
    public init(paths: [String], store: String, program: String) {
      self.paths = paths
      self.store = store
      self.program = program
    }
  }

  /// What a run came to.
  public struct Outcome: Sendable {
    /// What the study holds now.
    public let overview: Store.Overview
    /// The records this run could not read, warnings not counted.
    public let badRecords: Int
    /// The texts this run added.
    public let added: Int
    /// The copies this run compared.
    public let compared: Int
  }

  let settings: Settings
  let store: Store
  let workers: Workers
  let progress: (FindRun.Progress) throws -> Void

  /// Opens the store of a study, or makes it.
  ///
  /// - Parameter progress: Told what is being done; what it throws ends the run.
  public init(
    _ settings: Settings, progress: @escaping (FindRun.Progress) throws -> Void
  ) throws {
    self.settings = settings
    self.progress = progress
    workers = Workers(threads: settings.threads)
    // A wrong path leaves no empty study behind.
    if !settings.paths.isEmpty {
      _ = try ArticleReader(settings.paths, options: settings.reading)
    }
    store = try Store(settings.store, mostPages: settings.mostPages)
  }

  /// Runs all stages.
  ///
  /// - Parameter report: Told of each record that could not be read or was read with a doubt.
  public func run(report: (ReadingIssue) -> Void) throws -> Outcome {
    let number = try store.beginRun(program: settings.program, settings: settings.json)
    try forgetWhatIsOld()
    let before = try store.articleCount()
    let badRecords = try read(report)
    try store.makeSearchable { try progress(.indexing(done: $0, of: $1)) }
    try find()
    let compared = try compare()
    try listen()
    try store.endRun(number, compared: compared)
    try store.settle()
    let overview = try store.overview()
    return Outcome(
      overview: overview, badRecords: badRecords, added: overview.articles - before,
      compared: compared)
  }

  /// What another version of the program judged, or this one with other settings, is judged anew.
  private func forgetWhatIsOld() throws {
    let key = settings.judgingKey
    let isOld = try store.judgingKey() != key
    if isOld || settings.isFresh { try store.forget(findings: settings.isFresh) }
    if isOld { try store.setJudgingKey(key) }
  }

  /// Reads the pile into the store, batch by batch; gives the number of records it could not read.
  private func read(_ report: (ReadingIssue) -> Void) throws -> Int {
    let reader = try ArticleReader(settings.paths, options: settings.reading)
    var batch = Batch()
    var (texts, bad) = (0, 0)
    func flush() throws {
      let others = try store.add(batch.articles, batch.issues)
      let issues = batch.articles.filter { others.contains($0.id) }.map(Self.taken)
      for issue in issues { report(issue) }
      bad += issues.count
      try store.add(issues.map(StoredIssue.init))
      batch = Batch()
      try progress(.reading(texts: texts, bytes: reader.bytesRead, of: reader.totalBytes))
    }
    while let next = try reader.next() {
      switch next {
      case .success(let article):
        texts += 1
        batch.add(article, reader.fields)
      case .failure(let issue):
        report(issue)
        if !issue.isWarning { bad += 1 }
        batch.issues.append(StoredIssue(issue))
      }
      if batch.isFull { try flush() }
    }
    try flush()
    return bad
  }

  /// Finds the copies among all texts of the study, unless that was done.
  private func find() throws {
    let key = try settings.findingKey(texts: store.articleCount())
    if try store.findingsKey() == key { return }
    let pile = try StoredPile(store)
    let folder = settings.store.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let scratch = FileScratch(in: folder.isEmpty ? "." : folder.joined(separator: "/"))
    var ledger = Ledger(memory: settings.memory, scratch: scratch)
    let finder = Finder(settings.finder, workers: workers)
    var place = 0
    while place < pile.count {
      let texts = try pile.texts(from: place, bytes: 4 << 20)
      for run in finder.runs(of: texts) { try ledger.enter(run) }
      place += texts.count
      try progress(.finding(.fingerprints, done: place, total: pile.count))
    }
    let conditions = Conditions(pile)
    var stop: (any Error)?
    let findings = finder.findings(
      of: ledger, texts: pile, condition: { conditions.judge($0, $1) },
      progress: { stage, done, total in
        // The engine does not stop half-way; whoever wants to can end the program here.
        do { try progress(.finding(stage, done: done, total: total)) } catch {
          stop = stop ?? error
        }
      })
    if let stop { throw stop }
    let notes = notes(findings, pile, conditions)
    if let fault = pile.fault { throw fault }
    try store.save(findings, key: key, notes: notes)
  }

  /// What is said of each member of each cluster.
  private func notes(
    _ findings: Findings, _ pile: StoredPile, _ conditions: Conditions
  ) -> [[Store.MemberNote]] {
    let lines = FindingsLines(
      condition: { conditions[$0] }, bytes: { pile.text(at: $0).utf8.count },
      published: { pile.published(at: $0) }, keeping: settings.keeping)
    let clusters = findings.clusters
    return workers.map(clusters.count, chunk: 64) { range in
      range.map { number in
        let cluster = clusters[number]
        let keeper = cluster.members.first { $0.id == cluster.keep }
        return cluster.members.map { member in
          let kept =
            member.standIn
            ?? Cluster.StandIn(
              id: cluster.keep, place: keeper?.place ?? member.place, relation: member.relation,
              coverage: member.coverage)
          return Store.MemberNote(
            condition: conditions[member.place],
            reason: member.isDropped ? lines.whyDropped(member.place, kept) : nil)
        }
      }
    }.flatMap(\.self)
  }

  /// Clusters that are settled at once, and then written.
  private static let clustersAtOnce = 16

  /// Compares the copies of each report with the one that is kept, restores its text and judges its
  /// descent, a few reports at a time; gives the number of copies compared.
  private func compare() throws -> Int {
    let (settled, all) = try store.settledClusters()
    var (done, compared) = (settled, 0)
    while true {
      let pending = try store.pendingClusters(Self.clustersAtOnce)
      if pending.isEmpty { return compared }
      let witnesses = pending.map { $0.witnesses(settings.witnesses) }
      let numbers = zip(pending, witnesses).flatMap { [$0.kept] + $0.members + $1 }
      let found = try store.articles(Set(numbers).sorted())
      let texts = Dictionary(uniqueKeysWithValues: found.map { ($0.number, $0) })
      let settlements = workers.map(pending.count, chunk: 1) { range in
        let number = range.lowerBound
        return ClusterStudy(pending[number], texts, witnesses: witnesses[number]).settlement
      }
      try store.save(settlements)
      done += pending.count
      compared += pending.reduce(0) { $0 + $1.members.count }
      try progress(.comparing(done: done, of: all))
    }
  }

  /// Texts whose statements are read and then written at once.
  private static let textsAtOnce = 128

  /// Reads who said what in the texts that are kept and were not compared with, some at a time.
  private func listen() throws {
    let numbers = try store.unheard()
    for start in stride(from: 0, to: numbers.count, by: Self.textsAtOnce) {
      try progress(.listening(done: start, of: numbers.count))
      let chosen = numbers[start..<min(start + Self.textsAtOnce, numbers.count)]
      let texts = try store.articles(chosen)
      let registers = workers.map(texts.count, chunk: 8) { range in
        range.map { place in
          let text = texts[place]
          return StoredRegister(
            of: text.number, Register(of: Witness(text.article, siglum: "A")))
        }
      }
      try store.save(registers.flatMap(\.self))
    }
  }

  /// What is said of a text whose id is taken by another.
  private static func taken(_ article: StoredArticle) -> ReadingIssue {
    ReadingIssue(
      path: article.source.path, line: article.source.line,
      problem: "the id `\(article.id)` is in the study already, with another text",
      hint: "it is left out; give it another id")
  }

  /// Texts on their way into the store.
  private struct Batch {
    var articles: [StoredArticle] = []
    var issues: [StoredIssue] = []
    private var bytes = 0

    mutating func add(_ article: Article, _ fields: RecordFields) {
      var stored = StoredArticle(article)
      stored.headline = fields.headline
      stored.outlet = fields.outlet
      stored.url = fields.url
      stored.fields = fields.others
      articles.append(stored)
      bytes += article.text.utf8.count
    }

    var isFull: Bool { bytes > 4 << 20 || articles.count + issues.count >= 8192 }
  }
}

extension StoredIssue {
  init(_ issue: ReadingIssue) {
    self.init(
      path: issue.path, line: issue.line, problem: issue.problem, hint: issue.hint,
      isWarning: issue.isWarning)
  }
}
