import Glibc

/// An output that cannot be written: no room, no right to write there.
public struct OutputError: Error, Hashable, Sendable {
  /// What is wrong, in lower case, naming the path in backticks.
  public var problem: String
  /// What to do about it, where that is known.
  public var hint: String?

  /// An output the system refuses to write.
  ///
  /// - Parameter hint: What to do where the disk is full.
  static func unwritable(
    _ name: String, _ number: Int32, hint: String = "make room, or write to another disk"
  ) -> Self {
    Self(
      problem: "\(name) cannot be written: \(reason(number))",
      hint: number == ENOSPC ? hint : nil)
  }
}

/// The reader of a pipe has gone away, which is its right: `truecopy … | head` is a success.
public struct BrokenPipe: Error, Hashable, Sendable {}
