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
  ///
  /// - Parameters:
  ///   - elsewhere: Members of clusters that stand in an index, by cluster, as JSON.
  ///   - isNew: Whether a text belongs to this run, and not to an index it was set against.
  public func write(
    _ findings: Findings, elsewhere: [Cluster.ID: [[UInt8]]] = [:],
    isNew: (Article.ID) -> Bool = { _ in true }
  ) throws {
    try file("links.jsonl", findings.links, writeLink())
    try file("clusters.jsonl", findings.clusters) {
      writeCluster($0, elsewhere[$0.id] ?? [], &$1)
    }
    try file("keep.jsonl", findings.kept) { id, json in json.field("id", id) }
    var dropped: [(cluster: Cluster, member: Cluster.Member)] = []
    for cluster in findings.clusters {
      for member in cluster.members where member.isDropped && isNew(member.id) {
        dropped.append((cluster, member))
      }
    }
    try writeDropped("drop.jsonl", dropped)
  }

  /// Writes a file like `drop.jsonl`.
  public func writeDropped(
    _ name: String, _ dropped: [(cluster: Cluster, member: Cluster.Member)]
  ) throws {
    try file(name, dropped.sorted { $0.member.id < $1.member.id }) { entry, json in
      json.field("id", entry.member.id)
      json.field("kept", entry.cluster.keep)
      json.field("relation", entry.member.relation.rawValue)
      json.field("coverage", entry.member.coverage, digits: 4)
      json.field("reason", whyDropped(entry.member, entry.cluster))
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

  private func writeCluster(
    _ cluster: Cluster, _ elsewhere: [[UInt8]], _ json: inout JSONWriter
  ) {
    json.field("cluster", cluster.id)
    json.field("keep", cluster.keep)
    json.field("size", cluster.members.count + elsewhere.count)
    json.array("members") { json in
      for member in cluster.members { write(member, &json) }
      for member in elsewhere { json.value(json: member) }
    }
  }

  private func write(_ member: Cluster.Member, _ json: inout JSONWriter) {
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

  /// A member as `clusters.jsonl` has it.
  public func json(_ member: Cluster.Member) -> [UInt8] {
    var json = JSONWriter()
    write(member, &json)
    return json.bytes
  }

  /// Why a member was dropped, in words: what it is to the kept copy, and why that one is the
  /// better.
  private func whyDropped(_ member: Cluster.Member, _ cluster: Cluster) -> String {
    let share =
      "\(Int((member.coverage * 100).rounded(.down))) % of its words stand in `\(cluster.keep)`"
    let (mine, theirs) = (condition(member.id), condition(cluster.keep))
    if theirs.value - mine.value > FindingsFiles.equalCondition {
      let faults = mine.counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
        .prefix(3).map { "\($0.key.label.lowercased()) (\($0.value))" }
      return "\(share), which is less damaged; here: \(faults.joined(separator: ", "))"
    }
    if member.relation == .exact { return "the same words as `\(cluster.keep)`, which is no worse" }
    let bytes = { (id: Article.ID) in articles[id]?.text.utf8.count ?? 0 }
    if bytes(cluster.keep) > bytes(member.id) { return "\(share), which is fuller" }
    return "\(share), which is no worse and comes first"
  }

  /// Conditions closer than this count as equal.
  private static let equalCondition = 0.05
}
