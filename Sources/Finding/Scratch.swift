/// Room outside of memory for what a search does not need at hand, such as a file.
///
/// The engine knows no files; whoever has them lends this to a `Ledger`. What is written may be
/// read and written again from several threads at once, in places of their own.
public protocol Scratch: Sendable {
  /// Puts bytes behind all others; throws if there is no room for them.
  func append(_ bytes: UnsafeRawBufferPointer) throws

  /// Puts the pieces that `body` gives behind all others, as `append` does; this run will not read
  /// them again.
  func putAway(_ body: (_ put: (UnsafeRawBufferPointer) throws -> Void) throws -> Void) throws

  /// Reads bytes that were written before, from a place on.
  func read(_ bytes: UnsafeMutableRawBufferPointer, at offset: Int)

  /// Writes over bytes that were written before, from a place on.
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int)
}

extension Scratch {
  /// Appends the pieces one by one.
  public func putAway(
    _ body: (_ put: (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws {
    try body(append)
  }
}
