/// Compares decided pairs word by word and puts together what was found.
struct Linking {
  let source: any TextSource
  var clustering: Clustering
  /// What was found, in the order of identifiers once all pairs are compared.
  private(set) var links: Links
  /// For each text of the source: its place in the order of identifiers.
  let ranks: [Int32]
  /// Pairs compared word by word.
  private(set) var verified = 0

  let workers: Workers
  private let appraise: LinkVerifier.Appraisal
  /// For each text of the source: its condition, if it is in a cluster.
  private(set) var conditions: [Double]
  /// Pairs compared late, if they were linked or not.
  private var late: [UInt64: Link?] = [:]
  private var lateVerifier: LinkVerifier?
  private var lateLinks: Links

  let settings: Finder.Settings
  let pile: Pile

  init(
    _ source: any TextSource, _ clustering: Clustering, _ workers: Workers,
    _ appraise: @escaping LinkVerifier.Appraisal
  ) {
    self.source = source
    self.clustering = clustering
    settings = clustering.settings
    pile = clustering.overlaps.judge.pile
    self.workers = workers
    self.appraise = appraise
    links = Links(source)
    lateLinks = Links(source)
    ranks = Self.ranks(source)
    conditions = [Double](repeating: .nan, count: source.count)
  }

  /// For each text: its place in the order of identifiers.
  private static func ranks(_ source: any TextSource) -> [Int32] {
    let ids = (0..<source.count).map { source.id(at: $0) }
    var order = ids.indices.map { Int32(truncatingIfNeeded: $0) }
    order.sort { ids[Int($0)] < ids[Int($1)] }
    var ranks = [Int32](repeating: 0, count: order.count)
    for (rank, place) in order.enumerated() { ranks[Int(place)] = Int32(truncatingIfNeeded: rank) }
    return ranks
  }

  /// How many pairs one worker compares at once, and how many such parts make a round.
  private static let partSize = 512
  private static let roundParts = 32

  /// Compares all pairs that have common text, and all pairs inside clusters, and judges the
  /// members of clusters.
  ///
  /// - Complexity: O(words) of each pair.
  /// Each round is kept in the archive, and not repeated if it was kept by another run.
  mutating func verify(_ archive: (any Archive)?, _ report: (Int, Int) -> Void) {
    var isMember = [Bool](repeating: false, count: pile.count)
    let groups = clustering.groups().map(\.members)
    for text in groups.joined() { isMember[text] = true }
    let (pairs, ends) = self.pairs().sideBySide(texts: pile.count, partSize: Self.partSize)
    verified = pairs.count
    let (source, judge, ranks, appraise) = (source, clustering.overlaps.judge, ranks, appraise)
    let members = isMember
    lateVerifier = LinkVerifier(source, judge, ranks: ranks, isMember: members, appraise)
    let known = takeKept(archive, rounds: (ends.count + Self.roundParts - 1) / Self.roundParts)
    for first in stride(from: known * Self.roundParts, to: ends.count, by: Self.roundParts) {
      let last = min(ends.count, first + Self.roundParts)
      let parts = workers.map(last - first, chunk: 1) { range in
        let verifier = LinkVerifier(source, judge, ranks: ranks, isMember: members, appraise)
        let part = first + range.lowerBound
        for pair in (part == 0 ? 0 : ends[part - 1])..<ends[part] { verifier.verify(pairs[pair]) }
        return verifier.takeFound()
      }
      for part in parts { take(part) }
      archive?.append(Self.archiveName) { Self.write(parts, to: $0) }
      report(ends[last - 1], pairs.count)
    }
    links.sort(by: ranks)
    judgeOthers(groups.joined().flatMap { text in pile.copies(of: text).map { ($0, text) } })
  }

  /// Takes the rounds another run kept; gives their number.
  private mutating func takeKept(_ archive: (any Archive)?, rounds: Int) -> Int {
    var known = 0
    archive?.eachBlock(Self.archiveName) { reader in
      let links = Links(from: &reader)
      let (places, values) = (reader.take(Int.self), reader.take(Double.self))
      guard reader.isSound, known < rounds else { return false }
      take((links, zip(places, values).map { (place: $0, value: $1) }))
      known += 1
      return true
    }
    return known
  }

  private static func write(
    _ parts: [(links: Links, conditions: [(place: Int, value: Double)])], to archive: ArchiveWriter
  ) {
    var links = Links()
    for part in parts { links.append(part.links) }
    links.write(to: archive)
    let conditions = parts.flatMap(\.conditions)
    archive.add(conditions.map(\.place))
    archive.add(conditions.map(\.value))
  }

