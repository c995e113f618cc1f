/// The wanted fields of one line of JSON, taken without building the rest.
///
/// The whole line is checked all the same, so that junk is noticed. Of two fields with one name
/// the last counts, as in `JSONSerialization` and Python.
struct JSONLine: Equatable {
  /// The value of a wanted field.
  enum Value: Equatable {
    case string(JSONString)
    /// A number as it is written, so that no digit is lost.
    case number(String)
    /// Anything else, in words a message can use.
    case other(String)
  }

  /// The names of the wanted fields, as bytes.
  struct Names {
    let id: [UInt8]
    let text: [UInt8]
    let date = Array("date".utf8)
    let published = Array("published".utf8)

    init(id: String, text: String) {
      self.id = Array(id.utf8)
      self.text = Array(text.utf8)
    }
  }

  var id: Value?
  var text: Value?
  var date: Value?
  var published: Value?
  /// Where the text stands in the line, if it was read from the line as it is.
  var textShape: JSONSyntax.StringShape?

  init() {}

  /// Takes a line apart; throws where it is not one JSON object in UTF-8.
  init(_ bytes: Span<UInt8>, _ names: Names) throws(JSONFault) {
    var slots = Slots()
    var at = 0
    JSONSyntax.skipSpace(bytes, &at)
    try JSONSyntax.expect(0x7B, bytes, &at)
    JSONSyntax.skipSpace(bytes, &at)
    if at < bytes.count, bytes[at] == 0x7D {
      at += 1
    } else {
      repeat {
        let key = try JSONSyntax.skipString(bytes, &at)
        JSONSyntax.skipSpace(bytes, &at)
        try JSONSyntax.expect(0x3A, bytes, &at)
        JSONSyntax.skipSpace(bytes, &at)
        try slots.take(key, &at, bytes, names)
      } while try !JSONSyntax.endsAfterItem(0x7D, bytes, &at)
    }
    JSONSyntax.skipSpace(bytes, &at)
    guard at == bytes.count else { throw JSONFault(offset: at) }
    id = try slots.id?.value(in: bytes)
    text = try slots.text?.value(in: bytes)
    textShape = slots.text?.string
    date = try slots.date?.value(in: bytes)
    published = try slots.published?.value(in: bytes)
  }

  /// The date of publication, where it is given as a string.
  var publication: String? {
    for case .string(let value)? in [date, published] where !value.text.isEmpty {
      return value.text
    }
    return nil
  }
}

/// Where the values of the wanted fields stand in the line.
private struct Slots {
  var id: Slot?
  var text: Slot?
  var date: Slot?
  var published: Slot?

  /// Passes over the value of a field, and keeps its place where the field is wanted.
  @inline(__always)
  mutating func take(
    _ key: JSONSyntax.StringShape, _ at: inout Int, _ bytes: Span<UInt8>, _ names: JSONLine.Names
  ) throws(JSONFault) {
    var name: [UInt8]?
    if key.hasEscapes || key.hasHighBytes {
      // Rare, so that a string may be built.
      name = Array(try JSONString(key, in: bytes).text.utf8)
    }
    let value = try Slot(bytes, &at)
    var isWanted = false
    // One field may serve as two, so these are not alternatives.
    if matches(key, name, names.id, bytes) { try id.replace(with: value, in: bytes, &isWanted) }
    if matches(key, name, names.text, bytes) { try text.replace(with: value, in: bytes, &isWanted) }
    if matches(key, name, names.date, bytes) { try date.replace(with: value, in: bytes, &isWanted) }
    if matches(key, name, names.published, bytes) {
      try published.replace(with: value, in: bytes, &isWanted)
    }
    // Strings that are kept are checked when they are read.
    if !isWanted { try value.check(in: bytes) }
  }

  @inline(__always)
  private func matches(
    _ key: JSONSyntax.StringShape, _ name: [UInt8]?, _ wanted: [UInt8], _ bytes: Span<UInt8>
  ) -> Bool {
    if let name { return name == wanted }
    guard key.end - key.start == wanted.count else { return false }
    for index in wanted.indices where bytes[key.start + index] != wanted[index] { return false }
    return true
  }
}

/// The place of one value.
private struct Slot {
  var start: Int
  var end: Int
  /// Where the value is a string.
  var string: JSONSyntax.StringShape?

  @inline(__always)
  init(_ bytes: Span<UInt8>, _ at: inout Int) throws(JSONFault) {
    start = at
    if at < bytes.count, bytes[at] == 0x22 {
      string = try JSONSyntax.skipString(bytes, &at)
    } else {
      try JSONSyntax.skipValue(bytes, &at)
    }
    end = at
  }

  @inline(__always)
  func check(in bytes: Span<UInt8>) throws(JSONFault) {
    if let string { try JSONSyntax.checkEncoding(string, bytes) }
  }

  func value(in bytes: Span<UInt8>) throws(JSONFault) -> JSONLine.Value {
    if let string { return .string(try JSONString(string, in: bytes)) }
    switch bytes[start] {
    case 0x7B: return .other("an object")
    case 0x5B: return .other("a list")
    case 0x74, 0x66: return .other("true or false")
    case 0x6E: return .other("null")
    default: break
    }
    let word = DecodedText(bytes.extracting(start..<end)).text
    return ["NaN", "Infinity", "-Infinity"].contains(word) ? .other(word) : .number(word)
  }
}

extension Slot? {
  /// Keeps a value in place of an earlier one of the same name, which is checked to the end.
  @inline(__always)
  fileprivate mutating func replace(
    with value: Slot, in bytes: Span<UInt8>, _ isWanted: inout Bool
  ) throws(JSONFault) {
    try self?.check(in: bytes)
    self = value
    isWanted = true
  }
}
