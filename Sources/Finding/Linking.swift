internal import Prose

/// Compares decided pairs word by word and puts together what was found.
struct Linking {
  /// Two texts of the input to compare, with the passages their representatives share.
  private struct Pair {
    /// Places in the input, and the representatives they are copies of.
    var x: Int, y: Int, xText: Int, yText: Int
    var ground: Link.Ground
    var isDirect: Bool
  }

  private struct Key: Hashable {
    var x: Int, y: Int

    init(_ x: Int, _ y: Int) {
      self.x = min(x, y)
      self.y = max(x, y)
    }
  }

  let articles: [Article]
  private(set) var clustering: Clustering
  private let workers: Workers
  private var links: [Key: Link] = [:]
  private var verified = 0

  private var settings: Finder.Settings { clustering.settings }
  var pile: Pile { clustering.overlaps.judge.pile }

  init(_ articles: [Article], _ clustering: Clustering, _ workers: Workers) {
    self.articles = articles
    self.clustering = clustering
    self.workers = workers
  }

  /// Compares all pairs that have common text, and all pairs inside clusters.
  ///
  /// - Complexity: O(words) of each pair.
  mutating func verify(_ report: (Int, Int) -> Void) {
    let pairs = self.pairs()
    verified = pairs.count
    let size = 512
    for start in stride(from: 0, to: pairs.count, by: 32 * size) {
      let end = min(pairs.count, start + 32 * size)
      let (articles, judge) = (articles, clustering.overlaps.judge)
      let parts = workers.map(end - start, chunk: size) { range in
        var verifier = Verifier(articles, judge)
        return range.compactMap { offset -> (Key, Link)? in
          let pair = pairs[start + offset]
          let link = verifier.compare(pair)
          return link.holds(judge.settings) ? (Key(pair.x, pair.y), link) : nil
        }
      }
      for (key, link) in parts.joined() { links[key] = link }
      report(end, pairs.count)
    }
  }

  // MARK: Which pairs

  private mutating func pairs() -> [Pair] {
    var pairs: [Pair] = []
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
  private func addExact(_ text: Int, to pairs: inout [Pair]) {
    let copies = Array(pile.copies(of: text))
    for (index, copy) in copies.enumerated() {
      for other in copies.count <= settings.mostExactPairs ? copies[..<index] : copies[..<1]
      where other != copy {
        pairs.append(
          Pair(x: other, y: copy, xText: text, yText: text, ground: .copy, isDirect: true))
      }
    }
  }

  /// The pairs of the copies of two texts, or each with the other's first where they are many.
  private func add(_ overlap: Overlap, isDirect: Bool, to pairs: inout [Pair]) {
    let (a, b) = (pile.copies(of: overlap.a), pile.copies(of: overlap.b))
    let ground: Link.Ground =
      overlap.kind == .copy ? .copy : overlap.kind == .excerpt ? .excerpt : .overlap
    let all = a.count * b.count <= settings.mostExactPairs * settings.mostExactPairs
    for x in a {
      for y in b where all || x == a.first || y == b.first {
        pairs.append(
          Pair(
            x: x, y: y, xText: overlap.a, yText: overlap.b, ground: ground, isDirect: isDirect))
      }
    }
  }

  // MARK: One pair

  /// Compares pairs; remembers the words of the texts it met last.
  private struct Verifier {
    private var chain: Chain
    private var tables: [Int: WordTable] = [:]
    private let articles: [Article]
    private let judge: OverlapJudge

    init(_ articles: [Article], _ judge: OverlapJudge) {
      self.articles = articles
      self.judge = judge
      chain = Chain(judge.settings)
    }

    private mutating func words(_ text: Int) -> WordTable {
      if let known = tables[text] { return known }
      if tables.count > 1024 { tables.removeAll(keepingCapacity: true) }
      let table = WordTable(of: articles[text].text)
      tables[text] = table
      return table
    }

    /// The pair compared, whatever it holds.
    mutating func compare(_ pair: Pair) -> Link {
      let swapped = articles[pair.y].id < articles[pair.x].id
      let (x, y) = swapped ? (pair.y, pair.x) : (pair.x, pair.y)
      let (xText, yText) = swapped ? (pair.yText, pair.xText) : (pair.xText, pair.yText)
      var passages: [Chain.Passage] = []
      if xText != yText {
        chain.chain(max(xText, yText), min(xText, yText), judge.postings)
        passages = chain.passages
        if xText < yText { passages = Chain.swapped(passages) }
      }
      return Link(
        (articles[x].id, words(x)), (articles[y].id, words(y)), chained: passages,
        ground: pair.ground, isDirect: pair.isDirect, isExact: xText == yText)
    }
  }

  /// The link of two texts of the input, compared now if they were not before.
  private mutating func link(_ x: Int, _ xText: Int, _ y: Int, _ yText: Int) -> Link? {
    if let known = links[Key(x, y)] { return known }
    var ground = Link.Ground.copy
    if xText != yText {
      let kind = clustering.overlaps.between(xText, yText).kind
      if kind == .none { return nil }
      ground = kind == .copy ? .copy : kind == .excerpt ? .excerpt : .overlap
    }
    var verifier = Verifier(articles, clustering.overlaps.judge)
    let link = verifier.compare(
      Pair(x: x, y: y, xText: xText, yText: yText, ground: ground, isDirect: false))
    verified += 1
    guard link.holdsInCluster(settings) else { return nil }
    links[Key(x, y)] = link
    return link
  }
}

extension Linking {
  // MARK: What was found

