/// An input that cannot be read at all: missing, not allowed, of an unknown kind, an index that is
/// damaged or in use.
///
/// Thrown, where a `ReadingIssue` is handed over: what the user asked for cannot be done, and the
/// command ends with exit code 2.
public struct InputError: Error, Hashable, Sendable {
  /// What is wrong, in lower case, naming the culprit in backticks.
  public var problem: String
  /// What to do about it, where that is known.
  public var hint: String?

  /// Makes an error.
  public init(problem: String, hint: String? = nil) {
    self.problem = problem
    self.hint = hint
  }

  static func damagedIndex(_ path: String, _ how: String) -> Self {
    Self(
      problem: "the index `\(path)` is damaged: \(how)",
      hint: "make it anew with `truecopy find PILE --index`")
  }
}
