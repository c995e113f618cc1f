import Collating
import Judging
import Prose

/// How well the differences of a comparison agree with those marked by hand.
struct Score: CustomStringConvertible {
  /// Differences marked by hand, and those of them that matter.
  private(set) var gold = 0, substantive = 0
  /// Substantive differences told as one difference that tells nothing else.
  private(set) var isolated = 0
  /// Differences with their kind, their severity, and with `none` told from the rest.
  private(set) var kinds = 0, severities = 0, noneOrNot = 0
  /// Differences told as substantive that are none.
  private(set) var falseAlarms = 0
  /// What was told wrongly, for a look.
  private(set) var misses: [String] = []

  var description: String {
    """
    isolated \(isolated) of \(substantive), kinds \(kinds), severities \(severities), none or not \(noneOrNot) of \
    \(gold), false alarms \(falseAlarms)
    """ + misses.prefix(12).map { "\n  " + $0 }.joined()
  }

  private struct Told {
    let base: Gold.Span
    let witness: Gold.Span
    let kind: String
    let severity: Severity
  }

  init(of comparison: Comparison, against truth: Gold) {
    let texts = [comparison.collation.base.article.text, comparison.collation.witness.article.text]
    let offsets = texts.map { ScalarOffsets(of: $0) }
    let told = comparison.differences.map { difference in
      let base = offsets[0].scalars(of: difference.locus.base.range)
      let witness = offsets[1].scalars(of: difference.locus.reading.range)
      return Told(
        base: .init(start: base.lowerBound, end: base.upperBound),
        witness: .init(start: witness.lowerBound, end: witness.upperBound),
        kind: difference.kind.rawValue,
        severity: difference.severity)
    }
    let near = Self.matches(truth.differences, told, texts.map { Array($0.unicodeScalars) })
    var back: [Int: Set<Int>] = [:]
    for (index, found) in near.enumerated() {
      for other in found.keys { back[other, default: []].insert(index) }
    }
    for (difference, found) in zip(truth.differences, near) { count(difference, found, told, back) }
    for (index, one) in told.enumerated() where one.severity > .none {
      let isReal = back[index, default: []].contains { truth.differences[$0].severity != "none" }
      if !isReal { falseAlarms += 1 }
    }
  }

  private mutating func count(
    _ difference: Gold.Difference, _ found: [Int: Int], _ told: [Told], _ back: [Int: Set<Int>]
  ) {
    let best = found.max { one, other in
      let rank = { (pair: (key: Int, value: Int)) in
        (pair.value, -(back[pair.key]?.count ?? 0), -pair.key)
      }
      return rank(one) < rank(other)
    }
    let severity = found.keys.map { told[$0].severity }.max()
    let kind = best.map { told[$0.key].kind } ?? "nothing"
    let isKind = ([difference.kind] + (difference.alsoRight ?? [])).contains(kind)
    let isLoud = difference.severity != "none"
    let isNoneOrNot = severity.map { ($0 > .none) == isLoud } ?? false
    let isAlone = found.count == 1 && found.keys.allSatisfy { back[$0]?.count == 1 }
    gold += 1
    kinds += isKind ? 1 : 0
    severities += severity?.rawValue == difference.severity ? 1 : 0
    noneOrNot += isNoneOrNot ? 1 : 0
    substantive += isLoud ? 1 : 0
    isolated += isLoud && isAlone ? 1 : 0
    if !isKind || !isNoneOrNot || (isLoud && !isAlone) {
      misses.append(
        "\(difference.base.start)-\(difference.base.end) \(difference.kind), \(difference.severity): told as \(kind), "
          + "\(severity?.rawValue ?? "nothing")\(isAlone ? "" : ", in \(found.count) pieces or with others")"
      )
    }
  }

  /// For each difference marked by hand the told ones that overlap it on both sides, and by how much.
  private static func matches(
    _ gold: [Gold.Difference], _ told: [Told], _ texts: [[Unicode.Scalar]]
  ) -> [[Int: Int]] {
    var near = gold.map { difference in
      var found: [Int: Int] = [:]
      for (index, one) in told.enumerated() {
        guard let base = difference.base.overlap(one.base),
          let witness = difference.witness.overlap(one.witness)
        else { continue }
        let isSame = difference.base == one.base && difference.witness == one.witness
        if base + witness > 0 || isSame { found[index] = base + witness }
      }
      return found
    }
    var places: [[Gold.Span]: [Int]] = [:]
    for (index, one) in told.enumerated() {
      places[slid(one.base, one.witness, texts), default: []].append(index)
    }
    for index in near.indices where near[index].isEmpty {
      for other in places[slid(gold[index].base, gold[index].witness, texts)] ?? [] {
        near[index][other] = 1
      }
    }
    return near
  }

  /// A pure addition or omission moved as far to the left as the texts allow, so that equal edits compare equal.
  private static func slid(
    _ base: Gold.Span, _ witness: Gold.Span, _ texts: [[Unicode.Scalar]]
  ) -> [Gold.Span] {
    var (base, witness) = (base, witness)
    while (base.start == base.end) != (witness.start == witness.end), base.start > 0,
      witness.start > 0
    {
      let last = base.start < base.end ? texts[0][base.end - 1] : texts[1][witness.end - 1]
      guard texts[0][base.start - 1] == texts[1][witness.start - 1],
        texts[0][base.start - 1] == last
      else { break }
      base = .init(start: base.start - 1, end: base.end - 1)
      witness = .init(start: witness.start - 1, end: witness.end - 1)
    }
    return [base, witness]
  }
}
