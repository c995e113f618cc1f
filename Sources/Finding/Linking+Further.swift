internal import Prose

extension Linking {
  /// Lets members with much text of their own stand for one another.
  ///
  /// The copy to keep stands for what it holds. What it does not hold, because it is a part or a
  /// shorter version, may still be there several times: the first by rank is kept too, and stands
  /// for those whose text it holds.
  ///
  /// - Complexity: O(overlaps of the members that are not dropped).
  mutating func keepFurther(
    in cluster: inout Cluster, of texts: [Int], _ condition: (Int) -> Double
  ) {
    let places = cluster.members.indices.filter {
      !cluster.members[$0].isDropped && cluster.members[$0].id != cluster.keep
    }
    guard places.count > 1 else { return }
    let copies = texts.flatMap { text in pile.copies(of: text).map { Copy(place: $0, text: text) } }
    let byID = Dictionary(
      copies.map { (source.id(at: $0.place), $0) }, uniquingKeysWith: { first, _ in first })
    var rest = places.compactMap { member in
      byID[cluster.members[member].id].map { (member: member, copy: $0) }
    }
    let isBetter = inOrder(rest.map(\.copy), condition)
    rest.sort { isBetter($0.copy, $1.copy) }
    while rest.count > 1 {
      let keep = rest.removeFirst()
      let neighbours = Set(
        clustering.overlaps.neighbours(of: keep.copy.text).lazy.filter { $0.kind == .copy }
          .map { $0.other(than: keep.copy.text) })
      rest.removeAll { member, copy in
        guard copy.text == keep.copy.text || neighbours.contains(copy.text),
          let link = link(copy.place, copy.text, keep.copy.place, keep.copy.text)
        else { return false }
        let id = cluster.members[member].id
        guard stands(link, for: id) else { return false }
        cluster.members[member].isDropped = true
        cluster.members[member].standIn = Cluster.StandIn(
          id: cluster.members[keep.member].id, place: keep.copy.place, relation: link.relation,
          coverage: link.coverage(of: id))
        return true
      }
    }
  }

  /// The order in which some copies are kept, the first before all others.
  func inOrder(_ copies: [Copy], _ condition: (Int) -> Double) -> (Copy, Copy) -> Bool {
    switch settings.keeping {
    case .first: return { $0.place < $1.place }
    case .longest:
      return { [self] x, y in
        let (lengthX, lengthY) = (pile.length(of: x.text), pile.length(of: y.text))
        return lengthX != lengthY ? lengthX > lengthY : isEarlier(x, y)
      }
    case .earliest: return isEarlier
    case .best:
      let step = settings.conditionStep
      let ranks = Dictionary(
        copies.map { ($0.place, Int((condition($0.place) / step).rounded())) },
        uniquingKeysWith: { first, _ in first })
      return { [self] x, y in
        let (rankX, rankY) = (ranks[x.place] ?? 0, ranks[y.place] ?? 0)
        return rankX != rankY ? rankX > rankY : isFuller(x, y)
      }
    }
  }
}
