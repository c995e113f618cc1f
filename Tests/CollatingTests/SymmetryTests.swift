import Collating
import Prose
import Support
import Testing

/// Whichever of two texts is the base, they part at the same places.
struct SymmetryTests {
  private struct Place: Hashable, CustomStringConvertible {
    let a: TextRange
    let b: TextRange
    let sort: Locus.Sort

    var description: String { "\(a.start)-\(a.end)/\(b.start)-\(b.end)" }
  }

  private func expectSameFromBothSides(_ a: Witness, _ b: Witness) {
    let (there, back) = (Collation(of: a, and: b), Collation(of: b, and: a))
    let places = there.loci.map { Place(a: $0.base.range, b: $0.reading.range, sort: $0.sort) }
    let mirrored = back.loci.map { Place(a: $0.reading.range, b: $0.base.range, sort: $0.sort) }
    if places != mirrored {
      Issue.record(
        "\(a.article.text.prefix(80).debugDescription) and \(b.article.text.prefix(80).debugDescription): \(Set(places).symmetricDifference(mirrored))"
      )
    }
    #expect(there.equalWords == back.equalWords)
    let moves = Set(there.moves.map { [$0.base, $0.reading] })
    #expect(moves == Set(back.moves.map { [$0.reading, $0.base] }))
    for collation in [there, back] { expectMovesAreNamed(collation) }
  }

  /// A move has two places, and each locus that names one lies in it.
  private func expectMovesAreNamed(_ collation: Collation) {
    var named: [Int: Int] = [:]
    for locus in collation.loci {
      guard let number = locus.move else { continue }
      guard collation.moves.indices.contains(number) else {
        Issue.record("a locus names move \(number) of \(collation.moves.count)")
        continue
      }
      named[number, default: 0] += 1
      let move = collation.moves[number]
      let isThere = locus.base.words.isEmpty
      let words = isThere ? locus.reading.words : locus.base.words
      let passage = isThere ? move.reading : move.base
      #expect(passage.clamped(to: words) == passage || words.clamped(to: passage) == words)
    }
    for number in collation.moves.indices { #expect(named[number, default: 0] >= 2) }
  }

  private func witnesses(_ texts: [String]) -> [Witness] {
    texts.map { Witness(Article(id: "x", text: $0), siglum: "A") }
  }

  @Test func smallTextsPartAtTheSamePlaces() {
    Every.pair(of: witnesses(Every.text(upTo: 2)), expectSameFromBothSides)
    Every.pair(
      of: witnesses(Every.text(of: ["oak", "“", "4.2", "n't"], upTo: 2)), expectSameFromBothSides)
  }

  @Test func oddTextsPartAtTheSamePlaces() {
    Every.pair(of: witnesses(OddTexts.all.map(\.text)), expectSameFromBothSides)
  }

  @Test func theTextsOfTheExamplePartAtTheSamePlaces() throws {
    let texts = try Example.harbourBridge.names.map { try Example.harbourBridge.text(of: $0) }
    let all = witnesses(texts)
    for (number, witness) in all.enumerated() {
      for other in all[number...] { expectSameFromBothSides(witness, other) }
    }
  }

  @Test(arguments: 0..<10) func editedTextsPartAtTheSamePlaces(_ seed: UInt64) throws {
    let report = try Example.harbourBridge.text(of: "report.txt")
    var edits = RandomEdits(1000 + seed)
    let all = witnesses([
      edits.applied(to: report, count: 40), edits.applied(to: report, count: 40),
    ])
    expectSameFromBothSides(all[0], all[1])
  }
}
