import CArrow

/// One column of a batch, its buffers found and its numbers checked.
struct ArrowColumn {
  let name: String
  let format: String
  let schema: UnsafePointer<ArrowSchema>
  let array: UnsafePointer<ArrowArray>
  /// Where the rows begin among the values.
  let offset: Int
  /// The number of rows.
  let count: Int

  /// - Parameters:
  ///   - offset: Where the rows of the batch begin.
  ///   - count: The rows of the batch.
  init(
    _ name: String, _ schema: UnsafePointer<ArrowSchema>, _ array: UnsafePointer<ArrowArray>,
    _ offset: Int, _ count: Int
  ) throws(InputError) {
    self.name = name
    self.schema = schema
    self.array = array
    format = schema.format
    let own = array.pointee
    guard own.offset >= 0, own.length >= 0, own.offset < Int64.max - own.length,
      Int(own.length) >= offset + count
    else {
      throw InputError(problem: "column `\(name)` of the Arrow batch is shorter than the batch")
    }
    self.offset = Int(own.offset) + offset
    self.count = count
    if schema.pointee.dictionary != nil {
      throw wrong("dictionary-encoded", "cast it to its values first")
    }
  }

  /// Says that the column is of another kind than it must be.
  func wrong(_ kind: String, _ hint: String) -> InputError {
    InputError(problem: "column `\(name)` is \(kind)", hint: hint)
  }

  /// One of the buffers; nil where it holds nothing.
  func buffer(_ place: Int) -> UnsafeRawPointer? {
    guard place < array.pointee.n_buffers, let buffers = array.pointee.buffers else { return nil }
    return buffers[place]
  }

  /// One of the buffers that must be there if there are rows.
  func values(_ place: Int) throws(InputError) -> UnsafeRawPointer? {
    let found = buffer(place)
    if found == nil, count > 0 {
      throw InputError(problem: "column `\(name)` of the Arrow batch lacks a buffer")
    }
    return found
  }

  /// Which values there are; nil where all are.
  var validity: UnsafePointer<UInt8>? {
    array.pointee.null_count == 0 ? nil : buffer(0)?.assumingMemoryBound(to: UInt8.self)
  }

  /// What Arrow's letters mean, as far as people meet them.
  var kind: String {
    switch format {
    case "n": "null throughout"
    case "b": "boolean"
    case "vu", "vz": "a string view"
    case "u", "U": "text"
    case "z", "Z": "binary"
    case "e", "f", "g": "floating-point"
    case "c", "C", "s", "S", "i", "I", "l", "L": "integer"
    case "+l", "+L": "a list"
    case "+s": "a struct"
    case _ where format.hasPrefix("t"): "a date or time"
    default: "of the Arrow type `\(format)`"
    }
  }
}

/// Where each of some rows begins and ends among values.
struct ArrowOffsets {
  private let start: UnsafeRawPointer?
  private let isLarge: Bool
  private let shift: Int
  private let name: String

  init(_ column: ArrowColumn, isLarge: Bool) throws(InputError) {
    start = try column.values(1)
    self.isLarge = isLarge
    shift = column.offset
    name = column.name
  }

  /// The values of a row; throws where they end before they begin.
  @inline(__always)
  func range(_ row: Int) throws(InputError) -> Range<Int> {
    guard let start else { return 0..<0 }
    let (from, to): (Int, Int)
    if isLarge {
      let ends = start.assumingMemoryBound(to: Int64.self)
      (from, to) = (Int(ends[shift + row]), Int(ends[shift + row + 1]))
    } else {
      let ends = start.assumingMemoryBound(to: Int32.self)
      (from, to) = (Int(ends[shift + row]), Int(ends[shift + row + 1]))
    }
    guard from >= 0, from <= to else {
      throw InputError(problem: "the offsets of column `\(name)` fall at row \(row)")
    }
    return from..<to
  }
}

/// A column of texts, or of bytes.
public struct ArrowTexts {
  /// The number of rows.
  public let count: Int
  private let offsets: ArrowOffsets
  private let data: UnsafeRawPointer?
  private let validity: UnsafePointer<UInt8>?
  private let shift: Int
  private let isNull: Bool

