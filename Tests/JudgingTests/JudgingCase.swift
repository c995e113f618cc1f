import Collating
import Judging
import Prose
import Testing

/// Two texts with one difference between them, and what it must be called.
struct JudgingCase: Sendable, CustomTestStringConvertible {
  let kind: DifferenceKind
  let severity: Severity
  let operation: Difference.Operation
  let base: String
  let reading: String
  var isInQuotation = false
  /// What it is called with the texts exchanged.
  var back: DifferenceKind

  init(
    _ kind: DifferenceKind, _ severity: Severity, _ operation: Difference.Operation, _ base: String,
    _ reading: String,
    inQuotation isInQuotation: Bool = false, back: DifferenceKind? = nil
  ) {
    (self.kind, self.severity, self.operation, self.base, self.reading) = (
      kind, severity, operation, base, reading
    )
    self.isInQuotation = isInQuotation
    self.back = back ?? Self.mirror[kind] ?? kind
  }

  var testDescription: String { "\(kind.rawValue): \(reading.suffix(60))" }

  /// Kinds that are another kind from the other side.
  private static let mirror: [DifferenceKind: DifferenceKind] = {
    let pairs: [(DifferenceKind, DifferenceKind)] = [
      (.wordSplit, .wordJoined), (.omittedWord, .addedWord), (.omittedCompound, .addedCompound),
      (.omittedPhrase, .addedPhrase), (.omittedSentence, .addedSentence),
      (.omittedParagraph, .addedParagraph),
      (.cut, .addedEnd), (.sentenceSplit, .sentenceMerged), (.nameForAnaphor, .anaphorForName),
      (.nameShortened, .nameExpanded),
    ]
    return Dictionary(uniqueKeysWithValues: pairs + pairs.map { ($1, $0) })
  }()

  /// What the operation is from the other side.
  var operationBack: Difference.Operation {
    switch operation {
    case .addition: .omission
    case .omission: .addition
    case .substitution, .transposition, .segmentation: operation
    }
  }
}

extension Comparison {
  /// Compares two texts.
  init(_ base: String, _ witness: String) {
    self.init(of: Article(id: "a", text: base), and: Article(id: "b", text: witness))
  }

  /// The differences, a line each.
  var told: [String] {
    differences.map { difference in
      let base = collation.base.article.text[difference.locus.base.range]
      let reading = collation.witness.article.text[difference.locus.reading.range]
      return "`\(base)`→`\(reading)` \(difference.kind.rawValue), \(difference.severity.rawValue), "
        + "\(difference.operation.rawValue)\(difference.isInQuotation ? ", quoted" : ""): \(difference.reason)"
    }
  }
}
