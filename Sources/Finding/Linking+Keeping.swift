internal import Prose

extension Linking {
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
