internal import Collating

/// Two lists of words known to agree at a place, set under one another by walking on from there.
///
/// Copies are mostly equal: both lists are walked in step, and where they part the nearest place is
/// looked for where they meet again. Only what lies between two such places, or never meets, is
/// left to the exact search.
struct StepAlignment {
  /// Equal words at `a` and at `b`.
  struct Run {
    var a: Int, b: Int, count: Int
  }

  /// The equal stretches, in order in both lists.
  private(set) var runs: [Run] = []

  /// Words that may lie between two meeting places, both sides together.
  static let reach = 48
  /// The largest stretch, in cells, whose longest common words are found by counting: what the
  /// margins of two passages hold, with the words their grams cut in two.
  private static let smallCells = 2048

  /// Aligns two stretches.
  ///
  /// - Parameters:
  ///   - anchor: A place where the lists are known to agree, roughly.
  ///   - more: Further such places behind it, in order; the walk goes on from them where it is lost.
  /// - Complexity: About O(words) where the lists share long runs.
  init(
    _ a: Span<UInt64>, _ b: Span<UInt64>, in rangeA: Range<Int>, _ rangeB: Range<Int>,
    anchor: (a: Int, b: Int), more: [(a: Int, b: Int)] = []
  ) {
    var (i, j) = anchor
    while i > rangeA.lowerBound, j > rangeB.lowerBound, a[i - 1] == b[j - 1] {
      i -= 1
      j -= 1
    }
    fill(a, b, rangeA.lowerBound..<i, rangeB.lowerBound..<j)
    add(i, j, anchor.a - i)
    walk(a, b, anchor, more, rangeA.upperBound, rangeB.upperBound)
  }

  private mutating func add(_ a: Int, _ b: Int, _ count: Int) {
    guard count > 0 else { return }
    if let last = runs.last, last.a + last.count == a, last.b + last.count == b {
      runs[runs.count - 1].count += count
    } else {
      runs.append(Run(a: a, b: b, count: count))
    }
  }

  private mutating func walk(
    _ a: Span<UInt64>, _ b: Span<UInt64>, _ anchor: (a: Int, b: Int), _ more: [(a: Int, b: Int)],
    _ endA: Int, _ endB: Int
  ) {
    var (i, j) = anchor
    var tried = 0
    while true {
      var count = 0
      let most = min(endA &- i, endB &- j)
      while count < most, a[unchecked: i &+ count] == b[unchecked: j &+ count] { count &+= 1 }
      add(i, j, count)
      i += count
      j += count
      guard i < endA, j < endB else { return }
      var met = Self.meeting(a, b, i, j, endA, endB)
      while met == nil, tried < more.count {
        let next = more[tried]
        tried += 1
        if next.a > i, next.b > j { met = next }
      }
      guard let (nextA, nextB) = met else { break }
      fill(a, b, i..<nextA, j..<nextB)
      (i, j) = (nextA, nextB)
    }
    // What is left never meets again nearby: other text, or the same in another place.
    fill(a, b, i..<endA, j..<endB)
  }

  /// The nearest place behind two words where the lists agree again.
  ///
  /// The farther it lies, the more words have to agree, for single words recur by chance.
  static func meeting(
    _ a: Span<UInt64>, _ b: Span<UInt64>, _ i: Int, _ j: Int, _ endA: Int, _ endB: Int
  ) -> (Int, Int)? {
    // Where a word or two were changed the place is near; else few words stand on both sides, and
    // it is these that are looked at.
    for distance in 1...6 {
      let mostA = min(distance, endA - i - 1)
      var aheadA = max(0, distance - (endB - j - 1))
      while aheadA <= mostA {
        let (x, y) = (i &+ aheadA, j &+ distance &- aheadA)
        if a[unchecked: x] == b[unchecked: y],
          agree(a, b, x, y, endA, endB, needed(distance))
        {
          return (x, y)
        }
        aheadA &+= 1
      }
    }
    let lastB = min(endB, j + reach + 1)
    let filter = KeyFilter(of: b, j..<lastB)
    var best: (distance: Int, a: Int, b: Int)?
    for x in i..<min(endA, i + reach + 1) {
      let key = a[unchecked: x]
      guard filter.mayHold(key) else { continue }
      let nearest = best.map { $0.distance - 1 } ?? reach
      for y in j..<min(lastB, j + max(0, nearest - (x - i) + 1)) where b[unchecked: y] == key {
        let distance = x - i + y - j
        if distance > 0, agree(a, b, x, y, endA, endB, needed(distance)) {
          best = (distance, x, y)
          break
        }
      }
    }
    return best.map { ($0.a, $0.b) }
  }

  private static func needed(_ distance: Int) -> Int { distance < 6 ? 2 : distance < 20 ? 3 : 4 }

