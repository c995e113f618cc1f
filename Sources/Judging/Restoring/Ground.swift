/// Why one reading was chosen of several.
public enum RestorationGround: String, CaseIterable, Sendable {
  /// Most of the lines of descent have it.
  case majority
  /// The others have a fault of their own there: letters misread, a name written over a word.
  case faultOfOthers = "fault-of-others"
  /// The others have lost what stands there.
  case lossOfOthers = "loss-of-others"
  /// What others have more is in too few of them, and nothing shows that it was lost.
  case additionOfOthers = "addition-of-others"
  /// As many have the one as the other, and this is that of the sounder.
  case sounderWitness = "sounder-witness"
  /// The words are the same; white space, capitals and marks' glyphs follow most of the sound ones.
  case surface
  /// Nobody has these two words beside each other: one space was set.
  case mended
  /// Nothing decides; the base is followed or, where none was named, the soundest.
  case undecided

  /// The ground in words a reader can check.
  public var told: String {
    switch self {
    case .majority: "most of the witnesses that speak for themselves have it"
    case .faultOfOthers: "what the others have is a fault by itself"
    case .lossOfOthers: "the others have lost it"
    case .additionOfOthers: "too few have more here, and nothing shows that it was lost"
    case .sounderWitness: "as much speaks for each, and this one stands in the sounder witness"
    case .surface: "the words are the same; the look follows the sound witnesses"
    case .mended: "no witness has these words beside each other; a space was set"
    case .undecided: "nothing decides; this follows the base, or else the soundest witness"
    }
  }
}
