extension Clustering {
  /// Puts clusters together that are parts of one.
  ///
  /// A report of many copies is met through few of them, and the copies of one damage meet each
  /// other first: so they may have found a leader of their own. A cluster goes over to another
  /// whose leader holds most of its leader's text, if its members hold against that leader too.
  mutating func uniteSplit() {
    var members = clusters().reduce(into: [Int: [Int]]()) { $0[$1.leader] = $1.members }
    let sizes = sizes()
    let smallestFirst = members.keys.sorted {
      let (x, y) = (members[$0]?.count ?? 0, members[$1]?.count ?? 0)
      return x != y ? x < y : $0 > $1
    }
    for leader in smallestFirst {
      guard let own = members[leader], leaders[leader] == leader else { continue }
      for other in leadersNear(own, of: leader, sizes) where leaders[other] == other {
        let direct = overlaps.between(other, leader)
        guard mayJoin(direct),
          Double(direct.cover(of: leader)) >= settings.secondHopShare,
          own.count <= members[other]?.count ?? 1
        else { continue }
        let going = own.filter { mayJoin(overlaps.between(other, $0)) }
        guard 2 * going.count > own.count else { continue }
        for text in own {
          leaders[text] = free
          hosts[text] = nil
        }
        for text in going { leaders[text] = other }
        members[other, default: [other]] += going
        members[leader] = nil
        break
      }
    }
  }

  /// The leaders whose clusters share most with some texts, three at most.
  ///
  /// A part of a report may have met only another text that quotes the same passage, and belongs to
  /// no cluster itself: then those count that share with that one.
  func leadersNear(_ texts: [Int], of own: Int, _ sizes: [Int]) -> [Int] {
    var shared: [Int: Float] = [:]
    var asked: Set<Int> = []
    func count(_ text: Int, _ weight: Float) {
      for overlap in overlaps.neighbours(of: text) where overlap.kind >= .excerpt {
        let other = overlap.other(than: text)
        let leader = leaders[other]
        if leader == own { continue }
        let share = weight * overlap.cover(of: text)
        if leader != free, leader != other || sizes[leader] > 1 {
          shared[leader, default: 0] += share
        } else if weight == 1, asked.insert(other).inserted {
          count(other, share / 2)
        }
      }
    }
    for text in texts { count(text, 1) }
    return shared.sorted { $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key }
      .prefix(3).map(\.key)
  }
}
