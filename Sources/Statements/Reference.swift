import Prose

/// A pronoun, a short name or the name of an office, and whom it means.
public struct Reference: Hashable, Sendable {
  /// What stands in the place of the full name.
  public enum Form: String, CaseIterable, Sendable {
    case pronoun
    /// A surname or another part of the full name.
    case shortName = "short-name"
    /// `the mayor`.
    case role
  }

  /// What tells whom it means.
  public enum Rule: String, CaseIterable, Sendable {
    /// It ends the one fuller name of the text that ends with it.
    case fullerName = "fuller-name"
    /// `I` in a quotation whose speaker is named beside the words of speech.
    case firstPerson = "first-person-in-quotation"
    /// One person alone is named in its sentence and the two before it.
    case onlyPerson = "only-person-near"
    /// Of several, the person the sentence, or the one before it, began with.
    case subject = "subject-before"
    /// One person alone bears that office in the text.
    case officeHolder = "office-holder"
  }

  /// The words, without a clitic behind them.
  public let words: Range<Int>
  /// Whom it means, by its place among the names of the register.
  public let entry: Int
  /// What stands in the place of the full name.
  public let form: Form
  /// What tells whom it means.
  public let rule: Rule
  /// `stated` where the text leaves no other reading to the rules.
  public let certainty: Statement.Certainty
  /// Whether it says whose something is: `his`.
  public let isPossessive: Bool
}
