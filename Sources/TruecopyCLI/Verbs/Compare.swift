import ArgumentParser
import Logging
import Truecopy

/// `truecopy compare`: two texts side by side.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Set two or more copies side by side: what differs, and does it matter?",
    discussion: """
      Examples:
        truecopy compare report.txt copy.txt
        truecopy compare report.txt copy.txt --format html -o changes.html
        truecopy compare pile.jsonl#id-1 pile.jsonl#id-2 --at-least meaning
        truecopy compare old.txt new.txt --fail-on meaning    (for scripts)
        truecopy compare a.txt b.txt c.txt --ignore spacing   (each against a.txt)

      Severities:
        none     spacing, marks, letter case: the words are the same
        style    other words, the same facts
        meaning  a fact, name, number, attribution or quotation was changed,
                 lost or made unreadable
      Text shows style and meaning; json holds all; so does the page, which opens
      on style and meaning. Csv has one difference a row; tei holds all texts in one.
      Positions in json are Unicode scalars (code points), end exclusive.
      Exit codes: 0 done, 1 found (--fail-on), 2 trouble, 64 usage.
      """)

  @Argument(
    help: "The text to compare against: a file, FILE#ID for one record of a pile, or - for stdin.")
  var base: String

  @Argument(help: "The other texts, each shown against the first.")
  var witnesses: [String] = []

  @Option(help: "The form of the answer: text, json, html, csv or tei.")
  var format: Format = .text

  @Option(
    name: .customLong("base"),
    help: "The text the others are shown against, by its path or siglum; else the first.")
  var baseName: String?

  @Option(help: "Show differences of at least this severity: none, style or meaning.")
  var atLeast: Severity?

  @OptionGroup(title: "Kinds of difference") var kinds: KindArguments

  @Option(help: "Exit with code 1 if a difference of at least this severity is found.")
  var failOn: Severity?

  @Option(help: "In text, show at most so many places; 0 shows all.")
  var limit = 60

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, html, csv, tei
  }

  private var paths: [String] { [base] + witnesses }

  func validate() throws {
    if witnesses.isEmpty {
      throw ValidationError("compare needs two texts or more, and only `\(base)` was named")
    }
    if paths.contains(where: \.isEmpty) || output.isEmpty {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if paths.contains(where: { InputFile($0).isSame(as: output) }) {
      throw ValidationError("`\(output)` would be written over, and it is one of the texts")
    }
    if paths.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("only one of the texts can come from standard input")
    }
    if limit < 0 { throw ValidationError("--limit must be 0 or more") }
    _ = try baseIndex
    _ = try kinds.hidden
  }

  /// The place of the base among the texts.
  private var baseIndex: Int {
    get throws { try baseName.map { try BaseName.place(of: $0, among: paths) } ?? 0 }
  }

  func run() throws {
    let logger = common.logger
    let reader = SingleArticle(options: reading.options, report: logger.tell)
    let articles = try paths.map { try reader.read($0) }
    let apparatus = Apparatus(of: articles, base: try baseIndex)
    for witness in apparatus.witnesses {
      let words = witness.words.count { $0.kind.isLexical }
      logger.debug(
        "\(witness.siglum): \(words.grouped) words in \(witness.sentences.runs.count.grouped) sentences"
      )
    }
    try Interruption.check(isWriting: true)
    for word in apparatus.comparisons.flatMap(\.collation.limits).prefix(1) {
      logger.warning(
        "the texts differ so much around word \(word) that the search was cut there; differences may be coarse"
      )
    }
    let hidden = try kinds.hidden
    let file = try OutputFile(output)
    try write(apparatus, hiding: hidden, to: file)
    try file.finish()
    if let failOn {
      let asked = DifferenceFilter(atLeast: failOn, hiddenKinds: hidden)
      if apparatus.differences.contains(where: asked.shows) { throw ExitCodes.found }
    }
  }

  private func write(
    _ apparatus: Apparatus, hiding hidden: Set<DifferenceKind>, to file: OutputFile
  ) throws {
    let seen = DifferenceFilter(atLeast: atLeast ?? .style, hiddenKinds: hidden)
    let all = DifferenceFilter(atLeast: atLeast ?? .none, hiddenKinds: hidden)
    switch format {
    case .text where paths.count == 2 && apparatus.base == 0:
      let view = ComparisonText(
        apparatus.comparisons[0], apparatus.stemma, paths: (paths[0], paths[1]), filter: seen,
        limit: limit, palette: common.palette, width: Terminal.width)
      try file.write(view.text)
    case .text:
      let view = ApparatusText(
        apparatus, paths: paths, filter: seen, limit: limit, palette: common.palette,
        width: Terminal.width)
      try file.write(view.text)
    case .html where paths.count == 2 && apparatus.base == 0:
      try ComparisonPage.write(
        apparatus.comparisons[0], apparatus.stemma, showing: seen, to: file)
    case .html: try ApparatusPage.write(apparatus, showing: seen, to: file)
    case .json: try ComparisonJSON.write(apparatus, showing: all, to: file)
    case .csv: try ComparisonCSV.write(apparatus, showing: all, to: file)
    case .tei: try ComparisonTEI.write(apparatus, to: file)
    }
  }
}
