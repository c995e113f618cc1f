import Prose

/// Pairs, inside a stretch that parts, words that are spellings of one another (`dcclared`,
/// `declared`), other borders of the same letters (`can not`, `cannot`), or both numbers, so that
/// each is a locus of its own.
struct WordPairing {
  private let a: Words
  private let b: Words

  /// Stretches of more cells than this are left whole.
  private static let mostCells = 20_000
  /// A pair counts as one word misspelt if at least this share of its letters agree.
  private static let leastLikeness = 0.6
  /// And where a word stands against two, this share.
  private static let leastInPhrase = 0.75

  init(_ a: Words, _ b: Words) {
    self.a = a
    self.b = b
  }

  private enum Step: UInt8 {
    case none, skipA, skipB, pair, split, join
  }

  /// The segments, each that parts cut into pairs and what stands between them.
  func apply(to segments: [Segment]) -> [Segment] {
    segments.flatMap { segment in
      segment.isEqual || segment.a.isEmpty || segment.b.isEmpty ? [segment] : parts(of: segment)
    }
  }

  /// The stretch cut into pairs and what stands between them.
  private func parts(of stretch: Segment) -> [Segment] {
    let (rows, columns) = (stretch.a.count, stretch.b.count)
    guard rows > 1 || columns > 1, rows * columns <= Self.mostCells else { return [stretch] }
    let lettersA = stretch.a.map { Spelled(a, $0) }
    let lettersB = stretch.b.map { Spelled(b, $0) }
    let allLetters = lettersA.flatMap(\.letters)
    if !allLetters.isEmpty, allLetters == lettersB.flatMap(\.letters) {
      return cut(stretch, lettersA, lettersB)
    }
    // Of one word against two, half of the letters agree by chance: `ensure` and `make sure`.
    let least = rows != columns && rows + columns < 4 ? Self.leastInPhrase : Self.leastLikeness
    let width = columns + 1
    var score = Array(repeating: 0.0, count: (rows + 1) * width)
    var steps = Array(repeating: Step.none, count: (rows + 1) * width)
    for row in 0...rows {
      for column in 0...columns where row + column > 0 {
        var best = -1.0
        var step = Step.none
        func offer(_ value: Double, _ candidate: Step) {
          if value > best {
            best = value
            step = candidate
          }
        }
        if row > 0, column > 0 {
          // What is the same word was left apart by the alignment for its own reasons.
          let isSame =
            a.keys[stretch.a.lowerBound + row - 1] == b.keys[stretch.b.lowerBound + column - 1]
          let likeness = isSame ? 0 : lettersA[row - 1].likeness(to: lettersB[column - 1])
          if likeness >= least {
            offer(score[(row - 1) * width + column - 1] + likeness, .pair)
          }
          if column > 1,
            lettersA[row - 1].isConcatenation(lettersB[column - 2], lettersB[column - 1])
          {
            offer(score[(row - 1) * width + column - 2] + 1, .split)
          }
          if row > 1, lettersB[column - 1].isConcatenation(lettersA[row - 2], lettersA[row - 1]) {
            offer(score[(row - 2) * width + column - 1] + 1, .join)
          }
        }
        if row > 0 { offer(score[(row - 1) * width + column], .skipA) }
        if column > 0 { offer(score[row * width + column - 1], .skipB) }
        score[row * width + column] = best
        steps[row * width + column] = step
      }
    }
    return traced(stretch, steps, width)
  }

