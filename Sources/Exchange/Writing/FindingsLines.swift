package import Finding
package import Judging
import Prose

/// What is said of each link, cluster and dropped text; on any thread.
package struct FindingsLines: Sendable {
  /// How sound a member of a cluster is, by its place.
  let condition: @Sendable (Int) -> Condition.Summary
  /// How long its text is, by its place.
  let bytes: @Sendable (Int) -> Int
  /// When it was published, by its place.
  let published: @Sendable (Int) -> String?
  /// The rule by which copies were kept.
  let keeping: Keeping

  package init(
    condition: @escaping @Sendable (Int) -> Condition.Summary,
    bytes: @escaping @Sendable (Int) -> Int,
    published: @escaping @Sendable (Int) -> String?, keeping: Keeping
  ) {
    self.condition = condition
    self.bytes = bytes
    self.published = published
    self.keeping = keeping
  }

  @Sendable func link(_ link: Link, _ json: inout JSONWriter) {
    LinkLine(
      a: link.a, b: link.b, relation: link.relation.rawValue, ground: link.ground.rawValue,
      coverageA: link.coverageA, coverageB: link.coverageB, identity: link.identity,
      words: link.words, isDirect: link.isDirect, cluster: link.cluster
    ).write(to: &json) { json in
      json.array { json in
        for passage in link.passages {
          json.array { json in
            json.value(passage.scalarsA.lowerBound)
            json.value(passage.scalarsA.upperBound)
            json.value(passage.scalarsB.lowerBound)
            json.value(passage.scalarsB.upperBound)
          }
        }
      }
    }
  }

  func cluster(_ cluster: Cluster, _ elsewhere: [[UInt8]], _ json: inout JSONWriter) {
    json.field("cluster", cluster.id)
    json.field("keep", cluster.keep)
    json.field("size", cluster.members.count + elsewhere.count)
    json.array("members") { json in
      for member in cluster.members { write(member, &json) }
      for member in elsewhere { json.value(json: member) }
    }
  }

  func write(_ member: Cluster.Member, _ json: inout JSONWriter) {
    let condition = condition(member.place)
    json.object { json in
      json.field("id", member.id)
      json.field("relation", member.relation.rawValue)
      json.field("coverage", member.coverage, digits: 4)
      json.field("condition", condition.value, digits: 3)
      json.object("faults") { json in
        for (kind, count) in condition.counts { json.field(kind.rawValue, count) }
      }
    }
  }

  /// A dropped member; `keeper` is the place of the copy its cluster keeps.
  func dropped(
    _ member: Cluster.Member, _ cluster: Cluster, _ keeper: Int?, _ json: inout JSONWriter
  ) {
    let standIn =
      member.standIn
      ?? Cluster.StandIn(
        id: cluster.keep, place: keeper ?? member.place, relation: member.relation,
        coverage: member.coverage)
    DropLine(
      id: member.id, kept: standIn.id, relation: standIn.relation.rawValue,
      coverage: standIn.coverage, reason: whyDropped(member.place, standIn)
    ).write(to: &json)
  }

  /// Makes every line of a small answer: the file it belongs to, and the line without its end.
  ///
  /// - Complexity: O(links and members).
  package func lines(of findings: Findings) -> [(file: String, line: [UInt8])] {
    var lines: [(file: String, line: [UInt8])] = []
    func add(_ file: String, _ write: (inout JSONWriter) -> Void) {
      var json = JSONWriter()
      json.object(write)
      lines.append((file, json.bytes))
    }
    for found in findings.links { add("links") { link(found, &$0) } }
    for found in findings.clusters {
      add("clusters") { cluster(found, [], &$0) }
      let keeper = found.members.first { $0.id == found.keep }?.place
      for member in found.members where member.isDropped {
        add("drop") { dropped(member, found, keeper, &$0) }
      }
    }
    for id in findings.kept { add("keep") { $0.field("id", id) } }
    return lines
  }

  /// Why a member was dropped, in words: what it is to the kept copy, and why that one is kept.
  package func whyDropped(_ place: Int, _ kept: Cluster.StandIn) -> String {
    let share = "\(Int((kept.coverage * 100).rounded(.down))) % of its words stand in `\(kept.id)`"
    let same = kept.relation == .exact ? "the same words as `\(kept.id)`" : share
    let isLonger = bytes(kept.place) > bytes(place)
    switch keeping {
    case .first: return "\(same), which was read first"
    case .longest: return "\(same), which is \(isLonger ? "longer" : "as long")"
    case .earliest:
      guard let date = published(kept.place) else {
        return "\(same); neither has a date, and that one comes first"
      }
      return "\(same), which is dated \(date)"
    case .best: break
    }
    let (mine, theirs) = (condition(place), condition(kept.place))
    if theirs.value - mine.value > Self.equalCondition {
      let faults = mine.counts.sorted {
        ($1.count, $0.kind.rawValue) < ($0.count, $1.kind.rawValue)
      }.prefix(3).map { "\($0.kind.label.lowercased()) (\($0.count))" }
      return "\(share), which is less damaged; here: \(faults.joined(separator: ", "))"
    }
    if kept.relation == .exact { return "\(same), which is no worse" }
    return isLonger ? "\(share), which is fuller" : "\(share), which is no worse and comes first"
  }

  /// Conditions closer than this count as equal.
  private static let equalCondition = 0.05
}
