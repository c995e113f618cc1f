import Collating
import Judging
import Prose
import Support
import Testing

/// Restoring one text from several witnesses.
struct RestorationTests {
  private func restoration(_ texts: [String], base: Int? = nil) -> Restoration {
    let witnesses = texts.enumerated().map {
      Witness(Article(id: "\($0)", text: $1), siglum: Witness.siglum($0))
    }
    return Restoration(of: witnesses, base: base)
  }

  private static let report = """
    HARBOUR BRIDGE TO CLOSE

    The council said on Monday that the harbour bridge will close in April, because two of its seven
    piers are cracked. "We have looked at every stone," said Ines Calder, the engineer who led the
    survey, "and we cannot keep it open." Traffic will use the old ferry, which carries 40 cars, and
    the tunnel at Marsh Lane.

    Repairs are expected to cost $4.2 million, according to a report by Calder's office. The mayor,
    Tom Brandt, promised that the work would not be paid for by a new toll. Shopkeepers along the
    quay were less certain. "People come over the bridge for bread," one of them said. "They will not
    come through a tunnel."

    The bridge was opened in 1931 and widened twice. Engineers warned three years ago that water was
    getting into the northern piers, but the money was spent on the theatre instead. A decision about
    the toll is expected before the summer, and the council meets again on Thursday.
    """

