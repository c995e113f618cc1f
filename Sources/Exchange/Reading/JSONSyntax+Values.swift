extension JSONSyntax {
  /// Passes over any value; `at` stands on its first byte.
  static func skipValue(
    _ bytes: Span<UInt8>, _ at: inout Int, depth: Int = 0
  ) throws(JSONFault) {
    guard at < bytes.count, depth < deepest else { throw JSONFault(offset: at) }
    switch bytes[at] {
    case 0x22: try checkEncoding(try skipString(bytes, &at), bytes)
    case 0x7B: try skipObject(bytes, &at, depth: depth)
    case 0x5B: try skipList(bytes, &at, depth: depth)
    case 0x74: try skipWord("true", bytes, &at)
    case 0x66: try skipWord("false", bytes, &at)
    case 0x6E: try skipWord("null", bytes, &at)
    case 0x4E: try skipWord("NaN", bytes, &at)
    case 0x49: try skipWord("Infinity", bytes, &at)
    default: try skipNumber(bytes, &at)
    }
  }

  private static func skipObject(
    _ bytes: Span<UInt8>, _ at: inout Int, depth: Int
  ) throws(JSONFault) {
    at += 1
    skipSpace(bytes, &at)
    if at < bytes.count, bytes[at] == 0x7D {
      at += 1
      return
    }
    while true {
      try checkEncoding(try skipString(bytes, &at), bytes)
      skipSpace(bytes, &at)
      try expect(0x3A, bytes, &at)
      skipSpace(bytes, &at)
      try skipValue(bytes, &at, depth: depth + 1)
      if try endsAfterItem(0x7D, bytes, &at) { return }
    }
  }

  private static func skipList(
    _ bytes: Span<UInt8>, _ at: inout Int, depth: Int
  ) throws(JSONFault) {
    at += 1
    skipSpace(bytes, &at)
    if at < bytes.count, bytes[at] == 0x5D {
      at += 1
      return
    }
    while true {
      try skipValue(bytes, &at, depth: depth + 1)
      if try endsAfterItem(0x5D, bytes, &at) { return }
    }
  }

  /// Passes over what follows an item: the closing bracket, or a comma and space.
  @inline(__always)
  static func endsAfterItem(
    _ bracket: UInt8, _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(JSONFault) -> Bool {
    skipSpace(bytes, &at)
    if at < bytes.count, bytes[at] == bracket {
      at += 1
      return true
    }
    try expect(0x2C, bytes, &at)
    skipSpace(bytes, &at)
    return false
  }

  private static func skipWord(
    _ word: StaticString, _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(JSONFault) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard at + offset < bytes.count, bytes[at + offset] == word.utf8Start[offset] else {
        throw JSONFault(offset: at + offset)
      }
    }
    at += word.utf8CodeUnitCount
  }

  private static func skipNumber(
    _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(JSONFault) {
    if bytes[at] == 0x2D { at += 1 }
    if at < bytes.count, bytes[at] == 0x49 { return try skipWord("Infinity", bytes, &at) }
    let first = at
    try skipDigits(bytes, &at)
    if bytes[first] == 0x30, at > first + 1 { throw JSONFault(offset: first + 1) }
    if at < bytes.count, bytes[at] == 0x2E {
      at += 1
      try skipDigits(bytes, &at)
    }
    if at < bytes.count, bytes[at] | 0x20 == 0x65 {
      at += 1
      if at < bytes.count, bytes[at] == 0x2B || bytes[at] == 0x2D { at += 1 }
      try skipDigits(bytes, &at)
    }
  }

  /// Passes over one digit or more.
  private static func skipDigits(
    _ bytes: Span<UInt8>, _ at: inout Int
  ) throws(JSONFault) {
    let first = at
    while at < bytes.count, 0x30...0x39 ~= bytes[at] { at += 1 }
    if at == first { throw JSONFault(offset: at) }
  }
}
