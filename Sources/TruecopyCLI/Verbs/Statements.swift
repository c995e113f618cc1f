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

      Rules for reports in English: words of speech, quotation marks, `according to`,
      nouns of speech such as claim. Attitudes, plans and interviews in questions and
      answers are left out. A speaker told from what stands around is marked inferred.
      Positions are Unicode scalars (code points), end exclusive.
      Exit codes: 0 done, 2 trouble, 64 usage.
      """)

  @Argument(help: "A text: a file, FILE#ID for one record of a pile, or - for stdin.")
  var path: String

  @Option(help: "The form of the answer: table, json, csv or tsv.")
  var format: Format = .table

  @Option(help: "The day it was published, as 2017-04-10: dates are told from it.")
  var published: String?

  @Option(help: "Another copy: what became of each statement in it?")
  var against: String?

  @Option(help: "Tell which rule and which words found a statement, by its id.")
  var explain: String?

  @Flag(help: "Give what the outlet says in its own voice as well.")
  var narrated = false

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, tsv
  }

  private static func told(_ kind: QuotationWarning.Kind) -> String {
    switch kind {
    case .unclosed: "a quotation mark is never closed, before"
    case .unopened: "a quotation mark closes nothing, at"
    case .mismatched: "a quotation opens with one sort of mark and closes with another, around"
    }
  }

  func validate() throws {
    if path.isEmpty || output.isEmpty {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if [path, against ?? ""].contains(where: { !$0.isEmpty && InputFile($0).isSame(as: output) }) {
      throw ValidationError("`\(output)` would be written over, and it is read")
    }
    if against == "" || against == "-" && path == "-" {
      throw ValidationError("--against names another text than `\(path)`")
    }
    if let published, CalendarDay(published) == nil {
      throw ValidationError("`\(published)` is no day; write it as 2017-04-10")
    }
  }

  func run() throws {
    let logger = common.logger
    let reader = SingleArticle(options: reading.options, report: logger.tell)
    let article = try reader.read(path)
    let copy = try against.map { try reader.read($0) }
    let witness = Witness(article, siglum: "A")
    let register = Register(
      of: witness, published: published.flatMap { CalendarDay($0) }, includesNarration: narrated)
    for warning in register.warnings.prefix(1) {
      let words = register.text(of: warning.words.prefix(6))
      let more = register.warnings.count - 1
      logger.warning(
        "\(Self.told(warning.kind)) `\(words)`\(more > 0 ? ", and \(more) more are odd" : "")")
    }
    let testimony = copy.map {
      Testimony(of: register, in: Comparison(of: witness, and: Witness($0, siglum: "B")))
    }
    let view = RegisterText(
      register: register,
      copy: testimony.flatMap { told in against.map { (path: $0, testimony: told) } },
      palette: common.palette, width: Terminal.width)
    if let explain, view.explanation(of: explain) == nil {
      throw InputError(
        problem: "`\(path)` has no statement `\(explain)`",
        hint: "`truecopy statements \(path)` lists them")
    }
    try Interruption.check(isWriting: true)
    let file = try OutputFile(output)
    switch format {
    case _ where explain != nil: try file.write(view.explanation(of: explain ?? "") ?? "")
    case .table: try file.write(view.text)
    case .json:
      try RegisterJSON.write(
        register, following: testimony.map { [("B", $0)] } ?? [], to: file)
    case .csv: try RegisterTable.write(register, following: testimony, as: .csv, to: file)
    case .tsv: try RegisterTable.write(register, following: testimony, as: .tsv, to: file)
    }
    try file.finish()
  }
}
