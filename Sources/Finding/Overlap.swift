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

  let kind: Kind
  /// The part of the text's own length that stands in the other.
  let coverA: Float, coverB: Float
  private let aText: UInt32, bText: UInt32
  private let aStart: UInt32, aEnd: UInt32, bStart: UInt32, bEnd: UInt32
  private let knownAgreement: Float

  /// The texts; `a` is the later one in working order, not longer than `b`.
  var a: Int { Int(aText) }
  var b: Int { Int(bText) }
  /// The share of comparable numbers that agree, if there are two or more.
  var agreement: Float? { knownAgreement < 0 ? nil : knownAgreement }

  init(
    a: Int, b: Int, kind: Kind, coverA: Float = 0, coverB: Float = 0, agreement: Float? = nil,
    aPlace: Range<Int> = 0..<0, bPlace: Range<Int> = 0..<0
  ) {
    (aText, bText) = (UInt32(truncatingIfNeeded: a), UInt32(truncatingIfNeeded: b))
    self.kind = kind
    (self.coverA, self.coverB) = (coverA, coverB)
    knownAgreement = agreement ?? -1
    aStart = UInt32(truncatingIfNeeded: aPlace.lowerBound)
    aEnd = UInt32(truncatingIfNeeded: aPlace.upperBound)
    bStart = UInt32(truncatingIfNeeded: bPlace.lowerBound)
    bEnd = UInt32(truncatingIfNeeded: bPlace.upperBound)
  }

  /// Where the common text lies in one of the two: from its first unit to its last.
  func place(in text: Int) -> Range<Int> {
    text == a ? Int(aStart)..<Int(aEnd) : Int(bStart)..<Int(bEnd)
  }

  func other(than text: Int) -> Int { text == a ? b : a }

  /// How much of one of the two stands in the other.
  func cover(of text: Int) -> Float { text == a ? coverA : coverB }

  var least: Float { min(coverA, coverB) }
}

/// Decides pairs.
///
/// One value is used for many pairs and keeps its memory.
struct OverlapJudge: Sendable {
  let postings: Postings
  let boilerplate: Boilerplate
  let settings: Finder.Settings
  private(set) var chain: Chain
  /// The passages last chained that hold evidence.
  private var passages: [Chain.Passage] = []
  private var clean: [Int] = []
  private var aRanges: [Range<Int>] = []
  private var bRanges: [Range<Int>] = []
  private var touched: UInt64 = 0
  private var aNumbers: [Fingerprints.Number] = []
  private var bNumbers: [Fingerprints.Number] = []

  var pile: Pile { postings.pile }

  init(_ postings: Postings, _ boilerplate: Boilerplate, _ settings: Finder.Settings) {
    self.postings = postings
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
    findClean()
    guard !passages.isEmpty else { return Self.nothing(a, b) }
    Spans.unite(&aRanges)
    Spans.unite(&bRanges)
    let aCommon = own(aRanges, of: a)
    let bCommon = own(bRanges, of: b)
    let common = min(aCommon, bCommon)
    guard common >= settings.leastReported else { return Self.nothing(a, b) }
    let coverA = Float(min(1, aCommon / max(1, ownLength(of: a))))
    let coverB = Float(min(1, bCommon / max(1, ownLength(of: b))))
    NumberPacking.unpack(postings.pile.numbers(of: a), into: &aNumbers)
    NumberPacking.unpack(postings.pile.numbers(of: b), into: &bNumbers)
    let numbers = NumberSlots(
      aNumbers[...], bNumbers[...], chain, outside: boilerplate.masks(of: a))
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
      a: a, b: b, kind: kind, coverA: coverA, coverB: coverB, agreement: numbers.agreement,
      aPlace: aRanges[0].lowerBound..<aRanges[aRanges.count - 1].upperBound,
      bPlace: bRanges[0].lowerBound..<bRanges[bRanges.count - 1].upperBound)
  }

  /// Fetches texts that are to be compared next.
  mutating func fetch(_ texts: ArraySlice<UInt32>) { touched |= postings.fetch(texts) }

  private static func nothing(_ a: Int, _ b: Int) -> Overlap {
    Overlap(a: a, b: b, kind: .none)
  }

  /// Looks for the passages last chained that hold evidence; none if it is a single gram.
  private mutating func findClean() {
    clean.removeAll(keepingCapacity: true)
    passages.removeAll(keepingCapacity: true)
    aRanges.removeAll(keepingCapacity: true)
    bRanges.removeAll(keepingCapacity: true)
    for _ in chain.passages { clean.append(0) }
    var total = 0
    for hit in chain.hits where hit.passage >= 0 && boilerplate.isClean(hit, postings) {
      clean[Int(hit.passage)] += 1
      total += 1
    }
    guard total > 1 else { return }
    for (index, passage) in chain.passages.enumerated() where clean[index] > 0 {
      passages.append(passage)
      aRanges.append(passage.a)
      bRanges.append(passage.b)
    }
  }

  private func own(_ ranges: [Range<Int>], of text: Int) -> Double {
    Double(Spans.size(ranges, outside: boilerplate.masks(of: text)))
  }

  private func ownLength(of text: Int) -> Double {
    let length = Double(postings.pile.length(of: text)) - Double(boilerplate.masked(text))
    return length * postings.pile.firstShare(of: text)
  }
}
