import Collating
import Judging
import Prose
import Storing
import Support
import Testing
import Truecopy

/// What was made can be read back as it was.
@Suite struct RestoredStoreTests {
  @Test func `a restored text is read back as it was made`() throws {
    let pile = try Pile()
    for name in try Example.harbourBridge.names {
      try pile.folder.write("bridge/" + name, try Example.harbourBridge.text(of: name))
    }
    _ = try pile.study([pile.folder.path(of: "bridge"), try pile.write("a.jsonl", reports: 0..<3)])
    let store = try pile.store()
    let clusters = try store.clusters(by: .size, from: 0, limit: 10)
    #expect(clusters.count == 4)
    for cluster in clusters {
      let (restoration, texts) = try #require(try store.restored(of: cluster.number))
      let witnesses = texts.map { Witness($0.article, siglum: "\($0.number)") }
      let made = Restoration(
        of: witnesses, base: texts.firstIndex { $0.number == cluster.kept })
      #expect(restoration.text == made.text)
      #expect(restoration.decisions == made.decisions)
      #expect(restoration.notes == made.notes)
      #expect(restoration.parents == made.parents)
    }
  }

  @Test func `clusters are found by what is asked of them`() throws {
    let pile = try Pile()
    _ = try pile.study([try pile.write("a.jsonl", reports: 0..<6)])
    let store = try pile.store()
    let all = try store.clusters(Store.ClusterFilter(), by: .size, from: 0, limit: 50)
    #expect(all.count == 6)
    let facets = try store.facets(Store.ClusterFilter())
    #expect(facets.outlets.map(\.value) == (0...3).map { "Paper \($0)" })
    #expect(facets.outlets.allSatisfy { $0.count == 6 } && facets.years.map(\.value) == ["2020"])
    var filters: [Store.ClusterFilter] = []
    for facet in facets.kinds {
      var filter = Store.ClusterFilter()
      filter.kind = facet.value
      #expect(try store.clusterCount(filter) == facet.count, "\(facet.value)")
      filters.append(filter)
    }
    #expect(!filters.isEmpty)
    for facet in facets.changes {
      var filter = Store.ClusterFilter()
      filter.change = Store.ClusterFilter.Change(rawValue: facet.value)
      #expect(try store.clusterCount(filter) == facet.count, "\(facet.value)")
      filter.outlet = "Paper 9"
      #expect(try store.clusters(filter, by: .date, from: 0, limit: 9).isEmpty)
    }
    #expect(facets.changes.reduce(0) { $0 + $1.count } == 6)
    // Those a copy of which has the kind, by looking at each.
    for filter in filters {
      let found = Set(try store.clusters(filter, by: .size, from: 0, limit: 9).map(\.number))
      let expected = try all.filter { cluster in
        try store.members(of: cluster.number).contains { member in
          try store.differences(of: member.article, atLeast: .style)
            .contains { $0.kind == filter.kind }
        }
      }
      #expect(found == Set(expected.map(\.number)))
    }
  }
}
