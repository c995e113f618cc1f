import Judging
import Prose
import Support
import Testing

struct ConditionTests {
  private func condition(_ text: String) -> Condition { Condition(of: Words(in: text)) }

  /// Faults lie on words of their text, in order, and have a reason; the value is a share.
  private func expectSense(_ text: String) {
    let words = Words(in: text)
    let condition = Condition(of: words)
    #expect((0...1).contains(condition.value))
    let borders = Set(words.indices.flatMap { [words.range($0).start, words.range($0).end] })
    #expect(
      condition.faults.allSatisfy {
        borders.contains($0.range.start) && borders.contains($0.range.end)
      })
    #expect(condition.faults.map(\.range.start) == condition.faults.map(\.range.start).sorted())
    #expect(condition.faults.allSatisfy { !$0.reason.isEmpty && !$0.range.isEmpty })
    #expect(condition.counts.values.reduce(0, +) == condition.faults.count)
    let summary = Condition.Summary(of: words)
    #expect(summary.value == condition.value)
    let counts = Dictionary(uniqueKeysWithValues: summary.counts.map { ($0.kind, $0.count) })
    #expect(counts == condition.counts)
    let order = DifferenceKind.allCases.filter { counts[$0] != nil }
    #expect(summary.counts.map(\.kind) == order)
  }

  @Test(arguments: [
    "report.txt", "other-1.txt", "other-2.txt", "copy-excerpt.txt", "copy-exact.txt",
  ])
  func soundTextsAreSound(_ name: String) throws {
    #expect(condition(try Example.harbourBridge.text(of: name)).value >= 0.9)
  }

  @Test(arguments: [
    ("copy-tokenised.txt", DifferenceKind.punctuationDetached), ("copy-displaced.txt", .overwrite),
    ("copy-scan.txt", .scan), ("copy-respaced.txt", .space),
    ("copy-compounds.txt", .omittedCompound),
  ])
  func damagedCopiesAreLessSoundAndSayWhy(_ name: String, _ fault: DifferenceKind) throws {
    let report = condition(try Example.harbourBridge.text(of: "report.txt"))
    let text = try Example.harbourBridge.text(of: name)
    #expect(condition(text).value < report.value)
    #expect(condition(text).counts[fault, default: 0] > report.counts[fault, default: 0])
    expectSense(text)
  }

  @Test func aTextStrippedOfMarksIsLessSound() throws {
    let report = try Example.harbourBridge.text(of: "report.txt")
    let bare = String(report.filter { $0.isLetter || $0.isNumber || $0.isWhitespace })
    let spaced = String(report.map { $0.isLetter || $0.isNumber || $0.isWhitespace ? $0 : " " })
    for text in [bare, spaced] {
      #expect(condition(text).value < condition(report).value - 0.3)
      #expect(condition(text).counts[.punctuation] != nil)
    }
  }

  private static let faulty: [(String, DifferenceKind)] = [
    ("The bridge is shut .", .punctuationDetached), ("It was Skerrin ’s.", .cliticDetached),
    ("The \" old \" road, the \" new \" road, the \" long \" road.", .quoteDetached),
    ("The U. S. arm met.", .abbreviationSplit), ("He don t know.", .punctuation),
    (
      "The     bridge is shut and the road is shut too, and nobody can say how long they will be so, "
        + "they said on Thursday in the town.",
      .omittedCompound
    ),
    ("The bridge  is shut.", .space), ("Caf&amp;e is shut.", .encoding),
    ("The bridge \u{FFFD} fell.", .encoding),
    ("It â€™s shut.", .encoding), ("â€œIt is.", .encoding), ("The cafÃ© is shut.", .encoding),
    ("The br1dge is shut.", .scan), ("About 1l9 ships came.", .scan),
    ("Thc bridge is shut.", .scan),
    ("The road road is shut.", .repetition), ("The <p> bridge is shut.", .strayMark),
    ("The [[bridge]] is shut.", .strayMark), ("Then they Calder left.", .overwrite),
    (
      "The bridge of the town is shut since Tuesday, and the road to it is shut too, and nobody knows for how long it",
      .cut
    ),
  ]

  @Test(arguments: faulty) func faultsAreSeen(_ text: String, _ fault: DifferenceKind) {
    #expect(condition(text).counts[fault, default: 0] > 0)
    #expect(condition(text).value < 1)
    expectSense(text)
  }

  @Test(arguments: [
    "The bridge is shut.", "“We wait,” she said. It was Skerrin’s, and the dogs’.",
    "It cost £4.2m at 9.40 p.m. on May 4.",
    "He had had enough.", "The U.S. arm met.", "Who knew?", "It fell (twice).",
    "One fell.\n\nTwo rose.", "BEYONCÉ’S song.",
    "Die „Spaß“ da.", "Vive la liberté\u{A0}!",
  ])
  func soundSentencesHaveNoFault(_ text: String) {
    #expect(condition(text).faults == [])
    #expect(condition(text).value == 1)
  }

  @Test func aTokeniserIsProvenByWhatItDoesThroughout() {
    let condition = condition("The bridge is shut , he said . The road is shut , too . It is old .")
    #expect(condition.faults.count == 5)
    #expect(condition.faults.allSatisfy { $0.certainty == .proven })
    #expect(condition.causes.map(\.name) == [.tokeniser])
    #expect(self.condition("The bridge is shut, he said .").faults.map(\.certainty) == [.likely])
  }

  @Test func marksSetApartByHandAreNoFault() {
    let text = """
      « Nous ne céderons jamais ! » a dit le maire, devant une foule calme. « Pourquoi ? Parce que le \
      port est à nous ; il l’a été. » Trois navires, dit-il, sont au large : ils attendent.
      """
    #expect(condition(text).faults.isEmpty)
    let tokenised = text.replacing(",", with: " ,").replacing(".", with: " .")
    #expect(condition(tokenised).counts[.punctuationDetached, default: 0] > 5)
  }

  @Test(arguments: ["", " ", "\n\n", "…"]) func textsWithoutWordsAreSound(_ text: String) {
    #expect(condition(text).value == 1)
    #expect(condition(text).faults == [])
  }

  @Test func oddAndRandomTextsMakeSense() {
    var random = Seeded(11)
    for odd in OddTexts.all {
      for other in OddTexts.all { expectSense(odd.text + "  " + other.text) }
    }
    for _ in 0..<500 {
      let bytes = (0..<random.below(200)).map { _ in UInt8(random.below(256)) }
      expectSense(String(decoding: bytes, as: UTF8.self))
    }
  }
}
