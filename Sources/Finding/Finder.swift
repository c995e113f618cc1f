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
  /// - Parameters:
  ///   - articles: The texts, in any order; identifiers must be unique.
  ///   - condition: How sound a text is, 0…1, by its place in `articles`. Asked only for the texts
  ///     that might be the copy to keep.
  ///   - progress: Told about each stage: what is done of how much, in units of the stage.
  /// - Complexity: O(bytes) to read, about O(texts) after that as long as texts have few copies; a
  ///   copy of many is compared with a few of them and with the one to keep.
  public func findings(
    in articles: [Article], condition: (Int) -> Double = { _ in 1 },
    progress: (_ stage: Stage, _ done: Int, _ total: Int) -> Void = { _, _, _ in }
  ) -> Findings {
    let read = FingerprintRuns(runs(of: articles), of: Self.runSize)
    let grams = read.gramCount
    progress(.fingerprints, articles.count, articles.count)
    var pile = Pile(read, ids: articles.map(\.id))
    let postings = Postings(&pile, workers)
    let candidates = Candidates(postings, settings, workers)
    progress(.candidates, candidates.count, candidates.count)
    let votes = Cohesion(postings, pile, candidates, settings, workers)
    let boilerplate = Boilerplate(votes, postings, settings)
    progress(.boilerplate, candidates.count, candidates.count)
    let judge = OverlapJudge(postings, pile, boilerplate, settings)
    let overlaps = Overlaps(votes.chained, judge, workers)
    progress(.overlaps, votes.chained.count, votes.chained.count)
    let clustering = Clustering(overlaps, settings) { text in
      articles[overlaps.judge.pile.representatives[text]].text
    }
    progress(.clusters, pile.count, pile.count)
    var linking = Linking(articles, clustering, workers)
    linking.verify { progress(.links, $0, $1) }
    var findings = linking.findings(condition)
    findings.keeping = settings.keeping
    findings.counts.texts = articles.count
    findings.counts.representatives = pile.count
    findings.counts.grams = grams
    findings.counts.occurrences = postings.grams.count
    findings.counts.candidates = candidates.count
    return findings
  }

  /// The fingerprints of some texts, in their order.
  ///
  /// - Complexity: O(bytes), one pass.
  public func fingerprints(of articles: [Article]) -> Fingerprints {
    let parts = runs(of: articles)
    var all = Fingerprints()
    all.reserve(for: parts)
    for part in parts { all.append(part) }
    return all
  }

  /// Texts read at once.
  private static let runSize = 256

  private func runs(of articles: [Article]) -> [Fingerprints] {
    workers.map(articles.count, chunk: Self.runSize) { range in
      var part = Fingerprints()
      var scanner = Fingerprints.Scanner()
      part.reserve(forBytes: range.reduce(0) { $0 + articles[$1].text.utf8.count })
      for index in range { part.read(articles[index].text, &scanner) }
      return part
    }
  }
}
