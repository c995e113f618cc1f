/// An index that cannot be used: damaged, of another version, or in use.
public struct IndexError: Error, Hashable, Sendable {
  /// What is wrong, in lower case, naming the index in backticks.
  public var problem: String
  /// What to do about it, where that is known.
  public var hint: String?

  static func damaged(_ path: String, _ how: String) -> Self {
    Self(
      problem: "the index `\(path)` is damaged: \(how)",
      hint: "make it anew with `truecopy find PILE --index`")
  }
}
