/// Puts texts into clusters: stars round a leader, two hops at most.
///
/// Chains are what goes wrong: where reports hold excerpts of one another, closing over links makes
/// everything one cluster. So every member answers to a leader it was compared with, or to a near
/// copy of it.
struct Clustering {
  /// For each text: the one that leads its cluster, itself if it stands alone.
  var leaders: [Int]
  /// For each text: the near copy of the leader it joined by, if it did not join by the leader.
  var hosts: [Int?]
  /// For each text: whether it joined as an excerpt.
  var isLeaf: [Bool]
  var overlaps: Overlaps

  let free = -1
  let isDigest: [Bool]
  /// The texts of a family taken apart, which may join only where their numbers agree.
  var isMarked: [Bool]
  /// Texts with neighbours, those that share most with most copies first.
  let heaviest: [Int]
  let settings: Finder.Settings
  /// Tells items of one template apart.
  let slots: SlotJudge

  /// Forms clusters.
  ///
  /// - Parameter text: Gives the text of a representative, for few of them.
  ///
  /// - Complexity: About O(overlaps), with one to two more pairs decided for each text in a
  ///   cluster.
  init(
    _ overlaps: Overlaps, _ settings: Finder.Settings, _ workers: Workers,
    text: @escaping @Sendable (Int) -> String
  ) {
    slots = SlotJudge(text)
    self.overlaps = overlaps
    self.settings = settings
    let count = overlaps.count
    isDigest = Digests.find(overlaps, settings)
    isMarked = [Bool](repeating: false, count: count)
    heaviest = Self.heaviest(overlaps)
    leaders = [Int](repeating: -1, count: count)
    hosts = [Int?](repeating: nil, count: count)
    isLeaf = isMarked
    form()
    for _ in 0..<settings.mostRounds {
      if !takeFamiliesApart(workers) { break }
      form()
    }
    dissolve()
    for text in 0..<count where leaders[text] == free { leaders[text] = text }
    addExcerpts()
    dropFamilies(workers)
  }

  /// Texts with neighbours, by what they share.
  private static func heaviest(_ overlaps: Overlaps) -> [Int] {
    let weights = overlaps.judge.boilerplate.weights
    return weights.indices.filter { !overlaps.neighbours(of: $0).isEmpty }
      .sorted { weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1 }
  }

  private mutating func form() {
    for text in leaders.indices {
      leaders[text] = free
      hosts[text] = nil
    }
    leadOrJoin()
    for (leader, members) in clusters() where members.count > 2 { elect(leader, members) }
    leadOrJoin()
    move()
    uniteSplit()
  }

  private mutating func leadOrJoin() {
    for text in heaviest where leaders[text] == free && !isDigest[text] {
      if !join(text) { lead(text) }
    }
  }

  /// Whether a pair may be of one cluster.
  func mayJoin(_ overlap: Overlap) -> Bool {
    guard overlap.kind == .copy, !isDigest[overlap.a], !isDigest[overlap.b] else { return false }
    guard isMarked[overlap.a] || isMarked[overlap.b] else { return true }
    return Double(overlap.agreement ?? 1) >= settings.familyAgreement
      && !slots.differ(overlap.a, overlap.b)
  }

  func joinable(_ text: Int) -> [Overlap] {
    // A function handed on would take a copy of all clusters along.
    var joinable: [Overlap] = []
    for overlap in overlaps.neighbours(of: text) where mayJoin(overlap) {
      joinable.append(overlap)
    }
    return joinable
  }

  /// Whether a text is a near copy of its leader.
  mutating func isCore(_ text: Int) -> Bool {
    let leader = leaders[text]
    guard leader != free, leader != text, hosts[text] == nil else { return false }
    return Double(overlaps.between(leader, text).least) >= settings.nearShare
  }

