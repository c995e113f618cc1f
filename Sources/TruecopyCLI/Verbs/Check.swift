import ArgumentParser
import Truecopy

/// `truecopy check`: one text alone.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at one text alone: is it damaged, where, and how?",
    discussion: """
      Examples:
        truecopy check copy.txt
        truecopy check texts/ --format json > faults.json
        truecopy check pile.jsonl --below 0.5 -o /dev/null && echo sound

      The condition is 1 for a text as printed and 0 for a ruin. A fault is proven
      where the rest of the text shows how it came about, else likely.
      Exit codes: 0 done, 1 a text is below --below, 2 trouble, 64 usage.
      """)

  @Argument(help: "Files, folders, piles, or - for stdin.")
  var paths: [String]

  @Option(help: "The form of the answer: text or json.")
  var format: Format = .text

  @Option(help: "Exit with code 1 if the condition of a text is below this.")
  var below: Double?

  @Option(help: "In text, show at most so many faults of each text; 0 shows all.")
  var limit = 12

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  func validate() throws {
    if (paths + [output]).contains("") {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    // What `compare` is told; a file whose name holds the sign is read as ever.
    for path in paths where !InputFile(path).exists {
      if let sign = path.lastIndex(of: "#"), InputFile(String(path[..<sign])).exists {
        throw ValidationError(
          "`\(path)` names one record; check reads all of a file: name `\(path[..<sign])`")
      }
    }
    if paths.contains(where: { InputFile($0).isSame(as: output) }) {
      throw ValidationError("`\(output)` would be written over, and it is read")
    }
    if let below, !(0...1).contains(below) { throw ValidationError("--below must be from 0 to 1") }
    if limit < 0 { throw ValidationError("--limit must be 0 or more") }
  }

  func run() throws {
    let logger = common.logger
    var options = reading.options
    options.unknownFilesAreTexts = true
    let reader = try ArticleReader(paths, options: options)
    var texts: [(article: Article, condition: Condition)] = []
    while let next = try reader.next() {
      try Interruption.check(isWriting: false)
      switch next {
      case .success(let article): texts.append((article, Condition(of: Words(in: article.text))))
      case .failure(let issue): logger.tell(issue)
      }
    }
    if texts.isEmpty {
      throw InputError(
        problem: "there is no text in \(paths.map { "`\($0)`" }.joined(separator: ", "))")
    }
    try Interruption.check(isWriting: true)
    let file = try OutputFile(output)
    switch format {
    case .text:
      let view = ConditionText(limit: limit, palette: common.palette, width: Terminal.width)
      for text in texts { try file.write(view.text(text.article, text.condition)) }
    case .json: try CheckJSON.write(texts, to: file)
    }
    try file.finish()
    if let below, texts.contains(where: { $0.condition.value < below }) { throw ExitCodes.found }
  }
}
