public import Prose

/// The stages of a search for those who deal a pile among many machines.
///
/// What a stage needs of the whole pile is a count or an order, which any engine of tables can
/// work out; what it needs of texts travels packed. Put together as Guides/spark-design.md says,
/// they find what one machine finds.
extension Finder {
  /// Two texts by their places in a list; `a` comes after `b` in working order.
  public struct Pair: Hashable, Sendable {
    /// The later text, which is not longer.
    public var a: Int
    /// The earlier text.
    public var b: Int

    /// Makes a pair.
    public init(a: Int, b: Int) {
      self.a = a
      self.b = b
    }
  }

  /// What a candidate pair says of the grams by which it was found.
  public struct Vote: Hashable, Sendable {
    /// Whether the two share a passage at all; if not, they are no candidates any more.
    public var sharesPassage = false
    /// The grams of `a` that the pair finds in a coherent passage, of those asked about.
    public var grams: [Int] = []
    /// The same of grams with the gram behind them.
    public var edges: [Int] = []
  }

  /// What a pair is asked about a gram of its later text.
  public struct Question: Hashable, Sendable {
    /// The gram's place in the text.
    public var gram: Int
    /// Whether `b` is the first text that has it, or the last before `a`.
    public var asksOfGram: Bool
    /// Whether `b` is the last text before `a` that has it with the same gram behind it.
    public var asksOfEdge: Bool

    /// Makes a question.
    public init(gram: Int, asksOfGram: Bool, asksOfEdge: Bool) {
      self.gram = gram
      self.asksOfGram = asksOfGram
      self.asksOfEdge = asksOfEdge
    }
  }

  /// Lets candidate pairs vote on what is boilerplate.
  ///
  /// - Complexity: O(grams of both texts) for each pair.
  public func votes(
    _ texts: [PackedText], _ pairs: [(pair: Pair, questions: [Question])]
  ) -> [Vote] {
    let part = PilePart(texts, workers)
    let settings = settings
    let parts = workers.map(pairs.count, chunk: 256) { range in
      var chain = Chain(settings)
      var coherence = Coherence(settings)
      return range.map { index in
        let (pair, questions) = pairs[index]
        let (a, b) = (part.numbers[pair.a], part.numbers[pair.b])
        var vote = Vote()
        if a == b { return vote }
        chain.chain(a, b, part.postings)
        if chain.passages.isEmpty { return vote }
        vote.sharesPassage = true
        coherence.find(in: chain, of: part.pile.weighedLength(of: a))
        let positions = texts[pair.a].positions
        var hits: [Int: Bool] = [:]
        for hit in chain.hits where coherence.has(hit) {
          hits[hit.aPosition] = part.postings.edge(hit.gram, hit.edge) != nil
        }
        for question in questions where positions.indices.contains(question.gram) {
          guard let hasEdge = hits[positions[question.gram]] else { continue }
          if question.asksOfGram { vote.grams.append(question.gram) }
          if question.asksOfEdge, hasEdge { vote.edges.append(question.gram) }
        }
        return vote
      }
    }
    return parts.flatMap { $0 }
  }

  /// What pairs that share a passage are to each other, by their fingerprints; nil for too little,
  /// or nothing but boilerplate.
  ///
  /// - Complexity: O(grams of both texts) for each pair.
  public func grounds(_ texts: [TextEvidence], _ pairs: [Pair]) -> [Link.Ground?] {
    let part = PilePart(texts.lazy.map(\.text), workers)
    let judge = OverlapJudge(part.postings, Boilerplate(texts, part), settings)
    let parts = workers.map(pairs.count, chunk: 256) { range in
      var judge = judge
      return range.map { index -> Link.Ground? in
        let (a, b) = (part.numbers[pairs[index].a], part.numbers[pairs[index].b])
        if a == b { return .copy }
        let kind = judge.judge(a, b).kind
        return kind == .none ? nil : Link.Ground(kind)
      }
    }
    return parts.flatMap { $0 }
  }

  /// Finds the copies among texts of a pile that have nothing to do with the rest of it.
  ///
  /// What `findings(of:texts:condition:archive:progress:)` finds of them in the whole pile,
  /// boilerplate and counts aside, if all texts are there that hang together: by pairs of which
  /// `grounds(_:_:)` says something, or by being equal.
  ///
  /// - Parameters:
  ///   - evidence: What the whole pile says of each text; of equal texts the same.
  ///   - texts: The texts, in the same order.
  ///   - pairs: The candidate pairs among them that share a passage, in either order.
  ///   - condition: How sound a text is, 0…1, by its place and its words.
  public func findings(
    of evidence: [TextEvidence], texts: any TextSource, pairs: [Pair],
    condition: @escaping @Sendable (_ place: Int, _ words: Words) -> Double = { _, _ in 1 }
  ) -> Findings {
    precondition(evidence.count == texts.count, "evidence of other texts")
    let part = PilePart(evidence.lazy.map(\.text), source: texts, workers)
    let judge = OverlapJudge(part.postings, Boilerplate(evidence, part), settings)
    var partners = [Set<UInt32>](repeating: [], count: part.pile.count)
    for pair in pairs {
      let (x, y) = (part.numbers[pair.a], part.numbers[pair.b])
      if x != y { partners[max(x, y)].insert(UInt32(truncatingIfNeeded: min(x, y))) }
    }
    var candidates = Candidates()
    for texts in partners { candidates.append(texts.sorted()) }
    let pile = part.pile
    let clustering = Clustering(Overlaps(candidates, judge, workers), settings, workers) {
      texts.text(at: pile.place(of: $0))
    }
    var linking = Linking(texts, clustering, workers, condition)
    linking.verify(nil) { _, _ in }
    return linking.findings(listsBoilerplate: false)
  }
}
