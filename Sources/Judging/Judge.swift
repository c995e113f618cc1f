public import Collating
import Prose

/// Names and weighs the differences of a collation.
///
/// Rules and hand-written word lists only.
///
/// Each family of kinds looks at a locus in turn, the most specific first; the first that knows it
/// decides.
public struct Judge: Sendable {
  /// Makes a judge.
  public init() {}

  /// The differences, in the order of the base, which tile the pair; and the faults behind them.
  ///
  /// - Complexity: O(words), but for the search of overwriting names, which is O(names · words)
  ///   over few names.
  public func verdict(
    on collation: Collation, after numbering: Numbering = Numbering()
  ) -> (differences: [Difference], causes: [Cause]) {
    let report = Report(collation)
    var differences: [Difference] = []
    for (index, locus) in Regrouping.loci(of: collation, report).enumerated() {
      let place = Place(locus, in: collation, report: report)
      let verdict = Self.verdict(on: place)
      differences.append(
        Difference(
          id: "d\(numbering.differences + index + 1)", locus: locus,
          operation: verdict.operation ?? place.operation,
          kind: verdict.kind, effect: verdict.effect, isInQuotation: place.isInQuotation,
          reason: verdict.reason,
          mention: Overwriting.mention(place.reading, over: place.base, place),
          baseMention: Overwriting.mention(place.base, over: place.reading, place)))
    }
    let (causes, owners, displaced) =
      CauseSearch(collation: collation, differences: differences, firstNumber: numbering.causes + 1)
      .causes()
    for index in differences.indices {
      differences[index].cause = owners[index]
      if displaced.contains(index) { Self.amend(&differences[index]) }
    }
    return (differences, causes)
  }

  /// What looked like a fuller name, an added word or a name for a phrase is a name over a word,
  /// once it is known that the name landed away from the mention it stands for.
  private static func amend(_ difference: inout Difference) {
    switch difference.kind {
    case .nameExpanded, .nameShortened, .addedWord, .addedPhrase, .omittedWord, .omittedPhrase,
      .paraphrase, .functionWord, .quoteWording, .repetition:
      break
    case .nameForAnaphor where difference.locus.base.words.count > 1: break
    case .anaphorForName where difference.locus.reading.words.count > 1: break
    default: return
    }
    difference.kind = .overwrite
    difference.effect = .falseStatement
    difference.reason += "; written in place of other words, by the same fault as others"
  }

  private static func verdict(on place: Place) -> Verdict {
    for family in families {
      if let verdict = family(place) { return verdict }
    }
    return Wording.otherWords(place)
  }

  /// A family gives a verdict on the places it knows.
  typealias Family = @Sendable (Place) -> Verdict?

  private static let families: [Family] = [
    Movement.judge, Spacing.judge, Glyphs.judge, SentenceBorder.judge, Segmentation.judge,
    Repetition.judge,
    Compounds.judge,
    Spelling.misread, Numbers.judge, Overwriting.judge, NameKinds.judge, Marking.judge,
    Contraction.judge, Polarity.judge, Attribution.judge,
    Spelling.judge, Quoting.judge, Wording.judge, Extent.judge,
  ]
}

/// What a family says of a place.
struct Verdict {
  var kind: DifferenceKind
  var effect: Effect
  var reason: String
  var operation: Difference.Operation?
}
