/// Something wrong with one record or one file, which never ends a run.
///
/// The reader hands issues over between articles, in the order of the input, so that a caller can
/// count them, name them and go on.
public struct ReadingIssue: Error, Hashable, Sendable {
  /// The path as given by the user or found below a folder; `-` for standard input.
  public var path: String
  /// The line the record starts at, from 1; 0 where the whole file is meant.
  public var line: Int
  /// What is wrong, in lower case, naming the culprit in backticks.
  public var problem: String
  /// What to do about it, where that is known.
  public var hint: String?
  /// Whether the record was delivered all the same.
  public var isWarning: Bool

  /// Makes an issue.
  public init(
    path: String, line: Int, problem: String, hint: String? = nil, isWarning: Bool = false
  ) {
    self.path = path
    self.line = line
    self.problem = problem
    self.hint = hint
    self.isWarning = isWarning
  }
}
