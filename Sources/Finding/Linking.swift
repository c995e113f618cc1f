/// Compares decided pairs word by word and puts together what was found.
struct Linking {
  struct Key: Hashable {
    var x: Int, y: Int

    init(_ x: Int, _ y: Int) {
      self.x = min(x, y)
      self.y = max(x, y)
    }
  }

  let source: any TextSource
  var clustering: Clustering
  private let workers: Workers
  var links: [Key: Link] = [:]
  /// Pairs compared word by word.
  var verified = 0

  var settings: Finder.Settings { clustering.settings }
  var pile: Pile { clustering.overlaps.judge.pile }

  init(_ texts: any TextSource, _ clustering: Clustering, _ workers: Workers) {
    source = texts
    self.clustering = clustering
    self.workers = workers
  }

  /// Compares all pairs that have common text, and all pairs inside clusters.
  ///
  /// - Complexity: O(words) of each pair.
  mutating func verify(_ report: (Int, Int) -> Void) {
    let pairs = self.pairs().sideBySide(texts: pile.count)
    verified = pairs.count
    let size = 512
    for start in stride(from: 0, to: pairs.count, by: 32 * size) {
      let end = min(pairs.count, start + 32 * size)
      let (source, judge) = (source, clustering.overlaps.judge)
      let parts = workers.map(end - start, chunk: size) { range in
        var verifier = LinkVerifier(source, judge)
        return range.compactMap { offset -> (Key, Link)? in
          let pair = pairs[start + offset]
          return verifier.link(pair).map { (Key(pair.x, pair.y), $0) }
        }
      }
      for (key, link) in parts.joined() { links[key] = link }
      report(end, pairs.count)
    }
  }

  // MARK: Which pairs

  private mutating func pairs() -> [LinkVerifier.Pair] {
    var pairs: [LinkVerifier.Pair] = []
    var listed: Set<Key> = []
    for text in 0..<pile.count where pile.multiplicity(of: text) > 1 { addExact(text, to: &pairs) }
    for overlap in clustering.overlaps.found {
      listed.insert(Key(overlap.a, overlap.b))
      add(overlap, isDirect: true, to: &pairs)
    }
    for (leader, members) in clustering.clusters() {
      let all = members.count <= settings.allPairsSize
      for (index, member) in members.enumerated() {
        for other in all ? members[..<index] : [leader][...] where other != member {
          guard listed.insert(Key(member, other)).inserted else { continue }
          let overlap = clustering.overlaps.between(member, other)
          if overlap.kind != .none { add(overlap, isDirect: false, to: &pairs) }
        }
      }
    }
    return pairs
  }

  /// All pairs of texts with the same letters, or each with the first where they are many.
  private func addExact(_ text: Int, to pairs: inout [LinkVerifier.Pair]) {
    let copies = Array(pile.copies(of: text))
    for (index, copy) in copies.enumerated() {
      for other in copies.count <= settings.mostExactPairs ? copies[..<index] : copies[..<1]
      where other != copy {
        pairs.append(
          LinkVerifier.Pair(
            x: other, y: copy, xText: text, yText: text, ground: .copy, isDirect: true))
      }
    }
  }

  /// The pairs of the copies of two texts, or each with the other's first where they are many.
  private func add(_ overlap: Overlap, isDirect: Bool, to pairs: inout [LinkVerifier.Pair]) {
    let (a, b) = (pile.copies(of: overlap.a), pile.copies(of: overlap.b))
    let all = a.count * b.count <= settings.mostExactPairs * settings.mostExactPairs
    for x in a {
      for y in b where all || x == a.first || y == b.first {
        pairs.append(
          LinkVerifier.Pair(
            x: x, y: y, xText: overlap.a, yText: overlap.b, ground: Link.Ground(overlap.kind),
            isDirect: isDirect))
      }
    }
  }

  // MARK: One more pair

  /// The link of two texts of one cluster, compared now if they were not before.
  mutating func link(_ x: Int, _ xText: Int, _ y: Int, _ yText: Int) -> Link? {
    if let known = links[Key(x, y)] { return known }
    var ground = Link.Ground.copy
    if xText != yText {
      let kind = clustering.overlaps.between(xText, yText).kind
      if kind == .none { return nil }
      ground = Link.Ground(kind)
    }
    var verifier = LinkVerifier(source, clustering.overlaps.judge)
    let link = verifier.link(
      LinkVerifier.Pair(x: x, y: y, xText: xText, yText: yText, ground: ground, isDirect: false),
      inCluster: true)
    verified += 1
    links[Key(x, y)] = link
    return link
  }
}

extension [LinkVerifier.Pair] {
  /// Pairs that hang together side by side, so that each of their texts is cut into words once.
  ///
  /// - Complexity: O(n log n).
  fileprivate func sideBySide(texts: Int) -> Self {
    var parents = (0..<texts).map(Int32.init)
    func root(_ text: Int) -> Int {
      var text = text
      while Int(parents[text]) != text {
        parents[text] = parents[Int(parents[text])]
        text = Int(parents[text])
      }
      return text
    }
    for pair in self {
      let (x, y) = (root(pair.xText), root(pair.yText))
      parents[Swift.max(x, y)] = Int32(Swift.min(x, y))
    }
    let order = indices.map { (root(self[$0].xText), $0) }.sorted { $0 < $1 }
    return order.map { self[$0.1] }
  }
}
