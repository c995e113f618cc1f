import Collating
import Judging
import Prose
import Support
import Testing

/// Two or more texts, each against the base.
struct ApparatusTests {
  private let texts = [
    "The council approved 42 bridges on Monday. It rained.",
    "The council approved 4.2 bridges on Monday. It rained.",
    "The council approved 42 bridges on Monday. It snowed.",
    "The council approved 4.2 bridges on Monday. It rained.",
  ]

  private func apparatus(_ texts: [String], base: Int = 0) -> Apparatus {
    Apparatus(of: texts.enumerated().map { Article(id: "\($0)", text: $1) }, base: base)
  }

  @Test func `names are given out once over all texts`() throws {
    let names = try Example.harbourBridge.names
    let texts = try names.map { try Example.harbourBridge.text(of: $0) }
    let apparatus = apparatus(texts)
    #expect(apparatus.witnesses.map(\.siglum).first == "A")
    let ids = apparatus.differences.map(\.id)
    #expect(ids == (1...ids.count).map { "d\($0)" })
    let causes = apparatus.comparisons.flatMap { $0.causes.map(\.id) }
    #expect(causes.count > 4 && causes == (1...causes.count).map { "c\($0)" })
    let moves = apparatus.comparisons.flatMap { comparison in
      comparison.collation.moves.indices.map { comparison.moveID($0) }
    }
    #expect(Set(moves).count == moves.count)
  }

  @Test func `each text is judged as it is alone with the base`() throws {
    let names = try Example.harbourBridge.names
    let articles = try names.map {
      Article(id: $0, text: try Example.harbourBridge.text(of: $0))
    }
    for base in [0, 3] {
      let apparatus = Apparatus(of: articles, base: base)
      let others = articles.indices.filter { $0 != base }
      #expect(apparatus.comparisons.count == others.count)
      for (comparison, other) in zip(apparatus.comparisons, others) {
        let alone = Comparison(of: articles[base], and: articles[other])
        #expect(comparison.differences.map(\.locus) == alone.differences.map(\.locus))
        #expect(comparison.differences.map(\.kind) == alone.differences.map(\.kind))
        #expect(comparison.differences.map(\.cause) == alone.differences.map(\.cause))
        #expect(comparison.collation.base.siglum == Witness.siglum(base))
        #expect(comparison.collation.witness.siglum == Witness.siglum(other))
      }
    }
  }

  @Test func `a reading that several share stands once`() throws {
    let units = apparatus(texts).variationUnits(showing: DifferenceFilter())
    #expect(units.map(\.sentence) == [0, 1])
    #expect(units.map { $0.variants.map(\.comparisons) } == [[[0, 2]], [[1]]])
    #expect(units.map(\.followers) == [[1], [0, 2]])
    let all = try #require(units.first).variants[0].differences.map { $0.map(\.kind) }
    #expect(all == [[.number], [.number]])
  }

  @Test func `readings of one place that differ stand apart`() {
    let texts = ["It cost 42 pounds.", "It cost 43 pounds.", "It cost 44 pounds."]
    let units = apparatus(texts).variationUnits(showing: DifferenceFilter())
    #expect(units.map { $0.variants.map(\.comparisons) } == [[[0], [1]]])
    #expect(units[0].baseReadings.count == 1)
  }

  @Test func `every difference that is shown stands in one unit`() throws {
    let names = try Example.harbourBridge.names
    let texts = try names.map { try Example.harbourBridge.text(of: $0) }
    let apparatus = apparatus(texts, base: 1)
    for severity in Severity.allCases {
      let filter = DifferenceFilter(atLeast: severity, hiddenKinds: [.number, .lineBreak])
      let units = apparatus.variationUnits(showing: filter)
      let told = units.flatMap { $0.variants.flatMap { $0.differences.joined() } }.map(\.id)
      #expect(Set(told) == Set(apparatus.differences.filter(filter.shows).map(\.id)))
      #expect(Set(told).count == told.count)
      for unit in units {
        let tellers = unit.variants.flatMap(\.comparisons) + unit.followers
        #expect(Set(tellers).count == tellers.count)
      }
    }
  }

  @Test func `sigla go on after Z`() {
    #expect(
      [0, 25, 26, 27, 51, 52, 701, 702].map(Witness.siglum) == [
        "A", "Z", "AA", "AB", "AZ", "BA", "ZZ", "AAA",
      ])
  }

  @Test func `every kind has its family, and every name its kinds`() {
    for name in KindFamily.names {
      let kinds = KindFamily.kinds(named: name)
      #expect(kinds?.isEmpty == false, "\(name)")
    }
    #expect(KindFamily.kinds(named: "number") == [.number])
    #expect(KindFamily.kinds(named: "moved") == [.movedPhrase, .movedSentence, .movedParagraph])
    #expect(KindFamily.kinds(named: "spelling") == [.spelling, .nameSpelling])
    #expect(KindFamily.kinds(named: "Number") == nil && KindFamily.kinds(named: "") == nil)
    #expect(Set(KindFamily.names).count == KindFamily.names.count)
  }

  @Test func `words two rewritten passages share by chance are no equal words`() {
    // `of` and `the` are frequent here; between the passages nothing else is shared.
    let frame = (0..<8).map { "Of the \($0) men the mayor of the town met \($0) came." }
    let head = frame.joined(separator: " ")
    let collation = Collation(
      of: Witness(
        Article(id: "a", text: head + " Our studies were never forced, the end of it being joy."),
        siglum: "A"),
      and: Witness(
        Article(
          id: "b", text: head + " My temper had some violent law, the very secret of things."),
        siglum: "B"))
    let parted = collation.loci.filter { $0.sort == .words }
    #expect(parted.count <= 3)
    #expect(!parted.isEmpty)
  }
}
