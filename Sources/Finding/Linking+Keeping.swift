internal import Prose

extension Linking {
  /// A text of the input and the representative it equals.
  struct Copy {
    var place: Int
    var text: Int
  }

  /// Chooses the copies to keep and puts everything in order.
  ///
  /// - Parameter listsBoilerplate: Whether `Findings.boilerplate` is asked for.
  /// - Complexity: O(n log n) in links and texts.
  mutating func findings(listsBoilerplate: Bool = true) -> Findings {
    let conditions = conditions
    let condition = { (place: Int) in conditions[place] }
    var findings = Findings()
    for (leader, members) in clustering.groups() {
      // What does not hold against the copy to keep may still be copies of one another.
      var rest = members
      while let first = rest.first {
        let (cluster, released) = cluster(
          rest.contains(leader) ? leader : first, rest, condition)
        if let cluster { findings.clusters.append(cluster) }
        rest = released
      }
    }
    findings.clusters.sort { $0.members[0].id < $1.members[0].id }
    var clusterOf = [Int32](repeating: -1, count: ranks.count)
    var order = [Int32](repeating: 0, count: ranks.count)
    for (place, rank) in ranks.enumerated() { order[Int(rank)] = Int32(truncatingIfNeeded: place) }
    var isDropped = [Bool](repeating: false, count: ranks.count)
    for (number, cluster) in findings.clusters.enumerated() {
      for member in cluster.members {
        clusterOf[member.place] = Int32(truncatingIfNeeded: number)
        isDropped[member.place] = member.isDropped
      }
    }
    addLate()
    findings.links = links
    findings.links.assign(clusterOf, ids: findings.clusters.map(\.id))
    findings.kept = order.compactMap { isDropped[Int($0)] ? nil : source.id(at: Int($0)) }
    if listsBoilerplate { findings.boilerplate = boilerplate(&findings.counts.boilerplate) }
    findings.counts.overlaps = clustering.overlaps.foundCount
    findings.counts.verified = verified
    return findings
  }

  /// Passages of boilerplate that are shown at most: each takes a text to be read again.
  private static let mostBoilerplate = 1000

  private func boilerplate(_ count: inout Int) -> [Findings.Boilerplate] {
    let judge = clustering.overlaps.judge
    var notices = judge.boilerplate.notices(judge.postings)
    count = notices.count
    func rank(_ text: Int) -> Int32 { ranks[pile.place(of: text)] }
    notices.sort {
      if $0.carriers != $1.carriers { return $0.carriers > $1.carriers }
      let (x, y) = (rank($0.text), rank($1.text))
      return x != y ? x < y : $0.units.lowerBound < $1.units.lowerBound
    }
    let shown = notices.prefix(Self.mostBoilerplate)
    let (source, places) = (source, shown.map { pile.place(of: $0.text) })
    let found = workers.map(shown.count, chunk: 32) { range in
      range.map { number in
        let notice = shown[number]
        let table = WordTable(of: source.text(at: places[number]))
        return Findings.Boilerplate(
          id: source.id(at: places[number]),
          range: table.range(table.words(ofUnits: notice.units)), carriers: notice.carriers)
      }
    }
    return found.flatMap { $0 }
  }

  /// The cluster of some texts, and those whose link to the copy to keep does not hold.
  ///
  /// Of the best few copies that one is kept which answers for most of the others.
  private mutating func cluster(
    _ leader: Int, _ texts: [Int], _ condition: (Int) -> Double
  ) -> (Cluster?, released: [Int]) {
    var best: (keep: Int, members: [Cluster.Member], released: [Int])?
    let choice = copiesToKeep(leader, texts, condition)
    let trials = clustering.settings.keepTrials
    for (rank, keep) in choice.enumerated() where rank < trials || keep.text == leader {
      let (members, released) = members(texts, keep)
      if best.map({ released.count < $0.released.count }) ?? true {
        best = (keep.place, members, released)
      }
      if released.isEmpty { break }
    }
    guard let best else { return (nil, []) }
    let members = best.members.sorted { $0.id < $1.id }
    guard members.count > 1 else { return (nil, best.released) }
    var cluster = Cluster(
      id: Cluster.id(of: members.map(\.id)), keep: source.id(at: best.keep),
      members: members)
    keepFurther(in: &cluster, of: texts, condition)
    return (cluster, best.released)
  }

  /// What some texts are to a copy to keep.
  private mutating func members(
    _ texts: [Int], _ keep: Copy
  ) -> (members: [Cluster.Member], released: [Int]) {
    var members: [Cluster.Member] = []
    var released: [Int] = []
    for text in texts {
      var own: [Cluster.Member] = []
      for place in pile.copies(of: text) {
        let id = source.id(at: place)
        if place == keep.place {
          own.append(
            Cluster.Member(id: id, place: place, relation: .exact, coverage: 1, isDropped: false))
        } else if let link = link(place, text, keep.place, keep.text) {
          own.append(
            Cluster.Member(
              id: id, place: place, relation: link.relation, coverage: link.coverage(of: id),
              isDropped: stands(link, for: id)))
        }
      }
      if own.count == pile.multiplicity(of: text) {
        members += own
      } else {
        released.append(text)
      }
    }
    return (members, released)
  }

