internal import Prose

/// Compares pairs word by word; remembers the words of the texts it met last.
///
/// A text is cut into words once for all its pairs, and its condition is judged from the same words.
final class LinkVerifier {
  /// Two texts of the input, by their places, and the representatives they are copies of.
  struct Pair: Sendable {
    var x: Int32, y: Int32
    var xText: Int32, yText: Int32
    var ground: Link.Ground
    var isDirect: Bool

    init(_ x: Int, _ xText: Int, _ y: Int, _ yText: Int, _ ground: Link.Ground, isDirect: Bool) {
      (self.x, self.y) = (Int32(truncatingIfNeeded: x), Int32(truncatingIfNeeded: y))
      self.xText = Int32(truncatingIfNeeded: xText)
      self.yText = Int32(truncatingIfNeeded: yText)
      self.ground = ground
      self.isDirect = isDirect
    }
  }

  /// How sound a text is, 0…1, by its place and its words.
  typealias Appraisal = @Sendable (_ place: Int, _ words: Words) -> Double

  /// What was found so far; in the order of the pairs.
  private(set) var links: Links
  /// The conditions of the members of clusters that were cut so far.
  private(set) var conditions: [(place: Int, value: Double)] = []

  private var chain: Chain
  private var alignment = PassageAlignment()
  private var passages: [Links.Ends] = []
  private var tables: [Int: WordTable] = [:]
  /// Bytes of the texts that are remembered.
  private var bytes = 0
  private let source: any TextSource
  private let judge: OverlapJudge
  private let pile: Pile
  private let ranks: [Int32]
  private let isMember: [Bool]
  private let appraise: Appraisal

  /// How many bytes of text are remembered, the last text aside.
  private static let remembered = 4 << 20
  /// The same where a pair has nothing to do with those before: words that are not asked for again
  /// would only take the place of others in the caches of the machine.
  private static let rememberedApart = 256 << 10

  /// - Parameters:
  ///   - ranks: For each text of the source: its place in the order of identifiers.
  ///   - isMember: For each representative: whether it is in a cluster, so that its condition is
  ///     asked for.
  init(
    _ source: any TextSource, _ judge: OverlapJudge, ranks: [Int32], isMember: [Bool],
    _ appraise: @escaping Appraisal
  ) {
    self.source = source
    self.judge = judge
    pile = judge.pile
    self.ranks = ranks
    self.isMember = isMember
    self.appraise = appraise
    links = Links()
    chain = Chain(judge.settings)
  }

  /// Gives back what was found, and the memory it took.
  func takeFound() -> (links: Links, conditions: [(place: Int, value: Double)]) {
    defer { (links, conditions) = (Links(), []) }
    return (links, conditions)
  }

  /// Forgets the words of the texts met so far.
  func forget() {
    tables.removeAll(keepingCapacity: true)
    bytes = 0
  }

  /// Finds the link of a pair, unless they have too little in common; tells whether there is one.
  ///
  /// - Complexity: O(bytes) of a text met for the first time; about O(words of the passages).
  @discardableResult
  func verify(_ pair: Pair, inCluster: Bool = false) -> Bool {
    // In working order, so that the alignment does not depend on the identifiers.
    let isInOrder = pair.xText >= pair.yText
    let (a, aText) = isInOrder ? (Int(pair.x), Int(pair.xText)) : (Int(pair.y), Int(pair.yText))
    let (b, bText) = isInOrder ? (Int(pair.y), Int(pair.yText)) : (Int(pair.x), Int(pair.xText))
    let isExact = aText == bText
    var span = 1.0
    if !isExact {
      chain.chain(aText, bText, judge.postings)
      span = max(
        self.span(chain.passages.map(\.a), of: aText), self.span(chain.passages.map(\.b), of: bText)
      )
      if span < judge.settings.leastSpan { return false }
    }
    if bytes > Self.rememberedApart, tables[a] == nil, tables[b] == nil { forget() }
    let (wordsA, wordsB) = (words(a, aText), words(b, bText))
    if !isExact { alignment.align(wordsA, wordsB, chain.passages) }
    var record = Links.Record(
      (a, wordsA), (b, wordsB), isExact ? nil : alignment, ground: pair.ground,
      isDirect: pair.isDirect)
    guard record.holds(judge.settings, chained: span, inCluster: inCluster) else { return false }
    passages.removeAll(keepingCapacity: true)
    if isExact {
      passages.append(Links.Ends(wordsA, 0..<wordsA.count, wordsB, 0..<wordsB.count))
    }
    for passage in isExact ? [] : alignment.passages {
      passages.append(Links.Ends(wordsA, passage.a, wordsB, passage.b))
    }
    if ranks[b] < ranks[a] {
      record.swap()
      passages = passages.map(\.swapped)
    }
    passages.sort { ($0.startA, $0.startB) < ($1.startA, $1.startB) }
    links.append(record, passages)
    return true
  }

  private func span(_ ranges: [Range<Int>], of text: Int) -> Double {
    Double(Spans.size(Spans.union(ranges))) / Double(max(1, pile.length(of: text)))
  }

  /// Judges a member of a cluster that stands in no pair.
  func judge(_ place: Int, _ text: Int) { _ = words(place, text) }

  private func words(_ place: Int, _ text: Int) -> WordTable {
    if let known = tables[place] { return known }
    let words = Words(in: source.text(at: place))
    if isMember[text] { conditions.append((place, appraise(place, words))) }
    let table = WordTable(words)
    if bytes > Self.remembered { forget() }
    bytes += words.text.utf8.count
    tables[place] = table
    return table
  }
}

extension Link.Ground {
  init(_ kind: Overlap.Kind) {
    self = kind == .copy ? .copy : kind == .excerpt ? .excerpt : .overlap
  }
}
