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
    /// What each witness has here; empty where there was nothing to decide.
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

  /// What decided a stretch.
  public enum Ground: String, CaseIterable, Sendable {
    /// There is one witness, and nothing speaks against it.
    case onlyWitness = "only-witness"
    /// What a program did to the witness was undone.
    case mended
    /// What stood here is lost, and the rest of the text proves it: `[…]`.
    case lacuna
  }

  /// The restored text.
  public let text: String
  /// The decisions, in order; their ranges tile the text.
  public let decisions: [Decision]

  /// Makes a restoration.
  public init(text: String, decisions: [Decision]) {
    self.text = text
    self.decisions = decisions
  }
}
