public import CArrow

/// Batches that come one after another, by Arrow's C Stream Interface.
///
/// The stream is moved from, and released with this object.
public final class ArrowStream {
  /// What issues call it.
  public let name: String
  private var stream: ArrowArrayStream
  private var schema: ArrowSchema
  private var array = ArrowArray()

  /// Takes a stream over; throws an `InputError` where it does not give its schema.
  ///
  /// It is taken over even then.
  public init(_ source: UnsafeMutablePointer<ArrowArrayStream>, name: String) throws(InputError) {
    self.name = name
    stream = source.pointee
    source.pointee.release = nil
    schema = ArrowSchema()
    guard let ask = stream.get_schema, stream.release != nil else {
      throw InputError(problem: "the Arrow stream is not there, or was released")
    }
    let code = ask(&stream, &schema)
    if code != 0 { throw fault(code) }
  }

  deinit {
    if let release = array.release { release(&array) }
    if let release = schema.release { release(&schema) }
    if let release = stream.release { release(&stream) }
  }

  /// Shows the next batch, until the next is asked for; nil at the end.
  func next() throws(InputError) -> ArrowBatch? {
    if let release = array.release { release(&array) }
    array = ArrowArray()
    guard let ask = stream.get_next else { throw fault(0) }
    let code = ask(&stream, &array)
    if code != 0 { throw fault(code) }
    if array.release == nil { return nil }
    // Both lie in this object, which outlives what is shown.
    return try withUnsafePointer(to: &schema) { schema throws(InputError) in
      try withUnsafePointer(to: &array) { array throws(InputError) in
        try ArrowBatch(schema, array)
      }
    }
  }

  private func fault(_ code: Int32) -> InputError {
    let words = stream.get_last_error.flatMap { $0(&stream) }.map { String(cString: $0) }
    return InputError(
      problem: "`\(name)` ends in an error: \(words ?? "number \(code), without a word")")
  }
}
