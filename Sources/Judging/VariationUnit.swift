public import Collating
import Prose

/// A stretch of the base, of one sentence or more, in which witnesses part from it, and who reads
/// what.
public struct VariationUnit: Sendable {
  /// Witnesses that differ from the base in the same way.
  public struct Variant: Sendable {
    /// Their places in `Apparatus.comparisons`.
    public fileprivate(set) var comparisons: [Int]
    /// The differences, of each witness in turn.
    public fileprivate(set) var differences: [[Difference]]
    /// How much the weightiest matters.
    public var severity: Severity { differences.first?.map(\.severity).max() ?? .none }
    /// What they have, as the first of them has it.
    public var readings: [Reading] { differences.first?.map(\.locus.reading) ?? [] }
    /// What the base has there.
    public var baseReadings: [Reading] { differences.first?.map(\.locus.base) ?? [] }
  }

  /// The sentence of the base it begins in.
  public let sentence: Int
  /// The readings that are not the base's, in the order of the witnesses.
  public fileprivate(set) var variants: [Variant]
  /// The places, in `Apparatus.comparisons`, of witnesses that have what the base has.
  public fileprivate(set) var followers: [Int] = []

  /// How much the weightiest difference matters.
  public var severity: Severity { variants.map(\.severity).max() ?? .none }
  /// Every place of the base in which a witness parts from it, in order, none within another.
  public var baseReadings: [Reading] {
    let all = variants.flatMap(\.baseReadings).sorted {
      ($0.range.start, $1.range.end) < ($1.range.start, $0.range.end)
    }
    return all.reduce(into: []) { kept, next in
      if let last = kept.last, next.range.start < last.range.end || next == last { return }
      kept.append(next)
    }
  }
}

extension Apparatus {
  /// Where the witnesses part, in the order of the base; a reading that several share stands once.
  ///
  /// - Complexity: O(differences · witnesses).
  public func variationUnits(showing filter: DifferenceFilter) -> [VariationUnit] {
    let sentences = witnesses[base].sentences
    var units: [Int: VariationUnit] = [:]
    // The sentences each witness changes, also by what is not shown of itself but hides the text.
    var touched = comparisons.map { _ in Set<Int>() }
    for (number, comparison) in comparisons.enumerated() {
      var run: (start: Int, last: Int, differences: [Difference])?
      func close() {
        guard let run else { return }
        let unit = units[run.start] ?? VariationUnit(sentence: run.start, variants: [])
        units[run.start] = adding(run.differences, of: number, to: unit)
      }
      for difference in comparison.differences where filter.shows(difference) {
        let words = difference.locus.base.words
        let first = sentences.index(ofWord: words.lowerBound)
        let last = sentences.index(ofWord: max(words.lowerBound, words.upperBound - 1))
        touched[number].formUnion(first...max(first, last))
        if run?.last == first {
          run?.differences.append(difference)
          run?.last = last
        } else {
          close()
          run = (first, last, [difference])
        }
      }
      close()
    }
    return units.values.sorted { $0.sentence < $1.sentence }.map { unit in
      var unit = unit
      unit.followers = comparisons.indices.filter { !touched[$0].contains(unit.sentence) }
      return unit
    }
  }

  private func adding(_ differences: [Difference], of number: Int, to unit: VariationUnit)
    -> VariationUnit
  {
    var unit = unit
    let same = unit.variants.firstIndex { variant in
      variant.differences[0].count == differences.count
        && zip(variant.differences[0], differences).allSatisfy { one, other in
          one.kind == other.kind && one.severity == other.severity
            && one.locus.base == other.locus.base
            && text(of: one, in: variant.comparisons[0]) == text(of: other, in: number)
        }
    }
    if let same {
      unit.variants[same].comparisons.append(number)
      unit.variants[same].differences.append(differences)
    } else {
      unit.variants.append(.init(comparisons: [number], differences: [differences]))
    }
    return unit
  }

  private func text(of difference: Difference, in comparison: Int) -> [UInt8] {
    let text = comparisons[comparison].collation.witness.article.text
    return Array(text[difference.locus.reading.range].utf8)
  }
}