  /// Whether the copy to keep may stand for a member.
  func stands(_ link: Link, for id: Article.ID) -> Bool {
    let settings = clustering.settings
    return link.coverage(of: id) >= settings.dropCoverage
      || link.span(of: id) >= settings.dropSpan
        && link.coverage(of: id) >= settings.dropCoverageSpanned
  }

  /// The least damaged of the leader and its near copies, the fullest first, then the earliest.
  ///
  /// Only near copies of the leader stand for the whole report: a part of it may be the soundest
  /// text, and a text that holds it among other things the fullest.
  private mutating func copiesToKeep(
    _ leader: Int, _ texts: [Int], _ condition: (Int) -> Double
  ) -> [Copy] {
    let settings = clustering.settings
    let near = texts.filter { text in
      text == leader
        || Double(clustering.overlaps.between(leader, text).least) >= settings.nearShare
          && !clustering.isLeaf[text]
    }
    let whole = near.flatMap { text in
      pile.copies(of: text).map { Copy(place: $0, text: text) }
    }
    if settings.keeping != .best { return whole.sorted(by: inOrder(whole, condition)) }
    let copies = whole.map { (copy: $0, condition: condition($0.place)) }
    let best = copies.reduce(0) { max($0, $1.condition) }
    let sound = copies.filter { $0.condition > best - settings.conditionStep }.map(\.copy)
    let confirmed = sound.count > 1 ? confirmedGrams(texts) : [:]
    let most = sound.reduce(0) { max($0, confirmed[$1.text] ?? 0) }
    let choice = sound.filter {
      Double(confirmed[$0.text] ?? 0) >= settings.confirmedShare * Double(most)
    }.sorted(by: isFuller)
    guard best < settings.ruinedCondition else { return choice }
    return soundParts(leader, texts, worth: best, condition) + choice
  }

  /// Shorter versions to be kept where all whole copies are ruined, the one worth most first.
  ///
  /// A ruined copy must not stand for a sound one that holds less: what the sound one lacks is kept
  /// beside it anyway. Its worth is its soundness times the part of the report it has.
  private mutating func soundParts(
    _ leader: Int, _ texts: [Int], worth: Double, _ condition: (Int) -> Double
  ) -> [Copy] {
    var parts: [(copy: Copy, worth: Double)] = []
    for text in texts where text != leader && !clustering.isLeaf[text] {
      let overlap = clustering.overlaps.between(leader, text)
      guard overlap.kind == .copy else { continue }
      for place in pile.copies(of: text) {
        let own = condition(place) * Double(overlap.cover(of: leader))
        if own > worth { parts.append((Copy(place: place, text: text), own)) }
      }
    }
    return parts.sorted { $0.worth != $1.worth ? $0.worth > $1.worth : isFuller($0.copy, $1.copy) }
      .prefix(2).map(\.copy)
  }

  /// For each of some texts: its grams that another of them has too.
  private func confirmedGrams(_ texts: [Int]) -> [Int: Int] {
    let postings = clustering.overlaps.judge.postings
    var grams: [UInt32] = []
    var ends: [Int] = []
    var occurrences = Occurrences()
    for text in texts {
      occurrences.read(text, postings)
      grams += occurrences.grams[..<occurrences.count]
      ends.append(grams.count)
    }
    // 1 for a gram met once, 2 for more.
    var carriers = KeyTable(capacity: grams.count)
    for gram in grams { carriers.enter(Self.key(of: gram), 1, again: 2) }
    var counts: [Int: Int] = [:]
    var start = 0
    for (text, end) in zip(texts, ends) {
      counts[text] = grams[start..<end].count { carriers[Self.key(of: $0)] == 2 }
      start = end
    }
    return counts
  }

  /// A key of its own for each gram, its bits well spread.
  private static func key(of gram: UInt32) -> UInt64 { UInt64(gram) &* 0x9E37_79B9_7F4A_7C15 }

  /// Longer, boilerplate aside; else published earlier; else first by identifier.
  func isFuller(_ x: Copy, _ y: Copy) -> Bool {
    let masked = clustering.overlaps.judge.boilerplate.masked
    let fullX = pile.length(of: x.text) - masked(x.text)
    let fullY = pile.length(of: y.text) - masked(y.text)
    return fullX != fullY ? fullX > fullY : isEarlier(x, y)
  }

  /// Published earlier, where dates are known; else first by identifier.
  func isEarlier(_ x: Copy, _ y: Copy) -> Bool {
    let (a, b) = (source.published(at: x.place), source.published(at: y.place))
    if a != b {
      guard let early = a, let late = b else { return a != nil }
      return early < late
    }
    return source.id(at: x.place) < source.id(at: y.place)
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
