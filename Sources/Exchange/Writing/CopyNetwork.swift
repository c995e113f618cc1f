/// Texts and what they share, as a graph other programs draw: GEXF 1.3 (Gephi) and GraphML.
public struct CopyNetwork: Sendable {
  /// One text.
  public struct Node: Sendable {
    let id: String
    let values: [String]

    /// Makes a node.
    public init(
      id: String, cluster: String, outlet: String?, published: String?, condition: Double,
      isKept: Bool
    ) {
      self.id = id
      values = [cluster, outlet ?? "", published ?? "", "\(condition)", "\(isKept)"]
    }
  }

  /// Two texts that share text.
  public struct Edge: Sendable {
    let a: String
    let b: String
    let values: [String]
    let weight: Double

    /// Makes an edge; its weight is how much of the shorter text stands in the other.
    public init(_ a: String, _ b: String, relation: String, words: Int, weight: Double) {
      self.a = a
      self.b = b
      self.weight = weight
      values = [relation, "\(words)"]
    }
  }

  private typealias Field = (name: String, type: String)

  private static let nodeFields: [Field] = [
    ("cluster", "string"), ("outlet", "string"), ("published", "string"), ("condition", "double"),
    ("kept", "boolean"),
  ]
  private static let edgeFields: [Field] = [("relation", "string"), ("words", "integer")]

  private let nodes: [Node]
  private let edges: [Edge]

  /// Makes a network; edges name nodes that are there.
  public init(nodes: [Node], edges: [Edge]) {
    self.nodes = nodes
    self.edges = edges
  }

  /// Writes it as Gephi reads it.
  public func writeGEXF(to output: OutputFile) throws {
    try output.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <gexf xmlns="http://gexf.net/1.3" version="1.3">
      <graph defaultedgetype="undirected" mode="static">

      """)
    for (kind, fields) in [("node", Self.nodeFields), ("edge", Self.edgeFields)] {
      try output.write("<attributes class=\"\(kind)\">\n")
      for (place, field) in fields.enumerated() {
        try output.write(
          "<attribute id=\"\(place)\" title=\"\(field.name)\" type=\"\(field.type)\"/>\n")
      }
      try output.write("</attributes>\n")
    }
    func values(_ values: [String]) -> String {
      let all = values.enumerated().map {
        "<attvalue for=\"\($0)\" value=\"\(Self.escaped($1))\"/>"
      }
      return "<attvalues>\(all.joined())</attvalues>"
    }
    try output.write("<nodes>\n")
    for node in nodes {
      let id = Self.escaped(node.id)
      try output.write("<node id=\"\(id)\" label=\"\(id)\">\(values(node.values))</node>\n")
    }
    try output.write("</nodes>\n<edges>\n")
    for (number, edge) in edges.enumerated() {
      try output.write(
        "<edge id=\"\(number)\" source=\"\(Self.escaped(edge.a))\" target=\"\(Self.escaped(edge.b))\" "
          + "weight=\"\(Self.decimal(edge.weight))\">\(values(edge.values))</edge>\n")
    }
    try output.write("</edges>\n</graph>\n</gexf>\n")
  }

  /// Writes it as GraphML.
  public func writeGraphML(to output: OutputFile) throws {
    try output.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <graphml xmlns="http://graphml.graphdrawing.org/xmlns">

      """)
    for (kind, fields) in [
      ("node", Self.nodeFields), ("edge", Self.edgeFields + [("weight", "double")]),
    ] {
      for field in fields {
        let type = field.type == "integer" ? "int" : field.type
        try output.write(
          "<key id=\"\(field.name)\" for=\"\(kind)\" attr.name=\"\(field.name)\" "
            + "attr.type=\"\(type)\"/>\n")
      }
    }
    func data(_ values: [String], _ fields: [Field]) -> String {
      zip(fields, values).map { "<data key=\"\($0.name)\">\(Self.escaped($1))</data>" }.joined()
    }
    try output.write("<graph edgedefault=\"undirected\">\n")
    for node in nodes {
      try output.write(
        "<node id=\"\(Self.escaped(node.id))\">\(data(node.values, Self.nodeFields))</node>\n")
    }
    for edge in edges {
      try output.write(
        "<edge source=\"\(Self.escaped(edge.a))\" target=\"\(Self.escaped(edge.b))\">"
          + data(edge.values, Self.edgeFields)
          + "<data key=\"weight\">\(Self.decimal(edge.weight))</data></edge>\n")
    }
    try output.write("</graph>\n</graphml>\n")
  }

  private static func decimal(_ number: Double) -> String {
    var bytes: [UInt8] = []
    Decimals.append(number, digits: 4, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text inside XML; what XML cannot hold becomes U+FFFD.
  private static func escaped(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "\t", "\n", "\r": escaped.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
      case _ where scalar.value < 0x20 || scalar.value | 1 == 0xFFFF: escaped.append("\u{FFFD}")
      default: escaped.append(scalar)
      }
    }
    return String(escaped)
  }
}
