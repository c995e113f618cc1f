import ArgumentParser
import Truecopy

/// `truecopy statements`: who said what in one text.
struct StatementsOf: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statements",
    abstract: "Who said what, to whom and through whom, in one text?",
    discussion: """
      Examples:
        truecopy statements report.txt
        truecopy statements report.txt --format json --published 2017-04-10
        truecopy statements report.txt --explain s3    which rule and words found it

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

  @Flag(help: "Give what the outlet says in its own voice as well.")
  var narrated = false

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case table, json, csv, tsv
  }

  func validate() throws {
    if path.isEmpty || output.isEmpty {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if InputFile(path).isSame(as: output) {
      throw ValidationError("`\(output)` would be written over, and it is read")
    }
    if let published, CalendarDay(published) == nil {
      throw ValidationError("`\(published)` is no day; write it as 2017-04-10")
    }
  }

  func run() throws {
    let logger = common.logger
    let reader = SingleArticle(options: reading.options, report: logger.tell)
    let article = try reader.read(path)
    let register = Register(
      of: Witness(article, siglum: "A"), published: published.flatMap { CalendarDay($0) },
      includesNarration: narrated)
    let file = try OutputFile(output)
    try RegisterJSON.write(register, to: file)
    try file.finish()
  }
}
