public import Prose

/// The best text some witnesses allow, and where each scalar of it comes from.
public struct Restoration: Sendable {
  /// A stretch of the text: what it was taken from, and why.
  public struct Decision: Hashable, Sendable {
    /// Where it stands in the restored text, in bytes; empty where something was taken out.
    public let range: TextRange
    /// What it was taken from, or stands for.
    public let chosen: Source
    /// What was done to it; nil where it stands as the witness has it.
    public let mend: DifferenceKind?
    /// What decided.
    public let ground: Ground
    /// Why, in words a reader can check; nil where there was nothing to decide.
    public let reason: String?
    /// What each witness has here, those that have something; empty where there was nothing to
    /// decide.
    public let readings: [Source]

    /// Makes a decision.
    public init(
      range: TextRange, chosen: Source, mend: DifferenceKind? = nil, ground: Ground,
      reason: String? = nil, readings: [Source] = []
    ) {
      self.range = range
      self.chosen = chosen
      self.mend = mend
      self.ground = ground
      self.reason = reason
      self.readings = readings
    }
  }

  /// A stretch of one witness.
  public struct Source: Hashable, Sendable {
    /// The place of the witness among those given, from 0.
    public let witness: Int
    /// Where it stands in that witness, in bytes.
    public let range: TextRange

    /// Makes a source.
    public init(witness: Int, range: TextRange) {
      self.witness = witness
      self.range = range
    }
  }

  /// A place at which a reader should look, though nothing was changed.
  public struct Note: Hashable, Sendable {
    /// Where it stands in the restored text, in bytes.
    public let range: TextRange
    /// What is odd, in words a reader can check.
    public let reason: String

    /// Makes a note.
    public init(range: TextRange, reason: String) {
      self.range = range
      self.reason = reason
    }
  }

  /// What decided a stretch.
  public enum Ground: String, CaseIterable, Sendable {
    /// There is one witness, and nothing speaks against it.
    case onlyWitness = "only-witness"
    /// All witnesses that are heard have the same.
    case agreement
    /// Most of them have it.
    case majority
    /// The others have a fault of their own there: letters misread, a name written over a word.
    case faultOfOthers = "fault-of-others"
    /// The others have lost what stands there.
    case lossOfOthers = "loss-of-others"
    /// What others have more is in too few of them, and nothing shows that it was lost.
    case additionOfOthers = "addition-of-others"
    /// As much speaks for each, and this one stands in the sounder witness.
    case sounderWitness = "sounder-witness"
    /// The words are the same; white space, capitals and glyphs follow the sound ones.
    case surface
    /// Nothing decides; the base is followed or, where none was named, the soundest.
    case undecided
    /// What a program did to the witness was undone.
    case mended
    /// What stood here is lost, and the rest of the text proves it: `[…]`.
    case lacuna
  }

  /// The restored text.
  public let text: String
  /// The decisions, in order; their ranges tile the text.
  public let decisions: [Decision]
  /// Places at which a reader should look.
  public let notes: [Note]
  /// For each witness, the one it was made from, and for that is not heard; nil for one that speaks
  /// for itself.
  public let parents: [Int?]

  /// Makes a restoration.
  public init(text: String, decisions: [Decision], notes: [Note] = [], parents: [Int?] = [nil]) {
    self.text = text
    self.decisions = decisions
    self.notes = notes
    self.parents = parents
  }
}

extension Restoration.Ground {
  /// The ground in words a reader can check.
  public var told: String {
    switch self {
    case .onlyWitness: "there is one witness, and nothing speaks against it"
    case .agreement: "all witnesses that are heard have it"
    case .majority: "most of the witnesses that are heard have it"
    case .faultOfOthers: "what the others have is a fault by itself"
    case .lossOfOthers: "the others have lost it"
    case .additionOfOthers: "too few have more here, and nothing shows that it was lost"
    case .sounderWitness: "as much speaks for each, and this is in the sounder witness"
    case .surface: "the words are the same, and sound witnesses write them so"
    case .undecided: "nothing decides; this follows the base, or else the soundest witness"
    case .mended: "what a program did was undone"
    case .lacuna: "what stood here is lost"
    }
  }
}
