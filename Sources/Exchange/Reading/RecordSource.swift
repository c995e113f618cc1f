/// One record as its format gives it, before its id is settled.
struct Record {
  /// The id as the record says it; nil or empty where it says none.
  var id: String?
  var text: String
  var published: String?
  /// The line it starts at; 0 where a whole file is the record.
  var line: Int
  /// What is odd about it without being fatal.
  var warnings: [String] = []
  /// The bytes it was read from, line end included; valid until the next record is asked for.
  var bytes: UnsafeRawBufferPointer
  /// Where the text lies in the file, if it can be read again there.
  var place: TextPlace?
}

/// The records of one input, in order.
protocol RecordSource: AnyObject {
  /// The line the next record would start at; 0 where the whole file is one.
  var nextLine: Int { get }
  /// The next record or what is wrong with it; nil at the end.
  ///
  /// Throws an `InputError` where the input as a whole cannot be used.
  func next() throws -> Result<Record, ReadingIssue>?
}
