import Collating
import Prose
import Support
import Testing

@testable import Judging

/// Which witness was made from which.
struct StemmaTests {
  /// A report to be copied, with words enough for slips.
  static let report = """
    The harbour board met on Tuesday evening to settle the future of the old ferry landing. Members heard that \
    repairs would take eleven months and that the eastern quay must close while divers examine the piles. \
    "Nobody wants another winter of broken railings," the chairwoman, Ingrid Solberg, told the meeting. \
    Fishermen from the northern villages asked for a shelter and a second crane; the treasurer answered that \
    money for one of them was certain and for both of them doubtful. The engineer showed drawings of a wider \
    ramp with lamps along its southern edge. After two hours the board voted to begin with the ramp in spring, \
    to hire a surveyor before Christmas and to publish the accounts of the landing every quarter. Residents \
    who live near the warehouse complained about lorries that wait there with running engines at night. The \
    mayor promised a sign, a fence and a visit by the police. A decision about the crane is expected in June.
    """

  private func stemma(_ texts: [String], dates: [String?] = []) -> Stemma {
    Stemma(
      of: texts.enumerated().map { index, text in
        Witness(
          Article(id: "\(index)", text: text, published: index < dates.count ? dates[index] : nil),
          siglum: Witness.siglum(index))
      })
  }

