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
    value = Summary(search).value
  }
}

extension Condition {
  /// How sound a text is, and how often each fault was seen in it: what a pile is judged by, without
  /// the faults themselves.
  public struct Summary: BitwiseCopyable, Sendable {
    /// From 0, ruined, to 1, as printed; the same as that of the condition.
    public let value: Double
    /// How often each kind of `kinds` was seen.
    private var seen = InlineArray<13, Int32>(repeating: 0)

    /// Judges a text.
    ///
    /// - Complexity: O(bytes); no memory but that of one text's faults.
    public init(of words: Words) { self.init(FaultSearch(words)) }

    /// How often each fault was seen, in the order of `DifferenceKind`; faults not seen are left
    /// out.
    public var counts: [(kind: DifferenceKind, count: Int)] {
      Self.order.compactMap { place in
        seen[place] == 0 ? nil : (Self.losses[place].kind, Int(seen[place]))
      }
    }

    init(_ search: FaultSearch) {
      var weights = InlineArray<13, Double>(repeating: 0)
      let places = Self.places
      for sighting in search.sightings {
        let place = Int(places[sighting.kind] ?? 0)
        seen[place] += 1
        weights[place] += sighting.certainty == .proven ? 1 : 0.7
      }
      let lexical = Double(max(search.lexical, 1))
      let marks = Double(max(search.marks, 1))
      var lost = 0.0
      for (place, loss) in Self.losses.enumerated() where seen[place] > 0 {
        let whole = loss.whole == .marks ? marks : loss.whole == .words ? lexical : 1
        lost += min(weights[place] / whole / loss.worstAt, 1) * loss.atMost
      }
      if search.hasLostMarks { lost += 0.55 }
      value = max(0, 1 - lost)
    }

    private enum Whole { case words, marks, text }

    /// What each fault takes from the whole at its worst, and at what rate it is at its worst.
    private static let losses:
      [(kind: DifferenceKind, whole: Whole, worstAt: Double, atMost: Double)] = [
        (.punctuationDetached, .marks, 0.4, 0.55), (.quoteDetached, .words, 0.02, 0.15),
        (.cliticDetached, .words, 0.01, 0.15), (.abbreviationSplit, .words, 0.01, 0.1),
        (.punctuation, .words, 0.01, 0.55), (.space, .words, 0.03, 0.3),
        (.omittedCompound, .words, 0.01, 0.3), (.encoding, .words, 0.01, 0.6),
        (.scan, .words, 0.012, 0.6), (.repetition, .words, 0.02, 0.2),
        (.overwrite, .words, 0.008, 0.6), (.strayMark, .words, 0.02, 0.25), (.cut, .text, 1, 0.04),
      ]

    private static let places = Dictionary(
      uniqueKeysWithValues: losses.enumerated().map { ($1.kind, UInt8($0)) })
    /// The places of `losses` in the order of `DifferenceKind`.
    private static let order = DifferenceKind.allCases.compactMap { places[$0].map(Int.init) }
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
