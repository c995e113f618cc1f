public import Finding
import Glibc
public import Judging
public import Prose

/// Writes what a search found into a folder: `links.jsonl`, `clusters.jsonl`, `keep.jsonl`,
/// `drop.jsonl`.
///
/// Each file appears whole or not at all. Everything is sorted by identifier, so that the same pile
/// gives the same bytes in any input order.
public struct FindingsFiles {
  private let folder: String
  private let articles: [Article.ID: Article]
  private let condition: (Article.ID) -> Condition
  private let checkpoint: () throws -> Void

  /// Prepares the folder, making it where it is missing; throws an `OutputError`.
  ///
  /// - Parameters:
  ///   - condition: How sound a text is, by its identifier.
  ///   - checkpoint: Called between lines; what it throws ends the writing.
  public init(
    _ folder: String, articles: [Article], condition: @escaping (Article.ID) -> Condition,
    checkpoint: @escaping () throws -> Void = {}
  ) throws {
    self.folder = folder
    self.articles = Dictionary(
      articles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.condition = condition
    self.checkpoint = checkpoint
  }

  /// Makes a folder and those above it; throws an `OutputError` where it cannot be written to.
  public static func prepare(_ folder: String) throws {
    var path = folder.hasPrefix("/") ? "/" : ""
    for part in folder.split(separator: "/") {
      path += part + "/"
      if mkdir(path, 0o777) != 0, errno != EEXIST {
        throw OutputError(problem: "the folder `\(folder)` cannot be made: \(reason(errno))")
      }
    }
    var info = stat()
    guard stat(folder, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else {
      throw OutputError(problem: "`\(folder)` is not a folder", hint: "name another with --out")
    }
    guard access(folder, W_OK | X_OK) == 0 else {
      throw OutputError(problem: "the folder `\(folder)` cannot be written to: \(reason(errno))")
    }
  }

  /// Writes all four files.
  public func write(_ findings: Findings) throws {
    try file("links.jsonl", findings.links, writeLink())
    try file("clusters.jsonl", findings.clusters, writeCluster)
    try file("keep.jsonl", findings.kept) { id, json in json.field("id", id) }
    var dropped: [(cluster: Cluster, member: Cluster.Member)] = []
    for cluster in findings.clusters {
      for member in cluster.members where member.isDropped { dropped.append((cluster, member)) }
    }
    dropped.sort { $0.member.id < $1.member.id }
    try file("drop.jsonl", dropped) { entry, json in
      let standIn =
        entry.member.standIn
        ?? Cluster.StandIn(
          id: entry.cluster.keep, relation: entry.member.relation, coverage: entry.member.coverage)
      json.field("id", entry.member.id)
      json.field("kept", standIn.id)
      json.field("relation", standIn.relation.rawValue)
      json.field("coverage", standIn.coverage, digits: 4)
      json.field("reason", whyDropped(entry.member.id, standIn, findings.keeping))
    }
  }

  private func file<Item>(
    _ name: String, _ items: [Item], _ write: (Item, inout JSONWriter) -> Void
  ) throws {
    let output = try OutputFile(folder + "/" + name)
    for item in items {
      try checkpoint()
      try output.writeLine { write(item, &$0) }
    }
    try output.finish()
  }

  /// A writer of links that remembers the offsets of the text it met last, for links come sorted by
  /// it.
  private func writeLink() -> (Link, inout JSONWriter) -> Void {
    var offsets: [Article.ID: ScalarOffsets] = [:]
    var lastA: Article.ID?
    func scalars(_ id: Article.ID) -> ScalarOffsets {
      if let known = offsets[id] { return known }
      let made = ScalarOffsets(of: articles[id]?.text ?? "")
      offsets[id] = made
      return made
    }
    return { link, json in
      if link.a != lastA, offsets.count > 10_000 { offsets.removeAll() }
      lastA = link.a
      let (a, b) = (scalars(link.a), scalars(link.b))
      json.field("a", link.a)
      json.field("b", link.b)
      json.field("relation", link.relation.rawValue)
      json.field("coverage_a", link.coverageA, digits: 4)
      json.field("coverage_b", link.coverageB, digits: 4)
      json.field("identity", link.identity, digits: 4)
      json.field("words", link.words)
      json.array("passages") { json in
        for passage in link.passages {
          json.array { json in
            for scalar in [
              a.scalar(at: passage.a.start), a.scalar(at: passage.a.end),
              b.scalar(at: passage.b.start), b.scalar(at: passage.b.end),
            ] {
              json.value(scalar)
            }
          }
        }
      }
      json.field("cluster", link.cluster)
      json.field("direct", link.isDirect)
      json.field("ground", link.ground.rawValue)
    }
  }

  private func writeCluster(_ cluster: Cluster, _ json: inout JSONWriter) {
    json.field("cluster", cluster.id)
    json.field("keep", cluster.keep)
    json.field("size", cluster.members.count)
    json.array("members") { json in
      for member in cluster.members {
        let condition = condition(member.id)
        json.object { json in
          json.field("id", member.id)
          json.field("relation", member.relation.rawValue)
          json.field("coverage", member.coverage, digits: 4)
          json.field("condition", condition.value, digits: 3)
          json.object("faults") { json in
            let counts = condition.counts
            for kind in DifferenceKind.allCases {
              if let count = counts[kind] { json.field(kind.rawValue, count) }
            }
          }
        }
      }
    }
  }

  /// Why a member was dropped, in words: what it is to the kept copy, and why that one is kept.
  private func whyDropped(
    _ id: Article.ID, _ kept: Cluster.StandIn, _ keeping: Keeping
  ) -> String {
    let share = "\(Int((kept.coverage * 100).rounded(.down))) % of its words stand in `\(kept.id)`"
    let same = kept.relation == .exact ? "the same words as `\(kept.id)`" : share
    let bytes = { (id: Article.ID) in articles[id]?.text.utf8.count ?? 0 }
    switch keeping {
    case .first: return "\(same), which was read first"
    case .longest:
      return bytes(kept.id) > bytes(id) ? "\(same), which is longer" : "\(same), which is as long"
    case .earliest:
      guard let date = articles[kept.id]?.published else {
        return "\(same); neither has a date, and that one comes first"
      }
      return "\(same), which is dated \(date)"
    case .best: break
    }
    let (mine, theirs) = (condition(id), condition(kept.id))
    if theirs.value - mine.value > FindingsFiles.equalCondition {
      let faults = mine.counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        .prefix(3).map { "\($0.key.label.lowercased()) (\($0.value))" }
      return "\(share), which is less damaged; here: \(faults.joined(separator: ", "))"
    }
    if kept.relation == .exact { return "\(same), which is no worse" }
    if bytes(kept.id) > bytes(id) { return "\(share), which is fuller" }
    return "\(share), which is no worse and comes first"
  }

  /// Conditions closer than this count as equal.
  private static let equalCondition = 0.05
}
