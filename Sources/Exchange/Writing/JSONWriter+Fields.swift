extension JSONWriter {
  /// Writes a field that holds a string.
  public mutating func field(_ name: String, _ string: String) {
    key(name)
    value(string)
  }

  /// Writes a field that holds a string, or null.
  public mutating func field(_ name: String, _ string: String?) {
    key(name)
    if let string { value(string) } else { null() }
  }

  /// Writes a field that holds an integer.
  public mutating func field(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  /// Writes a field that holds true or false.
  public mutating func field(_ name: String, _ truth: Bool) {
    key(name)
    value(truth)
  }

  /// Writes a field that holds a number rounded to so many digits after the point.
  public mutating func field(_ name: String, _ number: Double, digits: Int) {
    key(name)
    value(number, digits: digits)
  }

  /// Writes a field that holds an object; `body` writes its fields.
  public mutating func object(
    _ name: String, _ body: (inout JSONWriter) throws -> Void
  ) rethrows {
    key(name)
    try object(body)
  }

  /// Writes a field that holds a list; `body` writes its values.
  public mutating func array(
    _ name: String, _ body: (inout JSONWriter) throws -> Void
  ) rethrows {
    key(name)
    try array(body)
  }
}
