/// One row of comma-separated values (RFC 4180), as places in the bytes it was read from.
struct CSVRow: Equatable {
  /// A field without the quotation marks around it.
  struct Field: Equatable {
    var start: Int
    var end: Int
    /// Whether quotation marks stand doubled in it.
    var hasDoubled = false
  }

  var fields: [Field] = []
  /// How many bytes the row takes, line end included.
  var length = 0
  /// How many line ends are in it.
  var lineEnds = 0
  /// What is wrong with it.
  var problem: String?

  private static let quote: UInt8 = 0x22
  private static let comma: UInt8 = 0x2C
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D

  /// Reads the row the bytes begin with; nil where they end before it does.
  ///
  /// `isLast` says that no bytes follow: the row may then end without a line end, and a quotation
  /// mark that is never closed costs its own line only, not the rest of the file.
  init?(_ bytes: Span<UInt8>, isLast: Bool) {
    var at = 0
    while true {
      let end: Int?
      if at < bytes.count, bytes[at] == Self.quote {
        end = quotedField(bytes, at, isLast)
        if end == nil, isLast {
          spoil(bytes)
          return
        }
      } else {
        end = plainField(bytes, at, isLast)
      }
      guard let end else { return nil }
      at = end
      if at < bytes.count, bytes[at] == Self.comma {
        at += 1
        continue
      }
      if at < bytes.count {
        at += 1
        lineEnds += 1
      }
      length = at
      return
    }
  }

  /// Reads up to a comma, a line feed or the end; gives where that stands.
  private mutating func plainField(_ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool) -> Int? {
    guard let end = Self.separator(bytes, from: start, isLast) else { return nil }
    var last = end
    let endsLine = end == bytes.count || bytes[end] == Self.lineFeed
    if endsLine, last > start, bytes[last - 1] == Self.carriageReturn { last -= 1 }
    fields.append(Field(start: start, end: last))
    return end
  }

  /// Reads a field in quotation marks; gives where the separator after it stands.
  private mutating func quotedField(_ bytes: Span<UInt8>, _ start: Int, _ isLast: Bool) -> Int? {
    var field = Field(start: start + 1, end: start + 1)
    var at = start + 1
    while at < bytes.count {
      if bytes[at] == Self.lineFeed { lineEnds += 1 }
      if bytes[at] != Self.quote {
        at += 1
        continue
      }
      if at + 1 < bytes.count, bytes[at + 1] == Self.quote {
        field.hasDoubled = true
        at += 2
        continue
      }
      field.end = at
      fields.append(field)
      // A mark that ends the window may be the first of two: no separator is found after it.
      guard let end = Self.separator(bytes, from: at + 1, isLast) else { return nil }
      let rest = end - at - 1
      if rest > 1 || rest == 1 && bytes[at + 1] != Self.carriageReturn {
        problem = "a closing quotation mark is followed by more text"
      }
      return end
    }
    return nil
  }

  private static func separator(_ bytes: Span<UInt8>, from start: Int, _ isLast: Bool) -> Int? {
    var at = start
    while at < bytes.count {
      if bytes[at] == comma || bytes[at] == lineFeed { return at }
      at += 1
    }
    return isLast ? at : nil
  }

  private mutating func spoil(_ bytes: Span<UInt8>) {
    problem = "a quotation mark is opened and never closed"
    var end = 0
    while end < bytes.count, bytes[end] != Self.lineFeed { end += 1 }
    lineEnds = end < bytes.count ? 1 : 0
    length = end + lineEnds
  }

  /// Whether nothing stands in the line.
  var isBlank: Bool { fields.count == 1 && fields[0].end == 0 && problem == nil }

  /// The bytes of a field with doubled quotation marks made single.
  func content(_ index: Int, in bytes: Span<UInt8>) -> [UInt8] {
    let field = fields[index]
    var result: [UInt8] = []
    result.reserveCapacity(field.end - field.start)
    var at = field.start
    while at < field.end {
      result.append(bytes[at])
      at += field.hasDoubled && bytes[at] == Self.quote ? 2 : 1
    }
    return result
  }
}
