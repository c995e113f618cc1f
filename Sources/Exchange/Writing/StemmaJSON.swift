public import Collating
public import Judging
import Prose

/// Writes a stemma as one JSON document, `truecopy/descent/1`.
public enum StemmaJSON {
  public static func write(_ stemma: Stemma, of witnesses: [Witness], to output: OutputFile) throws {
    var json = JSONWriter()
    json.object { json in
      json.field("schema", "truecopy/descent/1")
      json.array("edges") { json in
        for edge in stemma.edges {
          json.object { json in
            json.field("parent", witnesses[edge.parent].article.id)
            json.field("child", witnesses[edge.child].article.id)
            json.field("certainty", edge.certainty.rawValue)
          }
        }
      }
      if let root = stemma.root { json.field("root", witnesses[root].article.id) }
      json.array("undecided") { json in }
      json.array("debug") { json in for d in stemma.debug { json.value(d) } }
    }
    json.endLine()
    try output.write(json)
  }
}
