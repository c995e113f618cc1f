import ArgumentParser
import Logging
import Truecopy

/// `truecopy resolve`: whom the pronouns and short names of a text mean.
struct Resolve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Whom do the pronouns and short names of a text mean?",
    discussion: """
      Examples:
        truecopy resolve report.txt                      he [Ida Prowse]
        truecopy resolve report.txt --replace            the name in its place
        truecopy resolve report.txt --include inferred   guesses as well
        truecopy resolve report.txt --format json        every word with where it comes from

      Only links that are sure are made: a surname that ends one full name of the text,
      I in a quotation whose speaker is named, he or she where one person alone is named
      near. In quotations nothing is replaced. Rules for reports in English.
      Exit codes: 0 done, 2 trouble, 64 usage.
      """)

  @Argument(help: "A text: a file, FILE#ID for one record of a pile, or - for stdin.")
  var path: String

  @Option(help: "The form of the answer: text or json.")
  var format: Format = .text

  @Flag(help: "Put the name in the place of what means it, outside quotations.")
  var replace = false

  @Option(help: "Make links that are not sure as well: inferred.")
  var include: Include?

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  enum Include: String, ExpressibleByArgument, CaseIterable {
    case inferred
  }

  func validate() throws {
    if path.isEmpty || output.isEmpty {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if InputFile(path).isSame(as: output) {
      throw ValidationError("`\(output)` would be written over, and it is read")
    }
  }

  func run() throws {
    let logger = common.logger
    let reader = SingleArticle(options: reading.options, report: logger.tell)
    let register = Register(of: Witness(try reader.read(path), siglum: "A"))
    let resolution = Resolution(
      of: register, replaces: replace, includesInferred: include == .inferred)
    try Interruption.check(isWriting: true)
    let file = try OutputFile(output)
    switch format {
    case .text: try file.write(resolution.text)
    case .json: try ResolutionJSON.write(resolution, of: register, to: file)
    }
    try file.finish()
    if include == nil {
      let more = Resolution(of: register, includesInferred: true).references.count
      let left = more - resolution.references.count
      if left > 0 {
        logger.info(
          "\(resolution.references.count) resolved; \(left) more are not sure: --include inferred")
      }
    }
  }
}
