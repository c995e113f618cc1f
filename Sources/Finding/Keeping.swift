/// Which copy of a report is kept.
///
/// Whatever the rule, only a text that may stand for the report is chosen, never a passage of it
/// because it happens to come first; what the chosen copy does not hold is kept beside it.
public enum Keeping: String, CaseIterable, Hashable, Sendable {
  /// The least damaged, then the fullest, then the earliest.
  case best
  /// The one read first: the only rule that depends on the order of the input.
  case first
  /// The one with most letters and digits.
  case longest
  /// The one published first; texts without a date come last.
  case earliest
}
