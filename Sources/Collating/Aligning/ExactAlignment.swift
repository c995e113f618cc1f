/// The heaviest chain of equal words in a small stretch, by dynamic programming over all its cells.
///
/// Two states a cell: the chain holds there (`M`), or is broken there (`G`). Entering a break
/// costs.
struct ExactAlignment {
  private var chain: [Int32] = []
  private var broken: [Int32] = []
  /// How each cell was reached, one byte a cell.
  private var steps: [UInt8] = []

  private static let never: Int32 = -1 << 28
  private static let chainFromBreak: UInt8 = 1
  private static let breakFromLeft: UInt8 = 2
  private static let breakFromChain: UInt8 = 4
  private static let equal: UInt8 = 8

  /// Appends the equal runs of a stretch.
  ///
  /// - Complexity: O(cells) time, one byte a cell.
  mutating func align(
    _ a: [Int32], _ b: [Int32], _ weight: [Int32], in rangeA: Range<Int>, _ rangeB: Range<Int>,
    into runs: inout [PairAlignment.Run]
  ) {
    let width = rangeB.count + 1
    let cells = (rangeA.count + 1) * width
    if steps.count < cells { steps = Array(repeating: 0, count: max(cells, steps.count * 2)) }
    if chain.count < width {
      chain = Array(repeating: 0, count: width)
      broken = Array(repeating: 0, count: width)
    }
    Self.fill(a.span, b.span, weight.span, rangeA, rangeB, &chain, &broken, &steps)
    trace(a, b, rangeA, rangeB, width, into: &runs)
  }

  private static func fill(
    _ a: Span<Int32>, _ b: Span<Int32>, _ weight: Span<Int32>, _ rangeA: Range<Int>,
    _ rangeB: Range<Int>, _ chainCells: inout [Int32], _ brokenCells: inout [Int32],
    _ stepCells: inout [UInt8]
  ) {
    var chain = chainCells.mutableSpan
    var broken = brokenCells.mutableSpan
    var steps = stepCells.mutableSpan
    let width = rangeB.count + 1
    let cost = AlignmentSettings.breakCost
    // First row: nothing of `a` used; the stretch starts on a held chain.
    chain[0] = 0
    broken[0] = Self.never
    for column in 1..<width {
      chain[column] = Self.never
      broken[column] = -cost
      steps[column] = Self.breakFromLeft | (column == 1 ? Self.breakFromChain : 0)
    }
    for row in 1...rangeA.count {
      let word = a[rangeA.lowerBound + row - 1]
      let gain = weight[Int(word)]
      let base = row * width
      var diagonalChain = chain[0]
      var diagonalBroken = broken[0]
      broken[0] = max(broken[0], chain[0] - cost)
      steps[base] = row == 1 ? Self.breakFromChain : 0
      chain[0] = Self.never
      var leftChain = chain[0]
      var leftBroken = broken[0]
      for column in 1..<width {
        let upChain = chain[unchecked: column]
        let upBroken = broken[unchecked: column]
        var step: UInt8 = 0
        var best = upBroken
        if leftBroken > best {
          best = leftBroken
          step = Self.breakFromLeft
        }
        if upChain &- cost > best {
          best = upChain &- cost
          step = Self.breakFromChain
        }
        if leftChain &- cost > best {
          best = leftChain &- cost
          step = Self.breakFromChain | Self.breakFromLeft
        }
        var held = Self.never
        if b[unchecked: rangeB.lowerBound &+ column &- 1] == word {
          step |= Self.equal
          if diagonalBroken > diagonalChain {
            held = diagonalBroken &+ gain
            step |= Self.chainFromBreak
          } else {
            held = diagonalChain &+ gain
          }
        }
        steps[unchecked: base &+ column] = step
        diagonalChain = upChain
        diagonalBroken = upBroken
        chain[unchecked: column] = held
        broken[unchecked: column] = best
        leftChain = held
        leftBroken = best
      }
    }
  }

  private func trace(
    _ a: [Int32], _ b: [Int32], _ rangeA: Range<Int>, _ rangeB: Range<Int>, _ width: Int,
    into runs: inout [PairAlignment.Run]
  ) {
    var row = rangeA.count
    var column = rangeB.count
    var isHeld = chain[column] >= broken[column]
    var run: PairAlignment.Run?
    while row > 0 || column > 0 {
      let step = steps[row * width + column]
      if isHeld {
        guard row > 0, column > 0 else { break }
        row -= 1
        column -= 1
        run = .init(
          a: rangeA.lowerBound + row, b: rangeB.lowerBound + column, count: (run?.count ?? 0) + 1)
        isHeld = step & Self.chainFromBreak == 0
        if !isHeld, let held = run {
          runs.append(held)
          run = nil
        }
      } else {
        if step & Self.breakFromLeft != 0 { column -= 1 } else { row -= 1 }
        isHeld = step & Self.breakFromChain != 0
      }
    }
    if let run { runs.append(run) }
  }
}
