/// One fault behind many differences, with how many it explains and the evidence for it.
public struct Cause: Hashable, Sendable {
  /// The faults that are known, by how they leave their mark.
  public enum Name: String, CaseIterable, Sendable {
    /// Marks, clitics and quotation marks set apart; quotes and line breaks made alike on the way.
    case tokeniser
    /// Every hyphenated word dropped.
    case compoundDropper = "compound-dropper"
    /// Names written over the wrong words, each as far off as the list had shrunk.
    case displacedCoreference = "displaced-coreference"
    /// Pronouns and short names replaced by the name they stand for, in their place.
    case coreferenceInPlace = "coreference-in-place"
    /// Every mark taken out.
    case punctuationStripped = "punctuation-stripped"
    /// Letters read in another encoding than they were written in.
    case encoding
    /// Letters misread by a machine.
    case ocr
    /// A person's changes.
    case editor
    /// Quotation marks made alike, and nothing else.
    case quoteNormaliser = "quote-normaliser"
    /// Lines broken anew, and nothing else.
    case lineWrap = "line-wrap"
    /// Capitals lost.
    case caseFolder = "case-folder"

    /// What the fault does, in words for a reader who has never heard of it.
    public var told: String {
      switch self {
      case .tokeniser: "a program set marks apart from words"
      case .compoundDropper: "a program dropped hyphenated words"
      case .displacedCoreference: "a program wrote names over the wrong words"
      case .coreferenceInPlace: "a program put names in place of pronouns"
      case .punctuationStripped: "a program took the marks out"
      case .encoding: "letters were read in the wrong encoding"
      case .ocr: "a machine misread letters"
      case .editor: "somebody edited the text"
      case .quoteNormaliser: "a program made quotation marks alike"
      case .lineWrap: "a program broke lines anew"
      case .caseFolder: "a program took the capitals away"
      }
    }
  }

  /// `c1`, `c2` …, the one that explains most first.
  public let id: String
  /// Which fault.
  public let name: Name
  /// How many differences it explains.
  public let explains: Int
  /// What shows it, in words.
  public let evidence: String
  /// Whether it is the base that has the fault, and not the witness.
  public internal(set) var isInBase = false
}

/// A cause as it is found: the differences it explains, by their place in the list.
struct Suspicion {
  var name: Cause.Name
  var differences: [Int]
  var evidence: String
  /// Those of the differences in which a name landed away from the mention it stands for.
  var displaced: Set<Int> = []
  /// Whether it is the base that has the fault.
  var isInBase = false
}
