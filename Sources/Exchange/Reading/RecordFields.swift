/// What a record says of its text beside the text and its id.
public struct RecordFields: Hashable, Sendable {
  /// Its headline: `headline` or `title`.
  public var headline: String?
  /// Who published it: `outlet`, `publisher` or `source`.
  public var outlet: String?
  /// Where: `url` or `link`.
  public var url: String?
  /// All other fields as a JSON object, in the order of the record; nil where there are none.
  public var others: String?

  /// No fields, as of a file that is one text.
  init() {}

  private typealias Taken = any WritableKeyPath<RecordFields, String?> & Sendable

  /// The names that are known, the first that is there counts.
  private static let names: [(String, Taken)] = [
    ("headline", \.headline), ("title", \.headline), ("outlet", \.outlet),
    ("publisher", \.outlet), ("source", \.outlet), ("url", \.url), ("link", \.url),
  ]

  /// Sorts the fields of a record.
  ///
  /// - Parameters:
  ///   - fields: Each with its value as a string, where it is one, and as JSON.
  ///   - hidden: The names of those that are kept elsewhere.
  private init(_ fields: [(name: String, string: String?, json: [UInt8])], hiding hidden: [String])
  {
    var used = Set(hidden)
    for (name, target) in Self.names where self[keyPath: target] == nil && !used.contains(name) {
      guard let value = fields.last(where: { $0.name == name })?.string, !value.isEmpty else {
        continue
      }
      self[keyPath: target] = value
      used.insert(name)
    }
    var json = JSONWriter()
    var isEmpty = true
    json.object { json in
      for field in fields where used.insert(field.name).inserted {
        isEmpty = false
        json.key(field.name)
        json.value(json: field.json)
      }
    }
    if !isEmpty { others = json.text }
  }

  /// Reads the fields of a line of JSON that was read before; none where it had to be repaired.
  init(jsonLine bytes: Span<UInt8>, hiding hidden: [String]) {
    do throws(JSONFault) {
      self.init(try Self.fields(of: bytes, but: hidden), hiding: hidden)
    } catch {
      self.init()
    }
  }

  /// Reads the fields of a row under its header.
  init(csvRow bytes: Span<UInt8>, under names: [String], hiding hidden: [String]) {
    guard let row = CSVRow(bytes, isLast: true), row.fields.count == names.count else {
      self.init()
      return
    }
    let fields = names.indices.map { column in
      let value = DecodedText(row.content(column, in: bytes).span).text
      var json = JSONWriter()
      json.value(value)
      return (name: names[column], string: Optional(value), json: json.bytes)
    }
    self.init(fields, hiding: hidden)
  }

  private static func fields(
    of bytes: Span<UInt8>, but hidden: [String]
  ) throws(JSONFault) -> [(name: String, string: String?, json: [UInt8])] {
    var fields: [(name: String, string: String?, json: [UInt8])] = []
    var at = 0
    JSONSyntax.skipSpace(bytes, &at)
    try JSONSyntax.expect(0x7B, bytes, &at)
    JSONSyntax.skipSpace(bytes, &at)
    if at < bytes.count, bytes[at] == 0x7D { return [] }
    repeat {
      let key = try JSONString(JSONSyntax.skipString(bytes, &at), in: bytes).text
      JSONSyntax.skipSpace(bytes, &at)
      try JSONSyntax.expect(0x3A, bytes, &at)
      JSONSyntax.skipSpace(bytes, &at)
      if hidden.contains(key) {
        try JSONSyntax.skipValue(bytes, &at)
        continue
      }
      let start = at
      var string: String?
      if at < bytes.count, bytes[at] == 0x22 {
        let shape = try JSONSyntax.skipString(bytes, &at)
        string = shape.end - shape.start > longest ? nil : try JSONString(shape, in: bytes).text
      } else {
        try JSONSyntax.skipValue(bytes, &at)
      }
      var json: [UInt8] = []
      if isJSON(bytes[start]) { for place in start..<at { json.append(bytes[place]) } }
      fields.append((key, string, json.isEmpty ? Array("null".utf8) : json))
    } while try !JSONSyntax.endsAfterItem(0x7D, bytes, &at)
    return fields
  }

  /// Whether a value that begins so is JSON; what Python writes for what is no number is not.
  private static func isJSON(_ first: UInt8) -> Bool { first != 0x4E && first != 0x49 }

  /// Strings of more bytes are no headlines.
  private static let longest = 10_000
}

extension ArticleReader {
  /// What the record of the article delivered last says beside its text; valid until the next is
  /// asked for.
  ///
  /// - Complexity: O(bytes of the record).
  public var fields: RecordFields {
    let bytes = recordBytes.bindMemory(to: UInt8.self).span
    let hidden = [options.idField, options.textField, "date", "published"]
    switch recordSource {
    case is JSONLineRecords: return RecordFields(jsonLine: bytes, hiding: hidden)
    case let table as CSVRecords:
      return RecordFields(csvRow: bytes, under: table.names, hiding: hidden)
    default: return RecordFields()
    }
  }
}
