internal import Prose

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
  private let articles: [Article]
  private let judge: OverlapJudge

  /// How many texts are remembered at most.
  private static let remembered = 1024

  init(_ articles: [Article], _ judge: OverlapJudge) {
    self.articles = articles
    self.judge = judge
    chain = Chain(judge.settings)
  }

  /// The link of a pair, unless they have too little in common.
  ///
  /// - Complexity: O(bytes) of a text met for the first time; about O(words of the passages).
  mutating func link(_ pair: Pair, inCluster: Bool = false) -> Link? {
    let swapped = articles[pair.y].id < articles[pair.x].id
    let (x, y) = swapped ? (pair.y, pair.x) : (pair.x, pair.y)
    let (xText, yText) = swapped ? (pair.yText, pair.xText) : (pair.xText, pair.yText)
    var passages: [Chain.Passage] = []
    if xText != yText {
      chain.chain(max(xText, yText), min(xText, yText), judge.postings)
      passages = xText < yText ? Chain.swapped(chain.passages) : chain.passages
      let least = judge.settings.leastSpan
      guard span(passages.map(\.a), of: xText) >= least || span(passages.map(\.b), of: yText) >= least
      else { return nil }
    }
    let link = Link(
      (articles[x].id, words(x)), (articles[y].id, words(y)), chained: passages,
      ground: pair.ground, isDirect: pair.isDirect, isExact: xText == yText)
    return link.holds(judge.settings, inCluster: inCluster) ? link : nil
  }

  private func span(_ ranges: [Range<Int>], of text: Int) -> Double {
    Double(Spans.size(Spans.union(ranges))) / Double(max(1, judge.pile.fingerprints.lengths[text]))
  }

  private mutating func words(_ text: Int) -> WordTable {
    if let known = tables[text] { return known }
    if tables.count >= Self.remembered { tables.removeAll(keepingCapacity: true) }
    let table = WordTable(of: articles[text].text)
    tables[text] = table
    return table
  }
}

extension Link.Ground {
  init(_ kind: Overlap.Kind) {
    self = kind == .copy ? .copy : kind == .excerpt ? .excerpt : .overlap
  }
}

extension Chain {
  /// The same passages, seen from the other text.
  static func swapped(_ passages: [Passage]) -> [Passage] {
    passages.map { Passage(a: $0.b, b: $0.a, hits: $0.hits) }
      .sorted { $0.a.lowerBound < $1.a.lowerBound }
  }
}
