import Collating
import Prose

/// Puts a name that was written beside itself together again: `the Mill claim` against `the the
/// Mill` aligns as a word added and a word lost, but one name was written over another with a word
/// behind it.
enum Regrouping {
  /// Words both texts have between the added and the lost one, at the most.
  private static let mostBetween = 6

  static func loci(of collation: Collation, _ report: Report) -> [Locus] {
    var loci = collation.loci
    var index = 0
    while index < loci.count {
      if let (first, end) = group(from: index, in: loci, collation, report) {
        let last = loci[end]
        let joined = Locus(
          sort: .words,
          base: Reading(
            range: TextRange(first.base.range.start, last.base.range.end),
            words: first.base.words.lowerBound..<last.base.words.upperBound),
          reading: Reading(
            range: TextRange(first.reading.range.start, last.reading.range.end),
            words: first.reading.words.lowerBound..<last.reading.words.upperBound))
        loci.replaceSubrange(index...end, with: [joined])
      }
      index += 1
    }
    return loci
  }

  /// The added words, slid behind the same words where they were written twice, and the place of
  /// the omission that belongs to them.
  private static func group(
    from index: Int, in loci: [Locus], _ collation: Collation, _ report: Report
  ) -> (first: Locus, end: Int)? {
    let added = loci[index]
    guard added.sort == .words, added.move == nil, added.base.words.isEmpty,
      added.reading.words.count <= 3
    else { return nil }
    var end = index + 1
    while end < loci.count, loci[end].sort != .words { end += 1 }
    guard end < loci.count, loci[end].move == nil, loci[end].reading.words.isEmpty,
      loci[end].base.words.count <= 3
    else { return nil }
    let first = slid(added, collation)
    let between = first.reading.words.upperBound..<loci[end].reading.words.lowerBound
    guard (1...mostBetween).contains(between.count),
      between.contains(where: { collation.witness.names.contains($0) })
    else { return nil }
    let words = collation.witness.words
    let written = (first.reading.words.lowerBound..<between.upperBound).filter {
      words.kinds[$0].isLexical
    }
    let place = Place(first, in: collation, report: report)
    let stands = report.standsElsewhere(written.map { words.keys[$0] }, than: place)
    return stands ? (first, end) : nil
  }

  /// Added words that are the same as those behind them, as an addition behind those.
  private static func slid(_ added: Locus, _ collation: Collation) -> Locus {
    let (base, witness) = (collation.base.words, collation.witness.words)
    let run = added.reading.words
    let point = added.base.words.lowerBound
    let next = run.upperBound..<run.upperBound + run.count
    guard next.upperBound < witness.count, point + run.count < base.count,
      witness.keys[run] == witness.keys[next]
    else { return added }
    let startA = base.range(point + run.count).start
    let startB = witness.range(next.lowerBound).start
    let kept = base.text[TextRange(added.base.range.start, startA)]
    guard kept == witness.text[TextRange(added.reading.range.start, startB)] else { return added }
    return Locus(
      sort: .words,
      base: Reading(range: TextRange(startA, startA), words: point + run.count..<point + run.count),
      reading: Reading(
        range: TextRange(startB, witness.range(next.upperBound).start), words: next))
  }
}
