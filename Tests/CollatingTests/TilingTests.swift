import Collating
import Prose
import Support
import Testing

/// The tiling law: outside the loci two texts are equal scalar for scalar, and the loci turn the one into the other.
struct TilingTests {
  private func expectTilingOfPairs(_ texts: [String]) {
    let bases = texts.map { Witness(Article(id: "a", text: $0), siglum: "A") }
    let others = texts.map { Witness(Article(id: "b", text: $0), siglum: "B") }
    for base in bases {
      for other in others {
        let collation = Collation(of: base, and: other)
        if let breach = Tiling(collation).breach {
          Issue.record(
            "\(base.article.text.debugDescription) and \(other.article.text.debugDescription): \(breach)"
          )
        }
        if base.article.text.utf8.elementsEqual(other.article.text.utf8) {
          #expect(collation.loci.isEmpty)
        }
      }
    }
  }

  @Test func everyPairOfSmallTextsTiles() { expectTilingOfPairs(Every.text(upTo: 2)) }

  @Test func everyPairOfWordListsTiles() { expectTilingOfPairs(Every.text(upTo: 3, gaps: [" "])) }

  @Test func everyPairOfGapsTiles() {
    expectTilingOfPairs(Every.text(of: ["oak", ","], upTo: 3))
    expectTilingOfPairs(Every.text(of: ["", "oak", "“", "-"], upTo: 3, gaps: [" ", "\n"]))
  }

  /// Gaps of scalars that share their first or last bytes must not be cut inside one.
  @Test func everyPairOfWideGapsTiles() {
    let gaps = [
      " ", "\u{A0}", "\u{2002}", "\u{2003}", "\u{3000}", "\u{2003}\u{2002}", " \u{A0}", "\r\n",
    ]
    expectTilingOfPairs(Every.text(of: ["oak", "elm"], upTo: 2, gaps: gaps))
    var random = Seeded(12)
    let texts = Every.text(of: ["oak", "elm", ","], upTo: 3, gaps: gaps)
    for _ in 0..<1500 { expectTiling(random.pick(texts), random.pick(texts)) }
  }

  @Test func pairsOfLongerSmallTextsTile() {
    var random = Seeded(5)
    let texts = Every.text(upTo: 4)
    for _ in 0..<4000 {
      let (a, b) = (random.pick(texts), random.pick(texts))
      if let breach = Tiling(Collation(a, b)).breach {
        Issue.record("\(a.debugDescription) and \(b.debugDescription): \(breach)")
      }
    }
  }

  @Test func everyPairOfOddTextsTiles() { expectTilingOfPairs(OddTexts.all.map(\.text)) }

  @Test(arguments: OddTexts.all) func oddTextsTileInsideALine(_ odd: OddTexts.Text) {
    for other in OddTexts.all {
      expectTiling("The oak " + odd.text + " fell.", "The oak " + other.text + " fell.")
    }
    expectTiling("The oak" + odd.text + "fell.", "The oak fell.")
  }

  @Test func everyPairOfTheExampleTiles() throws {
    let texts = try Example.harbourBridge.names.map { try Example.harbourBridge.text(of: $0) }
    expectTilingOfPairs(texts)
  }

  @Test(arguments: 0..<30) func randomEditsOfLongTextsTile(_ seed: UInt64) throws {
    let report = try Example.harbourBridge.text(of: "report.txt")
    var edits = RandomEdits(seed)
    let edited = edits.applied(to: report, count: 1 + Int(seed) * 4)
    expectTiling(report, edited)
    expectTiling(edits.applied(to: edited, count: 20), edited)
  }

  @Test(arguments: ["report.txt", "copy-scan.txt", "copy-tokenised.txt"])
  func aTextAgainstItselfHasNoLoci(_ name: String) throws {
    let text = try Example.harbourBridge.text(of: name)
    let collation = Collation(text, text)
    #expect(collation.loci.isEmpty)
    #expect(collation.equalWords == collation.base.words.count { $0.kind.isLexical })
    #expect(collation.limits.isEmpty)
  }
}

/// Changes a text scalar by scalar and word by word, at places drawn at random.
struct RandomEdits {
  private var random: Seeded
  private static let pieces = [
    " ", "  ", "\n", "\r\n", "\u{A0}", ",", ".", "“", "”", "’s", "-", "—", "n't", "oak",
    "The oak fell. ", "e\u{301}", "é",
    "橋", "👍🏽", "\u{AD}", "'", "\"", "1,000", "4.2", "\u{2BC}", "\u{200B}",
  ]

  init(_ seed: UInt64) { random = Seeded(seed) }

  mutating func applied(to text: String, count: Int) -> String {
    var scalars = Array(text.unicodeScalars)
    for _ in 0..<count {
      let at = random.below(scalars.count + 1)
      let length = min(random.below(random.isOneIn(6) ? 400 : 12), scalars.count - at)
      switch random.below(4) {
      case 0: scalars.removeSubrange(at..<at + length)
      case 1: scalars.insert(contentsOf: random.pick(Self.pieces).unicodeScalars, at: at)
      case 2:
        scalars.replaceSubrange(
          at..<at + length, with: Array(random.pick(Self.pieces).unicodeScalars))
      default:
        let run = Array(scalars[at..<at + length])
        scalars.insert(contentsOf: run, at: random.below(scalars.count + 1))
      }
    }
    var edited = String.UnicodeScalarView()
    edited.append(contentsOf: scalars)
    return String(edited)
  }
}
