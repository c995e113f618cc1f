import Exchange
import Finding
import Prose

/// What a run against an index found: all that concerns a new text.
struct JoinedFindings {
  /// Links with a new text, clusters with one, and the new texts to keep.
  var findings: Findings
  /// What the old texts of these clusters that were not compared again were told to be, as JSON,
  /// by cluster.
  var elsewhere: [Cluster.ID: [[UInt8]]] = [:]
  /// Old texts that were kept until now, and the new cluster in which another is.
  var replaced: [(cluster: Cluster, member: Cluster.Member)] = []
}

extension OldTexts {
  /// Restricts what was found among new and old texts to what concerns a new one, and brings whole
  /// old clusters in where the copy kept for them is part of a cluster.
  ///
  /// An old text whose kept copy is not there stays with that copy: the link tells of it, and the
  /// clusters stay apart.
  func joined(_ found: Findings) throws -> JoinedFindings {
    var joined = JoinedFindings(findings: found)
    joined.findings.clusters = []
    var members: [Cluster] = []
    var keepers: Set<Int> = []
    for cluster in found.clusters
    where cluster.members.contains(where: { number(of: $0.id) == nil }) {
      let old = Set(cluster.members.compactMap { number(of: $0.id) })
      var cluster = cluster
      cluster.members.removeAll { member in
        number(of: member.id).map { !old.contains(index.keeper(of: $0)) } ?? false
      }
      guard cluster.members.count > 1, cluster.members.contains(where: { $0.id == cluster.keep })
      else { continue }
      members.append(cluster)
      keepers.formUnion(old.map(index.keeper))
    }
    let clusters = index.clusters(of: keepers)
    var clusterOf: [Article.ID: Cluster.ID] = [:]
    for var cluster in members {
      let old = cluster.members.compactMap { number(of: $0.id) }
      let compared = Set(old)
      let elsewhere = Set(old.map(index.keeper)).sorted()
        .flatMap { clusters[$0] ?? [] }.filter { !compared.contains($0) }
      let ids = try cluster.members.map(\.id) + elsewhere.map { try index.article($0).id }
      cluster.id = Cluster.id(of: ids)
      joined.findings.clusters.append(cluster)
      if !elsewhere.isEmpty { joined.elsewhere[cluster.id] = elsewhere.map(index.member) }
      for id in ids { clusterOf[id] = cluster.id }
      for member in cluster.members where member.isDropped {
        guard let number = number(of: member.id), index.keeper(of: number) == number else {
          continue
        }
        joined.replaced.append((cluster, member))
      }
    }
    joined.findings.links = found.links.filtered(clusters: clusterOf) { link in
      number(of: link.a) == nil || number(of: link.b) == nil
    }
    let dropped = Set(joined.findings.clusters.flatMap(\.members).filter(\.isDropped).map(\.id))
    let apart = Set(found.clusters.flatMap(\.members).filter(\.isDropped).map(\.id))
      .subtracting(dropped)
    joined.findings.kept = (found.kept + apart).filter { number(of: $0) == nil }.sorted()
    return joined
  }
}
