import Prose
import Support
import Testing

@testable import Finding

/// The packed list of links, and the counting of units that leads to their words.
struct LinksTests {
  private func record(_ a: Int32, _ b: Int32, words: Int32) -> Links.Record {
    var record = Links.Record(
      a: a, b: b, countA: 40, countB: 80, relation: .partial, ground: .overlap, isDirect: true)
    record.words = words
    return record
  }

  private func ends(_ start: Int32) -> Links.Ends {
    Links.Ends(
      startA: start, endA: start + 1, startB: start, endB: start + 2, scalarStartA: start,
      scalarEndA: start + 1, scalarStartB: start, scalarEndB: start + 2)
  }

  @Test func partsPutTogetherAndSortedKeepTheirPassages() {
    let texts = (0..<4).map { Article(id: "t\(3 - $0)", text: "") }
    var (links, other) = (Links(texts), Links())
    links.append(record(1, 0, words: 10), [ends(1), ends(2)])
    other.append(record(3, 2, words: 20), [ends(3)])
    other.append(record(3, 0, words: 30), [])
    links.append(other)
    let ranks: [Int32] = [3, 2, 1, 0]
    links.sort(by: ranks)
    #expect(links.map { [$0.a, $0.b] } == [["t0", "t1"], ["t0", "t3"], ["t2", "t3"]])
    #expect(links.map { $0.passages.map(\.a.start) } == [[3], [], [1, 2]])
    #expect(links.map(\.coverageA) == [0.5, 0.75, 0.25] && links[0].coverageB == 0.25)
    #expect(links.record(0, 3, sortedBy: ranks)?.words == 30)
    #expect(links.record(0, 2, sortedBy: ranks) == nil)
    links.assign([0, 1, 1, 1], ids: ["x", "y"])
    #expect(links.map(\.cluster) == ["y", nil, nil])
    let some = links.filtered(clusters: ["t0": "z", "t1": "z", "t3": "w"]) { $0.a == "t0" }
    #expect(some.map(\.cluster) == ["z", nil])
    #expect(some.map { $0.passages.count } == [1, 0])
  }

  @Test func unitsAreCountedEightAtATimeAsOneByOne() {
    var random = Seeded(8)
    let alphabet = [
      "a", "Z", "m", "0", "9", " ", "@", "[", "`", "{", "/", ":", "\u{7F}", "é", "“", "東",
    ]
    for _ in 0..<2000 {
      let letters = random.picks(random.below(40), of: alphabet)
      let bytes = Array(letters.joined().utf8)
      var fold = Fold()
      fold.fold(bytes.span)
      var (at, units) = (0, 0)
      var end = 0
      for letter in letters {
        end += letter.utf8.count
        if random.isOneIn(3) { units += Fold.units(bytes.span, from: &at, to: end) }
      }
      units += Fold.units(bytes.span, from: &at, to: bytes.count)
      #expect(units == fold.count, "\(letters)")
    }
  }
}
