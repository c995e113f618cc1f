import ArgumentParser
import Logging
import Truecopy

/// `truecopy statements`: who said what in one text.
struct Statements: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Who said what, to whom and through whom, in one text?",
    discussion: """
      Examples:
        truecopy statements report.txt
        truecopy statements report.txt --format json --published 2017-04-10
        truecopy statements report.txt --against copy.txt    are they still so there?
        truecopy statements report.txt --explain s3          which rule, which words
        truecopy statements monday.txt tuesday.txt --format tsv

      Rules for reports in English: words of speech, quotation marks, `according to`,
      nouns of speech such as claim. Attitudes, plans and interviews in questions and
      answers are left out. A speaker told from what stands around is marked inferred;
      --only stated leaves those statements out.
      json of several texts is one document a line; webannotation is one W3C annotation
      a line; brat is the .ann file of one text.
      Positions are Unicode scalars (code points), end exclusive.
      Exit codes: 0 done, 2 trouble, 64 usage.
      """)

  @Argument(help: "Texts: files, FILE#ID for one record of a pile, or - for stdin.")
  var paths: [String]

  @Option(help: "The form of the answer: table, json, csv, tsv, webannotation or brat.")
  var format: Format = .table

  @Option(
    help: ArgumentHelp(
      "The day it was published, as 2017-04-10: dates are told from it.",
      discussion: "Without it the date of a record is taken."))
  var published: String?

  @Option(help: "Another copy: what became of each statement in it?")
  var against: String?

  @Option(help: "Tell which rule and which words found a statement, by its id.")
  var explain: String?

  @Option(help: "Leave out the statements whose speaker is inferred: stated.")
  var only: Only?

  @Flag(help: "Give what the outlet says in its own voice as well.")
  var narrated = false

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, tsv, webannotation, brat
  }

  enum Only: String, ExpressibleByArgument, CaseIterable {
    case stated
  }

  func validate() throws {
    if paths.contains("") || output.isEmpty {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if (paths + [against ?? ""]).contains(where: {
      !$0.isEmpty && InputFile($0).isSame(as: output)
    }) {
      throw ValidationError("`\(output)` would be written over, and it is read")
    }
    if against == "" || against == "-" && paths.contains("-") {
      throw ValidationError("--against names another text than `\(paths[0])`")
    }
    if paths.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("stdin is named more than once")
    }
    if paths.count > 1, against != nil || explain != nil || format == .brat {
      let what = against != nil ? "--against" : explain != nil ? "--explain" : "--format brat"
      throw ValidationError("\(what) takes one text; ask once for each")
    }
    if let published, CalendarDay(published) == nil {
      throw ValidationError("`\(published)` is no day; write it as 2017-04-10")
    }
  }

  func run() throws {
    let logger = common.logger
    let reader = SingleArticle(options: reading.options, report: logger.tell)
    let articles = try paths.map { try reader.read($0) }
    let copy = try against.map { try reader.read($0) }
    // Nothing is written before every text is known to be one.
    let first = try told(of: articles[0], copy)
    if let explain, view(first).explanation(of: explain) == nil {
      throw InputError(
        problem: "`\(paths[0])` has no statement `\(explain)`",
        hint: "`truecopy statements \(paths[0])` lists them")
    }
    try Interruption.check(isWriting: true)
    let file = try OutputFile(output)
    for (place, article) in articles.enumerated() {
      let told = try place == 0 ? first : told(of: article, nil)
      for warning in told.register.warnings.prefix(1) {
        let words = told.register.text(of: warning.words.prefix(6))
        let more = told.register.warnings.count - 1
        logger.warning(
          "\(article.id): \(Self.told(warning.kind)) `\(words)`\(more > 0 ? ", and \(more) more are odd" : "")"
        )
      }
      try write(told, isFirst: place == 0, to: file)
      try Interruption.check(isWriting: true)
    }
    try file.finish()
  }

  /// What is told of one text.
  private struct Told {
    let register: Register
    let testimony: Testimony?
  }

  private func told(of article: Article, _ copy: Article?) throws -> Told {
    let witness = Witness(article, siglum: "A")
    let day = published ?? article.published.map { String($0.prefix(10)) }
    var register = Register(
      of: witness, published: day.flatMap { CalendarDay($0) }, includesNarration: narrated)
    if only == .stated { register = register.stated }
    return Told(
      register: register,
      testimony: copy.map {
        Testimony(of: register, in: Comparison(of: witness, and: Witness($0, siglum: "B")))
      })
  }

  private func view(_ told: Told) -> RegisterText {
    RegisterText(
      register: told.register,
      copy: told.testimony.flatMap { fates in against.map { (path: $0, testimony: fates) } },
      palette: common.palette, width: Terminal.width)
  }

  private func write(_ told: Told, isFirst: Bool, to file: OutputFile) throws {
    let (register, testimony) = (told.register, told.testimony)
    switch format {
    case _ where explain != nil: try file.write(view(told).explanation(of: explain ?? "") ?? "")
    case .table: try file.write((isFirst ? "" : "\n") + view(told).text)
    case .json:
      try RegisterJSON.write(register, following: testimony.map { [("B", $0)] } ?? [], to: file)
    case .csv, .tsv:
      try RegisterTable.write(
        register, following: testimony, as: format == .csv ? .csv : .tsv, hasHead: isFirst,
        to: file)
    case .webannotation: try RegisterAnnotations.write(register, following: testimony, to: file)
    case .brat: try RegisterBrat.write(register, to: file)
    }
  }

  private static func told(_ kind: QuotationWarning.Kind) -> String {
    switch kind {
    case .unclosed: "a quotation mark is never closed, before"
    case .unopened: "a quotation mark closes nothing, at"
    case .mismatched: "a quotation opens with one sort of mark and closes with another, around"
    }
  }
}
