extension Clustering {
  /// Lets the member most like the others lead: a core member, if there is any.
  ///
  /// Holding most of the others is not being the report: hosts and digests hold most.
  mutating func elect(_ leader: Int, _ members: [Int]) {
    let direct = members.filter { $0 != leader && hosts[$0] == nil }
    let core = direct.filter { isCore($0) }
    let pile = overlaps.judge.pile
    let others = members.prefix(48)
    var best = leader
    var most: Float = 0
    for text in [leader] + (core.isEmpty ? direct : core).prefix(24) {
      var likeness = Float(pile.multiplicity(of: text) - 1)
      for other in others where other != text {
        likeness += overlaps.between(text, other).least * Float(pile.multiplicity(of: other))
      }
      if text == leader { likeness *= 1.05 }
      if likeness > most { (best, most) = (text, likeness) }
    }
    guard best != leader else { return }
    for member in members {
      hosts[member] = nil
      leaders[member] = member == best || mayJoin(overlaps.between(best, member)) ? best : free
    }
  }

  /// Moves every text to the leader, among those it is linked to, that covers most of it.
  mutating func move() {
    var sizes = sizes()
    let isLeader = leaders.indices.map { leaders[$0] == $0 }
    // Twice, since a leader whose members went elsewhere may go too.
    for text in heaviest + heaviest where !isDigest[text] {
      if leaders[text] == text, sizes[text] > 1 { continue }
      var best: Float = 0
      if let host = hosts[text] {
        best = overlaps.between(host, text).cover(of: text)
      } else if leaders[text] != free, leaders[text] != text {
        best = overlaps.between(leaders[text], text).cover(of: text)
      }
      for overlap in joinable(text) {
        let leader = overlap.other(than: text)
        guard isLeader[leader], leaders[leader] == leader else { continue }
        if overlap.cover(of: text) > best {
          best = overlap.cover(of: text)
          if leaders[text] != free { sizes[leaders[text]] -= 1 }
          leaders[text] = leader
          hosts[text] = nil
          sizes[leader] += 1
        }
      }
    }
    dropStrays()
  }

  /// Frees texts whose host or leader went elsewhere.
  private mutating func dropStrays() {
    for text in leaders.indices where leaders[text] != free {
      let leader = leaders[text]
      if leaders[leader] != leader || hosts[text].map({ leaders[$0] != leader }) ?? false {
        leaders[text] = free
        hosts[text] = nil
      }
    }
    for text in leaders.indices where leaders[text] != free && leaders[leaders[text]] == free {
      leaders[text] = free
      hosts[text] = nil
    }
  }

  /// Marks the members of clusters that are fillings of one template; tells whether there were any.
  ///
  /// - Parameter withLeaves: Whether only those are looked at that excerpts joined.
  mutating func takeFamiliesApart(withLeaves: Bool = false) -> Bool {
    var some = false
    for (leader, members) in clusters() where members.count >= settings.smallestFamily {
      if withLeaves, !members.contains(where: { isLeaf[$0] }) { continue }
      guard isFamily(leader, members) else { continue }
      for member in members where !isMarked[member] {
        isMarked[member] = true
        some = true
      }
    }
    return some
  }

  /// Whether the numbers of most members, or the names and numbers in their slots, contradict their
  /// leader.
  private mutating func isFamily(_ leader: Int, _ members: [Int]) -> Bool {
    let others = members.filter { $0 != leader }
    let agreements = others.map { overlaps.between(leader, $0).agreement }
    let known = agreements.compactMap { $0 }.sorted()
    if members.count >= settings.familySize, 2 * known.count >= others.count, !known.isEmpty,
      Double(known[known.count / 2]) < settings.familyAgreement
    {
      return true
    }
    // Most clusters are no family, and one answer or two show it; so few texts are read.
    var contradicting = 0
    let asked = others.prefix(settings.familyTrials)
    let patience = max(2, members.count / 4)
    for (index, other) in asked.enumerated() {
      if contradicting == 0, index >= patience || index == 1 && slots.agree(leader, others[0]) {
        return isListed(members, asked)
      }
      if slots.contradict(leader, other) { contradicting += 1 }
    }
    return 2 * contradicting > asked.count
  }

