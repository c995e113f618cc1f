/// Whether a difference matters: `none` are the accidentals, `style` and `meaning` the substantives
/// (Greg 1950).
public enum Severity: String, CaseIterable, Comparable, Sendable {
  /// The same words: only glyphs, spacing, line breaks, token borders or case differ.
  case none
  /// The words differ; the reader learns the same facts.
  case style
  /// A fact, name, relation, attribution or the wording of a quotation was changed, lost or made
  /// unreadable.
  case meaning

  /// Whether one matters less than the other.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .none: 0
    case .style: 1
    case .meaning: 2
    }
  }
}

/// What a difference does to the reader; its severity follows from it.
public enum Effect: String, CaseIterable, Sendable {
  /// Nothing.
  case same
  /// The same words, written against the rules.
  case sameIllFormed = "same-ill-formed"
  /// A name has lost or gained a part.
  case nameShortened = "name-shortened"
  /// Other words that say the same.
  case wordingOnly = "wording-only"
  /// Says the same less exactly.
  case specificityLost = "specificity-lost"
  /// Says less.
  case contentLost = "content-lost"
  /// Says more.
  case contentAdded = "content-added"
  /// Can no longer be read.
  case garbled
  /// Who did what to whom is another.
  case relationChanged = "relation-changed"
  /// Who said it is gone.
  case attributionLost = "attribution-lost"
  /// Somebody else says it, or in other words.
  case attributionChanged = "attribution-changed"
  /// States what the other text does not.
  case falseStatement = "false-statement"

  /// The severity the effect implies.
  public var severity: Severity {
    switch self {
    case .same: .none
    case .sameIllFormed, .nameShortened, .wordingOnly: .style
    default: .meaning
    }
  }
}
