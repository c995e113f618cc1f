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
      for overlap in overlaps.neighbours(of: text) where mayJoin(overlap) {
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
  /// No text is in two clusters, so each worker reads the slots of its own.
  ///
  /// - Parameter withLeaves: Whether only those are looked at that excerpts joined.
  mutating func takeFamiliesApart(_ workers: Workers, withLeaves: Bool = false) -> Bool {
    let settings = settings
    let all = clusters().filter { _, members in
      members.count >= settings.smallestFamily
        && (!withLeaves || members.contains { isLeaf[$0] })
    }
    var isFamily = [Bool](repeating: false, count: all.count)
    var open: [Int] = []
    for (number, cluster) in all.enumerated() {
      isFamily[number] = contradictByNumbers(cluster.leader, cluster.members)
      if !isFamily[number] { open.append(number) }
    }
    let (text, known) = (slots.text, slots.known)
    let asked = open
    let parts = workers.map(asked.count, chunk: 64) { range in
      let judge = SlotJudge(text, knownBefore: known)
      let answers = asked[range].map { number in
        defer { judge.forgetTexts() }
        return Self.contradictBySlots(all[number].leader, all[number].members, settings, judge)
      }
      return (answers: answers, known: judge.known)
    }
    for (number, answer) in zip(open, parts.flatMap(\.answers)) { isFamily[number] = answer }
    for part in parts { slots.learn(part.known) }
    var some = false
    for (number, cluster) in all.enumerated() where isFamily[number] {
      for member in cluster.members where !isMarked[member] {
        isMarked[member] = true
        some = true
      }
    }
    return some
  }

  /// Whether the numbers of most members contradict their leader.
  private mutating func contradictByNumbers(_ leader: Int, _ members: [Int]) -> Bool {
    var known: [Float] = []
    for member in members where member != leader {
      if let agreement = overlaps.between(leader, member).agreement { known.append(agreement) }
    }
    guard members.count >= settings.familySize, 2 * known.count >= members.count - 1,
      !known.isEmpty
    else { return false }
    known.sort()
    return Double(known[known.count / 2]) < settings.familyAgreement
  }

  /// Whether the names and numbers in the slots of most members contradict their leader.
  private static func contradictBySlots(
    _ leader: Int, _ members: [Int], _ settings: Finder.Settings, _ slots: SlotJudge
  ) -> Bool {
    // Most clusters are no family, and one answer or two show it; so few texts are read.
    var contradicting = 0
    let asked = Array(members.lazy.filter { $0 != leader }.prefix(settings.familyTrials))
    let patience = max(2, members.count / 4)
    for (index, other) in asked.enumerated() {
      if contradicting == 0,
        index >= patience || index == 1 && slots.answer(leader, asked[0]).agree
      {
        return members.count >= settings.listedFamily && isListed(asked, slots)
      }
      if slots.answer(leader, other).contradict { contradicting += 1 }
    }
    return 2 * contradicting > asked.count
  }

  /// Whether a large cluster is a family round a list of its items, which fills no slot and
  /// contradicts nobody: then its members contradict each other.
  ///
  /// Bad copies of one report do so, too, now and then, and in small clusters all of them may.
  private static func isListed(_ asked: [Int], _ slots: SlotJudge) -> Bool {
    let pairs = zip(asked, asked.dropFirst())
    return 3 * pairs.count { slots.answer($0, $1).contradict } >= 2 * (asked.count - 1)
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
  mutating func dropFamilies(_ workers: Workers) {
    guard takeFamiliesApart(workers, withLeaves: true) else { return }
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