  /// What verified pairs are kept as.
  private static let archiveName = "links"

  private mutating func take(_ part: (links: Links, conditions: [(place: Int, value: Double)])) {
    links.append(part.links)
    for (place, value) in part.conditions { conditions[place] = value }
  }

  /// Judges the members of clusters that stand in no pair.
  private mutating func judgeOthers(_ members: [(place: Int, text: Int)]) {
    for (place, text) in members where conditions[place].isNaN {
      lateVerifier?.judge(place, text)
      if let found = lateVerifier?.takeFound() { take(found) }
    }
  }

  // MARK: Which pairs

  private mutating func pairs() -> [LinkVerifier.Pair] {
    var pairs: [LinkVerifier.Pair] = []
    for text in 0..<pile.count where pile.multiplicity(of: text) > 1 { addExact(text, to: &pairs) }
    var listed: Set<UInt64> = []
    func key(_ x: Int, _ y: Int) -> UInt64 { UInt64(max(x, y)) << 32 | UInt64(min(x, y)) }
    for overlap in clustering.overlaps.found {
      listed.insert(key(overlap.a, overlap.b))
      add(overlap, isDirect: true, to: &pairs)
    }
    for (leader, members) in clustering.clusters() {
      let all = members.count <= settings.allPairsSize
      for (index, member) in members.enumerated() {
        for other in all ? members[..<index] : [leader][...] where other != member {
          guard listed.insert(key(member, other)).inserted else { continue }
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
        pairs.append(LinkVerifier.Pair(other, text, copy, text, .copy, isDirect: true))
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
            x, overlap.a, y, overlap.b, Link.Ground(overlap.kind), isDirect: isDirect))
      }
    }
  }

  // MARK: One more pair

  /// The link of two texts of one cluster, compared now if they were not before.
  mutating func link(_ x: Int, _ xText: Int, _ y: Int, _ yText: Int) -> Link? {
    if let known = links.record(x, y, sortedBy: ranks) { return links.link(known) }
    let key = UInt64(max(x, y)) << 32 | UInt64(min(x, y))
    if let known = late[key] { return known }
    var ground = Link.Ground.copy
    if xText != yText {
      let kind = clustering.overlaps.between(xText, yText).kind
      if kind == .none { return nil }
      ground = Link.Ground(kind)
    }
    let pair = LinkVerifier.Pair(x, xText, y, yText, ground, isDirect: false)
    lateVerifier?.verify(pair, inCluster: true)
    verified += 1
    var link: Link?
    if let found = lateVerifier?.takeFound().links, !found.isEmpty {
      lateLinks.append(found)
      link = lateLinks.last
    }
    late[key] = link
    return link
  }

  /// Puts the pairs compared late among the others.
  mutating func addLate() {
    guard !lateLinks.isEmpty else { return }
    links.append(lateLinks)
    links.sort(by: ranks)
  }
}

extension [LinkVerifier.Pair] {
  /// Pairs that hang together side by side, so that each of their texts is cut into words once; and
  /// where they may be parted among workers.
  ///
  /// - Complexity: O(n log n).
  fileprivate func sideBySide(texts: Int, partSize: Int) -> (pairs: Self, ends: [Int]) {
    var parents = (0..<texts).map(Int32.init)
    func root(_ text: Int32) -> Int32 {
      var text = text
      while parents[Int(text)] != text {
        parents[Int(text)] = parents[Int(parents[Int(text)])]
        text = parents[Int(text)]
      }
      return text
    }
    for pair in self {
      let (x, y) = (root(pair.xText), root(pair.yText))
      parents[Int(Swift.max(x, y))] = Swift.min(x, y)
    }
    let roots = map { root($0.xText) }
    var order = indices.map { UInt64(roots[$0]) << 32 | UInt64($0) }
    order.sort()
    var ends: [Int] = []
    var start = 0
    for at in 1..<Swift.max(1, count) {
      // Pairs that hang together are parted only where they are very many.
      let isBorder = order[at] >> 32 != order[at - 1] >> 32
      if at - start >= (isBorder ? partSize : partSize * 8) {
        ends.append(at)
        start = at
      }
    }
    if !isEmpty { ends.append(count) }
    return (order.map { self[Int($0 & 0xFFFF_FFFF)] }, ends)
  }
}
