public import Collating
public import Prose

/// The best text that several witnesses allow, with the ground of every choice.
///
/// Witnesses made from another of them are not heard (`Kinship`), the others as far as their text
/// and their agreement with the rest show them to be worth (`Testimony`). Words are chosen first,
/// passages as a whole and then place by place; then how each word looks and the white space
/// between words, from witnesses that have just those words. So nothing is made up: every scalar
/// comes from a witness, but for a space where no witness has two words beside each other.
///
/// The text does not depend on the order of the witnesses, unless a base is named.
public struct Restoration: Sendable {
  /// A stretch of the text that follows one witness.
  public struct Segment: Hashable, Sendable {
    /// Where it stands in the text, in bytes.
    public var range: TextRange
    /// The witness, by its place; nil for a space that was set.
    public var witness: Int?
    /// Where it stands in that witness.
    public var source: TextRange
  }

  /// A place where witnesses part, and what was chosen.
  public struct Decision: Hashable, Sendable {
    /// Where the choice stands in the text, in bytes.
    public let range: TextRange
    /// The witness it is taken from; nil for a space that was set.
    public let witness: Int?
    /// Where it stands there.
    public let source: TextRange
    /// Why it was chosen.
    public let ground: RestorationGround
    /// What each witness has there; nil where it has nothing.
    public let readings: [TextRange?]
    /// The witnesses whose reading was chosen.
    public let supporters: [Int]
  }

  /// A place at which a reader should look, though nothing was changed.
  public struct Note: Hashable, Sendable {
    /// Where it stands in the text, in bytes.
    public let range: TextRange
    /// What is odd, in words a reader can check.
    public let reason: String
  }

  /// The witnesses, in the order they were given in.
  public let witnesses: [Witness]
  /// What was restored.
  public let text: String
  /// The stretches of the text, in order; they tile it.
  public let segments: [Segment]
  /// The places where witnesses part, in order; they do not overlap.
  public let decisions: [Decision]
  /// Places at which a reader should look.
  public let notes: [Note]
  /// For each witness, the one it was made from and for which reason it is not heard; nil for one
  /// that speaks for itself.
  public let parents: [Int?]

  /// Restores the text of some witnesses.
  ///
  /// - Parameters:
  ///   - witnesses: One or more.
  ///   - base: The place of the witness to follow where nothing decides.
  /// - Complexity: As `AlignmentTable`, and O(words · witnesses²).
  public init(of witnesses: [Witness], base: Int? = nil) {
    precondition(!witnesses.isEmpty, "nothing to restore from")
    let texts = witnesses.map(\.words)
    let columns = WordColumns(of: witnesses)
    var testimony = Testimony(witnesses)
    let kinship = Kinship(
      columns, texts, testimony,
      RestorationLexicon(columns, texts, lines: Array(witnesses.indices)))
    let lines = kinship.lines
    let lexicon = RestorationLexicon(columns, texts, lines: lines)
    testimony.count(columns, texts, lines: lines, lexicon)
    // One made from another is followed where that one is.
    var preferred = base
    while let witness = preferred, let parent = kinship.parents[witness] { preferred = parent }
    let lacunae = Lacunae(columns, texts, lines: lines, testimony)
    let vote = ReadingVote(
      texts: texts, columns: columns, testimony: testimony, lexicon: lexicon,
      preferred: preferred)
    let places = VariantPlaces(columns, texts, lines: lines, lacunae, lexicon).places
    var builder = RestorationBuilder(columns, texts, lines: lines, testimony, preferred: preferred)
    for place in places {
      if place.voters.isEmpty || place.isAgreed && place.voters.count == lines.count {
        builder.add(
          place, supporters: place.voters, ground: place.voters.isEmpty ? .additionOfOthers : nil)
      } else if place.isAgreed {
        builder.add(place, supporters: place.voters, ground: .lossOfOthers)
      } else {
        let verdict = vote.verdict(place.columns, voters: place.voters)
        builder.add(place, supporters: verdict.supporters, ground: verdict.ground)
      }
    }
    builder.finish()
    self.witnesses = witnesses
    text = builder.text
    segments = builder.segments
    decisions = builder.decisions
    parents = kinship.parents
    notes = []
  }
}
