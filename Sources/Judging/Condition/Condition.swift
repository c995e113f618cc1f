public import Prose

/// How sound one text is, judged from the text alone: 1 as printed, 0 ruined; and why.
///
/// Each fault is counted, set against what could have had it (marks against marks, words against
/// words), weighed and capped, so that one ugly line in a long report costs little and a fault all
/// through it much.
public struct Condition: Hashable, Sendable {
  /// From 0, ruined, to 1, as printed.
  public let value: Double
  /// Where it is damaged, in order.
  public let faults: [Fault]

  /// How often each fault was seen; faults not seen are left out.
  public var counts: [DifferenceKind: Int] {
    Dictionary(faults.map { ($0.kind, 1) }, uniquingKeysWith: +)
  }

  /// Judges a text.
  ///
  /// - Complexity: O(bytes).
  public init(of words: Words) {
    let search = FaultSearch(words)
    faults = search.faults
    let lexical = Double(max(search.lexical, 1))
    let marks = Double(max(search.marks, 1))
    var counts: [DifferenceKind: Double] = [:]
    for fault in faults { counts[fault.kind, default: 0] += fault.certainty == .proven ? 1 : 0.7 }
    // What each fault takes from the whole at its worst, and at what rate it is at its worst.
    let losses: [(DifferenceKind, whole: Double, worstAt: Double, atMost: Double)] = [
      (.punctuationDetached, marks, 0.4, 0.55), (.quoteDetached, lexical, 0.02, 0.15),
      (.cliticDetached, lexical, 0.01, 0.15), (.abbreviationSplit, lexical, 0.01, 0.1),
      (.punctuation, lexical, 0.01, 0.55), (.space, lexical, 0.03, 0.3),
      (.omittedCompound, lexical, 0.01, 0.3),
      (.encoding, lexical, 0.01, 0.6), (.scan, lexical, 0.012, 0.6),
      (.repetition, lexical, 0.02, 0.2),
      (.overwrite, lexical, 0.008, 0.6), (.strayMark, lexical, 0.02, 0.25), (.cut, 1, 1, 0.04),
    ]
    var lost = 0.0
    for loss in losses {
      lost += min((counts[loss.0] ?? 0) / loss.whole / loss.worstAt, 1) * loss.atMost
    }
    if search.hasLostMarks { lost += 0.55 }
    value = max(0, 1 - lost)
  }
}

/// A place where one text is damaged, told without another copy.
public struct Fault: Hashable, Sendable {
  /// How sure it is.
  public enum Certainty: String, CaseIterable, Sendable {
    /// No writer does this, and the rest of the text shows how it came about.
    case proven
    /// It looks like damage, and could be the writer's.
    case likely
  }

  /// Where it stands, in bytes.
  public let range: TextRange
  /// What the damage is.
  public let kind: DifferenceKind
  /// How sure it is.
  public let certainty: Certainty
  /// Why, in words a reader can check.
  public let reason: String
}
