import Running
import Statements
import Storing
import Support
import Testing
import Truecopy

/// Who said what, as a study keeps it.
@Suite struct StatementStoreTests {
  let pile: Pile

  init() throws { pile = try Pile() }

  /// Two papers with one report of statements, one of them changed, and a report of its own.
  private func write(_ name: String, _ texts: [(id: String, text: String)]) throws -> String {
    try pile.folder.write(
      name,
      texts.map {
        "{\"id\":\"\($0.id)\",\"date\":\"2021-03-02T08:00\",\"text\":\(try JSON.quoted($0.text))}\n"
      }.joined())
  }

  private static let report = """
    Mira Holt, the harbour master of Ostrow, said on Monday that the east quay would be closed for \
    nine weeks. “Nobody was hurt, and nobody will be,” Holt said. The council denied that it had \
    known of the crack since March. According to the fishermen of the town, boats of more than \
    twelve tons must land at Pell until the work is done. “We will pay what it costs,” said Jon \
    Averil, who owns the cold store. The quay was built of granite a hundred years ago, and the \
    sea has worked at it ever since.
    """

  private var texts: [(id: String, text: String)] {
    [
      ("a", Self.report),
      ("b", Self.report.replacing("nine weeks", with: "ninety weeks")),
      ("c", Self.report.replacing("Jon Averil, who owns the cold store", with: "Lena Pryce")),
      (
        "d",
        "The ferry sails again, Lena Pryce said. Rain is likely, and no wind at all is told of."
      ),
    ]
  }

  @Test func `the statements of kept texts are those of their registers`() throws {
    _ = try pile.study([write("a.jsonl", texts)])
    let store = try pile.store()
    var seen = 0
    for number in 1...4 {
      let text = try #require(try store.articles([number]).first)
      let lines = try store.statements(of: number)
      guard try store.cluster(of: number).map({ $0.kept == number }) ?? true else {
        #expect(lines.isEmpty)
        continue
      }
      let register = Register(
        of: Witness(text.article, siglum: "A"), published: CalendarDay("2021-03-02"))
      #expect(lines.map(\.id) == register.statements.map(\.id))
      #expect(lines.map(\.speaker) == register.statements.map(\.speakerName))
      #expect(lines.map(\.manner) == register.statements.map(\.manner.rawValue))
      #expect(lines.map(\.rule) == register.statements.map(\.rule.rawValue))
      #expect(
        lines.map { $0.content.map(\.text) }
          == register.statements.map { $0.content.map(register.text) })
      #expect(lines.map { $0.cue?.text } == register.statements.map { $0.cue.map(register.text) })
      for line in lines {
        #expect(try store.statement(line.number, of: number) == line)
        if line.content.first?.text.contains("nine weeks") == true {
          #expect(line.details?.contains("\"value\":\"2021-03-01\"") == true)
        }
      }
      let names = try store.names(of: number)
      #expect(names.contains { $0.name == (number == 4 ? "Lena Pryce" : "Mira Holt") })
      seen += lines.count
    }
    #expect(seen > 5)
    // Page by page gives all of them.
    var paged: [Store.StatementLine] = []
    while let next = try store.statements(
      after: paged.last.map { ($0.article, $0.number) } ?? (0, 0), limit: 2) as [_]?, !next.isEmpty
    { paged += next }
    #expect(paged.count == seen)
  }

  @Test func `what copies made of a statement is what the engine follows`() throws {
    _ = try pile.study([write("a.jsonl", texts)])
    let store = try pile.store()
    let cluster = try #require(try store.cluster(of: 1))
    let base = try #require(try store.articles([cluster.kept]).first)
    let witness = Witness(base.article, siglum: "A")
    let register = Register(of: witness, published: CalendarDay("2021-03-02"))
    var changed: [Store.TestimonyLine] = []
    for member in try store.members(of: cluster.number) where member.article != cluster.kept {
      let copy = try #require(try store.articles([member.article]).first)
      let testimony = Testimony(
        of: register, in: Comparison(of: witness, and: Witness(copy.article, siglum: "B")))
      let lines = try store.testimonies(of: member.article)
      #expect(lines.map(\.content) == testimony.fates.map(\.content.rawValue))
      #expect(lines.map(\.speaker) == testimony.fates.map(\.speaker.rawValue))
      #expect(lines.map(\.source) == testimony.fates.map(\.source.rawValue))
      #expect(lines.map(\.statement) == (try store.statements(of: cluster.kept)))
      changed += lines.filter { !$0.isPreserved }
    }
    #expect(changed.count >= 2)
    let told = try store.toldDifferently(limit: 100)
    #expect(Set(told) == Set(changed))
    let first = try #require(told.first)
    let all = try store.testimonies(
      ofStatement: first.statement.number, of: cluster.kept, limit: 100)
    #expect(all.count == 2 && all.contains(first))
  }

  @Test func `speakers are counted, and found by the beginning of any of their names`() throws {
    _ = try pile.study([write("a.jsonl", texts)])
    let store = try pile.store()
    let all = try store.speakers(limit: 100)
    var counts: [String: Int] = [:]
    for line in try store.statements(limit: 1000) {
      if let speaker = line.speaker { counts[speaker, default: 0] += 1 }
    }
    #expect(Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0.statements) }) == counts)
    #expect(all == all.sorted { ($1.statements, $0.name) < ($0.statements, $1.name) })
    var paged: [Store.SpeakerLine] = []
    while let next = try store.speakers(after: paged.last, limit: 1) as [_]?, !next.isEmpty {
      paged += next
    }
    #expect(paged == all)
    #expect(try store.speakers(matching: "hol", limit: 5).map(\.name) == ["Mira Holt"])
    #expect(try store.speakers(matching: "MIRA ho", limit: 5).map(\.name) == ["Mira Holt"])
    for none in ["zebra", "", "%", "holtz", "mira pryce"] {
      #expect(try store.speakers(matching: none, limit: 5).isEmpty)
    }
    let holt = try store.statements(by: "Mira Holt", limit: 10)
    #expect(holt.count == counts["Mira Holt"] && holt.allSatisfy { $0.speaker == "Mira Holt" })
  }

  @Test func `a text that becomes a copy is heard no more, and the words of its speakers go`()
    throws
  {
    let first = try write("a.jsonl", [texts[0], texts[3]])
    _ = try pile.study([first])
    #expect(try pile.store().speakers(matching: "averil", limit: 5).count == 1)
    let longer = Self.report.replacing("Jon Averil", with: "Ulla Brandt") + " More is to come."
    let second = try write("b.jsonl", [("e", longer)])
    _ = try pile.study([second]) { $0.keeping = .longest }
    let store = try pile.store()
    #expect(try store.statements(of: 1).isEmpty)
    #expect(try store.speakers(matching: "averil", limit: 5).isEmpty)
    #expect(try store.speakers(matching: "brandt", limit: 5).count == 1)
    _ = try pile.study([first, second], "whole") { $0.keeping = .longest }
    #expect(try store.contents() == pile.store("whole").contents())
  }
}
