import ArgumentParser
import Logging
import Truecopy

/// `truecopy restore`: the best text the witnesses allow.
struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give the true text back, as far as the copies allow; invent nothing.",
    discussion: """
      Examples:
        truecopy restore copy.txt > restored.txt
        truecopy restore pile.jsonl#id-1 -o restored.txt
        truecopy restore copy.txt --format json      (where each letter comes from)
        truecopy restore a.txt b.txt c.txt --format html -o restored.html

      From one text: what a program did to it is undone where the text as a whole
      proves the program (marks, clitics and quotation marks set apart, U. S.,
      can not, letters read in another encoding); what is certainly lost or written
      over is marked […]. All else stays as it is; a sound text comes back byte for
      byte.

      From several: each place is decided between their readings, by how likely the
      copies would read as they do if it were the text; letters misread, words lost
      and names written over are told by what they are. A copy made from another is
      not heard. What no copy has better stays, and is told; nothing is made up.

      The text goes to stdout; what was done is told on stderr.
      Positions in json are Unicode scalars (code points), end exclusive.
      Exit codes: 0 done, 2 trouble, 64 usage.
      """)

  @Argument(help: "The copies: a file, FILE#ID for one record of a pile, or - for stdin.")
  var witnesses: [String]

  @Option(help: "The form of the answer: text, json or html.")
  var format: Format = .text

  @Option(
    name: .customLong("base"),
    help: "The copy to follow where nothing decides, by its path or siglum; else the soundest.")
  var baseName: String?

  @Option(name: .shortAndLong, help: "Where to write the answer; - is stdout.")
  var output = "-"

  @OptionGroup(title: "Reading records") var reading: ReadingArguments
  @OptionGroup(title: "Common options") var common: CommonOptions

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, html
  }

  func validate() throws {
    if (witnesses + [output]).contains("") {
      throw ValidationError("a path is empty; is a variable of your script not set?")
    }
    if witnesses.contains(where: { InputFile($0).isSame(as: output) }) {
      throw ValidationError("`\(output)` would be written over, and it is one of the texts")
    }
    if witnesses.count(where: { $0 == "-" }) > 1 {
      throw ValidationError("only one of the texts can come from standard input")
    }
    _ = try base
  }

  private var base: Int? {
    get throws { try baseName.map { try BaseName.place(of: $0, among: witnesses) } }
  }

  func run() throws {
    let logger = common.logger
    let reader = SingleArticle(options: reading.options, report: logger.tell)
    let articles = try witnesses.map { try reader.read($0) }
    let witnesses = articles.enumerated().map { Witness($1, siglum: Witness.siglum($0)) }
    let mending = witnesses.count == 1 ? Mending(of: witnesses[0].words) : nil
    let restoration = try mending?.restoration ?? Restoration(of: witnesses, base: base)
    try Interruption.check(isWriting: true)
    let file = try OutputFile(output)
    switch format {
    case .text: try file.write(restoration.text)
    case .json: try RestorationJSON.write(restoration, of: witnesses, to: file)
    case .html: try RestorationPage.write(restoration, of: witnesses, to: file)
    }
    try file.finish()
    if let mending {
      logger.notice("\(Self.told(mending))")
    } else {
      for doubt in RestorationText.doubts(about: witnesses) { logger.warning("\(doubt)") }
      for line in RestorationText.lines(restoration, of: witnesses) { logger.notice("\(line)") }
    }
  }

  /// How much was done, and how often each thing.
  private static func told(_ mending: Mending) -> String {
    func told(_ mends: [Mend]) -> String {
      let counts = Dictionary(mends.map { ($0.kind, 1) }, uniquingKeysWith: +)
      return DifferenceKind.allCases.compactMap { kind in
        counts[kind].map { "\($0.grouped) × \(kind.rawValue)" }
      }.joined(separator: ", ")
    }
    let lost = mending.mends.filter(\.isLacuna)
    let mended = mending.mends.filter { !$0.isLacuna }
    if mending.mends.isEmpty { return "nothing to mend: the text is as it was" }
    return [
      mended.isEmpty ? nil : "\(mended.count.counted("place")) mended: \(told(mended))",
      lost.isEmpty ? nil : "\(lost.count.counted("place")) marked \(Mend.lacuna): \(told(lost))",
    ].compactMap(\.self).joined(separator: "; ")
  }
}
