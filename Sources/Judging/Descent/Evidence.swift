public import Prose

/// One thing that speaks for the direction of a copy, in words a reader can check.
public struct Evidence: Hashable, Sendable {
  /// What sort of thing it is.
  public enum Ground: String, CaseIterable, Sendable {
    /// One is dated before the other.
    case date
    /// A program or a machine left its traces in one of them.
    case trace
    /// One has faults where the other is sound, and nobody mends so many.
    case fault
    /// One has faults where the other, rewritten throughout, is sound: they were mended.
    case mended
    /// One ends in the middle of a sentence, where the other goes on.
    case cut
    /// One has lost a passage that ends as the words before it end: the eye skipped it.
    case eyeSkip = "eye-skip"
    /// One tells of a later year.
    case laterYear = "later-year"
    /// One is longer: texts that are revised grow.
    case growth

    /// Whether it is a loss, which the other cannot have come from, or a date.
    var isLasting: Bool {
      switch self {
      case .date, .trace, .fault, .cut, .eyeSkip: true
      case .mended, .laterYear, .growth: false
      }
    }
  }

  /// A place in one of the witnesses.
  public struct Place: Hashable, Sendable {
    /// The witness, by its place in the list.
    public let witness: Int
    /// Where, in bytes.
    public let range: TextRange
  }

  /// What sort of thing it is.
  public let ground: Ground
  /// The witness it makes the child.
  public let child: Int
  /// Whether it speaks for the direction that was chosen.
  public let isFor: Bool
  /// How much it counts: the natural logarithm of the odds.
  public let weight: Double
  /// Where it can be seen.
  public let places: [Place]
  /// What it is, in words.
  public let statement: String
}