  /// Whether so many words agree, or all up to the end of both.
  private static func agree(
    _ a: Span<UInt64>, _ b: Span<UInt64>, _ x: Int, _ y: Int, _ endA: Int, _ endB: Int, _ count: Int
  ) -> Bool {
    for offset in 1..<count {
      if x + offset >= endA || y + offset >= endB { return endA - x == endB - y }
      if a[x + offset] != b[y + offset] { return false }
    }
    return true
  }

  // MARK: Between

  /// Aligns what lies between two places where the lists agree.
  private mutating func fill(
    _ a: Span<UInt64>, _ b: Span<UInt64>, _ inA: Range<Int>, _ inB: Range<Int>
  ) {
    if inA.isEmpty || inB.isEmpty { return }
    if inA.count == 1 || inB.count == 1 {
      for x in inA {
        for y in inB where a[x] == b[y] {
          add(x, y, 1)
          return
        }
      }
    } else if inA.count <= Self.mostRows, inB.count <= UInt64.bitWidth {
      fillByBits(a, b, inA, inB, UInt64.self)
    } else if inA.count <= Self.mostRows, inB.count <= UInt128.bitWidth {
      fillByBits(a, b, inA, inB, UInt128.self)
    } else if (inA.count + 1) * (inB.count + 1) <= Self.smallCells {
      fillByCounting(a, b, inA, inB)
    } else {
      let (keysA, keysB) = (inA.map { a[$0] }, inB.map { b[$0] })
      for run in PairAlignment(keysA, keysB).runs {
        add(run.a + inA.lowerBound, run.b + inB.lowerBound, run.count)
      }
    }
  }

  /// The most words of `a` that `fillByBits` has room for.
  static let mostRows = 255

  /// The same as `fillByCounting`, a row at a time: Hyyrö, *Bit-parallel LCS-length computation
  /// revisited*, 2004, from the ends of both stretches to their starts.
  ///
  /// - Parameter Row: A number with a bit for each word of `b`.
  @inline(__always)
  mutating func fillByBits<Row: FixedWidthInteger & UnsignedInteger>(
    _ a: Span<UInt64>, _ b: Span<UInt64>, _ inA: Range<Int>, _ inB: Range<Int>, _: Row.Type
  ) {
    let filter = KeyFilter(of: b, inB)
    guard inA.contains(where: { filter.mayHold(a[$0]) }) else { return }
    // The bit of a place is set where going back over it adds a common word; the last place of `b`
    // has the lowest bit.
    var steps = InlineArray<256, Row>(repeating: 0)
    var same = ~0 as Row
    for x in stride(from: inA.upperBound &- 1, through: inA.lowerBound, by: -1) {
      let key = a[x]
      if filter.mayHold(key) {
        var meets = 0 as Row
        for y in inB { meets = meets &<< 1 | (b[y] == key ? 1 : 0) }
        let both = same & meets
        same = (same &+ both) | (same &- both)
      }
      steps[x &- inA.lowerBound] = ~same
    }
    let whole = ~0 as Row &>> Row(truncatingIfNeeded: Row.bitWidth &- inB.count)
    func most(_ x: Int, _ y: Int) -> Int { (steps[x] & (whole >> y)).nonzeroBitCount }
    var (x, y) = (0, 0)
    while x < inA.count, y < inB.count, most(x, y) > 0 {
      if a[inA.lowerBound + x] == b[inB.lowerBound + y] {
        add(inA.lowerBound + x, inB.lowerBound + y, 1)
        x += 1
        y += 1
      } else if most(x + 1, y) >= most(x, y + 1) {
        x += 1
      } else {
        y += 1
      }
    }
  }

  /// The longest common words of two short stretches, by dynamic programming.
  mutating func fillByCounting(
    _ a: Span<UInt64>, _ b: Span<UInt64>, _ inA: Range<Int>, _ inB: Range<Int>
  ) {
    // `most` of a cell: the common words of what follows it on both sides.
    var most = InlineArray<2048, UInt8>(repeating: 0)
    let width = inB.count + 1
    var some = false
    for x in stride(from: inA.count - 1, through: 0, by: -1) {
      for y in stride(from: inB.count - 1, through: 0, by: -1) {
        let cell = x &* width &+ y
        if a[inA.lowerBound &+ x] == b[inB.lowerBound &+ y] {
          most[cell] = most[cell &+ width &+ 1] &+ 1
          some = true
        } else {
          most[cell] = max(most[cell &+ width], most[cell &+ 1])
        }
      }
    }
    guard some else { return }
    var (x, y) = (0, 0)
    while x < inA.count, y < inB.count, most[x * width + y] > 0 {
      if a[inA.lowerBound + x] == b[inB.lowerBound + y] {
        add(inA.lowerBound + x, inB.lowerBound + y, 1)
        x += 1
        y += 1
      } else if most[(x + 1) * width + y] >= most[x * width + y + 1] {
        x += 1
      } else {
        y += 1
      }
    }
  }
}