  /// Chooses the copies to keep and puts everything in order.
  ///
  /// - Complexity: O(n log n) in links and texts.
  mutating func findings(_ condition: (Int) -> Double) -> Findings {
    var findings = Findings()
    var dropped = [Bool](repeating: false, count: articles.count)
    var clusterOf: [Article.ID: Cluster.ID] = [:]
    for (leader, members) in clustering.groups() {
      var left: [[Int]] = []
      if let cluster = cluster(leader, members, condition, &dropped, released: &left) {
        findings.clusters.append(cluster)
      }
      // Equal texts are copies of each other even if they are not of this report.
      for texts in left {
        var none: [[Int]] = []
        if let cluster = cluster(texts[0], texts, condition, &dropped, released: &none) {
          findings.clusters.append(cluster)
        }
      }
    }
    findings.clusters.sort { $0.members[0].id < $1.members[0].id }
    for cluster in findings.clusters {
      for member in cluster.members { clusterOf[member.id] = cluster.id }
    }
    findings.links = links.values.sorted { $0.a != $1.a ? $0.a < $1.a : $0.b < $1.b }
    for index in findings.links.indices {
      let (a, b) = (clusterOf[findings.links[index].a], clusterOf[findings.links[index].b])
      findings.links[index].cluster = a == b ? a : nil
    }
    findings.kept = articles.indices.filter { !dropped[$0] }.map { articles[$0].id }.sorted()
    findings.boilerplate = boilerplate()
    findings.counts.overlaps = clustering.overlaps.found.count
    findings.counts.verified = verified
    return findings
  }

  private func boilerplate() -> [Findings.Boilerplate] {
    let judge = clustering.overlaps.judge
    return judge.boilerplate.notices(judge.postings).map { notice in
      let article = articles[pile.representatives[notice.text]]
      let words = WordTable(of: article.text)
      return Findings.Boilerplate(
        id: article.id, range: words.range(words.words(ofUnits: notice.units)),
        carriers: notice.carriers)
    }.sorted { $0.carriers != $1.carriers ? $0.carriers > $1.carriers : $0.id < $1.id }
  }