  /// The words of a text with a figure for a letter in some of them, as a poor reader has them.
  private func misread(_ text: String, every step: Int, from start: Int) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for place in stride(from: start, to: words.count, by: step)
    where words[place].count > 5 && words[place].allSatisfy(\.isLetter) {
      let letters = Array(words[place])
      words[place] = String(letters[..<2] + ["1"] + letters[3...])
    }
    return words.joined(separator: " ")
  }

  private func pairs(_ stemma: Stemma, _ names: [Int]) -> Set<[Int]> {
    Set(stemma.edges.map { [names[$0.parent], names[$0.child]] })
  }

  // MARK: What is told

  @Test func `the text with the slips was made from the one without`() throws {
    let copy = misread(Self.report, every: 7, from: 3)
    for (texts, parent) in [([Self.report, copy], 0), ([copy, Self.report], 1)] {
      let stemma = stemma(texts)
      let edge = try #require(stemma.edges.first)
      #expect(edge.parent == parent && edge.child == 1 - parent && stemma.root == parent)
      #expect(edge.certainty == .certain)
      #expect(edge.evidence.first?.ground == .fault && edge.evidence.first?.isFor == true)
      #expect(stemma.undecided.isEmpty)
    }
  }

  @Test func `a copy of a copy hangs by the copy`() {
    let copy = misread(Self.report, every: 7, from: 3)
    let copyOfCopy = misread(copy, every: 11, from: 1)
    let other = misread(Self.report, every: 13, from: 5)
    let stemma = stemma([copyOfCopy, other, copy, Self.report])
    #expect(stemma.parents == [2, 3, 3, nil])
    #expect(stemma.root == 3)
    #expect(stemma.forest.map(\.witness) == [3])
    #expect(stemma.forest[0].children.map(\.witness) == [1, 2])
  }

  @Test func `copies with slips of their own go back to a text that is not here`() {
    let copies = [3, 4, 5].map { misread(Self.report, every: 9, from: $0) }
    let stemma = stemma(copies)
    #expect(stemma.edges.isEmpty && stemma.root == nil)
    #expect(stemma.undecided.map(\.reason) == [.lostAncestor, .lostAncestor])
    #expect(stemma.forest.map(\.witness) == [nil])
    #expect(stemma.forest[0].children.count == 3)
  }

  @Test func `a program leaves its trace in the copy`() throws {
    let tokenised = Self.report.replacing(",", with: " ,").replacing(".", with: " .")
      .replacing(";", with: " ;")
    let edge = try #require(stemma([tokenised, Self.report]).edges.first)
    #expect(edge.parent == 1 && edge.certainty == .certain)
    #expect(edge.evidence.contains { $0.ground == .trace && $0.isFor })
  }

  @Test func `a text cut in the middle of a sentence is the copy`() throws {
    let half = String(Self.report.prefix(Self.report.count / 2)).split(separator: " ").dropLast()
    let edge = try #require(stemma([half.joined(separator: " "), Self.report]).edges.first)
    #expect(edge.parent == 1)
    #expect(edge.evidence.contains { $0.ground == .cut && $0.isFor })
  }

  @Test func `revisions follow one another as they grow`() {
    let sentences = Self.report.split(separator: ". ").map { $0 + ". " }
    let versions = [3, 5, 6, 8].map { sentences.prefix($0).joined() + "Its end is open." }
    let stemma = stemma([versions[2], versions[0], versions[3], versions[1]])
    #expect(stemma.parents == [3, nil, 0, 1])
    #expect(stemma.edges.allSatisfy { $0.certainty != .certain })
  }

  @Test func `dates decide between texts that show nothing`() {
    let other = Self.report.replacing("evening", with: "morning")
    #expect(stemma([Self.report, other]).undecided.map(\.reason) == [.nothing])
    let dated = stemma([Self.report, other], dates: ["2021-03-02", "2021-03-01"])
    #expect(dated.parents == [1, nil])
    #expect(dated.edges[0].evidence.map(\.ground) == [.date])
    #expect(dated.edges[0].certainty == .certain)
  }

  @Test func `strangers are no copies`() {
    let stemma = stemma([Self.report, "Snow fell on three counties, and no train ran before noon."])
    #expect(stemma.edges.isEmpty && stemma.undecided.map(\.reason) == [.strangers])
    #expect(stemma.forest.count == 2)
  }

  // MARK: Laws

  @Test func `the example hangs by its report, and its strangers by nothing`() throws {
    let names = try Example.harbourBridge.names
    let stemma = stemma(try names.map { try Example.harbourBridge.text(of: $0) })
    var parents: [String: String] = [:]
    for edge in stemma.edges { parents[names[edge.child]] = names[edge.parent] }
    // The report stands in the example twice; the first of the two is named.
    for copy in ["copy-compounds.txt", "copy-scan.txt", "copy-tokenised.txt", "copy-respaced.txt"] {
      #expect(["report.txt", "copy-exact.txt"].contains(parents[copy] ?? ""), "\(copy)")
    }
    #expect(parents["copy-displaced.txt"] == "copy-tokenised.txt")
    #expect(parents["other-1.txt"] == nil && parents["other-2.txt"] == nil)
    #expect(!parents.values.contains { $0.hasPrefix("other") })
  }

  @Test func `what was compared is not compared again, and says the same`() throws {
    let texts = [Self.report, misread(Self.report, every: 7, from: 3), Self.report + " It rained."]
    let articles = texts.enumerated().map { Article(id: "\($0)", text: $1) }
    for base in articles.indices {
      let apparatus = Apparatus(of: articles, base: base)
      #expect(apparatus.stemma.edges == stemma(texts).edges)
    }
  }

  @Test func `the order of the witnesses changes nothing`() throws {
    let texts =
      try Example.harbourBridge.names.map { try Example.harbourBridge.text(of: $0) }
      + [misread(Self.report, every: 7, from: 3), Self.report]
    let told = stemma(texts)
    let expected = pairs(told, Array(texts.indices))
    #expect(expected.count > 3)
    var random = Seeded(11)
    for _ in 0..<6 {
      let order = texts.indices.shuffled(using: &random)
      let stemma = stemma(order.map { texts[$0] })
      let same = told.same.map(Set.init)
      // Of texts that are the same the first by name stands for all, and names change here.
      let leader = { (name: Int) in same.first { $0.contains(name) }?.min() ?? name }
      let leaders = { (pairs: Set<[Int]>) in Set(pairs.map { $0.map(leader) }) }
      #expect(leaders(pairs(stemma, order)) == leaders(expected))
      #expect(
        Set(stemma.undecided.map { Set($0.witnesses.map { leader(order[$0]) }) })
          == Set(told.undecided.map { Set($0.witnesses.map(leader)) }))
    }
  }

  @Test func `a text given twice counts once`() {
    let copy = misread(Self.report, every: 7, from: 3)
    let stemma = stemma([copy, Self.report, copy])
    #expect(stemma.parents == [1, nil, nil] && stemma.root == 1)
    #expect(stemma.undecided.map(\.reason) == [.same])
    #expect(stemma.same == [[0, 2]])
    #expect(stemma.forest[0].children == [Stemma.Branch(witness: 0, same: [2], children: [])])
  }

  @Test func `one text is a tree of one, and none is none`() {
    let one = stemma([Self.report])
    #expect(one.root == 0 && one.edges.isEmpty && one.undecided.isEmpty && one.forest.count == 1)
    let none = stemma([])
    #expect(none.root == nil && none.forest.isEmpty)
    let empty = stemma(["", Self.report, " "])
    #expect(empty.edges.isEmpty)
  }

  @Test func `each witness has one parent at most, and stands once in the forest`() throws {
    let texts = try Example.harbourBridge.names.map { try Example.harbourBridge.text(of: $0) }
    let stemma = stemma(texts)
    #expect(Set(stemma.edges.map(\.child)).count == stemma.edges.count)
    func witnesses(_ branch: Stemma.Branch) -> [Int] {
      (branch.witness.map { [$0] } ?? []) + branch.same + branch.children.flatMap(witnesses)
    }
    #expect(stemma.forest.flatMap(witnesses).sorted() == Array(texts.indices))
    for edge in stemma.edges {
      let (against, isFor) = (
        edge.evidence.drop(while: \.isFor), edge.evidence.prefix(while: \.isFor)
      )
      #expect(against.allSatisfy { !$0.isFor })
      #expect(isFor.map(\.weight) == isFor.map(\.weight).sorted(by: >))
      for place in edge.evidence.flatMap(\.places) {
        #expect(place.range.end <= texts[place.witness].utf8.count)
      }
    }
  }

  @Test(.enabled(if: Shared.isPresent)) func `the founding pair has its direction`() throws {
    let names = ["000_26597f42fc7fbda3.txt", "004_e7a167916c23b0a3.txt"]
    let texts = try names.map { try Shared.text(of: "seeds/" + $0) }
    for (texts, parents) in [(texts, [nil, 0]), (texts.reversed(), [1, nil])] {
      let stemma = stemma(texts)
      #expect(stemma.parents == parents && stemma.edges.first?.certainty == .certain)
    }
  }

  // MARK: The parts, against obvious reference code

  @Test func `the tree of likeness is as short as any`() {
    var random = Seeded(5)
    for count in 1..<6 {
      for _ in 0..<20 {
        var distance = Array(repeating: Array(repeating: 0, count: count), count: count)
        for first in 0..<count {
          for second in 0..<first {
            distance[first][second] = random.below(9)
            distance[second][first] = distance[first][second]
          }
        }
        let tree = LikenessTree(count) { Double(distance[$0][$1]) }
        #expect(tree.joins.count == count - 1)
        let length = tree.joins.reduce(0) { $0 + distance[$1.first][$1.second] }
        #expect(length == shortest(distance, reached: [0]))
      }
    }
  }

  /// The length of the shortest tree, tried out.
  private func shortest(_ distance: [[Int]], reached: Set<Int>) -> Int {
    let left = distance.indices.filter { !reached.contains($0) }
    if left.isEmpty { return 0 }
    return left.flatMap { next in
      reached.map { distance[$0][next] + shortest(distance, reached: reached.union([next])) }
    }.min() ?? 0
  }

  @Test func `a tree is hung up where the most runs the right way`() {
    var random = Seeded(23)
    for _ in 0..<60 {
      let count = 2 + random.below(6)
      let branches = (1..<count).map { second in
        Rooting.Branch(
          first: random.below(second), second: second, weight: Double(random.below(41) - 20) / 4)
      }
      let trend = Array(repeating: Array(repeating: 0.0, count: count), count: count)
      let rooting = Rooting(branches, trend: trend, rewriting: 0)
      // Every way of running the branches that leaves one witness without a parent.
      var best = -Double.infinity
      var ways: [Bool] = []
      for pattern in 0..<(1 << branches.count) {
        let forward = branches.indices.map { pattern >> $0 & 1 == 1 }
        let children = zip(branches, forward).map { $1 ? $0.second : $0.first }
        guard Set(children).count == children.count else { continue }
        var score = zip(branches, forward).reduce(0) { $0 + ($1.1 ? 0.5 : -0.5) * $1.0.weight }
        let parents = zip(branches, forward).map { $1 ? $0.first : $0.second }
        for node in 0..<count where parents.count(where: { $0 == node }) > 1 { score -= 0.3 }
        if score > best { (best, ways) = (score, forward) }
      }
      let told = rooting.directions.map(\.isForward)
      let isSure = rooting.directions.allSatisfy { $0.margin > 1e-9 }
      #expect(!isSure || told == ways, "\(branches)")
    }
  }
}
