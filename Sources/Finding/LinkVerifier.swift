/// Compares pairs word by word; remembers the words of the texts it met last.
struct LinkVerifier {
  /// Two texts of the input, by their places, and the representatives they are copies of.
  struct Pair {
    var x: Int, y: Int
    var xText: Int, yText: Int
    var ground: Link.Ground
    var isDirect: Bool
  }

  private var chain: Chain
  private var tables: [Int: WordTable] = [:]
  private let texts: any TextSource
  private let judge: OverlapJudge

  /// How many texts are remembered at most.
  private static let remembered = 1024

  init(_ texts: any TextSource, _ judge: OverlapJudge) {
    self.texts = texts
    self.judge = judge
    chain = Chain(judge.settings)
  }

  /// The link of a pair, unless they have too little in common.
  ///
  /// - Complexity: O(bytes) of a text met for the first time; about O(words of the passages).
  mutating func link(_ pair: Pair, inCluster: Bool = false) -> Link? {
    // In working order, so that the alignment does not depend on the identifiers.
    let isInOrder = pair.xText >= pair.yText
    let (a, aText) = isInOrder ? (pair.x, pair.xText) : (pair.y, pair.yText)
    let (b, bText) = isInOrder ? (pair.y, pair.yText) : (pair.x, pair.xText)
    var passages: [Chain.Passage] = []
    var span = 1.0
    if aText != bText {
      chain.chain(aText, bText, judge.postings)
      passages = chain.passages
      span = max(
        self.span(passages.map(\.a), of: aText), self.span(passages.map(\.b), of: bText))
      if span < judge.settings.leastSpan { return nil }
    }
    var link = Link(
      (texts.id(at: a), words(a)), (texts.id(at: b), words(b)), chained: passages,
      ground: pair.ground, isDirect: pair.isDirect, isExact: aText == bText)
    if link.b < link.a { link.swap() }
    return link.holds(judge.settings, chained: span, inCluster: inCluster) ? link : nil
  }

  private func span(_ ranges: [Range<Int>], of text: Int) -> Double {
    Double(Spans.size(Spans.union(ranges))) / Double(max(1, judge.pile.length(of: text)))
  }

  private mutating func words(_ text: Int) -> WordTable {
    if let known = tables[text] { return known }
    if tables.count >= Self.remembered { tables.removeAll(keepingCapacity: true) }
    let table = WordTable(of: texts.text(at: text))
    tables[text] = table
    return table
  }
}

extension Link.Ground {
  init(_ kind: Overlap.Kind) {
    self = kind == .copy ? .copy : kind == .excerpt ? .excerpt : .overlap
  }
}
