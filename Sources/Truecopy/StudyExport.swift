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
    /// The differences as W3C Web Annotations on the kept texts, one a line.
    case webannotation
    /// The members of the clusters as passim writes them, one JSON object a line.
    case passim
    /// The network of copies for Gephi.
    case gexf
    /// The network of copies as GraphML.
    case graphml
  }

  private let store: Store
  private let severity: Severity
  private let checkpoint: () throws -> Void

  /// Takes a study.
  ///
  /// - Parameters:
  ///   - severity: Differences that matter less are left out.
  ///   - checkpoint: Called now and then; what it throws ends the writing.
  public init(
    _ path: String, atLeast severity: Severity = .none, checkpoint: @escaping () throws -> Void
  ) throws {
    store = try Store(path, for: .reading(connections: 1))
    self.severity = severity
    self.checkpoint = checkpoint
  }

  /// Writes a form to a file, `-` for standard output.
  public func write(_ form: Form, to path: String) throws {
    let output = try OutputFile(path)
    switch form {
    case .keep: for id in try store.keptIDs() { try output.writeLine { $0.field("id", id) } }
    case .drop: try writeDropped(output)
    case .links: try writeLinks(output)
    case .jsonl: try eachDifference { line, _, _ in try output.writeLine { Self.write(line, &$0) } }
    case .csv: try writeTable(output)
    case .webannotation:
      try eachDifference { line, base, text in
        try output.writeLine { Self.annotate(line, base, text, &$0) }
      }
    case .passim: try writePassages(output)
    case .gexf: try network().writeGEXF(to: output)
    case .graphml: try network().writeGraphML(to: output)
    }
    try output.finish()
  }

  private func writeDropped(_ output: OutputFile) throws {
    for line in try store.dropped() {
      try output.writeLine { json in
        json.field("id", line.id)
        json.field("kept", line.kept)
        json.field("relation", line.relation)
        json.field("coverage", line.coverage, digits: 4)
        json.field("reason", line.reason)
      }
    }
  }

  private func writeLinks(_ output: OutputFile) throws {
    for line in try store.links() {
      try output.writeLine { json in
        json.field("a", line.a)
        json.field("b", line.b)
        json.field("relation", line.relation)
        json.field("coverage_a", line.coverageA, digits: 4)
        json.field("coverage_b", line.coverageB, digits: 4)
        json.field("identity", line.identity, digits: 4)
        json.field("words", line.words)
        json.key("passages")
        json.value(json: Array(line.passages.utf8))
        json.field("cluster", line.cluster)
        json.field("direct", line.isDirect)
        json.field("ground", line.ground)
      }
    }
  }

  /// Gives each difference with the kept text and the copy, cluster by cluster.
  private func eachDifference(
    _ body: (Store.DifferenceLine, _ base: AnnotationTarget, _ text: AnnotationTarget) throws ->
      Void
  ) throws {
    try eachMember { cluster, base, member in
      guard member.article != cluster.kept else { return }
      let lines = try store.differences(of: member.article, atLeast: severity)
      guard !lines.isEmpty, let text = try store.articles([member.article]).first else { return }
      let targets = (base: Self.target(base), text: Self.target(text))
      for line in lines { try body(line, targets.base, targets.text) }
    }
  }

  /// A text that is pointed into.
  private static func target(_ article: StoredArticle) -> AnnotationTarget {
    AnnotationTarget(source: article.url ?? article.id, ScalarOffsets(of: article.text))
  }

  /// Gives each text of each cluster with the one that is kept.
  private func eachMember(
    _ body: (Store.ClusterLine, _ base: StoredArticle, Store.MemberLine) throws -> Void
  ) throws {
    var offset = 0
    while true {
      let clusters = try store.clusters(by: .size, from: offset, limit: 256)
      if clusters.isEmpty { return }
      offset += clusters.count
      for cluster in clusters {
        try checkpoint()
        guard let base = try store.articles([cluster.kept]).first else { continue }
        for member in try store.members(of: cluster.number) { try body(cluster, base, member) }
      }
    }
  }

  private static func write(_ line: Store.DifferenceLine, _ json: inout JSONWriter) {
    func place(_ name: String, _ range: Range<Int>, _ text: String, _ json: inout JSONWriter) {
      json.object(name) { json in
        json.field("start", range.lowerBound)
        json.field("end", range.upperBound)
        json.field("text", text)
      }
    }
    json.field("cluster", line.cluster)
    json.field("article", line.id)
    json.field("base_article", line.baseID)
    json.field("number", line.number)
    place("base", line.baseRange, line.baseReading, &json)
    place("reading", line.range, line.reading, &json)
    json.field("operation", line.operation)
    json.field("kind", line.kind)
    json.field("severity", line.severity)
    json.field("effect", line.effect)
    json.field("in_quote", line.isInQuotation)
    json.field("cause", line.cause)
    json.field("reason", line.reason)
  }

  private func writeTable(_ output: OutputFile) throws {
    var table = CSVTable()
    table.add([
      "cluster", "article", "base_article", "number", "base_start", "base_end", "base",
      "reading_start", "reading_end", "reading", "operation", "kind", "severity", "effect",
      "in_quote", "cause", "reason",
    ])
    try eachDifference { line, _, _ in
      table.add([
        line.cluster, line.id, line.baseID, "\(line.number)", "\(line.baseRange.lowerBound)",
        "\(line.baseRange.upperBound)", line.baseReading, "\(line.range.lowerBound)",
        "\(line.range.upperBound)", line.reading, line.operation, line.kind, line.severity,
        line.effect, "\(line.isInQuotation)", line.cause ?? "", line.reason,
      ])
      if table.bytes.count > 1 << 16 { try output.write(table.take().span) }
    }
    try output.write(table.take().span)
  }

  /// A difference as an annotation on the copy, which says what the kept text has there.
  private static func annotate(
    _ line: Store.DifferenceLine, _ base: AnnotationTarget, _ text: AnnotationTarget,
    _ json: inout JSONWriter
  ) {
    json.field("@context", AnnotationTarget.vocabulary)
    json.field("id", "urn:truecopy:\(line.cluster):\(line.article):\(line.number)")
    json.field("type", "Annotation")
    json.field("motivation", "describing")
    json.object("body") { json in
      json.field("type", "TextualBody")
      json.field("format", "text/plain")
      json.field("value", "\(line.kind), \(line.severity): \(line.reason)")
    }
    json.array("target") { json in
      text.write(line.range, to: &json)
      base.write(line.baseRange, to: &json)
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
    try eachMember { cluster, _, member in
      nodes.append(
        CopyNetwork.Node(
          id: member.id, cluster: cluster.id, outlet: member.outlet, published: member.published,
          condition: member.condition, isKept: member.isKept))
    }
    let edges = try store.links(areCopies: true).map { link in
      CopyNetwork.Edge(
        link.a, link.b, relation: link.relation, words: link.words,
        weight: max(link.coverageA, link.coverageB))
    }
    return CopyNetwork(nodes: nodes, edges: edges)
  }
}