  /// The cluster of some texts, with the members whose link to the copy to keep holds.
  private mutating func cluster(
    _ leader: Int, _ texts: [Int], _ condition: (Int) -> Double, _ dropped: inout [Bool],
    released: inout [[Int]]
  ) -> Cluster? {
    let (keep, keepText) = copyToKeep(leader, texts, condition)
    var members: [(place: Int, member: Cluster.Member)] = []
    for text in texts {
      var isReleased = false
      for copy in pile.copies(of: text) where !isReleased {
        let id = articles[copy].id
        if copy == keep {
          members.append(
            (copy, Cluster.Member(id: id, relation: .exact, coverage: 1, isDropped: false)))
        } else if let link = link(copy, text, keep, keepText) {
          let isDropped = stands(link, for: id)
          members.append(
            (
              copy,
              Cluster.Member(
                id: id, relation: link.relation, coverage: link.coverage(of: id),
                isDropped: isDropped)
            ))
        } else {
          isReleased = true
        }
      }
      if isReleased {
        let copies = Set(pile.copies(of: text))
        members.removeAll { copies.contains($0.place) }
        if copies.count > 1 { released.append([text]) }
      }
    }
    guard members.count > 1 else { return nil }
    for (place, member) in members where member.isDropped { dropped[place] = true }
    let sorted = members.map(\.member).sorted { $0.id < $1.id }
    return Cluster(
      id: "c" + String(StableHash.of(sorted[0].id), radix: 16), keep: articles[keep].id,
      members: sorted)
  }

  /// Whether the copy to keep may stand for a member.
  private func stands(_ link: Link, for id: Article.ID) -> Bool {
    let settings = clustering.settings
    return link.coverage(of: id) >= settings.dropCoverage
      || link.span(of: id) >= settings.dropSpan
        && link.coverage(of: id) >= settings.dropCoverageSpanned
  }

  /// The least damaged of the leader and its near copies, then the fullest, then the earliest.
  ///
  /// Only near copies of the leader stand for the whole report: a part of it may be the soundest
  /// text, and a text that holds it among other things the fullest.
  private mutating func copyToKeep(
    _ leader: Int, _ texts: [Int], _ condition: (Int) -> Double
  ) -> (place: Int, text: Int) {
    let near = texts.filter { text in
      text == leader
        || Double(clustering.overlaps.between(leader, text).least) >= clustering.settings.nearShare
          && !clustering.isLeaf[text]
    }
    let choice = near.flatMap { text in
      pile.copies(of: text).map { (place: $0, text: text, condition: condition($0)) }
    }
    let best = choice.reduce(0) { max($0, $1.condition) }
    let sound = choice.filter { $0.condition > best - clustering.settings.conditionStep }
    let judge = clustering.overlaps.judge
    func confirmed(_ text: Int) -> Int {
      judge.postings.occurrences(of: text).count { judge.boilerplate.isClean($0, judge.postings) }
    }
    func fullness(_ text: Int) -> Int {
      Int(pile.fingerprints.lengths[text]) - judge.boilerplate.masked(text)
    }
    let mostConfirmed = sound.reduce(0) { max($0, confirmed($1.text)) }
    let likely = sound.filter {
      Double(confirmed($0.text)) >= clustering.settings.confirmedShare * Double(mostConfirmed)
    }
    let first = likely.min { x, y in
      let (fullX, fullY) = (fullness(x.text), fullness(y.text))
      if fullX != fullY { return fullX > fullY }
      let (a, b) = (articles[x.place], articles[y.place])
      if a.published != b.published {
        return (a.published ?? "\u{10FFFF}") < (b.published ?? "\u{10FFFF}")
      }
      return a.id < b.id
    }
    return first.map { ($0.place, $0.text) } ?? (pile.representatives[leader], leader)
  }
}

extension Chain {
  /// The same passages, seen from the other text.
  static func swapped(_ passages: [Passage]) -> [Passage] {
    passages.map { Passage(a: $0.b, b: $0.a, hits: $0.hits) }
      .sorted { $0.a.lowerBound < $1.a.lowerBound }
  }
}

extension Clustering {
  /// Clusters of several texts, and texts with equals of their own that are alone otherwise.
  func groups() -> [(leader: Int, members: [Int])] {
    var groups = clusters()
    let taken = Set(groups.flatMap(\.members))
    for text in leaders.indices
    where overlaps.judge.pile.multiplicity(of: text) > 1 && !taken.contains(text) {
      groups.append((text, [text]))
    }
    return groups
  }
}
