import Exchange
import Finding
import Prose

/// Adds the texts of a run to an index.
///
/// Texts are numbered by identifier, so that the order of input does not show.
struct IndexWriting {
  let texts: any TextSource
  /// What concerns these texts; old texts among the members where there are any.
  let clusters: [Cluster]
  /// The hashes of the grams found to be boilerplate.
  let boilerplate: [UInt64]
  /// The old texts they were compared with, if any.
  let old: OldTexts?
  let workers: Workers
  /// What a member is told to be in `clusters.jsonl`, as JSON.
  let json: (Cluster.Member) -> [UInt8]
  /// Called now and then with the number of texts written; what it throws ends the writing.
  let progress: (Int) throws -> Void

  /// Texts read and fingerprinted at a time, and by one thread.
  private static let (batch, chunk) = (4096, 64)

  /// Adds the texts; throws an `OutputError` where the index cannot be written.
  ///
  /// - Complexity: O(bytes), one pass.
  func add(to index: TextIndex) throws {
    let order = (0..<texts.count).map { (id: texts.id(at: $0), place: $0) }
      .sorted { $0.id < $1.id }.map(\.place)
    let roles = roles(order, first: index.count)
    try index.add { segment in
      var done = 0
      while done < order.count {
        let batch = order[done..<min(order.count, done + Self.batch)]
        for part in read(batch) {
          for (offset, article) in part.articles.enumerated() {
            let number = index.count + done
            let role = roles[number]
            try segment.add(
              article, grams: part.fingerprints.grams(of: offset),
              content: part.fingerprints.content(of: offset), keeper: role?.keeper ?? number,
              member: role.map { json($0.member) } ?? [])
            done += 1
          }
        }
        try progress(done)
      }
      return (changes: changes(roles), boilerplate: boilerplate)
    }
  }

  /// What a text is in its cluster, and the number of the text kept there.
  private typealias Role = (member: Cluster.Member, keeper: Int)

  /// The members of all clusters by their numbers.
  private func roles(_ order: [Int], first: Int) -> [Int: Role] {
    /// The number of a text: order is by identifier.
    func number(of id: Article.ID) -> Int? {
      if let number = old?.number(of: id) { return number }
      let place = order.indices.partitioningIndex { texts.id(at: order[$0]) >= id }
      return place < order.count && texts.id(at: order[place]) == id ? first + place : nil
    }
    var roles: [Int: Role] = [:]
    for cluster in clusters {
      guard let keeper = number(of: cluster.keep) else { continue }
      for member in cluster.members {
        if let number = number(of: member.id) { roles[number] = (member, keeper) }
      }
    }
    return roles
  }

  /// What became of old texts: those with another kept copy than before, and those that were alone.
  private func changes(_ roles: [Int: Role]) -> [IndexChange] {
    guard let old else { return [] }
    return old.numbers.compactMap { number in
      guard let role = roles[number],
        role.keeper != old.index.keeper(of: number) || old.index.member(number).isEmpty
      else { return nil }
      return IndexChange(text: number, keeper: role.keeper, member: json(role.member))
    }
  }

  private struct Part: Sendable {
    var articles: [Article] = []
    var fingerprints = Fingerprints()
  }

  private func read(_ batch: ArraySlice<Int>) -> [Part] {
    let (texts, places) = (texts, Array(batch))
    return workers.map(places.count, chunk: Self.chunk) { range in
      var part = Part()
      for place in places[range] {
        let text = texts.text(at: place)
        part.fingerprints.read(text)
        part.articles.append(
          Article(id: texts.id(at: place), text: text, published: texts.published(at: place)))
      }
      return part
    }
  }
}