  /// A copy with letters misread, words lost and, now and then, spaces lost.
  private func copy(_ text: String, _ random: inout Seeded, oneIn rate: Int = 30) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word -> String in
      guard word.count > 2, word.first?.isLetter == true, random.isOneIn(rate) else {
        return " " + word
      }
      switch random.below(6) {
      case 0: return ""
      case 1: return String(word)
      default:
        let pairs = [("e", "c"), ("h", "b"), ("l", "1"), ("m", "rn"), ("i", "l"), ("n", "u")]
        let fitting = pairs.filter { word.contains($0.0) }
        guard !fitting.isEmpty else { return " " + word }
        let (from, to) = random.pick(fitting)
        guard let place = word.firstRange(of: from) else { return " " + word }
        return " " + word[..<place.lowerBound] + to + word[place.upperBound...]
      }
    }.joined().trimmingPrefix(" ").description
  }

  /// How many words have to be changed, added or left out to make one text the other.
  private func wordErrors(_ text: String, _ truth: String) -> Int {
    let words = text.split(whereSeparator: \.isWhitespace)
    let right = truth.split(whereSeparator: \.isWhitespace)
    var row = Array(0...right.count)
    for (number, word) in words.enumerated() {
      var before = row[0]
      row[0] = number + 1
      for (place, other) in right.enumerated() {
        let next = min(row[place] + 1, row[place + 1] + 1, before + (word == other ? 0 : 1))
        before = row[place + 1]
        row[place + 1] = next
      }
    }
    return row[right.count]
  }

  /// Each row's most frequent reading: voting as ROVER does (Fiscus 1997), over the same table.
  private func majority(_ texts: [String]) -> String {
    let witnesses = texts.enumerated().map {
      Witness(Article(id: "\($0)", text: $1), siglum: Witness.siglum($0))
    }
    return AlignmentTable(of: witnesses).rows.map { row -> String in
      let cells = zip(texts, row.cells).map { text, cell in cell.map { String(text[$0]) } ?? "" }
      let votes = row.readings.map { reading in row.readings.count { $0 == reading } }
      return cells[votes.firstIndex(of: votes.max() ?? 0) ?? 0]
    }.joined()
  }

  /// What breaks the law that every scalar comes from where it is said to; nil where nothing does.
  private func breach(_ restoration: Restoration, _ texts: [String]) -> String? {
    var at = 0
    for decision in restoration.decisions {
      guard decision.range.start == at else { return "a hole at \(at)" }
      at = decision.range.end
      for source in [decision.chosen] + decision.readings
      where source.range.start < 0 || source.range.end > texts[source.witness].utf8.count {
        return "a source outside of its witness at \(at)"
      }
      let chosen = texts[decision.chosen.witness][decision.chosen.range]
      if decision.mend == nil, !restoration.text[decision.range].utf8.elementsEqual(chosen.utf8) {
        return "`\(restoration.text[decision.range])` is not `\(chosen)` at \(at)"
      }
    }
    return at == restoration.text.utf8.count ? nil : "an end at \(at)"
  }

  @Test func `every scalar of small texts comes from a witness`() {
    let texts = Every.text(upTo: 2)
    for (number, first) in texts.enumerated() {
      for second in texts[number...] {
        let third = texts[(first.utf8.count * 5 + second.utf8.count) % texts.count]
        let both = [first, second]
        for some in number % 3 == 0 ? [both, [second, third, first]] : [both] {
          if let breach = breach(restoration(some), some) { Issue.record("\(some): \(breach)") }
        }
      }
    }
  }

  @Test func `every scalar of odd texts comes from a witness`() {
    for first in OddTexts.all {
      for second in OddTexts.all {
        let texts = [first.text, second.text, "The bridge is shut, she said."]
        if let breach = breach(restoration(texts), texts) {
          Issue.record("\(first.name), \(second.name): \(breach)")
        }
      }
    }
  }

  @Test(arguments: 0..<20) func `every scalar of damaged copies comes from one`(seed: Int) {
    var random = Seeded(UInt64(seed))
    let texts = (0..<2 + seed % 5).map { _ in copy(Self.report, &random, oneIn: 8) }
    if let breach = breach(restoration(texts), texts) { Issue.record("\(breach)") }
  }

  @Test(arguments: 0..<8) func `the order of the witnesses does not matter`(seed: Int) {
    var random = Seeded(UInt64(seed))
    var texts = (0..<3 + seed % 3).map { _ in copy(Self.report, &random, oneIn: 12) }
    texts.append(copy(texts[0], &random, oneIn: 12))
    let text = restoration(texts).text
    for _ in 0..<6 {
      texts.shuffle(using: &random)
      #expect(restoration(texts).text == text)
    }
  }

  @Test func `copies that are the same come back byte for byte`() {
    for text in OddTexts.all.map(\.text) + [Self.report] {
      for count in 2...4 {
        let restored = restoration(Array(repeating: text, count: count))
        let alone = Mending(of: Words(in: text)).text
        #expect(Array(restored.text.utf8) == Array(alone.utf8))
        #expect(restored.parents.count { $0 == nil } == 1)
      }
    }
  }

  @Test func `a sound copy beside a damaged one comes back byte for byte`() throws {
    let sound = try Example.harbourBridge.text(of: "report.txt")
    for name in ["copy-tokenised.txt", "copy-displaced.txt", "copy-exact.txt"] {
      let damaged = try Example.harbourBridge.text(of: name)
      #expect(restoration([sound, damaged]).text == sound, "\(name)")
      #expect(restoration([damaged, sound]).text == sound, "\(name)")
    }
  }

  @Test func `a sound copy is not made from ruined ones`() throws {
    let names = ["report", "copy-edited", "copy-scan", "copy-tokenised", "copy-displaced"]
    let texts = try names.map { try Example.harbourBridge.text(of: $0 + ".txt") }
    let restored = restoration(texts)
    #expect(restored.parents[0] == nil)
    // `can not` stands in two of the lines, `cannot` in one.
    #expect(wordErrors(restored.text, texts[0]) <= 2)
  }

  @Test func `independent copies give the text back, better than the best of them`() {
    var (errors, best, voted) = (0, 0, 0)
    for seed in 0..<30 {
      var random = Seeded(UInt64(1000 + seed))
      let texts = (0..<4).map { _ in copy(Self.report, &random) }
      errors += wordErrors(restoration(texts).text, Self.report)
      best += texts.map { wordErrors($0, Self.report) }.min() ?? 0
      voted += wordErrors(majority(texts), Self.report)
    }
    #expect(best > 50, "the copies are damaged")
    #expect(errors * 20 <= best, "\(errors) errors, the best copies \(best)")
    #expect(errors <= voted, "\(errors) errors, a vote \(voted)")
  }

  @Test func `copies of a copy count once`() {
    var (errors, voted, heard) = (0, 0, 0)
    for seed in 0..<30 {
      var random = Seeded(UInt64(2000 + seed))
      let lines = (0..<3).map { _ in copy(Self.report, &random, oneIn: 15) }
      let children = (0..<2).map { _ in copy(lines[0], &random, oneIn: 20) }
      let texts = lines + children
      let restored = restoration(texts)
      errors += wordErrors(restored.text, Self.report)
      voted += wordErrors(majority(texts), Self.report)
      heard += restored.parents[3...].count { $0 == nil }
      #expect(restored.parents[..<3].allSatisfy { $0 == nil }, "seed \(seed)")
    }
    #expect(voted > 100, "a vote follows the family: \(voted)")
    #expect(errors * 5 <= voted * 2, "\(errors) errors, a vote \(voted)")
    #expect(heard <= 6, "\(heard) of 60 copies of a copy are heard")
  }

  /// Witnesses, the text and the ground of the one place that is decided.
  static let cases: [([String], String, Restoration.Ground)] = [
    (
      [
        "The old bridge will close in April, she said.",
        "The old bridge will close in April, she said.",
        "The old bridge will close in August, she said.",
        "The new bridge will close in April, she said. It is cracked.",
      ], "The old bridge will close in April, she said.", .majority
    ),
    (
      [
        "The bridge is shut in April, and the bridge at Marsh Lane in June.",
        "The bridge is shut in April, and the brldge at Marsh Lane in June.",
      ], "The bridge is shut in April, and the bridge at Marsh Lane in June.", .sounderWitness
    ),
    (
      [
        "The bridge will close in April because the piers are cracked.",
        "The bridge will close in April because tbe piers are cracked.",
      ], "The bridge will close in April because the piers are cracked.", .faultOfOthers
    ),
    (
      [
        "The bridge will close in April because its seven piers are cracked.",
        "The bridge will close in April because its piers are cracked.",
      ], "The bridge will close in April because its seven piers are cracked.", .lossOfOthers
    ),
    (
      [
        "The bridge will close in April because its piers are cracked.",
        "The bridge will close in April because its piers are badly cracked.",
        "The bridge will close in April bccause its piers are cracked.",
      ], "The bridge will close in April because its piers are cracked.", .additionOfOthers
    ),
    (
      [
        "The bridge will close in April because its “piers” are cracked.",
        "The bridge will close in April bccause its “piers” are cracked.",
        "The bridge will close in April because its \"piers\" are crackcd.",
      ], "The bridge will close in April because its “piers” are cracked.", .surface
    ),
  ]

  @Test(arguments: cases)
  func `each choice has its ground`(texts: [String], text: String, ground: Restoration.Ground) {
    for order in [texts, texts.reversed()] {
      let restored = restoration(order)
      #expect(restored.text == text)
      let grounds = restored.decisions.filter { !$0.readings.isEmpty }.map(\.ground)
      #expect(grounds.contains(ground), "\(grounds)")
    }
  }

  @Test func `where nothing decides the base is followed, and it is said`() {
    let texts = [
      "The bridge will close in April because its piers are cracked.",
      "The bridge will close in August because its piers are cracked.",
    ]
    for base in texts.indices {
      let restored = restoration(texts, base: base)
      #expect(restored.text == texts[base])
      #expect(restored.decisions.contains { $0.ground == .undecided })
    }
    #expect(restoration(texts).text == restoration(texts.reversed()).text)
  }

  @Test func `an error of all is kept and told`() {
    let shared = [
      "Calder, the mayor’s closet adviser, said so.", "The untied nations met in the harbour.",
      "It grows on diary farms.",
    ]
    for text in shared {
      let restored = restoration([text, text])
      #expect(restored.text == text)
      #expect(restored.notes.count == 1, "\(text): \(restored.notes)")
    }
    let sound = [
      "It hung in her closet with the rest.", "She untied the boat.", "His diary was kept.",
    ]
    for text in sound { #expect(restoration([text, text]).notes.isEmpty, "\(text)") }
  }

  @Test(.enabled(if: Shared.isPresent, "needs ../shared"))
  func `the seed pair gives the report back`() throws {
    let report = try Shared.text(of: "seeds/000_26597f42fc7fbda3.txt")
    let copy = try Shared.text(of: "seeds/004_e7a167916c23b0a3.txt")
    for texts in [[report, copy], [copy, report]] {
      let restored = restoration(texts)
      #expect(restored.text == report)
      #expect(restored.notes.contains { restored.text[$0.range] == "closet" })
      #expect(breach(restored, texts) == nil)
    }
  }
}
