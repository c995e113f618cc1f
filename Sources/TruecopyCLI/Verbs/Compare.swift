import ArgumentParser
import Logging
import Truecopy

/// `truecopy compare`: two texts side by side.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Set two copies side by side: what differs, and does it matter?",
    discussion: """
      Examples:
        truecopy compare report.txt copy.txt
        truecopy compare report.txt copy.txt --format html -o changes.html
        truecopy compare pile.jsonl#id-1 pile.jsonl#id-2 --at-least meaning
        truecopy compare old.txt new.txt --fail-on meaning    (for scripts)

      Severities:
        none     spacing, marks, letter case: the words are the same
        style    other words, the same facts
        meaning  a fact, name, number, attribution or quotation was changed,
                 lost or made unreadable
      Text shows style and meaning; json holds all; so does the page, which opens
      on style and meaning.
      Positions in json are Unicode scalars (code points), end exclusive.
      Exit codes: 0 done, 1 found (--fail-on), 2 trouble, 64 usage.
      """)

  @Argument(
    help: "The text to compare against: a file, FILE#ID for one record of a pile, or - for stdin.")
  var base: String

  @Argument(help: "The other text.")
  var witness: String

  @Argument(help: .hidden)
  var more: [String] = []

  @Option(help: "The form of the answer: text, json or html.")
  var format: Format = .text

  @Option(help: "Show differences of at least this severity: none, style or meaning.")
  var atLeast: Severity?

  @Option(help: "Exit with code 1 if a difference of at least this severity is found.")
  var failOn: Severity?

  @Option(help: "In text, show at most so many places; 0 shows all.")
  var limit = 60

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, html
  }

  func validate() throws {
    if !more.isEmpty {
      throw ValidationError(
        "compare sets two texts side by side, and \(more.count + 2) were named; compare each with `\(base)` in turn"
      )
    }
    if base.isEmpty || witness.isEmpty || output.isEmpty {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if [base, witness].contains(where: { InputFile($0).isSame(as: output) }) {
      throw ValidationError("`\(output)` would be written over, and it is one of the two texts")
    }
    if base == "-", witness == "-" {
      throw ValidationError("only one of the two texts can come from standard input")
    }
    if limit < 0 { throw ValidationError("--limit must be 0 or more") }
  }

  func run() throws {
    let logger = common.logger
    let reader = SingleArticle(options: reading.options, report: logger.tell)
    let comparison = Comparison(of: try reader.read(base), and: try reader.read(witness))
    for witness in [comparison.collation.base, comparison.collation.witness] {
      logger.debug(
        "\(witness.siglum): \(comparison.lexicalCount(witness).grouped) words in \(witness.sentences.runs.count.grouped) sentences"
      )
    }
    try Interruption.check(isWriting: true)
    for word in comparison.collation.limits.prefix(1) {
      logger.warning(
        "the texts differ so much around word \(word) that the search was cut there; differences may be coarse"
      )
    }
    let file = try OutputFile(output)
    switch format {
    case .text:
      let view = ComparisonText(
        comparison, paths: (base, witness), atLeast: atLeast ?? .style, limit: limit,
        palette: common.palette, width: Terminal.width)
      try file.write(view.text)
    case .json: try ComparisonJSON.write(comparison, atLeast: atLeast ?? .none, to: file)
    case .html: try ComparisonPage.write(comparison, atLeast: atLeast ?? .style, to: file)
    }
    try file.finish()
    if let failOn, comparison.differences.contains(where: { $0.severity >= failOn }) {
      throw ExitCodes.found
    }
  }
}
