import Collating
import Exchange
import Foundation
import Judging
import Prose
import Support
import Testing

/// A page made from two texts, as bytes and as read.
func comparisonPage(
  _ base: String, _ witness: String, named names: (String, String) = ("a.txt", "b.txt"),
  atLeast severity: Severity = .style
) throws -> (text: String, read: PageReader, comparison: Comparison) {
  let comparison = Comparison(
    of: Article(id: names.0, text: base), and: Article(id: names.1, text: witness))
  let path = FileManager.default.temporaryDirectory
    .appendingPathComponent("comparison-page-\(UUID().uuidString).html").path
  defer { try? FileManager.default.removeItem(atPath: path) }
  let output = try OutputFile(path)
  try ComparisonPage.write(
    comparison, Stemma(of: [comparison.collation.base, comparison.collation.witness]),
    showing: DifferenceFilter(atLeast: severity), to: output)
  try output.finish()
  let text = String(
    decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
  return (text, try PageReader(text), comparison)
}

@Suite struct ComparisonPageTests {
  static let base = """
    The mayor said on Monday that the bridge would not open before May.
    “It cost £4.2m,” she said. The council paid half of it in June.
    Nobody was hurt.

    """
  static let witness = """
    The mayor said on Monday that the bridge would open before May .
    "It cost £42m," she said. The town hall paid half of it in June. Trains are running.
    Nobody was hurt.

    """

  @Test func saysFirstWhetherItMatters() throws {
    let (_, page, comparison) = try comparisonPage(Self.base, Self.witness)
    let counts = comparison.countBySeverity
    let meaning = try #require(counts[.meaning])
    let slight = try #require(counts[.none])
    let heading = try #require(page.all("h1").first).text
    #expect(heading.hasPrefix("Does it matter? Yes: \(meaning) differences change the meaning"))
    #expect(heading.hasSuffix("; \(slight) change neither."))
  }

  @Test func everyDifferenceHasItsAnchorsAndEveryLinkAnEnd() throws {
    let (_, page, comparison) = try comparisonPage(Self.base, Self.witness)
    let ids = Set(page.ids)
    #expect(ids.count == page.ids.count)
    #expect(comparison.differences.count > 5)
    for difference in comparison.differences {
      let number = difference.id.dropFirst()
      let marks = try ["d\(number)", "e\(number)"].map { try #require(page.with($0)) }
      for mark in marks {
        #expect(mark.ancestors.contains("td"))
        #expect(mark.name == (difference.severity > .none ? "a" : "span"))
      }
      #expect(ids.contains("c\(number)") == (difference.severity > .none))
    }
    let links = page.elements.compactMap { $0.attributes["href"] }
    #expect(links.count > comparison.differences.count)
    for link in links { #expect(link.hasPrefix("#") && ids.contains(String(link.dropFirst()))) }
  }

  @Test func listsWhatMattersWithItsReason() throws {
    let (_, page, comparison) = try comparisonPage(Self.base, Self.witness)
    let money = try #require(comparison.differences.first { $0.kind == .money })
    let entry = try #require(page.with("c\(money.id.dropFirst())")).text
    #expect(entry.contains("Another amount of money"))
    #expect(entry.contains("money"))
    #expect(entry.contains("inside a quotation") == money.isInQuotation)
    #expect(entry.contains("A“It cost £4.2m,” she said."))
    #expect(entry.contains("B\"It cost £42m,\" she said."))
    #expect(entry.contains(money.reason.replacingOccurrences(of: "`", with: "")))
    let severities = page.all("li").compactMap { $0.attributes["class"]?.prefix(1) }
    #expect(severities == severities.sorted { $0 == "m" && $1 == "s" })
  }

  @Test(arguments: Severity.allCases)
  func ticksTheSeveritiesAskedFor(least: Severity) throws {
    let (_, page, _) = try comparisonPage(Self.base, Self.witness, atLeast: least)
    let ticked = try ["f-n", "f-s", "f-m"].map { id in
      try #require(page.with(id)).attributes["checked"] != nil
    }
    #expect(ticked == Severity.allCases.map { $0 >= least })
  }

  @Test func everyKindHasABoxThatItsRulesName() throws {
    let (_, page, comparison) = try comparisonPage(Self.base, Self.witness)
    let style = try #require(page.all("style").first).text
    let boxes = page.all("input").compactMap { $0.attributes["id"] }.filter { $0.hasPrefix("f-k") }
    #expect(boxes.count == comparison.countByKind.count)
    let classes = Set(
      page.elements.filter { $0.ancestors.contains("td") }
        .compactMap { $0.attributes["class"]?.split(separator: " ").dropFirst().first })
    #expect(Set(boxes) == Set(classes.map { "f-\($0)" }))
    for box in boxes + ["f-m", "f-s", "f-n"] {
      let name = box.dropFirst(2)
      #expect(style.contains("#filters:has(#\(box):not(:checked)) ~ #texts .\(name):not(:target)"))
      #expect(style.contains("#filters:has(#\(box):not(:checked)) ~ #changes li.\(name)"))
    }
  }

  @Test func asksForNothingFromAnywhere() throws {
    let (text, page, _) = try comparisonPage(Self.base, Self.witness)
    for word in ["http:", "https:", "//www", " src=", "url(", "@import", " style=", " onclick"] {
      #expect(!text.contains(word))
    }
    let policy = try #require(page.all("meta").first { $0.attributes["http-equiv"] != nil })
    #expect(policy.attributes["content", default: ""].hasPrefix("default-src 'none'; "))
    #expect(page.all("script").count == 2)
  }

  @Test func sameInputSameBytes() throws {
    let first = try comparisonPage(Self.base, Self.witness).text
    #expect(try comparisonPage(Self.base, Self.witness).text == first)
    #expect(try comparisonPage(Self.base, Self.witness + "x").text != first)
  }

  @Test func equalTextsAreSaidToBe() throws {
    let (_, page, _) = try comparisonPage(Self.base, Self.base)
    #expect(page.all("h1").first?.text == "The two texts are the same, character for character.")
    #expect(page.all("script").isEmpty)
    #expect(page.all("tr").count == 4)
    #expect(page.ids == ["page", "texts"])
  }

  @Test func accidentalsAloneDoNotMatter() throws {
    let (_, page, _) = try comparisonPage("One two three.", "One  two three.")
    let heading = try #require(page.all("h1").first).text
    #expect(heading.hasPrefix("Does it matter? No: the words are the same. 1 difference in"))
    #expect(page.with("changes") == nil)
    #expect(page.with("d1")?.attributes["data-w"] == "·")
    #expect(page.with("e1")?.attributes["data-w"] == "··")
  }

  @Test func emptyTextsAreSaidToBe() throws {
    let both = try comparisonPage("", "").read
    #expect(both.all("h1").first?.text == "Both texts are empty.")
    #expect(both.all("table").isEmpty)
    let one = try comparisonPage("One two.", "", named: ("full", "void")).read
    #expect(one.all("h1").first?.text == "There is nothing to compare: void is empty.")
    #expect(one.with("d1")?.text == "One two.")
  }

  @Test func strangersAreDoubted() throws {
    let other = "Fish are sold at auction here every morning, except on feast days and in storms."
    let heading = try #require(comparisonPage(Self.base, other).read.all("h1").first).text
    #expect(heading.hasSuffix("are they copies of one report?"))
  }

  @Test func tellsTheFaultBehindManyDifferences() throws {
    let copy = Self.base.replacingOccurrences(of: ".\n", with: " .\n")
      .replacingOccurrences(of: ",", with: " ,").replacingOccurrences(of: "May.", with: "May .")
    let (text, page, comparison) = try comparisonPage(Self.base, copy)
    let cause = try #require(comparison.causes.first)
    let told = try #require(page.all("li").first).text
    #expect(told.hasPrefix("\(cause.explains) differences: \(cause.name.told)"))
    #expect(told.contains(cause.evidence.replacingOccurrences(of: "`", with: "")))
    // To the script too: the last of the five numbers of the first difference.
    let first = try #require(text.firstMatch(of: /"all":\[\d+,\d,\d,\d+,(-?\d+)/))
    #expect(Int(first.1) == comparison.differences[0].cause)
  }

  @Test func aMoveLeadsFromEachPlaceToTheOther() throws {
    let lines = (1...9).map {
      "Boat number \($0) left the \($0 % 2 == 0 ? "north" : "south") quay at \($0 + 3) o’clock."
    }
    let moved = lines[0...0] + lines[4...8] + lines[1...3]
    let (_, page, comparison) = try comparisonPage(
      lines.joined(separator: "\n"), moved.joined(separator: "\n"))
    let ends = comparison.differences.filter { $0.locus.move == 0 }
    try #require(ends.count == 2)
    for (end, other) in [(ends[0], ends[1]), (ends[1], ends[0])] {
      let entry = try #require(page.with("c\(end.id.dropFirst())")).text
      #expect(entry.hasSuffix("The other place: \(other.id)"))
    }
  }

  @Test func labelsCanStandInStyleRules() {
    for kind in DifferenceKind.allCases {
      #expect(!kind.label.contains { "\"\\<\n".contains($0) })
    }
  }

  @Test func listsNoMoreThanAReaderTakesIn() throws {
    let words = (0..<520).map { "It rained for \(100 + $0) days." }
    let others = (0..<520).map { "It rained for \(900 + $0) days." }
    let (_, page, comparison) = try comparisonPage(
      words.joined(separator: " "), others.joined(separator: " "))
    #expect(comparison.countBySeverity[.meaning] == 520)
    #expect(page.ids.count { $0.hasPrefix("c") && $0 != "changes" && $0 != "card" } == 500)
    #expect(page.with("changes")?.text.contains("20 more are not listed here") == true)
    #expect(page.with("d500")?.attributes["href"] == "#c500")
    #expect(page.with("d501")?.attributes["href"] == "#d501")
  }
}
