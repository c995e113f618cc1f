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

  /// The differences, in the order of the base; one for each locus.
  ///
  /// - Complexity: O(words), but for the search of overwriting names, which is O(names · words) over few names.
  public func differences(in collation: Collation) -> [Difference] {
    let report = Report(collation)
    return collation.loci.enumerated().map { index, locus in
      let place = Place(locus, in: collation, report: report)
      let verdict = Self.families.lazy.compactMap { $0(place) }.first ?? Wording.otherWords(place)
      return Difference(
        id: "d\(index + 1)", locus: locus, operation: verdict.operation ?? place.operation,
        kind: verdict.kind, effect: verdict.effect, isInQuotation: place.isInQuotation,
        reason: verdict.reason)
    }
  }

  /// A family gives a verdict on the places it knows.
  typealias Family = @Sendable (Place) -> Verdict?

  private static let families: [Family] = [
    Movement.judge, Spacing.judge, Glyphs.judge, SentenceBorder.judge, Segmentation.judge,
    Repetition.judge,
    Compounds.judge,
    Spelling.misread, Numbers.judge, Overwriting.judge, NameKinds.judge, Marking.judge,
    Polarity.judge, Attribution.judge,
    Spelling.judge, Contraction.judge, Quoting.judge, Wording.judge, Extent.judge,
  ]
}

/// What a family says of a place.
struct Verdict {
  var kind: DifferenceKind
  var effect: Effect
  var reason: String
  var operation: Difference.Operation?
}
