public import CArrow
public import CTruecopy
import Exchange
import Finding
import Glibc
import Prose
import Truecopy

/// The stages of a search that is dealt among many machines.

/// Every number a search goes by.
@_cdecl("truecopy_settings")
public func settings(
  _ out: UnsafeMutablePointer<truecopy_bytes>?, _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(out, error) {
    var json = JSONWriter()
    json.object { Finder.Settings().write(to: &$0) }
    return json.bytes
  }
}

/// How many bits tell grams apart.
@_cdecl("truecopy_gram_bits")
public func gramBits(_ records: Int64) -> Int32 {
  Int32(Finder.gramBits(records: max(0, Int(records))))
}

private func known(_ gramBits: Int32) throws(CallError) -> Int {
  guard (4...14).contains(gramBits) else {
    throw .badInput(
      "\(gramBits) is no number of gram bits", hint: "ask truecopy_gram_bits for it")
  }
  return Int(gramBits)
}

private func finder(_ threads: Int32) -> Finder { Finder(workers: Workers(threads: Int(threads))) }

/// Reads the fingerprints of a batch of texts.
@_cdecl("truecopy_fingerprints")
public func fingerprints(
  _ schema: UnsafePointer<ArrowSchema>?, _ batch: UnsafePointer<ArrowArray>?, _ threads: Int32,
  _ outSchema: UnsafeMutablePointer<ArrowSchema>?, _ out: UnsafeMutablePointer<ArrowArray>?,
  _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(outSchema, out, error) {
    let texts = try Batch(schema, batch).texts("text")
    let packed = finder(threads).runs(of: texts).flatMap { run in
      (0..<run.count).map { PackedText(run, $0) }
    }
    let contexts = packed.map(\.contexts)
    var table = ArrowTable(rows: texts.count)
    try table.add("key", bytes: packed.map(\.key))
    table.add("length", int32: packed.map { Int32(clamping: $0.length) })
    table.add("records", int32: packed.map { Int32(clamping: $0.recordCount) })
    try table.add("fingerprint", bytes: packed.map(\.bytes))
    try table.add("grams", int64: contexts.map { $0.map(\.gram) })
    try table.add("followers", int64: contexts.map { $0.map(\.follower) })
    try table.add("positions", int32: packed.map { $0.positions.map { Int32(clamping: $0) } })
    return table
  }
}

/// Lets candidate pairs vote on boilerplate.
@_cdecl("truecopy_votes")
public func votes(
  _ schema: UnsafePointer<ArrowSchema>?, _ batch: UnsafePointer<ArrowArray>?, _ gramBits: Int32,
  _ threads: Int32, _ outSchema: UnsafeMutablePointer<ArrowSchema>?,
  _ out: UnsafeMutablePointer<ArrowArray>?, _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(outSchema, out, error) {
    let batch = try Batch(schema, batch)
    let bits = try known(gramBits)
    let (texts, pairs) = try pairs(of: batch, "fingerprint") {
      PackedText($0, gramBits: bits)
    }
    let questions = try batch.lists("questions").map { row in
      row.map {
        Finder.Question(gram: $0 >> 2, asksOfGram: $0 & 1 != 0, asksOfEdge: $0 & 2 != 0)
      }
    }
    let found = finder(threads).votes(
      texts, zip(pairs, questions).map { (pair: $0, questions: $1) })
    var table = ArrowTable(rows: batch.count)
    table.add("passage", int32: found.map { $0.sharesPassage ? 1 : 0 })
    try table.add("grams", int32: found.map { $0.grams.map { Int32(clamping: $0) } })
    try table.add("edges", int32: found.map { $0.edges.map { Int32(clamping: $0) } })
    return table
  }
}

/// Says what the whole pile says of each text.
@_cdecl("truecopy_evidence")
public func evidence(
  _ schema: UnsafePointer<ArrowSchema>?, _ batch: UnsafePointer<ArrowArray>?, _ gramBits: Int32,
  _ threads: Int32, _ outSchema: UnsafeMutablePointer<ArrowSchema>?,
  _ out: UnsafeMutablePointer<ArrowArray>?, _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(outSchema, out, error) {
    let batch = try Batch(schema, batch)
    let bits = try known(gramBits)
    let texts = try batch.packed("fingerprint", "fingerprint") {
      PackedText($0, gramBits: bits)
    }
    let (copies, edges) = (try batch.lists("copies"), try batch.lists("edge_carriers"))
    var all: [TextEvidence] = []
    for (row, text) in texts.enumerated() {
      let facts = zip(copies[row], edges[row]).map {
        TextEvidence.GramFacts(copies: $0, edgeCarriers: $1)
      }
      guard copies[row].count == edges[row].count,
        let found = TextEvidence(text, facts, Finder.Settings())
      else {
        throw CallError.badInput(
          "row \(row) says something of \(copies[row].count) and \(edges[row].count) grams",
          hint: "`copies` and `edge_carriers` need a number for each gram of the fingerprint")
      }
      all.append(found)
    }
    var table = ArrowTable(rows: batch.count)
    try table.add("evidence", bytes: all.map(\.bytes))
    table.add("weight", int64: all.map { Int64($0.weight) })
    return table
  }
}

