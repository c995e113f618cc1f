import Testing

@testable import Finding

/// Names and numbers in the same slots.
@Suite struct SlotsTests {
  private func compare(_ x: String, _ y: String) -> Slots.Comparison {
    Slots(of: x).compared(with: Slots(of: y))
  }

  private let grant = """
    the governor said that Tarnby will receive 34,000 crowns for the brigade and that the chief of \
    the brigade in Tarnby was pleased with the sum of money that came from the fund of the state
    """

  @Test func aTemplateFilledAnewContradicts() {
    let other = grant.replacing("Tarnby", with: "Ostmark").replacing("34,000", with: "76,500")
    let result = compare(grant, other)
    #expect(result.names == 1)
    #expect(result.numbers == 1)
    #expect(result.isContradiction)
    #expect(compare(other, grant).isContradiction)
  }

  @Test func theSameTextAgrees() {
    let result = compare(grant, grant)
    #expect(result.names + result.numbers == 0)
    #expect(result.same >= 2)
  }

  @Test func namesThatStandElsewhereInTheTextAreNoOtherFilling() {
    let text = grant + " when the envoy of Velmora met the council of the town in the hall"
    let damaged = text.replacing("said that Tarnby will", with: "said that Velmora will")
    #expect(compare(text, damaged).names == 0)
    #expect(compare(damaged, text).names == 0)
  }

  @Test func aNameMisreadIsTheSame() {
    #expect(compare(grant, grant.replacing("Tarnby", with: "Tarnhy")).names == 0)
    #expect(!compare(grant, grant.replacing("34,000", with: "35,000")).isContradiction)
  }

  @Test func oneNameCorrectedIsNoContradiction() {
    let result = compare(grant, grant.replacing("Tarnby", with: "Ostmark"))
    #expect(result.names == 1)
    #expect(!result.isContradiction)
    #expect(result.isDifference)
  }

  @Test func aWordAtTheStartOfASentenceIsNoName() {
    let start = "Money came to the town of the north. The money was for the brigade of the town."
    let other = "Grants came to the town of the north. The grants were for the brigade of the town."
    #expect(compare(start, other).names == 0)
  }

  @Test(arguments: [80, 81, 82] as [UInt64])
  func aTemplateOfNamesIsTakenApart(seed: UInt64) {
    var newsroom = Newsroom(seed: seed)
    let wording = (0..<160).map { $0 % 9 == 4 ? "#" : newsroom.word() }
    func filled() -> String {
      let values = (0..<6).map { _ in (newsroom.word() + newsroom.word() + "x").capitalizedFirst }
      var number = 0
      return wording.map { word in
        if word != "#" { return word }
        number += 1
        return number < 7 ? values[number - 1] : "Vasmork"
      }.joined(separator: " ")
    }
    let findings = Finder().findings(in: articles((0..<8).map { _ in filled() }))
    #expect(findings.clusters.isEmpty)
    // Copies of one of them stay together, names written over words and all.
    let report = filled()
    let copies = (0..<6).map { _ in newsroom.edited(report, 0.03) }
    #expect(Finder().findings(in: articles(copies)).clusters.map(\.members.count) == [6])
  }

  @Test func aListOfItemsIsForeignToOneOfThem() {
    let list =
      "the governor said that two towns will receive crowns for the brigade: Ostmark 76,500 and "
      + "Velmora 12,200 from the fund of the state"
    #expect(Slots(of: grant).isForeign(to: Slots(of: list)))
    #expect(Slots(of: list).isForeign(to: Slots(of: grant)))
    #expect(!Slots(of: grant).isForeign(to: Slots(of: grant)))
    let misread = grant.replacing("Tarnby", with: "Tarnhy").replacing("34,000", with: "34,0O0")
    #expect(!Slots(of: grant).isForeign(to: Slots(of: misread)))
    let longer = grant + " as Ostmark and Velmora and Kelby had heard before"
    #expect(!Slots(of: grant).isForeign(to: Slots(of: longer)))
  }

  @Test(arguments: [83, 84, 85] as [UInt64])
  func aTemplateRoundAListIsTakenApart(seed: UInt64) {
    var newsroom = Newsroom(seed: seed)
    let wording = (0..<150).map { _ in newsroom.word() }
    func name() -> String { (newsroom.word() + newsroom.word() + "x").capitalizedFirst }
    func item() -> String {
      var words = wording
      for place in [20, 60, 100] { words[place] = name() }
      // So that the list is the likest to all.
      for place in 0..<6 { words[22 * place + 5] = newsroom.word() }
      return words.joined(separator: " ")
    }
    // The list has plain words where its items have names.
    let names = (0..<4).map { _ in name() + " " + newsroom.word() }
    let list = wording.joined(separator: " ") + " " + names.joined(separator: " ")
    let findings = Finder().findings(in: articles([list] + (0..<12).map { _ in item() }))
    #expect(findings.clusters.isEmpty)
  }
}