  /// Whether a large cluster is a family round a list of its items, which fills no slot and
  /// contradicts nobody: then its members contradict each other.
  ///
  /// Bad copies of one report do so, too, now and then, and in small clusters all of them may.
  private func isListed(_ members: [Int], _ asked: ArraySlice<Int>) -> Bool {
    guard members.count >= settings.listedFamily else { return false }
    let pairs = zip(asked, asked.dropFirst())
    return 3 * pairs.count { slots.contradict($0, $1) } >= 2 * (asked.count - 1)
  }

  /// Frees the texts of clusters that rest on a passage of another report.
  ///
  /// Two texts that hold the same excerpt have it in common, and no more; the report it was taken
  /// from covers as much of each.
  mutating func dissolve() {
    for (leader, members) in clusters() {
      if members.contains(where: { isCore($0) }) { continue }
      for text in members {
        let others = text == leader ? members.filter { $0 != text } : [hosts[text] ?? leader]
        let own = others.map { overlaps.between(text, $0).cover(of: text) }.max() ?? 0
        let isExplained = overlaps.neighbours(of: text).contains { overlap in
          let other = overlap.other(than: text)
          return overlap.kind >= .excerpt && leaders[other] != free && leaders[other] != leader
            && overlap.cover(of: text) >= Float(settings.explainedShare) * own && isCore(other)
        }
        if !isExplained { continue }
        leaders[text] = free
        hosts[text] = nil
      }
    }
    dropStrays()
  }

  /// Sets excerpts free that turn out to be items of a template, gathered round one of them.
  mutating func dropFamilies() {
    guard takeFamiliesApart(withLeaves: true) else { return }
    for text in leaders.indices where isLeaf[text] && isMarked[text] {
      let host = hosts[text] ?? leaders[text]
      if mayJoin(overlaps.between(host, text)) { continue }
      leaders[text] = text
      hosts[text] = nil
      isLeaf[text] = false
    }
  }

  /// Whether a text may join as an excerpt: no item of a template does, for what it shares with other
  /// texts is the template.
  private func mayHang(_ overlap: Overlap) -> Bool {
    overlap.kind == .excerpt && !isMarked[overlap.a] && !isMarked[overlap.b] || mayJoin(overlap)
  }

  /// Lets a text alone join the report it has one passage of, or that has one of its.
  ///
  /// A text with copies of its own never does: the link is reported, the clusters stay apart.
  mutating func addExcerpts() {
    var sizes = sizes()
    for text in heaviest.reversed() where sizes[text] == 1 && leaders[text] == text {
      guard overlaps.judge.pile.multiplicity(of: text) == 1, !isDigest[text] else { continue }
      var best: (cover: Float, text: Int)?
      for overlap in overlaps.neighbours(of: text)
      where mayHang(overlap) {
        let other = overlap.other(than: text)
        let cover = max(overlap.coverA, overlap.coverB)
        guard !isLeaf[other], !isDigest[other], leaders[other] == other || isCore(other) else {
          continue
        }
        if best.map({ cover > $0.cover }) ?? true { best = (cover, other) }
      }
      if best == nil {
        for leader in leadersNear([text], of: text, sizes) {
          let overlap = overlaps.between(leader, text)
          guard mayHang(overlap) else { continue }
          let cover = max(overlap.coverA, overlap.coverB)
          if best.map({ cover > $0.cover }) ?? true { best = (cover, leader) }
        }
      }
      guard let best else { continue }
      leaders[text] = leaders[best.text]
      hosts[text] = best.text == leaders[best.text] ? nil : best.text
      isLeaf[text] = true
      sizes[text] = 0
      sizes[leaders[text]] += 1
    }
  }
}
