import ArgumentParser
import Truecopy

/// `truecopy restore`: preliminary.
struct Restore: ParsableCommand {
  @Argument var witnesses: [String] = []
  @OptionGroup var reading: ReadingArguments
  @OptionGroup var common: CommonOptions
  @Flag var debug = false
  @Flag var order = false

  func run() throws {
    let logger = common.logger
    let reader = SingleArticle(options: reading.options, report: logger.tell)
    if witnesses.count == 1, witnesses[0].hasSuffix(".sets") {
      return
    }
    let articles = try witnesses.map { try reader.read($0) }
    debugKinship = debug
    let restoration = Restoration(
      of: articles.enumerated().map { Witness($1, siglum: Witness.siglum($0)) })
    if debug {
      print("parents", restoration.parents.map { $0 ?? -1 })
      for decision in restoration.decisions {
        print(
          decision.range.start, decision.ground.rawValue, decision.supporters,
          decision.readings.enumerated().map { index, range in
            range.map { String(articles[index].text[$0]) } ?? "-"
          })
      }
      return
    }
    let file = try OutputFile("-")
    try file.write(restoration.text)
    try file.finish()
  }
}
