/// The passages of a pair set word under word.
///
/// Shared grams say roughly where two texts agree; here the words in and around those places are
/// aligned, and passages are cut from what stands equal: a passage goes on as long as equal words
/// outweigh half of the words between them (the X-drop rule of sequence search: Altschul et al.,
/// *Basic local alignment search tool*, 1990).
struct PassageAlignment {
  private(set) var passages: [(a: Range<Int>, b: Range<Int>)] = []
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

  /// Words that passages took, kept only where passages could take them again.
  private var usedA: [Bool] = []
  private var usedB: [Bool] = []
  private var runs: [Run] = []
  private var hasBlocks = false

  /// An alignment of nothing, whose memory serves for one pair after another.
  init() {}

  /// Aligns the passages chained for two texts, given in units, in the order of `a`.
  ///
  /// - Complexity: about O(words of the passages).
  mutating func align(_ a: WordTable, _ b: WordTable, _ chained: [Chain.Passage]) {
    passages.removeAll(keepingCapacity: true)
    (equal, verbatim, aligned, spanA, spanB) = (0, 0, 0, 0, 0)
    let blocks = blocks(a, b, chained)
    hasBlocks = blocks.count > 1
    if hasBlocks {
      usedA.removeAll(keepingCapacity: true)
      usedA.append(contentsOf: repeatElement(false, count: a.count))
      usedB.removeAll(keepingCapacity: true)
      usedB.append(contentsOf: repeatElement(false, count: b.count))
    }
    for block in blocks { align(a, b, block) }
    if hasBlocks {
      spanA = usedA.count { $0 }
      spanB = usedB.count { $0 }
    }
  }

  private typealias Run = StepAlignment.Run

  /// Passages aligned together.
  private struct Block {
    var a: Range<Int>
    var b: Range<Int>
    /// Where those after the first begin: places where the texts are known to agree, roughly.
    var anchors: [(a: Int, b: Int)] = []
  }

  /// Passages as runs of words, those close to one another and in order as one, largest first.
  private func blocks(
    _ a: WordTable, _ b: WordTable, _ chained: [Chain.Passage]
  ) -> [Block] {
    var blocks: [Block] = []
    for passage in chained {
      let next = Block(a: a.words(ofUnits: passage.a), b: b.words(ofUnits: passage.b))
      let last = blocks.lastIndex { block in
        let (gapA, gapB) = (
          next.a.lowerBound - block.a.upperBound, next.b.lowerBound - block.b.upperBound
        )
        return gapA >= 0 && gapB >= 0 && gapA <= Self.bridge && gapB <= Self.bridge
      }
      if let last {
        blocks[last].a = blocks[last].a.lowerBound..<next.a.upperBound
        blocks[last].b = blocks[last].b.lowerBound..<next.b.upperBound
        blocks[last].anchors.append((next.a.lowerBound, next.b.lowerBound))
      } else {
        blocks.append(next)
      }
    }
    return blocks.sorted {
      $0.a.count != $1.a.count ? $0.a.count > $1.a.count : $0.a.lowerBound < $1.a.lowerBound
    }
  }

  private mutating func align(_ a: WordTable, _ b: WordTable, _ block: Block) {
    let inA =
      max(
        0, block.a.lowerBound - Self.margin)..<min(
        a.count, block.a.upperBound + Self.margin)
    let inB =
      max(
        0, block.b.lowerBound - Self.margin)..<min(
        b.count, block.b.upperBound + Self.margin)
    let anchor = (a: block.a.lowerBound, b: block.b.lowerBound)
    let (keysA, keysB) = (a.keys, b.keys)
    let aligned = StepAlignment(
      keysA.span, keysB.span, in: inA, inB, anchor: anchor, more: block.anchors)
    runs.removeAll(keepingCapacity: true)
    for run in aligned.runs { addFree(run) }
    cut()
  }

  /// Adds the parts of a run no other passage has taken.
  private mutating func addFree(_ run: Run) {
    if passages.isEmpty {
      runs.append(run)
      return
    }
    var start = 0
    for offset in 0...run.count
    where offset == run.count || usedA[run.a + offset] || usedB[run.b + offset] {
      if offset > start {
        runs.append(Run(a: run.a + start, b: run.b + start, count: offset - start))
      }
      start = offset + 1
    }
  }

  private mutating func cut() {
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
    if hasBlocks {
      for word in inA { usedA[word] = true }
      for word in inB { usedB[word] = true }
    } else {
      // The passages of one block are apart on both sides.
      spanA += inA.count
      spanB += inB.count
    }
    passages.append((inA, inB))
  }
}