  /// The same letters on both sides, cut wherever a word ends in both: `12:30-1:30` against `12 30
  /// 1 30` is two figures and a mark.
  private func cut(_ stretch: Segment, _ lettersA: [Spelled], _ lettersB: [Spelled]) -> [Segment] {
    var parts: [Segment] = []
    var (atA, atB) = (0, 0)
    func isAlone(_ word: Int, in words: [Spelled]) -> Bool {
      words[word].letters.isEmpty
        && !(words[word].isSign && word + 1 < words.count && !words[word + 1].letters.isEmpty)
    }
    while atA < lettersA.count || atB < lettersB.count {
      let (startA, startB) = (atA, atB)
      var (countA, countB) = (0, 0)
      // Marks carry no letters: those that stand alone on one side are a part of their own, but for
      // the sign that says what a figure counts.
      while atA < lettersA.count, isAlone(atA, in: lettersA) { atA += 1 }
      while atB < lettersB.count, isAlone(atB, in: lettersB) { atB += 1 }
      if atA == startA, atB == startB {
        repeat {
          if countA <= countB, atA < lettersA.count {
            countA += lettersA[atA].letters.count
            atA += 1
          } else {
            countB += lettersB[atB].letters.count
            atB += 1
          }
        } while countA != countB || countA == 0
      }
      parts.append(
        Segment(
          a: stretch.a.lowerBound + startA..<stretch.a.lowerBound + atA,
          b: stretch.b.lowerBound + startB..<stretch.b.lowerBound + atB, isEqual: false))
    }
    return parts
  }

  private func traced(_ stretch: Segment, _ steps: [Step], _ width: Int) -> [Segment] {
    var parts: [Segment] = []
    var row = stretch.a.count
    var column = stretch.b.count
    var (endA, endB) = (stretch.a.upperBound, stretch.b.upperBound)
    func close(_ a: Int, _ b: Int) {
      let (startA, startB) = (stretch.a.lowerBound + a, stretch.b.lowerBound + b)
      if startA < endA || startB < endB {
        parts.append(Segment(a: startA..<endA, b: startB..<endB, isEqual: false))
      }
      (endA, endB) = (startA, startB)
    }
    while row > 0 || column > 0 {
      let (down, across): (Int, Int) =
        switch steps[row * width + column] {
        case .skipA: (1, 0)
        case .skipB: (0, 1)
        case .split: (1, 2)
        case .join: (2, 1)
        case .pair, .none: (1, 1)
        }
      if down > 0, across > 0 {
        close(row, column)
        close(row - down, column - across)
      }
      row -= down
      column -= across
    }
    close(0, 0)
    return parts.reversed()
  }
}

/// A word as its letters.
struct Spelled {
  let letters: [UInt8]
  /// A sign before a figure: `$`, `£`, `€`, `#`.
  let isSign: Bool
  private let isNumber: Bool
  private let isCapital: Bool
  /// Half of a contraction, whose letters are no spelling of a word: `ca` and `n’t` in `can’t`.
  private let isHalf: Bool

  private static let stems: Set<UInt64> = [
    WordKey("ca").rawValue, WordKey("wo").rawValue, WordKey("sha").rawValue,
  ]

  /// Longer strings are never spellings of one another: to count their edits could take days.
  private static let longestWord = 200

  init(_ words: Words, _ index: Int) {
    isCapital = words.isCapital(index)
    isNumber = words.kinds[index] == .number
    isSign = words.kinds[index] == .mark && ["$", "£", "€", "#"].contains(words.surface(index))
    letters = words.kinds[index].isLexical ? Letters.folded(words.surface(index)) : []
    let isStem =
      Self.stems.contains(words.keys[index]) && index + 1 < words.count
      && words.kinds[index + 1] == .clitic
    isHalf = isStem || words.keys[index] == WordKey("n't").rawValue
  }

  /// How alike two spellings are: 1 less the edit distance over the longer length; two numbers are
  /// always alike.
  func likeness(to other: Spelled) -> Double {
    guard letters.count > 1, other.letters.count > 1 else {
      return letters == other.letters && !letters.isEmpty && isCapital == other.isCapital ? 1 : 0
    }
    if isNumber, other.isNumber { return 0.7 }
    if isHalf || other.isHalf { return 0 }
    let longest = max(letters.count, other.letters.count)
    let shortest = min(letters.count, other.letters.count)
    guard Double(shortest) >= 0.6 * Double(longest), longest <= Self.longestWord else { return 0 }
    return 1 - Double(Letters.distance(letters, other.letters)) / Double(longest)
  }

  func isConcatenation(_ first: Spelled, _ second: Spelled) -> Bool {
    !first.letters.isEmpty && !second.letters.isEmpty
      && letters.count == first.letters.count + second.letters.count
      && letters.starts(with: first.letters)
      && letters.suffix(second.letters.count).elementsEqual(second.letters)
  }
}
