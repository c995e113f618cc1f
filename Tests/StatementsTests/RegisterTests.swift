import Collating
import Prose
import Statements
import Testing

/// What the rules find in one sentence or two, family by family.
@Suite struct RegisterTests {
  /// A text and what is told of its first statement; nil where nobody says anything.
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let speaker: String?
    let cue: String?
    let content: [String]
    let rule: Statement.Rule?
    var testDescription: String { text }

    init(
      _ text: String, _ speaker: String?, _ cue: String?, _ content: [String],
      _ rule: Statement.Rule?
    ) {
      self.text = text
      self.speaker = speaker
      self.cue = cue
      self.content = content
      self.rule = rule
    }
  }

  static let orders = [
    Case(
      "Mara Quill said the ferry would stay in port.", "Mara Quill", "said",
      ["the ferry would stay in port"], .speakerFirst),
    Case(
      "Mara Quill, the harbour master of Tolland, said that the ferry would stay in port.",
      "Mara Quill", "said", ["the ferry would stay in port"], .speakerFirst),
    Case(
      "Mara Quill, 52, said the ferry would stay.", "Mara Quill", "said",
      ["the ferry would stay"], .speakerFirst),
    Case(
      "A spokesman for the port authority has said it will not pay.",
      "A spokesman for the port authority", "has said", ["it will not pay"], .speakerFirst),
    Case(
      "“The ferry will stay in port,” Mara Quill said.", "Mara Quill", "said",
      ["The ferry will stay in port,"], .contentFirst),
    Case(
      "“The ferry will stay in port,” said Mara Quill, who runs the harbour.", "Mara Quill",
      "said", ["The ferry will stay in port,"], .cueFirst),
    Case(
      "The ferry will stay in port, the council said.", "the council", "said",
      ["The ferry will stay in port"], .contentFirst),
    Case(
      "The old ferry, officials said, is unsafe.", "officials", "said",
      ["The old ferry", "is unsafe"], .contentFirst),
    Case(
      "The mayor of Port Ellery said the ferry would stay.", "The mayor of Port Ellery", "said",
      ["the ferry would stay"], .speakerFirst),
    Case(
      "Mara Quill said £4.2m was owed.", "Mara Quill", "said", ["£4.2m was owed"], .speakerFirst),
    Case(
      "It leaks,” Mara Quill said.", "Mara Quill", "said", ["It leaks"], .contentFirst),
    Case(
      "A plan which, according to Mara Quill, is unsound was dropped.", "Mara Quill",
      "according to", ["is unsound was dropped"], .accordingTo),
    Case(
      "According to Mara Quill, mayor of Tolland, the ferry is unsafe.", "Mara Quill",
      "According to", ["the ferry is unsafe"], .accordingTo),
    Case(
      "According to the harbour master, the ferry is unsafe.", "the harbour master",
      "According to", ["the ferry is unsafe"], .accordingTo),
    Case(
      "The ferry is unsafe, according to the Tolland Gazette.", "the Tolland Gazette",
      "according to", ["The ferry is unsafe"], .accordingTo),
    Case(
      "Mara Quill: “The ferry is unsafe.”", "Mara Quill", ":", ["The ferry is unsafe."], .colon),
  ]

  static let nouns = [
    Case(
      "The mayor opened with the port authority claim that the ferry was sound.",
      "the port authority", "claim", ["the ferry was sound"], .noun),
    Case(
      "The council heard of Tolland’s alleged neglect of the ferry.", nil, "alleged",
      ["neglect of the ferry"], .adjective),
    Case(
      "Tolland denies the charge of neglect.", "Tolland", "denies", ["the charge of neglect"],
      .speakerFirst),
    Case(
      "Tolland and Harwick have been trading barbs for weeks.", "Tolland and Harwick",
      "trading barbs", [], .act),
  ]

  /// Where what was said ends, and where it is not what stands beside it.
  static let borders = [
    Case(
      "“The ferry will stay,” said Mara Quill, the harbour master of Tolland.", "Mara Quill",
      "said", ["The ferry will stay,"], .cueFirst),
    Case(
      "It was, said Mara Quill, the best ferry in Tolland.", "Mara Quill", "said",
      ["It was", "the best ferry in Tolland"], .cueFirst),
    Case(
      "According to his wife, Ada, Tom Vane left the ferry.", "his wife", "According to",
      ["Tom Vane left the ferry"], .accordingTo),
    Case(
      "According to Ada Vane, the mayor’s former spokeswoman, the ferry sank.", "Ada Vane",
      "According to", ["the ferry sank"], .accordingTo),
    Case(
      "Mara Quill said Monday’s storm was the worst.", "Mara Quill", "said",
      ["Monday’s storm was the worst"], .speakerFirst),
    Case(
      "Six of the boats were, according to the harbour master, beyond repair.",
      "the harbour master", "according to", ["Six of the boats were", "beyond repair"],
      .accordingTo),
    Case(
      "The ferry sank but, according to Mara Quill, nobody was hurt.", "Mara Quill",
      "according to", ["nobody was hurt"], .accordingTo),
    Case(
      "The WHO said the ferry was clean.", "The WHO", "said", ["the ferry was clean"],
      .speakerFirst),
    Case(
      "Mara Quill told Seaweb, a news site, that the ferry would stay.", "Mara Quill", "told",
      ["the ferry would stay"], .speakerFirst),
    Case(
      "The notice cited the navy as stating that the ferry sank.", "the navy", "stating",
      ["the ferry sank"], .participle),
    Case(
      "Mara Quill quoted Tom Reed as saying the ferry sank.", "Tom Reed", "saying",
      ["the ferry sank"], .participle),
    Case(
      "The council announced that the pier was shut, and said there was no money.",
      "The council", "announced", ["the pier was shut"], .speakerFirst),
    Case(
      "When Mara Quill announced her retreat in May, the council cheered.", "Mara Quill",
      "announced", ["her retreat in May"], .speakerFirst),
    Case(
      "Tom Vane of the College of Pell in Marwick said the ferry was old.",
      "Tom Vane of the College of Pell in Marwick", "said", ["the ferry was old"],
      .speakerFirst),
  ]

  static let nothing = [
    Case("As the ferry sank, Mara Quill wrote about boats.", nil, nil, [], nil),
    Case("Mara Quill reported extensively on the war.", nil, nil, [], nil),
    Case("The mayor has not conceded the election.", nil, nil, [], nil),
    Case("Mara Quill wrote it down.", nil, nil, [], nil),
    Case("Like I said, the ferry is old.", nil, nil, [], nil),
    Case("I would say the ferry is old.", nil, nil, [], nil),
    Case("Mara Quill questioned the mayor’s power to shut the pier.", nil, nil, [], nil),
    Case("No group claimed credit for the wreck.", nil, nil, [], nil),
    Case("The council confirmed Mara Quill’s nomination.", nil, nil, [], nil),
    Case("Beginning in May and continuing for years, Tom Vane stole boats.", nil, nil, [], nil),
    Case("Tom Vane wrote for others, including co-writing two songs.", nil, nil, [], nil),
    Case("Talk of the previous question, I was there.", nil, nil, [], nil),
    Case("The ferry stayed in port all week.", nil, nil, [], nil),
    Case("He was told to wait on the quay.", nil, nil, [], nil),
    Case("The United States have a new ferry.", nil, nil, [], nil),
    Case("Mara Quill announced the winners of the regatta.", nil, nil, [], nil),
    Case("Cities and states have moved to ban the ferry.", nil, nil, [], nil),
    Case("Mara Quill wants the ferry to stay.", nil, nil, [], nil),
    Case("A boat called “Petrel” sank.", nil, nil, [], nil),
    Case("Mara Quill called the guards in Tolland.", nil, nil, [], nil),
    Case("Mara Quill, who had left, announced her retreat.", nil, nil, [], nil),
    Case("When the storm had passed, Mara Quill announced the winners.", nil, nil, [], nil),
    Case("The council denied funding for the pier.", nil, nil, [], nil),
    Case("The judge dismissed the case.", nil, nil, [], nil),
    Case("Those accused of theft were freed.", nil, nil, [], nil),
    Case("Tolland closed the pier, citing the storm.", nil, nil, [], nil),
  ]

  private func register(_ text: String, published: CalendarDay? = nil) -> Register {
    Register(of: Witness(Article(id: "t", text: text), siglum: "A"), published: published)
  }

  @Test(arguments: orders + borders + nouns + nothing)
  func `a statement is found with its speaker and its words`(case: Case) {
    let register = register(`case`.text)
    let found = register.statements.first
    #expect(found?.rule == `case`.rule)
    #expect(found?.speaker.map { register.text(of: $0) } == `case`.speaker)
    #expect(found?.cue.map { register.text(of: $0) } == `case`.cue)
    #expect((found?.content ?? []).map { register.text(of: $0) } == `case`.content)
  }

  @Test func `speakers have the fullest name the text has`() throws {
    let register = register(
      """
      Captain Mara Quill came late. “It leaks,” Quill said. She said the pumps had failed.
      """)
    #expect(register.statements.map(\.speakerName) == ["Mara Quill", "Mara Quill"])
    #expect(register.statements.map(\.certainty) == [.stated, .inferred])
    let entry = try #require(register.names.entries.first)
    #expect(entry.name == "Mara Quill" && entry.aliases == ["Quill"] && entry.kind == .person)
  }

  @Test func `a town is not its mayor`() {
    let register = register(
      "The mayor of Port Ellery said it leaked. A spokesman for Ann Lee said no more.")
    #expect(register.statements.first?.speakerName == "The mayor of Port Ellery")
    #expect(register.statements.allSatisfy { $0.speakerName != "Ann Lee" })
  }

  @Test func `an office before a name is not part of it`() {
    let register = register("Secretary of State Ann Lee said it leaked.")
    #expect(register.statements.map(\.speakerName) == ["Ann Lee"])
  }

  @Test func `a quotation of nobody is told apart`() {
    let register = register("The board read “closed until the pier is sound again”. It rained.")
    #expect(register.statements.isEmpty && register.unattributed.count == 1)
  }

  @Test func `without what is inferred the rest keeps its places`() {
    let register = register(
      "Mara Quill left. “It leaks,” she said. Tom Vane said that she said it sank.")
    let stated = register.stated
    #expect(stated.statements.count < register.statements.count)
    #expect(stated.statements.allSatisfy { $0.certainty == .stated })
    #expect(
      stated.statements.allSatisfy { $0.nestedIn.map(stated.statements.indices.contains) ?? true })
  }

  @Test func `the first person of a quotation is who says it`() throws {
    let register = register(
      "“It leaks,” Mara Quill said. “I told the council that it would sink before May.”")
    let inner = try #require(register.statements.first { $0.rule == .speakerFirst })
    #expect(inner.speakerName == "Mara Quill" && inner.certainty == .inferred)
    #expect(inner.nestedIn.map { register.statements[$0].rule } == .continued)
    #expect(inner.relay.map(\.name) == ["Mara Quill", "the council", "Mara Quill", "this outlet"])
    let bare = self.register("I told the council that it would sink.")
    #expect(bare.statements.first?.speakerName == "I")
  }

  @Test func `a surname of two people is left by itself`() throws {
    let register = register(
      "We met Mara Quill and Tom Quill there. Later it was Quill who spoke for the crew.")
    let names = register.names.entries
    #expect(names.map(\.name) == ["Mara Quill", "Tom Quill", "Quill"])
    #expect(names.map(\.isAmbiguous) == [false, false, true])
  }

  @Test func `a chain goes from the speaker to the outlet`() throws {
    let register = register(
      "“It leaks badly,” Captain Mara Quill told reporters on Monday, according to the Gazette.")
    let inner = try #require(register.statements.first { $0.rule == .contentFirst })
    #expect(inner.relay.map(\.name) == ["Mara Quill", "reporters", "Gazette", "this outlet"])
    #expect(inner.occasion.map { register.text(of: $0) } == "Monday")
  }

  @Test func `a dateline names the agency`() throws {
    let register = register("TOLLAND (Seawire) - Mara Quill said the ferry was safe.")
    #expect(register.statements.first?.relay.map(\.name).suffix(2) == ["Seawire", "this outlet"])
  }

  @Test func `a quotation that goes on belongs to the speaker before`() throws {
    let register = register("“It leaks,” Mara Quill said. “But we shall mend it in a week.”")
    try #require(register.statements.count == 2)
    #expect(register.statements[1].continues == 0)
    #expect(register.statements[1].speaker == register.statements[0].speaker)
    #expect(register.statements.map(\.id) == ["s1", "s1.2"])
  }

  static let polarities: [(String, Statement.Polarity)] = [
    ("Mara Quill denied that the ferry leaked.", .deny),
    ("Mara Quill declined to comment on the ferry.", .decline),
    ("Mara Quill asked whether the ferry would sail.", .ask),
    ("Mara Quill claimed the ferry was safe.", .allege),
    ("Mara Quill did not say that the ferry was safe.", .decline),
    ("Mara Quill said the ferry was safe.", .assert),
  ]

  @Test(arguments: polarities)
  func `what a speaker does with the words is told`(text: String, polarity: Statement.Polarity) {
    #expect(register(text).statements.map(\.polarity) == [polarity])
  }

  /// What is told of the day of publication, Monday 2024-03-11.
  static let dates: [(String, String, DateReading.Granularity, DateReading.Rule)] = [
    ("on Monday", "2024-03-11", .day, .weekday), ("Wednesday", "2024-03-06", .day, .weekday),
    ("last Monday", "2024-03-04", .day, .weekday), ("yesterday", "2024-03-10", .day, .relativeDay),
    ("on March 5", "2024-03-05", .day, .calendarDay), ("in 2013", "2013", .year, .calendarYear),
    ("on December 30", "2023-12-30", .day, .calendarDay),
    ("on 2 June 2021", "2021-06-02", .day, .calendarDay),
    ("on Friday, June 4, 2021", "2021-06-04", .day, .calendarDay),
    ("on Jan. 7", "2024-01-07", .day, .calendarDay), ("in May", "2023-05", .month, .calendarMonth),
    ("on 2023-11-09", "2023-11-09", .day, .calendarDay),
    ("last week", "2024-W10", .week, .relativeUnit), ("next year", "2025", .year, .relativeUnit),
    ("three weeks ago", "2024-W08", .week, .ago), ("a year ago", "2023", .year, .ago),
    ("last quarter", "2023-Q4", .quarter, .relativeUnit),
    ("in the third quarter", "2023-Q3", .quarter, .calendarQuarter),
    ("in the first quarter of 2022", "2022-Q1", .quarter, .calendarQuarter),
  ]

  @Test(arguments: dates)
  func `times are told from the day of publication`(
    words: String, value: String, granularity: DateReading.Granularity, rule: DateReading.Rule
  ) throws {
    let published = try #require(CalendarDay("2024-03-11"))
    let register = register("Mara Quill said the ferry sank \(words).", published: published)
    let statement = try #require(register.statements.first)
    try #require(statement.dates.count == 1)
    let date = statement.dates[0]
    #expect((date.value, date.granularity, date.rule) == (value, granularity, rule))
  }

  @Test func `when it was said is told apart from what was said`() throws {
    let published = try #require(CalendarDay("2024-03-11"))
    let register = register(
      "Mara Quill told reporters on Saturday that the ferry will sail on Tuesday.",
      published: published)
    let statement = try #require(register.statements.first)
    #expect(statement.date?.value == "2024-03-09" && statement.date?.rule == .weekday)
    #expect(statement.dates.map(\.value) == ["2024-03-12"])
    #expect(statement.dates.map(\.rule) == [.comingWeekday])
    let bare = self.register("On Friday the council said the pier was shut.", published: published)
    #expect(bare.statements.first?.date?.value == "2024-03-08")
  }

  @Test func `without a day of publication only years that are named are told`() {
    let found = register("Mara Quill said it sank on May 4, 2021, and was raised last week.")
    #expect(found.statements.flatMap(\.dates).map(\.value) == ["2021-05-04"])
  }

  static let quantities: [(String, String, String?, Quantity.Bound)] = [
    ("£4.2m was spent", "4200000", "£", .exact),
    ("about 300 people were there", "300", "people", .about),
    ("more than two hundred sailors left", "200", "sailors", .moreThan),
    ("at least 12.5 percent was lost", "12.5", "%", .atLeast),
    ("up to 40% is gone", "40", "%", .atMost),
    ("1,250 old boats sank", "1250", "boats", .exact),
    ("nearly $1.25 billion is owed", "1250000000", "$", .nearly),
  ]

  @Test(arguments: quantities)
  func `numbers are told with what they count`(
    words: String, value: String, unit: String?, bound: Quantity.Bound
  ) throws {
    let statement = try #require(register("Mara Quill said \(words).").statements.first)
    try #require(statement.quantities.count == 1)
    let found = statement.quantities[0]
    #expect((found.value, found.unit, found.bound) == (value, unit, bound))
    #expect((found.hedge == nil) == (bound == .exact))
  }

  @Test func `days and ranks are no quantities`() {
    let found = register("Mara Quill said the 3rd boat sank on 4 May 2021 at 10:30.")
    #expect(found.statements.flatMap(\.quantities).isEmpty)
  }

  static let modalities: [(String, Modality)] = [
    ("it sank", .plain), ("it may have sunk", .possible), ("it probably sank", .likely),
    ("it reportedly sank", .hearsay), ("it would sink", .conditional), ("it must sail", .required),
    ("it will sail", .intended), ("the ferry sank because it could not float", .plain),
  ]

  @Test(arguments: modalities)
  func `how firmly a thing is put is told`(words: String, modality: Modality) {
    let statements = register("Mara Quill said \(words).").statements
    #expect(statements.map(\.modality) == [modality])
    #expect((statements.first?.hedge == nil) == (modality == .plain))
  }

  static let oddMarks: [(String, QuotationWarning.Kind?)] = [
    ("“It leaks,” Mara Quill said.", nil), ("“It leaks, Mara Quill said.", .unclosed),
    ("It leaks,” Mara Quill said.", .unopened), ("“It leaks,\" Mara Quill said.", .mismatched),
  ]

  @Test(arguments: oddMarks)
  func `marks that do not pair are told`(text: String, kind: QuotationWarning.Kind?) {
    let found = register(text)
    #expect(found.warnings.map(\.kind) == [kind].compactMap(\.self))
    #expect(found.statements.allSatisfy { $0.warnings.isEmpty } == (kind == nil))
  }

  @Test func `days are counted as the calendar counts them`() throws {
    var day = try #require(CalendarDay("1999-12-31"))
    #expect(day.weekday == 4)
    for _ in 0..<1500 {
      let next = CalendarDay(number: day.number + 1)
      #expect(CalendarDay(next.text) == next && next.weekday == (day.weekday + 1) % 7)
      let (a, b) = (day.parts, next.parts)
      #expect(b.day == a.day + 1 || (b.day == 1 && a.day >= 28))
      day = next
    }
    #expect(CalendarDay("2023-02-29") == nil && CalendarDay("2024-02-29") != nil)
    #expect(CalendarDay("2021-01-03")?.week == "2020-W53")
    #expect(CalendarDay("2017-04-10")?.week == "2017-W15")
  }
}
