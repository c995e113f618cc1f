public import Prose

/// Finds the copies of reports in a pile of texts.
///
/// Words that two texts have in common prove little; long passages prove much, unless they are
/// boilerplate. So texts meet by sampled grams, shared grams are chained into passages, passages
/// whose carriers share little else are set aside, and what is left is compared word by word.
/// Nothing depends on the order of the texts or on the number of threads.
public struct Finder: Sendable {
  /// The numbers the search goes by.
  public var settings: Settings
  /// How independent parts of the work are carried out.
  public var workers: Workers
  /// Grams that are boilerplate whatever this pile says: `Findings.boilerplateGrams` of another.
  public var knownBoilerplate: [UInt64] = []
  /// Whether `Findings.boilerplateGrams` is asked for.
  public var listsBoilerplate = false

  /// A stage of the search, for those who wait.
  public enum Stage: String, CaseIterable, Sendable {
    /// Texts are read once.
    case fingerprints
    /// Grams are joined and pairs counted.
    case candidates
    /// Boilerplate is told from what is shared for its own sake.
    case boilerplate
    /// Pairs are decided.
    case overlaps
    /// Clusters are formed.
    case clusters
    /// Pairs are compared word by word.
    case links
  }

  /// Makes a finder.
  public init(_ settings: Settings = Settings(), workers: Workers = .serial) {
    self.settings = settings
    self.workers = workers
  }

  /// Finds the copies among some texts.
  ///
  /// What `findings(of:texts:condition:progress:)` gives, for texts that are all in memory.
  public func findings(
    in articles: [Article],
    condition: @escaping @Sendable (_ place: Int, _ words: Words) -> Double = { _, _ in 1 },
    progress: (_ stage: Stage, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) -> Findings {
    var ledger = Ledger()
    for start in stride(from: 0, to: articles.count, by: Self.runSize * Self.runsAtOnce) {
      let end = min(start + Self.runSize * Self.runsAtOnce, articles.count)
      for run in runs(of: articles[start..<end].map(\.text)) { ledger.enterInMemory(run) }
    }
    progress(.fingerprints, articles.count, articles.count)
    return findings(of: ledger, texts: articles, condition: condition, progress: progress)
  }

  /// Finds the copies among texts that were read before.
  ///
  /// - Parameters:
  ///   - ledger: The fingerprints of all texts, in any order; identifiers must be unique.
  ///   - texts: The same texts, in the order of the ledger.
  ///   - condition: How sound a text is, 0…1, by its place in the ledger and its words. Asked for the
  ///     members of clusters, on any thread, and seldom twice for one.
  ///   - archive: Where the search leaves what it has found out, and takes what another run with
  ///     the same texts and settings left.
  ///   - progress: Told about each stage: what is done of how much, in units of the stage.
  /// - Complexity: About O(texts), as long as texts have few copies; a copy of many is compared
  ///   with a few of them and with the one to keep.
  public func findings(
    of ledger: consuming Ledger, texts: any TextSource,
    condition: @escaping @Sendable (_ place: Int, _ words: Words) -> Double = { _, _ in 1 },
    archive: (any Archive)? = nil,
    progress: (_ stage: Stage, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) -> Findings {
    precondition(ledger.count == texts.count, "a ledger of other texts")
    let (count, grams) = (ledger.count, ledger.gramCount)
    let keepsHashes = listsBoilerplate || !knownBoilerplate.isEmpty
    let postings = Postings(
      Pile(ledger, texts), keepsHashes: keepsHashes, archive: archive, workers)
    let survey = Survey(postings, self, archive, progress)
    let clustering = clustering(survey, postings, texts, archive, progress)
    progress(.clusters, postings.pile.count, postings.pile.count)
    var linking = Linking(texts, clustering, workers, condition)
    linking.verify(archive) { progress(.links, $0, $1) }
    var findings = linking.findings()
    findings.counts.texts = count
    findings.counts.representatives = postings.pile.count
    findings.counts.grams = grams
    findings.counts.occurrences = postings.count
    findings.counts.candidates = survey.candidates
    if listsBoilerplate { findings.boilerplateGrams = survey.boilerplate.grams(postings) }
    return findings
  }

  private func clustering(
    _ survey: Survey, _ postings: Postings, _ texts: any TextSource, _ archive: (any Archive)?,
    _ progress: (_ stage: Stage, _ done: Int, _ total: Int) -> Void
  ) -> Clustering {
    let judge = OverlapJudge(postings, survey.boilerplate, settings)
    let pairs = survey.chained.count
    let pile = postings.pile
    let text = { @Sendable (text: Int) in texts.text(at: pile.place(of: text)) }
    if survey.isKept, let kept = archive?.kept(Clustering.archiveName) {
      var reader = ArchiveReader(kept)
      let clustering = Clustering(from: &reader, judge, settings, text: text)
      progress(.overlaps, pairs, pairs)
      return clustering
    }
    let overlaps = Overlaps(survey.chained, judge, workers)
    progress(.overlaps, pairs, pairs)
    let clustering = Clustering(overlaps, settings, workers, text: text)
    archive?.keep(Clustering.archiveName, clustering.write)
    return clustering
  }

  /// Texts read at once.
  private static let runSize = 256
  private static let runsAtOnce = 16

  /// The fingerprints of some texts, run by run, to be entered in a `Ledger` in this order.
  ///
  /// - Parameter meanwhile: Something else to be done by one of the workers, such as reading the
  ///   next texts.
  /// - Complexity: O(bytes), one pass.
  public func runs(
    of texts: [String], meanwhile: @escaping @Sendable () -> Void = {}
  ) -> [Fingerprints] {
    let count = (texts.count + Self.runSize - 1) / Self.runSize
    let runs = workers.map(count + 1, chunk: 1) { range -> Fingerprints? in
      if range.lowerBound == 0 {
        meanwhile()
        return nil
      }
      let first = (range.lowerBound - 1) * Self.runSize
      let run = texts[first..<min(first + Self.runSize, texts.count)]
      var part = Fingerprints()
      part.reserve(forBytes: run.reduce(0) { $0 + $1.utf8.count })
      for text in run { part.read(text) }
      return part
    }
    return runs.compactMap { $0 }
  }
}
