public import CArrow

/// A record batch that lies in somebody's memory, by Arrow's C Data Interface.
///
/// Borrowed: nothing is copied or kept. Whatever can be checked is checked when a column is asked
/// for or a value is read; that buffers are as long as they must be, the interface does not say.
public struct ArrowBatch {
  /// The number of rows.
  public let count: Int
  private let schema: UnsafePointer<ArrowSchema>
  private let array: UnsafePointer<ArrowArray>
  private let offset: Int

  /// Takes a batch; throws an `InputError` where it is none.
  public init(
    _ schema: UnsafePointer<ArrowSchema>?, _ array: UnsafePointer<ArrowArray>?
  ) throws(InputError) {
    guard let schema, let array, schema.pointee.release != nil, array.pointee.release != nil else {
      throw InputError(problem: "the Arrow batch is not there, or was released")
    }
    guard schema.format == "+s" else {
      throw InputError(
        problem: "the Arrow data is no record batch: its format is `\(schema.format)`",
        hint: "hand over a table or a record batch")
    }
    let (length, offset) = (array.pointee.length, array.pointee.offset)
    guard length >= 0, offset >= 0, length < Int64.max - offset,
      schema.pointee.n_children >= 0, schema.pointee.n_children == array.pointee.n_children,
      array.pointee.n_children == 0
        || schema.pointee.children != nil && array.pointee.children != nil
    else { throw InputError(problem: "the Arrow batch does not agree with its schema") }
    if array.pointee.null_count > 0 {
      throw InputError(problem: "the Arrow batch has rows that are null as a whole")
    }
    count = Int(length)
    self.offset = Int(offset)
    self.schema = schema
    self.array = array
  }

  /// The names of all columns.
  public var names: [String] { (0..<width).map { schema.child($0)?.name ?? "" } }

  private var width: Int { Int(schema.pointee.n_children) }

  /// A column by its name; nil where there is none, an `InputError` where there are several.
  private func column(_ name: String) throws(InputError) -> ArrowColumn? {
    let places = (0..<width).filter { schema.child($0)?.name == name }
    guard places.count < 2 else {
      throw InputError(
        problem: "the table has \(places.count) columns `\(name)`", hint: "leave one of them")
    }
    guard let place = places.first else { return nil }
    guard let schema = schema.child(place), let array = array.pointee.children[place] else {
      throw InputError(problem: "column `\(name)` of the Arrow batch is not there")
    }
    return try ArrowColumn(name, schema, array, offset, count)
  }

  private func missing(_ name: String) -> InputError {
    let list = names.isEmpty ? "none" : names.map { "`\($0)`" }.joined(separator: ", ")
    return InputError(
      problem: "the table has no column `\(name)`", hint: "its columns are \(list)")
  }

  /// A column of texts, or of bytes: utf8, large_utf8, binary, large_binary.
  public func texts(_ name: String) throws(InputError) -> ArrowTexts {
    guard let texts = try textsIfAny(name) else { throw missing(name) }
    return texts
  }

  /// The same, nil where there is no such column.
  public func textsIfAny(_ name: String) throws(InputError) -> ArrowTexts? {
    guard let column = try column(name) else { return nil }
    return try ArrowTexts(column)
  }

  /// A column of integers: int32 or int64.
  public func integersIfAny(_ name: String) throws(InputError) -> ArrowIntegers? {
    guard let column = try column(name) else { return nil }
    return try ArrowIntegers(column)
  }

  /// A column of lists of integers.
  public func lists(_ name: String) throws(InputError) -> ArrowLists {
    guard let column = try column(name) else { throw missing(name) }
    return try ArrowLists(column)
  }

  /// What kind of column one is, in Arrow's letters; nil where there is none.
  public func format(_ name: String) throws(InputError) -> String? {
    try column(name)?.format
  }
}

extension UnsafePointer<ArrowSchema> {
  var format: String { pointee.format.map { String(cString: $0) } ?? "" }
  var name: String { pointee.name.map { String(cString: $0) } ?? "" }

  /// One of the parts of a type.
  func child(_ place: Int) -> UnsafePointer<ArrowSchema>? {
    guard place < pointee.n_children, let children = pointee.children,
      let child = children[place]
    else { return nil }
    return UnsafePointer(child)
  }
}
