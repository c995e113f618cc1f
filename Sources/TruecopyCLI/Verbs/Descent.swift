import ArgumentParser
import Logging
import Truecopy

/// `truecopy descent`: which copy was made from which.
struct Descent: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell which copy was made from which, and what shows it.",
    discussion: """
      Examples:
        truecopy descent report.txt copy.txt
        truecopy descent versions/ --format html -o descent.html
        truecopy descent pile.jsonl#id-1 pile.jsonl#id-2 --format json
        truecopy descent a.txt b.txt --dates a.txt=2021-03-01 b.txt=2021-03-02
        truecopy descent copies.jsonl --format dot | dot -Tsvg > descent.svg

      What one text has lost, another cannot have from it: faults, traces of programs
      and cut ends make a direction certain. That revised texts grow, and that slips
      are mended, makes it likely or weak. What the texts do not show is told as
      undecided; texts that go back to one that is not here hang by it.
      Exit codes: 0 done, 2 trouble, 64 usage.
      """)

  @Argument(help: "Files, folders, piles, FILE#ID for one record of a pile, or - for stdin.")
  var paths: [String]

  @Option(help: "The form of the answer: text, json, dot, newick or html.")
  var format: Format = .text

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "When texts were published, by path, id or siglum; the year first, as 2021-03-01.",
      valueName: "name=date"))
  var dates: [String] = []

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, dot, newick, html
  }

  func validate() throws {
    if (paths + [output]).contains("") {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if paths.contains(where: { InputFile($0).isSame(as: output) }) {
      throw ValidationError("`\(output)` would be written over, and it is one of the texts")
    }
    if paths.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("only one of the texts can come from standard input")
    }
    // Dates are held against one another as text, which orders only what begins with the year.
    for date in dates where date.wholeMatch(of: /.+=[0-9]{4}.*/) == nil {
      throw ValidationError("`\(date)` is no date of a text; write it as report.txt=2021-03-01")
    }
  }

  func run() throws {
    let articles = try dated(readArticles())
    if articles.count < 2 {
      throw InputError(
        problem: "descent needs two texts or more, and there is only `\(articles[0].article.id)`",
        hint: "name another copy of it")
    }
    let witnesses = articles.enumerated().map { Witness($1.article, siglum: Witness.siglum($0)) }
    try Interruption.check(isWriting: true)
    let stemma = Stemma(of: witnesses)
    let file = try OutputFile(output)
    switch format {
    case .text:
      let view = StemmaText(
        stemma, of: witnesses, palette: common.palette, width: Terminal.width)
      try file.write(view.text)
    case .json: try StemmaJSON.write(stemma, of: witnesses, to: file)
    case .dot: try file.write(StemmaGraph.dot(stemma, of: witnesses))
    case .newick: try file.write(StemmaGraph.newick(stemma, of: witnesses))
    case .html: try StemmaPage.write(stemma, of: witnesses, to: file)
    }
    try file.finish()
  }

  private typealias Named = (article: Article, path: String)

  /// The texts of all paths in order; what is named twice is there once.
  private func readArticles() throws -> [Named] {
    let logger = common.logger
    var options = reading.options
    options.unknownFilesAreTexts = true
    let single = SingleArticle(options: options, report: logger.tell)
    var named: Set<String> = []
    var articles: [Named] = []
    for path in paths {
      guard named.insert(path).inserted else {
        logger.warning("`\(path)` is named twice and counts once")
        continue
      }
      if path != "-", !InputFile(path).exists {
        articles.append((try single.read(path), path))
        continue
      }
      let reader = try ArticleReader([path], options: options)
      while let next = try reader.next() {
        try Interruption.check(isWriting: false)
        switch next {
        case .success(let article): articles.append((article, path))
        case .failure(let issue): logger.tell(issue)
        }
      }
    }
    if articles.isEmpty {
      throw InputError(
        problem: "there is no text in \(paths.map { "`\($0)`" }.joined(separator: ", "))")
    }
    return articles
  }

  /// The texts with the dates that were given for them.
  private func dated(_ articles: [Named]) throws -> [Named] {
    var articles = articles
    for date in dates {
      guard
        let place = articles.indices.first(where: { index in
          [articles[index].path, articles[index].article.id, Witness.siglum(index)].contains {
            date.hasPrefix($0 + "=")
          }
        }), let sign = date.lastIndex(of: "=")
      else {
        throw InputError(
          problem: "`\(date)` names none of the texts",
          hint: "name a path, an id or a siglum: \(articles[0].article.id)=2021-03-01")
      }
      articles[place].article.published = String(date[date.index(after: sign)...])
    }
    return articles
  }
}
