import Collating
import Judging
import Prose
import Statements
import Support
import Testing

/// What holds of every text, odd ones too.
@Suite struct RegisterLaws {
  private func register(_ text: String, narrated: Bool = true) -> Register {
    Register(
      of: Witness(Article(id: "t", text: text), siglum: "A"), includesNarration: narrated)
  }

  static let words = [
    "“", "”", "Quill", "said", ",", ".", "that", "the ferry", "according to", "Monday",
  ]

  private func check(_ text: String) {
    let register = register(text)
    let count = register.witness.words.count
    let statements = register.statements
    var last = 0
    for (place, statement) in statements.enumerated() {
      let runs =
        statement.content
        + [statement.speaker, statement.cue, statement.addressee, statement.occasion]
        .compactMap(\.self)
      for run in runs {
        #expect(run.lowerBound >= 0 && run.upperBound <= count && !run.isEmpty, "\(text)")
      }
      for (a, b) in zip(statement.content, statement.content.dropFirst()) {
        #expect(a.upperBound <= b.lowerBound, "pieces overlap: \(text)")
      }
      #expect(statement.extent.lowerBound >= last, "order: \(text)")
      last = statement.extent.lowerBound
      if let outer = statement.nestedIn { #expect(outer != place) }
      #expect(statement.relay.last?.name == "this outlet")
    }
    #expect(Set(statements.map(\.id)).count == statements.count, "\(text)")
  }

  @Test func `spans lie in every small text, in order`() {
    for list in Every.list(of: Self.words, upTo: 4) { check(list.joined(separator: " ")) }
  }

  @Test func `odd texts end`() {
    let odd = [
      String(repeating: "“", count: 8_000), String(repeating: "\"", count: 8_001),
      String(repeating: "“ ‘ ", count: 10_000) + "said" + String(repeating: " ’ ”", count: 10_000),
      String(repeating: "Quill said that ", count: 4_000),
      String(repeating: "Quill, a sailor, ", count: 3_000) + "said so.",
      String(repeating: "“No,” she said. ", count: 2_000),
      String(repeating: "said ", count: 6_000), "said", "", "“”", ": “", "according to",
    ]
    for text in odd { _ = register(text) }
  }

  /// Reports of our own, with every family in them.
  static let report = """
    The harbour of Tolland was closed last week. Tolland denies the Harwick claim that it was warned.
    “We have closed nothing and the ferry sails today,” Captain Mara Quill told reporters on a Monday \
    call, according to the Gazette.
    The Gazette reported that Quill met Tom Vane, the owner of the yard.
    Quill cited a survey of 2013, saying the yard has “plainly failed in its duty” to the crew.
    “It leaks,” an inspector said. “But nobody drowned in all those years.”
    """

  @Test func `a text and its respaced copy say the same`() {
    let text = Self.report
    let spaced = text.replacing(" ", with: "  ").replacing("\n", with: " \n\n")
    let comparison = Comparison(
      of: Article(id: "a", text: text), and: Article(id: "b", text: spaced))
    let register = Register(of: comparison.collation.base, includesNarration: true)
    #expect(register.statements.count > 7)
    for (statement, fate) in zip(
      register.statements, Testimony(of: register, in: comparison).fates)
    {
      #expect(
        fate.content == .preserved && fate.speaker == .preserved && fate.source == .preserved,
        "\(statement.id) \(fate)")
    }
    let again = Register(of: comparison.collation.witness, includesNarration: true)
    let said = { (register: Register) in
      register.statements.map { [$0.speakerName] + $0.relay.map(\.name) }
    }
    #expect(said(again) == said(register))
  }
}

/// What became of a statement in a copy, by what was done to it.
@Suite struct TestimonyTests {
  typealias Fate = (Testimony.Content, Testimony.Speaker, Testimony.Source)

  static let cases: [(String, String, String, Fate)] = [
    ("nothing", "", "", (.preserved, .preserved, .preserved)),
    ("a word lost", "plainly ", "", (.altered, .preserved, .preserved)),
    ("another number", "2013", "2015", (.false, .preserved, .preserved)),
    ("another speaker", "Mara Quill said", "Tom Vane said", (.preserved, .changed, .preserved)),
    ("a source lost", ", according to the Gazette", "", (.preserved, .preserved, .lost)),
    ("a source changed", "the Gazette", "the Courier", (.preserved, .preserved, .changed)),
    (
      "all lost", "the yard plainly failed the crew in 2013", "all was well",
      (.lost, .preserved, .preserved)
    ),
  ]

  @Test(arguments: cases)
  func `a statement is followed`(name: String, old: String, new: String, fate: Fate) throws {
    let text = """
      “It was quiet,” said nobody at all.
      Captain Mara Quill said the yard plainly failed the crew in 2013, according to the Gazette.
      Tom Vane was there.
      """
    let copy = old.isEmpty ? text : text.replacing(old, with: new)
    #expect(old.isEmpty || copy != text)
    let comparison = Comparison(of: Article(id: "a", text: text), and: Article(id: "b", text: copy))
    let register = Register(of: comparison.collation.base)
    let place = try #require(
      register.statements.firstIndex { $0.rule == .speakerFirst && $0.speakerName == "Mara Quill" })
    let found = Testimony(of: register, in: comparison).fates[place]
    #expect((found.content, found.speaker, found.source) == fate, "\(name)")
  }

  static let more: [(String, String, Testimony.Cue, Testimony.Occasion)] = [
    ("said", "denied", .changed, .preserved), ("on Monday", "on Friday", .preserved, .changed),
    (" on Monday", "", .preserved, .lost), ("Monday", "Monday", .preserved, .preserved),
  ]

  @Test(arguments: more)
  func `the word of speech and the day are followed`(
    old: String, new: String, cue: Testimony.Cue, occasion: Testimony.Occasion
  ) throws {
    let text = "Captain Mara Quill said on Monday that the yard had failed the crew in 2013."
    let comparison = Comparison(
      of: Article(id: "a", text: text), and: Article(id: "b", text: text.replacing(old, with: new)))
    let register = Register(of: comparison.collation.base)
    let fate = try #require(Testimony(of: register, in: comparison).fates.first)
    #expect((fate.cue, fate.occasion, fate.content) == (cue, occasion, .preserved))
    #expect(fate.isPreserved == (old == new) && fate.differences.isEmpty == (old == new))
  }

  @Test func `a quotation of nobody is followed`() {
    let text = "The board read “closed until the pier is sound again”. It rained."
    let copy = text.replacing("pier", with: "quay")
    let comparison = Comparison(of: Article(id: "a", text: text), and: Article(id: "b", text: copy))
    let register = Register(of: comparison.collation.base)
    #expect(Testimony(of: register, in: comparison).unattributed == [.altered])
  }

  @Test(.enabled(if: Shared.isPresent, "the seeds are not beside this checkout"))
  func `the founding pair is followed as by hand`() throws {
    let texts = try ["000_26597f42fc7fbda3.txt", "004_e7a167916c23b0a3.txt"].map {
      Article(id: $0, text: try Shared.text(of: "seeds/" + $0))
    }
    let comparison = Comparison(of: texts[0], and: texts[1])
    let register = Register(of: comparison.collation.base, includesNarration: true)
    let fates = Testimony(of: register, in: comparison).fates
    #expect(fates.count { $0.content == .false } >= 4)
    #expect(fates.count { $0.content == .lost } >= 2)
    let chain = register.statements.first {
      $0.addressee.map { register.text(of: $0) } == "reporters"
    }
    #expect(chain?.relay.count == 4 && chain?.relay.last?.name == "this outlet")
  }
}
