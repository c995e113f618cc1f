public import Collating

/// One difference between a base and a witness, named and weighed.
public struct Difference: Hashable, Sendable {
  /// What was done to the base, in the terms of textual criticism.
  public enum Operation: String, CaseIterable, Sendable {
    /// The witness has more.
    case addition
    /// The witness has less.
    case omission
    /// The witness has other words.
    case substitution
    /// The witness has them elsewhere.
    case transposition
    /// The same letters with other borders between words.
    case segmentation
  }

  /// `d1`, `d2` …, in the order of the base.
  public let id: String
  /// Where the witnesses part, and what each has there.
  public let locus: Locus
  /// What was done.
  public let operation: Operation
  /// What sort of difference it is.
  public internal(set) var kind: DifferenceKind
  /// What it does to the reader.
  public internal(set) var effect: Effect
  /// Whether it stands inside quotation marks.
  public let isInQuotation: Bool
  /// Why, in words a reader can check, naming both readings.
  public internal(set) var reason: String
  /// The fault that made it, by its place in `Comparison.causes`, where one is known.
  public internal(set) var cause: Int?
  /// The keys of the words the witness has, where they name somebody or something the report has
  /// elsewhere.
  var mention: [UInt64]?
  /// The same of the words the base has.
  var baseMention: [UInt64]?

  /// Whether it matters.
  public var severity: Severity { effect.severity }
}