  init(_ column: ArrowColumn) throws(InputError) {
    count = column.count
    shift = column.offset
    isNull = column.format == "n"
    switch column.format {
    case "u", "z", "U", "Z":
      offsets = try ArrowOffsets(column, isLarge: column.format == "U" || column.format == "Z")
      data = column.buffer(2)
      validity = column.validity
    case "n":
      throw column.wrong("null throughout", "give it the type string")
    default: throw column.wrong(column.kind, "cast it to string first")
    }
  }

  /// The bytes of a row, nil for a null.
  @inline(__always)
  public func bytes(_ row: Int) throws(InputError) -> UnsafeRawBufferPointer? {
    if let validity, !validity.bit(shift + row) { return nil }
    let range = try offsets.range(row)
    if range.isEmpty { return UnsafeRawBufferPointer(start: nil, count: 0) }
    guard let data else { throw InputError(problem: "a text of the Arrow batch has no bytes") }
    return UnsafeRawBufferPointer(start: data + range.lowerBound, count: range.count)
  }

  /// The text of a row, nil for a null, with the place of the first byte that is not UTF-8; then it
  /// was read as Windows-1252.
  public func text(_ row: Int) throws(InputError) -> (text: String, firstBadByte: Int?)? {
    guard let bytes = try bytes(row) else { return nil }
    let span = bytes.bindMemory(to: UInt8.self).span
    if UTF8Check.isSound(span, 0..<span.count) {
      return (String(copying: UTF8Span(unchecked: span)), nil)
    }
    let decoded = DecodedText(span)
    return (decoded.text, decoded.firstBadByte)
  }
}

/// A column of integers.
public struct ArrowIntegers {
  /// The number of rows.
  public let count: Int
  private let start: UnsafeRawPointer?
  private let validity: UnsafePointer<UInt8>?
  private let shift: Int
  private let isWide: Bool

  init(_ column: ArrowColumn) throws(InputError) {
    guard column.format == "i" || column.format == "l" else {
      throw column.wrong(column.kind, "cast it to int64 first")
    }
    count = column.count
    shift = column.offset
    isWide = column.format == "l"
    start = try column.values(1)
    validity = column.validity
  }

  /// The number in a row, nil for a null.
  public subscript(row: Int) -> Int? {
    if let validity, !validity.bit(shift + row) { return nil }
    guard let start else { return nil }
    return isWide
      ? Int(start.assumingMemoryBound(to: Int64.self)[shift + row])
      : Int(start.assumingMemoryBound(to: Int32.self)[shift + row])
  }
}

/// A column of lists of integers.
public struct ArrowLists {
  /// The number of rows.
  public let count: Int
  private let offsets: ArrowOffsets
  private let validity: UnsafePointer<UInt8>?
  private let shift: Int
  private let values: ArrowIntegers
  private let name: String

  init(_ column: ArrowColumn) throws(InputError) {
    guard column.format == "+l" || column.format == "+L" else {
      throw column.wrong(column.kind, "it must be a list of integers")
    }
    guard let schema = column.schema.child(0), column.array.pointee.n_children > 0,
      let children = column.array.pointee.children, let array = children[0]
    else { throw InputError(problem: "column `\(column.name)` has no values") }
    count = column.count
    shift = column.offset
    name = column.name
    offsets = try ArrowOffsets(column, isLarge: column.format == "+L")
    validity = column.validity
    let length = max(0, Int(array.pointee.length))
    values = try ArrowIntegers(ArrowColumn(column.name, schema, array, 0, length))
  }

  /// The numbers in a row; none for a null, an `InputError` where one of them is null.
  public func numbers(_ row: Int) throws(InputError) -> [Int] {
    if let validity, !validity.bit(shift + row) { return [] }
    let range = try offsets.range(row)
    guard range.upperBound <= values.count else {
      throw InputError(problem: "column `\(name)` has fewer values than its offsets say")
    }
    var numbers: [Int] = []
    numbers.reserveCapacity(range.count)
    for place in range {
      guard let number = values[place] else {
        throw InputError(problem: "a list of column `\(name)` holds a null, in row \(row)")
      }
      numbers.append(number)
    }
    return numbers
  }
}

extension UnsafePointer<UInt8> {
  /// A bit of a bitmap, the least of a byte first.
  @inline(__always)
  fileprivate func bit(_ place: Int) -> Bool { self[place >> 3] >> UInt8(place & 7) & 1 != 0 }
}
