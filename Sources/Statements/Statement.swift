/// What somebody is reported to have said: who, to whom, through whom, and the words.
///
/// Places are runs of words of the text that was read.
public struct Statement: Sendable {
  /// How what was said is given.
  public enum Manner: String, CaseIterable, Sendable {
    /// Between quotation marks.
    case direct
    /// Partly between quotation marks.
    case mixed
    /// In a clause of the reporter.
    case indirect
    /// As the object of a noun or verb of speech: `denied the claim`.
    case nominal
    /// What the outlet says in its own voice.
    case narrated
  }

  /// What the speaker does with what was said.
  public enum Polarity: String, CaseIterable, Sendable {
    case assert, deny, decline, allege, ask
  }

  /// Whether the text names the speaker with the words of speech, or it has to be told from what
  /// stands around.
  public enum Certainty: String, CaseIterable, Sendable {
    case stated, inferred
  }

  /// The rule that found a statement.
  public enum Rule: String, CaseIterable, Sendable {
    case speakerFirst = "speaker-cue-content"
    case contentFirst = "content-speaker-cue"
    case cueFirst = "content-cue-speaker"
    case participle = "participle"
    case accordingTo = "according-to"
    case noun = "noun-of-speech"
    case adjective = "alleged"
    case colon = "name-colon-quotation"
    case act = "act-of-speech"
    case continued = "continued-quotation"
    case narrated = "own-voice"
  }

  /// What makes a statement less sure than its certainty says.
  public enum Warning: String, CaseIterable, Sendable {
    /// A quotation mark in it is never closed, closes nothing or is of another sort than its
    /// partner: what was said may end elsewhere.
    case oddQuotation = "odd-quotation"
    /// Several fuller names of the text end with the name of the speaker.
    case ambiguousSpeaker = "ambiguous-speaker"
  }

  /// One station on the way from the speaker to the outlet.
  public struct Station: Hashable, Sendable {
    /// What it does on the way.
    public enum Role: String, CaseIterable, Sendable {
      /// Says it.
      case speaker
      /// Is told it.
      case addressee
      /// Says that the one before said it.
      case relay
      /// The agency the report was taken from.
      case agency
      /// Prints it.
      case outlet
    }

    /// The name, or the words, or `unnamed`, or `this outlet`.
    public let name: String
    /// What it does on the way.
    public let role: Role
  }

  /// Its name among the statements of the text: `s1`, `s2` ….
  public internal(set) var id = ""
  /// The words that name the speaker; nil where nobody is named.
  public internal(set) var speaker: Range<Int>?
  /// The speaker by the fullest name the text has, or in the words of `speaker`.
  public internal(set) var speakerName: String?
  /// The words of speech; nil where there are none, as in a quotation that goes on.
  public internal(set) var cue: Range<Int>?
  /// What was said, piece by piece, in order; empty for an act of speech without words.
  public internal(set) var content: [Range<Int>]
  /// To whom it was said.
  public internal(set) var addressee: Range<Int>?
  /// The addressee by the fullest name the text has, or in the words of `addressee`.
  public internal(set) var addresseeName: String?
  /// When and where it was said.
  public internal(set) var occasion: Range<Int>?
  /// How it is given.
  public internal(set) var manner: Manner = .indirect
  /// What the speaker does with it.
  public internal(set) var polarity: Polarity = .assert
  /// How firmly what was said is put.
  public internal(set) var modality: Modality = .plain
  /// The word that says so; nil where it is put plainly.
  public internal(set) var hedge: Range<Int>?
  /// Who passed it on, from the speaker to the outlet, which always stands last.
  public internal(set) var relay: [Station] = []
  /// The place, in the list, of the statement that it goes on without words of speech of its own.
  public internal(set) var continues: Int?
  /// The word of speech of the statement it goes on.
  var anchor: Int?
  /// The place, in the list, of the statement it is reported in.
  public internal(set) var nestedIn: Int?
  /// When it was said, where that is told; most need the day of publication.
  public internal(set) var date: DateReading?
  /// The times told in what was said, in order.
  public internal(set) var dates: [DateReading] = []
  /// The numbers told in what was said, in order; those of dates are not among them.
  public internal(set) var quantities: [Quantity] = []
  /// What found it.
  public let rule: Rule
  /// How sure the speaker is.
  public internal(set) var certainty: Certainty = .stated
  /// What makes it less sure.
  public internal(set) var warnings: [Warning] = []

  init(
    _ rule: Rule, speaker: Range<Int>? = nil, cue: Range<Int>? = nil, content: [Range<Int>] = []
  ) {
    self.rule = rule
    self.speaker = speaker
    self.cue = cue
    self.content = content
  }

  /// A quotation that nobody is told to have said.
  init(quoting quotation: Range<Int>) {
    self.init(.continued, content: [quotation])
    manner = .direct
  }

  /// From the first to the last word of what was said, or of the words of speech.
  public var extent: Range<Int> {
    if let first = content.first, let last = content.last {
      return first.lowerBound..<last.upperBound
    }
    return cue ?? speaker ?? 0..<0
  }
}
