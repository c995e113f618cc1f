import Prose

/// Makes an alignment fit for reading: slides what could stand in several places to the border of a
/// sentence or a word.
struct Tidying {
  private(set) var segments: [Segment] = []
  private let a: Words
  private let b: Words

  init(of alignment: PairAlignment, _ a: Words, _ b: Words) {
    self.a = a
    self.b = b
    let runs = Islands(a, b).dropped(from: alignment.runs)
    segments = slid(Self.segments(of: runs, a.count, b.count))
  }

  private static func segments(
    of runs: [PairAlignment.Run], _ countA: Int, _ countB: Int
  ) -> [Segment] {
    var segments: [Segment] = []
    var atA = 0
    var atB = 0
    for run in runs + [.init(a: countA, b: countB, count: 0)] {
      if run.a > atA || run.b > atB {
        segments.append(Segment(a: atA..<run.a, b: atB..<run.b, isEqual: false))
      }
      atA = run.a + run.count
      atB = run.b + run.count
      if run.count > 0 { segments.append(Segment(a: run.a..<atA, b: run.b..<atB, isEqual: true)) }
    }
    return segments
  }

  /// Slides each pure omission or addition between two equal runs to its best place.
  private func slid(_ segments: [Segment]) -> [Segment] {
    var segments = segments
    for index in segments.indices where index > 0 && index + 1 < segments.count {
      let part = segments[index]
      guard !part.isEqual, part.a.isEmpty != part.b.isEmpty else { continue }
      let (words, run) = part.a.isEmpty ? (b, part.b) : (a, part.a)
      let before = segments[index - 1].a.count
      let after = segments[index + 1].a.count
      var left = 0
      while left < before,
        words.keys[run.lowerBound - 1 - left] == words.keys[run.upperBound - 1 - left]
      {
        left += 1
      }
      var right = 0
      while right < after, words.keys[run.lowerBound + right] == words.keys[run.upperBound + right]
      {
        right += 1
      }
      guard left + right > 0 else { continue }
      // A long slide means that the text repeats itself; the nearest borders are as good as far
      // ones.
      let shifts = -min(left, 200)...min(right, 200)
      guard let best = shifts.max(by: { isWorse(words, run, $0, than: $1) }), best != 0 else {
        continue
      }
      segments[index - 1].a =
        segments[index - 1].a.lowerBound..<segments[index - 1].a.upperBound + best
      segments[index - 1].b =
        segments[index - 1].b.lowerBound..<segments[index - 1].b.upperBound + best
      segments[index].a = part.a.lowerBound + best..<part.a.upperBound + best
      segments[index].b = part.b.lowerBound + best..<part.b.upperBound + best
      segments[index + 1].a =
        segments[index + 1].a.lowerBound + best..<segments[index + 1].a.upperBound
      segments[index + 1].b =
        segments[index + 1].b.lowerBound + best..<segments[index + 1].b.upperBound
    }
    return segments.filter { !$0.a.isEmpty || !$0.b.isEmpty }
  }

  private func isWorse(_ words: Words, _ run: Range<Int>, _ x: Int, than y: Int) -> Bool {
    let scoreX = border(words, run.lowerBound + x) + border(words, run.upperBound + x)
    let scoreY = border(words, run.lowerBound + y) + border(words, run.upperBound + y)
    if scoreX != scoreY { return scoreX < scoreY }
    // Of equal places the one furthest left, where editors put them too.
    return x > y
  }

  /// How good a place before a word is as a border: a new paragraph, a new sentence, a clause, a
  /// space, or inside.
  private func border(_ words: Words, _ word: Int) -> Int {
    guard word > 0, word < words.count else { return 6 }
    let gap = words.gap(before: word)
    if gap.isEmpty { return words.kinds[word].isLexical ? 0 : 1 }
    if words.text[gap].utf8.contains(UInt8(ascii: "\n")) { return 6 }
    let last = words.keys[word - 1]
    if Marks.stops.contains(last) { return 5 }
    if words.kinds[word - 1] == .quote, word > 1, Marks.stops.contains(words.keys[word - 2]) {
      return 5
    }
    return words.kinds[word - 1].isLexical ? 2 : 3
  }
}
