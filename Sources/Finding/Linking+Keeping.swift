internal import Prose

extension Linking {
  /// A text of the input and the representative it equals.
  struct Copy {
    var place: Int
    var text: Int
  }

  /// Chooses the copies to keep and puts everything in order.
  ///
  /// - Complexity: O(n log n) in links and texts.
  mutating func findings(_ condition: (Int) -> Double) -> Findings {
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
    var clusterOf: [Article.ID: Cluster.ID] = [:]
    var dropped: Set<Article.ID> = []
    for cluster in findings.clusters {
      for member in cluster.members {
        clusterOf[member.id] = cluster.id
        if member.isDropped { dropped.insert(member.id) }
      }
    }
    findings.links = links.values.sorted { $0.a != $1.a ? $0.a < $1.a : $0.b < $1.b }
    for index in findings.links.indices {
      let (a, b) = (clusterOf[findings.links[index].a], clusterOf[findings.links[index].b])
      findings.links[index].cluster = a == b ? a : nil
    }
    findings.kept = articles.map(\.id).filter { !dropped.contains($0) }.sorted()
    findings.boilerplate = boilerplate()
    findings.counts.overlaps = clustering.overlaps.found.count
    findings.counts.verified = verified
    return findings
  }

  private func boilerplate() -> [Findings.Boilerplate] {
    let judge = clustering.overlaps.judge
    // Notices come text by text, so that a text of several is cut once.
    var last: (text: Int, words: WordTable)?
    return judge.boilerplate.notices(judge.postings).map { notice in
      let article = articles[pile.representatives[notice.text]]
      let words = last?.text == notice.text ? last?.words : nil
      let table = words ?? WordTable(of: article.text)
      last = (notice.text, table)
      return Findings.Boilerplate(
        id: article.id, range: table.range(table.words(ofUnits: notice.units)),
        carriers: notice.carriers)
    }.sorted {
      if $0.carriers != $1.carriers { return $0.carriers > $1.carriers }
      return $0.id != $1.id ? $0.id < $1.id : $0.range.start < $1.range.start
    }
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
      id: "c" + String(StableHash.of(members[0].id), radix: 16), keep: articles[best.keep].id,
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
        let id = articles[place].id
        if place == keep.place {
          own.append(Cluster.Member(id: id, relation: .exact, coverage: 1, isDropped: false))
        } else if let link = link(place, text, keep.place, keep.text) {
          own.append(
            Cluster.Member(
              id: id, relation: link.relation, coverage: link.coverage(of: id),
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
    let confirmed = confirmedGrams(texts)
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
    var carriers: [UInt32: Int] = [:]
    for text in texts {
      for occurrence in postings.occurrences(of: text) {
        carriers[postings.grams[occurrence], default: 0] += 1
      }
    }
    return texts.reduce(into: [:]) { counts, text in
      counts[text] = postings.occurrences(of: text).count {
        carriers[postings.grams[$0], default: 0] > 1
      }
    }
  }

  /// Longer, boilerplate aside; else published earlier; else first by identifier.
  func isFuller(_ x: Copy, _ y: Copy) -> Bool {
    let masked = clustering.overlaps.judge.boilerplate.masked
    let fullX = pile.length(of: x.text) - masked(x.text)
    let fullY = pile.length(of: y.text) - masked(y.text)
    return fullX != fullY ? fullX > fullY : isEarlier(x, y)
  }

  /// Published earlier, where dates are known; else first by identifier.
  func isEarlier(_ x: Copy, _ y: Copy) -> Bool {
    let (a, b) = (articles[x.place], articles[y.place])
    if a.published != b.published {
      guard let early = a.published, let late = b.published else { return a.published != nil }
      return early < late
    }
    return a.id < b.id
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
