import ArgumentParser
import Logging
import Truecopy

/// `truecopy descent`: which copy was made from which.
struct Descent: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell which copy was made from which, and what shows it.")

  @Argument(help: "Files, folders, piles, FILE#ID for one record of a pile, or - for stdin.")
  var paths: [String]

  @Option(help: "The form of the answer: text, json, dot, newick or html.")
  var format: Format = .text

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, dot, newick, html
  }

  func run() throws {
    let logger = common.logger
    let reader = SingleArticle(options: reading.options, report: logger.tell)
    let articles = try paths.map { try reader.read($0) }
    let witnesses = articles.enumerated().map { Witness($1, siglum: Witness.siglum($0)) }
    let file = try OutputFile(output)
    try StemmaJSON.write(Stemma(of: witnesses), of: witnesses, to: file)
    try file.finish()
  }
}
