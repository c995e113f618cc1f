internal import Prose

/// The passages of a pair set word under word.
///
/// Shared grams say roughly where two texts agree; here the words in and around those places are
/// aligned, and passages are cut from what stands equal: a passage goes on as long as equal words
/// outweigh half of the words between them (the X-drop rule of sequence search: Altschul et al.,
/// *Basic local alignment search tool*, 1990).
struct PassageAlignment {
  private(set) var passages: [Link.Passage] = []
  /// Equal words, each counted once on either side.
  private(set) var equal = 0
  /// Equal words in stretches of six or more.
  private(set) var verbatim = 0
  /// Words inside the passages of either side.
  private(set) var spanA = 0, spanB = 0
  /// The longer side of each passage, summed.
  private(set) var aligned = 0

  /// Words taken along on either side of what the grams show.
  private static let margin = 24
  /// The widest stretch between two passages in the same order that is aligned with them.
  private static let bridge = 64
  /// What each word between two equal stretches costs.
  private static let gapCost = 0.5
  /// How far a passage may fall below its best before it is cut there.
  private static let drop = 15.0
  /// The fewest equal words of a passage.
  private static let leastEqual = 5

  /// Equal words in a row that make a stretch verbatim: shorter ones are phrases of the trade.
  private static let verbatimRun = 6

  private let a: WordTable
  private let b: WordTable
  private var usedA: [Bool]
  private var usedB: [Bool]

  /// Aligns the passages chained for two texts, given in units, in the order of `a`.
  ///
  /// - Complexity: about O(words of the passages).
  init(_ a: WordTable, _ b: WordTable, _ chained: [Chain.Passage]) {
    self.a = a
    self.b = b
    usedA = [Bool](repeating: false, count: a.count)
    usedB = [Bool](repeating: false, count: b.count)
    for block in blocks(chained) { align(block) }
    spanA = usedA.count { $0 }
    spanB = usedB.count { $0 }
    passages.sort { $0.a.start != $1.a.start ? $0.a.start < $1.a.start : $0.b.start < $1.b.start }
  }

  private typealias Run = StepAlignment.Run
  private typealias Block = (a: Range<Int>, b: Range<Int>)

  /// Passages as runs of words, those close to one another and in order as one, largest first.
  private func blocks(_ chained: [Chain.Passage]) -> [Block] {
    var blocks: [Block] = []
    for passage in chained {
      let next = (a: a.words(ofUnits: passage.a), b: b.words(ofUnits: passage.b))
      let last = blocks.lastIndex { block in
        let (gapA, gapB) = (
          next.a.lowerBound - block.a.upperBound, next.b.lowerBound - block.b.upperBound
        )
        return gapA >= 0 && gapB >= 0 && gapA <= Self.bridge && gapB <= Self.bridge
      }
      if let last {
        blocks[last].a = blocks[last].a.lowerBound..<next.a.upperBound
        blocks[last].b = blocks[last].b.lowerBound..<next.b.upperBound
      } else {
        blocks.append(next)
      }
    }
    return blocks.sorted {
      $0.a.count != $1.a.count ? $0.a.count > $1.a.count : $0.a.lowerBound < $1.a.lowerBound
    }
  }

  private mutating func align(_ block: Block) {
    let inA =
      max(
        0, block.a.lowerBound - Self.margin)..<min(
        a.count, block.a.upperBound + Self.margin)
    let inB =
      max(
        0, block.b.lowerBound - Self.margin)..<min(
        b.count, block.b.upperBound + Self.margin)
    let anchor = (a: block.a.lowerBound, b: block.b.lowerBound)
    let aligned = StepAlignment(a.keys.span, b.keys.span, in: inA, inB, anchor: anchor)
    var runs: [Run] = []
    for run in aligned.runs { addFree(run, to: &runs) }
    cut(runs)
  }

  /// Adds the parts of a run no other passage has taken.
  private func addFree(_ run: Run, to runs: inout [Run]) {
    var start = 0
    for offset in 0...run.count
    where offset == run.count || usedA[run.a + offset] || usedB[run.b + offset] {
      if offset > start {
        runs.append(Run(a: run.a + start, b: run.b + start, count: offset - start))
      }
      start = offset + 1
    }
  }

  private mutating func cut(_ runs: [Run]) {
    var first = 0
    var best = 0
    var (score, most) = (0.0, 0.0)
    for index in runs.indices {
      if index > first {
        let before = runs[index - 1]
        let gap = max(
          runs[index].a - before.a - before.count, runs[index].b - before.b - before.count)
        score -= Self.gapCost * Double(gap)
        if score <= 0 || score < most - Self.drop {
          emit(runs[first...best])
          (first, score, most) = (index, 0, 0)
        }
      }
      score += Double(runs[index].count)
      if score > most { (best, most) = (index, score) }
    }
    if first < runs.count { emit(runs[first...best]) }
  }

  private mutating func emit(_ runs: ArraySlice<Run>) {
    let words = runs.reduce(0) { $0 + $1.count }
    guard words >= Self.leastEqual, let first = runs.first, let last = runs.last else { return }
    let (inA, inB) = (first.a..<last.a + last.count, first.b..<last.b + last.count)
    equal += words
    for run in runs where run.count >= Self.verbatimRun { verbatim += run.count }
    aligned += max(inA.count, inB.count)
    for word in inA { usedA[word] = true }
    for word in inB { usedB[word] = true }
    passages.append(Link.Passage(a: a.range(inA), b: b.range(inB)))
  }
}