  private mutating func join(_ text: Int) -> Bool {
    let best = joinable(text).sorted {
      let (x, y) = ($0.cover(of: text), $1.cover(of: text))
      return x != y ? x > y : $0.other(than: text) < $1.other(than: text)
    }
    var tried: [Int] = []
    var joined: Float = 0
    for overlap in best {
      let leader = leaders[overlap.other(than: text)]
      if leader == free || tried.contains(leader) { continue }
      tried.append(leader)
      let direct = overlaps.between(leader, text)
      if mayJoin(direct), direct.cover(of: text) > joined {
        joined = direct.cover(of: text)
        leaders[text] = leader
      }
      if tried.count == 3 { break }
    }
    if joined > 0 { return true }
    for overlap in best where Double(overlap.cover(of: text)) >= settings.secondHopShare {
      let host = overlap.other(than: text)
      if isCore(host) {
        leaders[text] = leaders[host]
        hosts[text] = host
        return true
      }
    }
    return false
  }

  private mutating func lead(_ leader: Int) {
    leaders[leader] = leader
    var asked: Set<Int> = [leader]
    var taken: [Int] = []
    for overlap in overlaps.neighbours(of: leader) where mayJoin(overlap) {
      asked.insert(overlap.other(than: leader))
      if take(overlap, for: leader) { taken.append(overlap.other(than: leader)) }
    }
    // Neighbours of neighbours, and so on: each is compared with the leader itself.
    var next = 0
    while next < taken.count {
      for overlap in overlaps.neighbours(of: taken[next]) where mayJoin(overlap) {
        let text = overlap.other(than: taken[next])
        guard leaders[text] == free, asked.insert(text).inserted else { continue }
        if take(overlaps.between(leader, text), for: leader) { taken.append(text) }
      }
      next += 1
    }
  }

  /// Takes a text that is free, or that its own leader hardly covers.
  private mutating func take(_ overlap: Overlap, for leader: Int) -> Bool {
    guard mayJoin(overlap) else { return false }
    let text = overlap.other(than: leader)
    let own = leaders[text]
    if own != free {
      guard own != text, hosts[text] == nil else { return false }
      let cover = overlaps.between(own, text).cover(of: text)
      guard Double(cover) < settings.looseShare, overlap.cover(of: text) > cover else {
        return false
      }
    }
    leaders[text] = leader
    hosts[text] = nil
    return true
  }

  /// The members of each cluster of two or more, leaders among them.
  func clusters() -> [(leader: Int, members: [Int])] {
    let sizes = sizes()
    var places = [Int](repeating: -1, count: leaders.count)
    var clusters: [(leader: Int, members: [Int])] = []
    for leader in leaders.indices where sizes[leader] > 1 {
      places[leader] = clusters.count
      clusters.append((leader, []))
      clusters[clusters.count - 1].members.reserveCapacity(sizes[leader])
    }
    for text in leaders.indices where leaders[text] != free && places[leaders[text]] >= 0 {
      clusters[places[leaders[text]]].members.append(text)
    }
    return clusters
  }

  /// For each text: the number of texts it leads.
  func sizes() -> [Int] {
    var sizes = [Int](repeating: 0, count: leaders.count)
    for leader in leaders where leader != free { sizes[leader] += 1 }
    return sizes
  }
}

extension Clustering {
  /// What clusters are kept as.
  static let archiveName = "clusters"

  /// The clusters another run kept; they are not formed anew.
  init(
    from archive: inout ArchiveReader, _ judge: OverlapJudge, _ settings: Finder.Settings,
    text: @escaping @Sendable (Int) -> String
  ) {
    slots = SlotJudge(text)
    self.settings = settings
    overlaps = Overlaps(from: &archive, judge)
    leaders = archive.take(Int.self)
    hosts = archive.take(Int.self).map { $0 < 0 ? nil : $0 }
    isLeaf = archive.take(Bool.self)
    isDigest = archive.take(Bool.self)
    isMarked = archive.take(Bool.self)
    heaviest = archive.take(Int.self)
  }

  func write(to archive: ArchiveWriter) {
    overlaps.write(to: archive)
    archive.add(leaders)
    archive.add(hosts.map { $0 ?? -1 })
    archive.add(isLeaf)
    archive.add(isDigest)
    archive.add(isMarked)
    archive.add(heaviest)
  }
}
