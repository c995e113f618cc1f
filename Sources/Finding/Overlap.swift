/// What two texts have in common, as far as their fingerprints tell, and what that makes of them.
struct Overlap: Sendable {
  /// What a pair is, in rising order.
  enum Kind: Int, Comparable, Sendable {
    /// Too little in common, or nothing but boilerplate.
    case none
    /// Common text, not enough or not of the sort that makes one the copy of the other.
    case partial
    /// One passage of one text stands in the other.
    case excerpt
    /// Texts of one report.
    case copy

    static func < (x: Self, y: Self) -> Bool { x.rawValue < y.rawValue }
  }

  /// The texts; `a` is the later one in working order, not longer than `b`.
  let a: Int, b: Int
  let kind: Kind
  /// The part of the text's own length that stands in the other.
  let coverA: Float, coverB: Float
  /// The share of comparable numbers that agree, if there are two or more.
  let agreement: Float?

  func other(than text: Int) -> Int { text == a ? b : a }

  /// How much of one of the two stands in the other.
  func cover(of text: Int) -> Float { text == a ? coverA : coverB }

  var least: Float { min(coverA, coverB) }
}

/// Decides pairs.
///
/// One value is used for many pairs and keeps its memory.
struct OverlapJudge {
  let postings: Postings
  let pile: Pile
  let boilerplate: Boilerplate
  let settings: Finder.Settings
  private(set) var chain: Chain

  init(
    _ postings: Postings, _ pile: Pile, _ boilerplate: Boilerplate, _ settings: Finder.Settings
  ) {
    self.postings = postings
    self.pile = pile
    self.boilerplate = boilerplate
    self.settings = settings
    chain = Chain(settings)
  }

  /// Decides one pair, given in either order.
  ///
  /// - Complexity: O(repeated grams of both texts).
  mutating func judge(_ x: Int, _ y: Int) -> Overlap {
    let (a, b) = (max(x, y), min(x, y))
    chain.chain(a, b, postings)
    let passages = cleanPassages()
    guard !passages.isEmpty else { return Self.nothing(a, b) }
    let aCommon = own(Spans.union(passages.map(\.a)), of: a)
    let bCommon = own(Spans.union(passages.map(\.b)), of: b)
    let common = min(aCommon, bCommon)
    guard common >= settings.leastReported else { return Self.nothing(a, b) }
    let coverA = Float(min(1, aCommon / max(1, ownLength(of: a))))
    let coverB = Float(min(1, bCommon / max(1, ownLength(of: b))))
    let numbers = NumberSlots(
      pile.numbers(of: a), pile.numbers(of: b), chain, outside: boilerplate.masks(of: a))
    let longest = Double(passages.reduce(0) { max($0, $1.shorter) })
    let share = Double(max(coverA, coverB))
    let kind: Overlap.Kind
    if common < settings.leastCommon || share < settings.leastShare
      || numbers.different >= 2
        && Double(numbers.agreement ?? 1) < settings.leastAgreement
    {
      kind = .partial
    } else if share >= settings.copyShare {
      kind = .copy
    } else if longest >= settings.excerptWhole * common, longest >= settings.leastExcerpt {
      kind = .excerpt
    } else {
      kind = .partial
    }
    return Overlap(
      a: a, b: b, kind: kind, coverA: coverA, coverB: coverB, agreement: numbers.agreement)
  }

  private static func nothing(_ a: Int, _ b: Int) -> Overlap {
    Overlap(a: a, b: b, kind: .none, coverA: 0, coverB: 0, agreement: nil)
  }

  /// The passages last chained that hold evidence; none if it is a single gram.
  private func cleanPassages() -> [Chain.Passage] {
    var clean = [Int](repeating: 0, count: chain.passages.count)
    var total = 0
    for hit in chain.hits where hit.passage >= 0 && boilerplate.isClean(hit, postings) {
      clean[hit.passage] += 1
      total += 1
    }
    guard total > 1 else { return [] }
    return chain.passages.indices.filter { clean[$0] > 0 }.map { chain.passages[$0] }
  }

  private func own(_ ranges: [Range<Int>], of text: Int) -> Double {
    Double(Spans.size(ranges, outside: boilerplate.masks(of: text)))
  }

  private func ownLength(of text: Int) -> Double {
    let length = Double(pile.length(of: text)) - Double(boilerplate.masked(text))
    return length * Double(postings.firstShare[text])
  }

  /// Where the common text of a pair lies in one of its texts: from its first to its last unit.
  mutating func place(in text: Int, of other: Int) -> Range<Int>? {
    chain.chain(max(text, other), min(text, other), postings)
    let ranges = cleanPassages().map { text > other ? $0.a : $0.b }
    guard let start = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max()
    else { return nil }
    return start..<end
  }
}
