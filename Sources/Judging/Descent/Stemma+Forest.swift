extension Stemma {
  /// A witness with what was made from it, or a text that is not here with what goes back to it.
  public struct Branch: Hashable, Sendable {
    /// The witness; nil for a text that is not here.
    public let witness: Int?
    /// The witnesses that are the same to the last character.
    public let same: [Int]
    /// What was made from it, in the order of the list.
    public let children: [Branch]
  }

  /// The edges as trees.
  ///
  /// Trees whose witnesses have faults that exclude one another hang together by a text that is not
  /// here; what is left open for want of evidence stands apart.
  public var forest: [Branch] {
    var children: [Int: [Int]] = [:]
    for edge in edges { children[edge.parent, default: []].append(edge.child) }
    let copies = Dictionary(
      same.map { ($0[0], Array($0.dropFirst())) }, uniquingKeysWith: { first, _ in first })
    let further = Set(same.flatMap { $0.dropFirst() })
    func branch(_ witness: Int) -> Branch {
      Branch(
        witness: witness, same: copies[witness] ?? [],
        children: (children[witness] ?? []).map(branch))
    }
    func root(_ witness: Int) -> Int {
      var root = witness
      while let parent = parents[root] { root = parent }
      return root
    }
    let roots = parents.indices.filter { parents[$0] == nil && !further.contains($0) }
    var group = Dictionary(roots.map { ($0, $0) }, uniquingKeysWith: { first, _ in first })
    for open in undecided where open.reason == .lostAncestor {
      let ends = open.witnesses.compactMap { group[root($0)] }
      guard let least = ends.min() else { continue }
      for (root, name) in group where ends.contains(name) { group[root] = least }
    }
    let groups = Dictionary(grouping: roots) { group[$0] ?? $0 }
    return groups.sorted { $0.key < $1.key }.map { _, roots in
      roots.count == 1
        ? branch(roots[0]) : Branch(witness: nil, same: [], children: roots.map(branch))
    }
  }
}
