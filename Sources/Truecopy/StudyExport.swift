import Exchange
public import Judging
import Prose
import Storing

/// A study, or what is wanted of it, in the forms other programs read.
public struct StudyExport {
  /// A form.
  public enum Form: String, CaseIterable, Sendable {
    /// The ids of the texts that are kept, as `find` writes them.
    case keep
    /// The texts that are not kept, with the one they copy and why, as `find` writes them.
    case drop
    /// The pairs that share text, as `find` writes them.
    case links
    /// The differences, one JSON object a line.
    case jsonl
    /// The differences, one a row.
    case csv
    /// The passages that stand elsewhere in a copy, one JSON object a line.
    case moves
    /// Who said what, and what copies made of it, one JSON object a line.
    case statements
    /// The differences as W3C Web Annotations on the kept texts, one a line.
    case webannotation
    /// The members of the clusters as passim writes them, one JSON object a line.
    case passim
    /// The network of copies for Gephi.
    case gexf
    /// The network of copies as GraphML.
    case graphml
    /// The texts of a cluster as one TEI P5 document.
    case tei
    /// What the copies of a cluster changed, as one page.
    case html

    /// Whether it is one document for each cluster.
    public var isDocument: Bool { self == .tei || self == .html }
    /// Whether what it holds can be asked for one cluster.
    public var isByCluster: Bool { ![.keep, .drop, .links].contains(self) }
  }

  /// What is wanted of a study.
  public struct Choice: Sendable {
    /// Differences that matter less are left out.
    public var severity = Severity.none
    /// Only one cluster: its id, or that of a text in it.
    public var cluster: String?
    /// Whether pages hold the texts whole, not only the sentences that differ.
    public var isWhole = false
    /// The most texts of a cluster in one document.
    public var witnesses = 24

    /// All of it.
    public init() {}
  }

  let store: Store
  let choice: Choice
  let checkpoint: () throws -> Void
  let note: (String) -> Void

  /// Takes a study.
  ///
  /// - Parameters:
  ///   - checkpoint: Called now and then; what it throws ends the writing.
  ///   - note: Told what was left out.
  public init(
    _ path: String, _ choice: Choice = Choice(), checkpoint: @escaping () throws -> Void,
    note: @escaping (String) -> Void
  ) throws {
    store = try Store(path, for: .reading(connections: 1))
    self.choice = choice
    self.checkpoint = checkpoint
    self.note = note
  }

  /// Writes a form to a file, `-` for standard output; of documents, one for each cluster into a
  /// folder unless one cluster is chosen.
  public func write(_ form: Form, to path: String) throws {
    if form.isDocument, choice.cluster == nil { return try writeFolder(form, path) }
    let output = try OutputFile(path)
    switch form {
    case .keep: for id in try store.keptIDs() { try output.writeLine { $0.field("id", id) } }
    case .drop: try writeDropped(output)
    case .links: try writeLinks(output)
    case .jsonl: try writeDifferences(output)
    case .csv: try writeTable(output)
    case .moves: try writeMoves(output)
    case .statements: try writeStatements(output)
    case .webannotation: try writeAnnotations(output)
    case .passim: try writePassages(output)
    case .gexf: try network().writeGEXF(to: output)
    case .graphml: try network().writeGraphML(to: output)
    case .tei, .html: for cluster in try chosen { try writeDocument(form, cluster, to: output) }
    }
    try output.finish()
  }

  private func writeDropped(_ output: OutputFile) throws {
    for line in try store.dropped() {
      let line = DropLine(
        id: line.id, kept: line.kept, relation: line.relation, coverage: line.coverage,
        reason: line.reason)
      try output.writeLine { json in line.write(to: &json) }
    }
  }

  private func writeLinks(_ output: OutputFile) throws {
    for link in try store.links() {
      let line = LinkLine(
        a: link.a, b: link.b, relation: link.relation, ground: link.ground,
        coverageA: link.coverageA, coverageB: link.coverageB, identity: link.identity,
        words: link.words, isDirect: link.isDirect, cluster: link.cluster)
      try output.writeLine { json in
        line.write(to: &json) { $0.value(json: Array(link.passages.utf8)) }
      }
    }
  }

  /// The cluster that is chosen; none where all are.
  private var chosen: [Store.ClusterLine] {
    get throws {
      guard let id = choice.cluster else { return [] }
      let found =
        try store.cluster(id)
        ?? store.article(id).flatMap {
          try store.cluster(of: $0.number)
        }
      if let found { return [found] }
      throw InputError(
        problem: "`\(store.path)` has no cluster `\(id)`, and no text of that id that has copies",
        hint: "the view `copies` in it names them all")
    }
  }

  /// Gives each cluster that is wanted, the largest first.
  func eachCluster(_ body: (Store.ClusterLine) throws -> Void) throws {
    for cluster in try chosen { try body(cluster) }
    if choice.cluster != nil { return }
    var offset = 0
    while true {
      let clusters = try store.clusters(by: .size, from: offset, limit: 256)
      if clusters.isEmpty { return }
      offset += clusters.count
      for cluster in clusters {
        try checkpoint()
        try body(cluster)
      }
    }
  }

  /// Gives each text of each cluster that is wanted with the one that is kept.
  func eachMember(
    _ body: (Store.ClusterLine, _ base: StoredArticle, Store.MemberLine) throws -> Void
  ) throws {
    try eachCluster { cluster in
      guard let base = try store.articles([cluster.kept]).first else { return }
      for member in try store.members(of: cluster.number) { try body(cluster, base, member) }
    }
  }

  private func writePassages(_ output: OutputFile) throws {
    try eachMember { cluster, _, member in
      guard let text = try store.articles([member.article]).first else { return }
      try output.writeLine { json in
        json.field("cluster", cluster.number)
        json.field("size", cluster.size)
        json.field("id", member.id)
        json.field("series", member.outlet)
        json.field("date", member.published)
        json.field("title", member.headline)
        json.field("url", member.url)
        json.field("begin", 0)
        json.field("end", text.text.unicodeScalars.count)
        json.field("text", text.text)
      }
    }
  }

  private func network() throws -> CopyNetwork {
    var nodes: [CopyNetwork.Node] = []
    var wanted: Set<String> = []
    try eachMember { cluster, _, member in
      wanted.insert(cluster.id)
      nodes.append(
        CopyNetwork.Node(
          id: member.id, cluster: cluster.id, outlet: member.outlet, published: member.published,
          condition: member.condition, isKept: member.isKept))
    }
    let links = try store.links(areCopies: true).filter { wanted.contains($0.cluster ?? "") }
    let edges = links.map { link in
      CopyNetwork.Edge(
        link.a, link.b, relation: link.relation, words: link.words,
        weight: max(link.coverageA, link.coverageB))
    }
    return CopyNetwork(nodes: nodes, edges: edges)
  }
}
