public import CArrow
public import CTruecopy
import Exchange
import Finding
import Judging
import Prose
import Truecopy

/// Judges how sound each text of a batch is.
@_cdecl("truecopy_conditions")
public func conditions(
  _ schema: UnsafePointer<ArrowSchema>?, _ batch: UnsafePointer<ArrowArray>?, _ threads: Int32,
  _ outSchema: UnsafeMutablePointer<ArrowSchema>?, _ out: UnsafeMutablePointer<ArrowArray>?,
  _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(outSchema, out, error) {
    let texts = try Batch(schema, batch).texts("text")
    let judged = Workers(threads: Int(threads)).map(texts.count, chunk: 64) { range in
      range.map { Condition.Summary(of: Words(in: texts[$0])) }
    }.flatMap { $0 }
    var table = ArrowTable(rows: texts.count)
    table.add("condition", doubles: judged.map { $0.value })
    try table.add(
      "faults",
      texts: judged.map { condition in
        var json = JSONWriter()
        json.object { json in
          for (kind, count) in condition.counts { json.field(kind.rawValue, count) }
        }
        return json.text
      })
    return table
  }
}

/// Compares the two texts of each row, as if they were a pile of their own.
@_cdecl("truecopy_verify")
public func verify(
  _ schema: UnsafePointer<ArrowSchema>?, _ batch: UnsafePointer<ArrowArray>?, _ threads: Int32,
  _ outSchema: UnsafeMutablePointer<ArrowSchema>?, _ out: UnsafeMutablePointer<ArrowArray>?,
  _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(outSchema, out, error) {
    let batch = try Batch(schema, batch)
    let (a, b) = (try batch.texts("a"), try batch.texts("b"))
    let links = Workers(threads: Int(threads)).map(a.count, chunk: 16) { range in
      range.map { row in
        Finder().findings(in: [Article(id: "a", text: a[row]), Article(id: "b", text: b[row])])
          .links.first
      }
    }.flatMap { $0 }
    var table = ArrowTable(rows: a.count)
    try table.add("relation", texts: links.map { $0?.relation.rawValue })
    table.add("coverage_a", doubles: links.map { $0?.coverageA })
    table.add("coverage_b", doubles: links.map { $0?.coverageB })
    table.add("identity", doubles: links.map { $0?.identity })
    table.add("words", int64: links.map { $0.map { Int64($0.words) } })
    try table.add(
      "passages",
      int64: links.map { link in
        link?.passages.flatMap { passage in
          [
            passage.scalarsA.lowerBound, passage.scalarsA.upperBound,
            passage.scalarsB.lowerBound, passage.scalarsB.upperBound,
          ].map(Int64.init)
        }
      })
    return table
  }
}

/// The rows of a batch as lines of JSON.
@_cdecl("truecopy_lines")
public func lines(
  _ schema: UnsafePointer<ArrowSchema>?, _ batch: UnsafePointer<ArrowArray>?,
  _ idField: UnsafePointer<CChar>?, _ textField: UnsafePointer<CChar>?,
  _ out: UnsafeMutablePointer<truecopy_bytes>?, _ error: UnsafeMutablePointer<truecopy_error>?
) -> Int32 {
  call(out, error) {
    try ArrowLines.lines(of: ArrowBatch(schema, batch), options: options(idField, textField))
  }
}

/// Which fields are read, the usual ones where none are named.
func options(
  _ idField: UnsafePointer<CChar>?, _ textField: UnsafePointer<CChar>?
) -> ReadingOptions {
  var options = ReadingOptions()
  if let idField { options.idField = String(cString: idField) }
  if let textField { options.textField = String(cString: textField) }
  return options
}

/// A batch whose columns are read whole.
struct Batch {
  private let batch: ArrowBatch

  init(
    _ schema: UnsafePointer<ArrowSchema>?, _ array: UnsafePointer<ArrowArray>?
  ) throws(InputError) {
    batch = try ArrowBatch(schema, array)
  }

  var count: Int { batch.count }

  /// A column of texts, empty for null.
  func texts(_ name: String) throws(InputError) -> [String] {
    try batch.texts(name).strings()
  }

  /// A column of texts that may be missing.
  func textsIfAny(_ name: String) throws(InputError) -> [String?]? {
    guard let column = try batch.textsIfAny(name) else { return nil }
    var texts: [String?] = []
    for row in 0..<column.count { texts.append(try column.text(row)?.text) }
    return texts
  }

  /// A column of what was packed; `unpack` says nil where it is not that.
  func packed<Value: Sendable>(
    _ name: String, _ what: String, _ unpack: (UnsafeRawBufferPointer) -> Value?
  ) throws(InputError) -> [Value] {
    let column = try batch.texts(name)
    var values: [Value] = []
    values.reserveCapacity(count)
    for row in 0..<count {
      guard let bytes = try column.bytes(row), let value = unpack(bytes) else {
        throw InputError(
          problem: "column `\(name)` holds no \(what) in row \(row)",
          hint: "hand over what this version of truecopy gave, unchanged")
      }
      values.append(value)
    }
    return values
  }

  /// A column of lists of integers.
  func lists(_ name: String) throws(InputError) -> [[Int]] {
    let column = try batch.lists(name)
    var lists: [[Int]] = []
    lists.reserveCapacity(count)
    for row in 0..<count { lists.append(try column.numbers(row)) }
    return lists
  }
}

extension ArrowTexts {
  fileprivate func strings() throws(InputError) -> [String] {
    var texts: [String] = []
    texts.reserveCapacity(count)
    for row in 0..<count { texts.append(try text(row)?.text ?? "") }
    return texts
  }
}