/// Says what pairs are to each other.
@_cdecl("truecopy_grounds")
public func grounds(
  _ schema: UnsafePointer<ArrowSchema>?, _ batch: UnsafePointer<ArrowArray>?, _ gramBits: Int32,
  _ threads: Int32, _ outSchema: UnsafeMutablePointer<ArrowSchema>?,
  _ out: UnsafeMutablePointer<ArrowArray>?, _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(outSchema, out, error) {
    let batch = try Batch(schema, batch)
    let bits = try known(gramBits)
    let (texts, pairs) = try pairs(of: batch, "evidence") { TextEvidence($0, gramBits: bits) }
    var table = ArrowTable(rows: batch.count)
    try table.add(
      "ground", texts: finder(threads).grounds(texts, pairs).map { $0?.rawValue })
    return table
  }
}

/// Settles texts that hang together.
@_cdecl("truecopy_settle")
public func settle(
  _ schema: UnsafePointer<ArrowSchema>?, _ batch: UnsafePointer<ArrowArray>?, _ gramBits: Int32,
  _ keep: UnsafePointer<CChar>?, _ threads: Int32,
  _ outSchema: UnsafeMutablePointer<ArrowSchema>?, _ out: UnsafeMutablePointer<ArrowArray>?,
  _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(outSchema, out, error) {
    let batch = try Batch(schema, batch)
    let bits = try known(gramBits)
    let (ids, texts) = (try batch.texts("id"), try batch.texts("text"))
    guard Set(ids).count == ids.count else {
      throw CallError.badInput("an id stands twice", hint: "every text needs an id of its own")
    }
    let dates = try batch.textsIfAny("published")
    let evidence = try batch.packed("evidence", "evidence") { TextEvidence($0, gramBits: bits) }
    var pairs: [Finder.Pair] = []
    for (row, partners) in try batch.lists("partners").enumerated() {
      for partner in partners {
        guard ids.indices.contains(partner), partner != row else {
          throw CallError.badInput("row \(row) has a partner \(partner), which is no other row")
        }
        pairs.append(Finder.Pair(a: row, b: partner))
      }
    }
    let articles = ids.indices.map { row in
      Article(
        id: ids[row], text: texts[row],
        published: dates?[row].flatMap { $0.isEmpty ? nil : $0 })
    }
    var finder = finder(threads)
    finder.settings.keeping = try keeping(keep)
    let settled = SettledTexts(articles, evidence, pairs, by: finder)
    var table = ArrowTable(rows: settled.lines.count)
    try table.add("file", texts: settled.lines.map(\.file))
    try table.add("line", texts: settled.lines.map { String(decoding: $0.line, as: UTF8.self) })
    return table
  }
}

/// The rule that a name stands for.
func keeping(_ name: UnsafePointer<CChar>?) throws(CallError) -> Keeping {
  guard let name else { return .best }
  guard let keeping = Keeping(rawValue: String(cString: name)) else {
    throw .badInput(
      "`\(String(cString: name))` is no rule for which copy to keep",
      hint: Keeping.allCases.map(\.rawValue).joined(separator: ", "))
  }
  return keeping
}

/// The packed texts of columns `a` and `b`, and which two each row means.
///
/// A text stands in many rows: it is unpacked where it is first met, and told again by its bytes,
/// which are compared where they lie.
private func pairs<Text: Sendable>(
  of batch: Batch, _ what: String, _ unpack: (UnsafeRawBufferPointer) -> Text?
) throws -> (texts: [Text], pairs: [Finder.Pair]) {
  var texts: [Text] = []
  var places: [BorrowedBytes: Int] = [:]
  func place(_ bytes: UnsafeRawBufferPointer) -> Int? {
    let key = BorrowedBytes(bytes: bytes)
    if let known = places[key] { return known }
    guard let text = unpack(bytes) else { return nil }
    places[key] = texts.count
    texts.append(text)
    return texts.count - 1
  }
  let (a, b) = (try batch.packed("a", what, place), try batch.packed("b", what, place))
  return (texts, zip(a, b).map { Finder.Pair(a: $0, b: $1) })
}

/// Bytes of a batch, which are there for as long as a call lasts.
private struct BorrowedBytes: Hashable {
  let bytes: UnsafeRawBufferPointer

  static func == (one: Self, other: Self) -> Bool {
    guard one.bytes.count == other.bytes.count else { return false }
    guard let a = one.bytes.baseAddress, let b = other.bytes.baseAddress else { return true }
    return a == b || memcmp(a, b, one.bytes.count) == 0
  }

  func hash(into hasher: inout Hasher) { hasher.combine(bytes: bytes) }
}
