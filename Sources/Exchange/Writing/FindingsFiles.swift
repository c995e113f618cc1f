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
  private let workers: Workers
  private let form: FindingsLines
  private let checkpoint: (_ done: Int, _ total: Int) throws -> Void

  /// Takes a folder that is prepared.
  ///
  /// - Parameters:
  ///   - condition: How sound a member of a cluster is, by its place.
  ///   - bytes: How long its text is, by its place.
  ///   - published: When it was published, by its place.
  ///   - keeping: The rule by which copies were kept.
  ///   - checkpoint: Called between lines with their number and that of all; what it throws ends
  ///     the writing.
  public init(
    _ folder: String, workers: Workers = .serial,
    condition: @escaping @Sendable (Int) -> Condition.Summary,
    bytes: @escaping @Sendable (Int) -> Int,
    published: @escaping @Sendable (Int) -> String? = { _ in nil }, keeping: Keeping = .best,
    checkpoint: @escaping (_ done: Int, _ total: Int) throws -> Void = { _, _ in }
  ) {
    self.folder = folder
    self.workers = workers
    form = FindingsLines(
      condition: condition, bytes: bytes, published: published, keeping: keeping)
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
      throw OutputError(problem: "`\(folder)` is not a folder", hint: "name another folder")
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
    var dropped: [Dropped] = []
    for (number, cluster) in findings.clusters.enumerated() {
      for (place, member) in cluster.members.enumerated() where member.isDropped && isNew(member.id)
      {
        dropped.append(Dropped(id: member.id, cluster: number, member: place))
      }
    }
    let form = form
    let total =
      findings.links.count + findings.clusters.count + findings.kept.count + dropped.count
    var lines = (done: 0, total: total)
    try file("links.jsonl", findings.links, &lines, form.link)
    try file("clusters.jsonl", findings.clusters, &lines) {
      form.cluster($0, elsewhere[$0.id] ?? [], &$1)
    }
    try file("keep.jsonl", findings.kept, &lines) { id, json in json.field("id", id) }
    dropped.sort { $0.id < $1.id }
    // The member that is kept is looked for once a cluster, for a cluster may hold the whole pile.
    let clusters = findings.clusters
    let keepers = clusters.map { cluster in cluster.members.first { $0.id == cluster.keep }?.place }
    try file("drop.jsonl", dropped, &lines) { entry, json in
      let cluster = clusters[entry.cluster]
      form.dropped(cluster.members[entry.member], cluster, keepers[entry.cluster], &json)
    }
  }

  /// A dropped text, by its cluster and its place among the members: they themselves are large, and
  /// are not moved about.
  private struct Dropped {
    var id: Article.ID
    var cluster: Int
    var member: Int
  }

  /// Writes a file like `drop.jsonl`.
  public func writeDropped(
    _ name: String, _ dropped: [(cluster: Cluster, member: Cluster.Member)]
  ) throws {
    var lines = (done: 0, total: dropped.count)
    var keepers: [Cluster.ID: Int] = [:]
    for (cluster, _) in dropped where keepers[cluster.id] == nil {
      keepers[cluster.id] = cluster.members.first { $0.id == cluster.keep }?.place
    }
    let (form, known) = (form, keepers)
    try file(name, dropped.sorted { $0.member.id < $1.member.id }, &lines) { entry, json in
      form.dropped(entry.member, entry.cluster, known[entry.cluster.id], &json)
    }
  }

  /// A member as `clusters.jsonl` has it.
  public func json(_ member: Cluster.Member) -> [UInt8] {
    var json = JSONWriter()
    form.write(member, &json)
    return json.bytes
  }

  /// Lines put into words by one worker at once, and how many such parts make a round.
  private static let partSize = 1024
  private static let roundParts = 32

  /// Writes a file of one line for each item; the lines are made by the workers, part by part.
  private func file<Items: RandomAccessCollection & Sendable>(
    _ name: String, _ items: Items, _ lines: inout (done: Int, total: Int),
    _ write: @escaping @Sendable (Items.Element, inout JSONWriter) -> Void
  ) throws where Items.Index == Int {
    let output = try OutputFile(folder + "/" + name)
    let round = Self.partSize * Self.roundParts
    for start in stride(from: 0, to: items.count, by: round) {
      let end = min(items.count, start + round)
      let parts = workers.map(end - start, chunk: Self.partSize) { range in
        var json = JSONWriter()
        for index in range {
          json.object { write(items[start + index], &$0) }
          json.endLine()
        }
        return json
      }
      for part in parts {
        try checkpoint(lines.done, lines.total)
        try output.write(part)
        lines.done = min(lines.done + Self.partSize, lines.total)
      }
    }
    try output.finish()
  }
}
