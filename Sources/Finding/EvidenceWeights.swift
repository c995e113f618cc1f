/// How many copies carry what is evidence.
struct EvidenceWeights: Sendable {
  /// For each gram: the copies that carry it, 0 where it is no evidence, in the lower half; the
  /// place of its first edge among `edges` in the upper.
  private var grams: [UInt64]
  /// For each edge, behind one that stands for none: the same.
  private var edges: [UInt32] = [0]

  init(
    _ votes: borrowing Cohesion, _ postings: Postings, _ cleanGrams: BitSet, _ cleanEdges: BitSet
  ) {
    let copies = votes.copies
    grams = copies.indices.map { gram in
      let first = UInt64(truncatingIfNeeded: postings.edges(of: gram).lowerBound &+ 1)
      return first << 32 | UInt64(cleanGrams[gram] ? copies[gram] : 0)
    }
    edges.reserveCapacity(votes.edgeCarriers.count + 1)
    for (edge, carriers) in votes.edgeCarriers.enumerated() {
      edges.append(cleanEdges[edge] ? carriers : 0)
    }
  }

  /// The copies that carry an occurrence, 0 where it is no evidence.
  ///
  /// A gram of a notice that is evidence only with the gram after it counts for the texts that
  /// have both: a notice stands in more texts than any report, and would make a scrap lead.
  @inline(__always)
  func carriers(_ record: GramRecord) -> UInt32 {
    let known = grams[Int(record.gram)]
    let copies = UInt32(truncatingIfNeeded: known)
    if copies > 0 || record.edge == GramRecord.noEdge { return copies }
    return edges[Int(truncatingIfNeeded: known >> 32) &+ Int(record.edge)]
  }
}
