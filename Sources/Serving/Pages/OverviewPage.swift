import Judging
import Storing

/// What a study holds, and where to begin.
struct OverviewPage: TemplatePage {
  static let template = "overview"
  let title = "Overview"
  let fields: Fields

  /// Changes shown, each of another report.
  private static let changes = 6

  init(_ site: Site) throws {
    let overview = try site.store.overview()
    let running = try site.store.runs().last.flatMap { $0.ended == nil ? $0 : nil }
    let biggest = try site.store.clusters(.init(), by: .size, from: 0, limit: 6)
    let changed = try site.store.clusters(.init(), by: .meaning, from: 0, limit: 6)
      .filter { $0.meaning > 0 }
    let newest = try site.store.changedCopies(limit: Self.changes).flatMap {
      try site.store.differences(of: $0, atLeast: .meaning, limit: 1)
    }
    let different = overview.none + overview.style + overview.meaning
    func part(_ count: Int) -> String { "\(different == 0 ? 0 : 1000 * count / different)" }
    fields = [
      "articles": .count(overview.articles), "clusters": .count(overview.clusters),
      "members": .count(overview.members), "dropped": .count(overview.dropped),
      "kept": .count(overview.articles - overview.dropped), "links": .count(overview.links),
      "issues": .count(overview.issues), "none": .count(overview.none),
      "style": .count(overview.style), "meaning": .count(overview.meaning),
      "differences": .count(different),
      "hasIssues": .shown(overview.issues > 0), "hasClusters": .shown(overview.clusters > 0),
      "hasArticles": .shown(overview.articles > 0),
      "answer": .told(
        Figures.many(overview.clusters, "report stands", "reports stand")
          + " in \(Figures.text(overview.members)) copies."),
      "hasDifferences": .shown(different > 0),
      "meaningWidth": .told(part(overview.meaning)), "styleWidth": .told(part(overview.style)),
      "styleStart": .told(part(overview.meaning)),
      "running": .text(running?.started),
      "settled": .count(running == nil ? nil : try site.store.settledCount()),
      "biggest": .list(biggest.map(\.fields)), "changed": .list(changed.map(\.fields)),
      "newest": .list(try site.store.inContext(newest).map(\.fields)),
      "hasNewest": .shown(!newest.isEmpty),
    ]
  }
}
