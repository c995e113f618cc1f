/// Writes JSON piece by piece, with keys in the order they are given in.
///
/// The same values give the same bytes on every machine: no locale, no dictionary order, doubles
/// rounded to as many digits as asked for.
///
///     var json = JSONWriter()
///     json.object {
///       $0.field("schema", "truecopy/check/1")
///       $0.array("texts") { for name in names { $0.value(name) } }
///     }
public struct JSONWriter: Sendable {
  /// What was written so far, in UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Makes a writer that has written nothing.
  public init() {}

  /// What was written so far.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Forgets what was written, and keeps the memory it took.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Ends a line, after which another document may follow.
  public mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  /// Writes a key; a value must follow.
  public mutating func key(_ name: String) {
    separate()
    appendQuoted(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes an object; `body` writes its fields.
  public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
    try enclose("{", "}", body)
  }

  /// Writes a list; `body` writes its values.
  public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
    try enclose("[", "]", body)
  }

  /// Writes a string.
  public mutating func value(_ string: String) {
    separate()
    appendQuoted(string)
  }

  /// Writes an integer.
  public mutating func value(_ number: Int) {
    separate()
    append(number)
  }

  /// Writes true or false.
  public mutating func value(_ truth: Bool) {
    separate()
    bytes += (truth ? "true" : "false").utf8
  }

  /// Writes a number rounded to so many digits after the point, without zeros at the end.
  ///
  /// What is not finite has no form in JSON and becomes null.
  public mutating func value(_ number: Double, digits: Int) {
    separate()
    Decimals.append(number, digits: digits, to: &bytes)
  }

  /// Writes a value that is JSON already.
  public mutating func value(json: [UInt8]) {
    separate()
    bytes += json
  }

  /// Writes null.
  public mutating func null() {
    separate()
    bytes += "null".utf8
  }

  /// Writes the digits of a number from the last to the first into a small room.
  private mutating func append(_ number: Int) {
    var room = InlineArray<20, UInt8>(repeating: 0)
    var rest = number.magnitude
    var at = 20
    repeat {
      at -= 1
      room[at] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    } while rest > 0
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    room.span.withUnsafeBufferPointer { bytes.append(contentsOf: $0[at...]) }
  }

  private mutating func enclose(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar,
    _ body: (inout JSONWriter) throws -> Void
  ) rethrows {
    separate()
    bytes.append(UInt8(ascii: opening))
    needsComma = false
    try body(&self)
    bytes.append(UInt8(ascii: closing))
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func appendQuoted(_ string: String) {
    var string = string
    bytes.append(UInt8(ascii: "\""))
    string.withUTF8 { source in
      if !source.contains(where: JSONEscape.isNeeded) {
        bytes.append(contentsOf: source)
        return
      }
      var start = 0
      for at in source.indices where JSONEscape.isNeeded(source[at]) {
        bytes += source[start..<at]
        JSONEscape.append(source[at], to: &bytes)
        start = at + 1
      }
      bytes += source[start...]
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
