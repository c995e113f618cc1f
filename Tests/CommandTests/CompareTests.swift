import Judging
import Running
import Support
import Testing

/// `truecopy compare` on the worked example.
@Suite struct CompareTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  /// A run of `compare` on the report and another text of the example.
  private func compare(
    _ other: String, _ options: [String] = [], environment: [String: String] = [:]
  ) throws -> Outcome {
    try Program.run(
      ["compare", "report.txt", other] + options, in: folder, environment: environment)
  }

  @Test(
    arguments: [
      "copy-exact", "copy-respaced", "copy-tokenised", "copy-compounds", "copy-displaced",
      "copy-scan", "copy-edited",
    ])
  func `the view in the terminal is as kept`(copy: String) throws {
    let run = try compare(copy + ".txt")
    expectGolden(
      run.transcript(of: "truecopy compare report.txt \(copy).txt"),
      named: "command/compare-\(copy).txt")
  }

  /// Of texts that share little only the answer is kept: how the rest is paired says nothing.
  @Test(arguments: ["copy-excerpt", "other-1", "other-2"])
  func `the answer on texts that share little is as kept`(text: String) throws {
    let command = "truecopy compare report.txt \(text).txt"
    let told = try compare(text + ".txt").transcript(of: command)
    let answer = told.split(separator: "\nMEANING").first.map { $0 + "…\n" } ?? ""
    expectGolden(String(answer), named: "command/compare-\(text).txt")
  }

  @Test func `unrelated texts are said to be no copies`() throws {
    let run = try compare("other-1.txt")
    #expect(run.code == 0)
    #expect(run.out.contains("they hardly look like copies of one report"))
    #expect(try !compare("copy-edited.txt").out.contains("hardly"))
  }

  @Test func `base and witness put one for the other turn base into witness`() throws {
    let report = try Example.harbourBridge.text(of: "report.txt")
    for name in try Example.harbourBridge.names {
      let text = try Example.harbourBridge.text(of: name)
      for (base, witness, names) in [
        (report, text, ["report.txt", name]), (text, report, [name, "report.txt"]),
      ] {
        let run = try Program.run(["compare"] + names + ["--format", "json"], in: folder)
        let differences = try JSON(run.out)["differences"].values
        #expect(rebuilt(base, differences) == Array(witness.unicodeScalars), "\(names)")
      }
    }
  }

  /// The base with each base span replaced by its reading; nil where a span is not as told.
  private func rebuilt(_ base: String, _ differences: [JSON]) -> [Unicode.Scalar]? {
    let scalars = Array(base.unicodeScalars)
    var out: [Unicode.Scalar] = []
    var at = 0
    for difference in differences {
      let (old, new) = (difference["base"], difference["reading"])
      guard let start = old["start"].int, let end = old["end"].int, let text = old["text"].string,
        let reading = new["text"].string, start >= at, end <= scalars.count,
        Array(text.unicodeScalars) == Array(scalars[start..<end])
      else { return nil }
      out += scalars[at..<start]
      guard new["start"].int == out.count else { return nil }
      out += reading.unicodeScalars
      guard new["end"].int == out.count else { return nil }
      at = end
    }
    return out + scalars[at...]
  }

  @Test func `the summary counts what is told`() throws {
    for name in try Example.harbourBridge.names {
      let json = try JSON(try compare(name, ["--format", "json"]).out)
      let differences = json["differences"].values
      #expect(json["summary"]["differences"].int == differences.count)
      for severity in Severity.allCases {
        #expect(
          json["summary"]["by_severity"][severity.rawValue].int
            == differences.count { $0["severity"].string == severity.rawValue })
      }
      let kinds = Dictionary(
        differences.map { ($0["kind"].string ?? "", 1) }, uniquingKeysWith: +)
      #expect(json["summary"]["by_kind"].fields.mapValues(\.int) == kinds.mapValues { $0 })
    }
  }

  @Test func `at-least keeps what is as severe, in text and in json`() throws {
    for (index, severity) in Severity.allCases.enumerated() {
      let run = try compare("copy-edited.txt", ["--format", "json", "--at-least", "\(severity)"])
      let told = try JSON(run.out)["differences"].values.compactMap { $0["severity"].string }
      #expect(Set(told).isSubset(of: Severity.allCases[index...].map(\.rawValue)))
      #expect(told.contains("meaning"))
    }
    let meaning = try compare("copy-edited.txt", ["--at-least", "meaning"]).out
    #expect(!meaning.contains("STYLE") && meaning.contains("MEANING"))
    let all = try compare("copy-respaced.txt", ["--at-least", "none", "--limit", "0"]).out
    #expect(all.contains("NONE") && !all.contains("hidden; show"))
  }

  @Test func `limit bounds the places and says how many are left`() throws {
    let places = { (text: String) in text.split(separator: "\n").count { $0.hasPrefix("  A ") } }
    let all = try compare("copy-scan.txt", ["--limit", "0"]).out
    let some = try compare("copy-scan.txt", ["--limit", "3"]).out
    #expect(places(all) > 3 && places(some) == 3)
    #expect(some.contains("\(places(all) - 3) more places; --limit 0 shows all"))
    #expect(!all.contains("more places"))
  }

  @Test(
    arguments: [
      ("copy-exact.txt", [0, 0, 0]), ("copy-respaced.txt", [1, 0, 0]),
      ("copy-edited.txt", [1, 1, 1]),
    ])
  func `fail-on ends with 1 where a difference is as severe`(name: String, codes: [Int32]) throws {
    for (severity, code) in zip(Severity.allCases, codes) {
      let run = try compare(name, ["--fail-on", severity.rawValue])
      #expect(run.code == code, "\(name) --fail-on \(severity)")
      // The answer is given all the same.
      #expect(run.out.hasPrefix("A report.txt") && run.err.isEmpty)
    }
  }

  @Test func `colour comes when it is asked for only`() throws {
    let isColoured = { (run: Outcome) in run.out.contains("\u{1B}[") }
    #expect(try !isColoured(compare("copy-edited.txt")))
    #expect(try !isColoured(compare("copy-edited.txt", ["--color", "never"])))
    #expect(try isColoured(compare("copy-edited.txt", ["--color", "always"])))
    let environment = ["NO_COLOR": "1"]
    #expect(try !isColoured(compare("copy-edited.txt", environment: environment)))
    let always = try compare("copy-edited.txt", ["--color", "always"], environment: environment)
    #expect(isColoured(always), "what is typed outranks the environment")
    #expect(
      always.out.replacing(/\u{1B}\[[0-9;]*m/, with: "") == (try compare("copy-edited.txt").out))
  }

  @Test func `places fit a narrow screen`() throws {
    for name in ["copy-edited.txt", "copy-displaced.txt", "copy-excerpt.txt"] {
      let run = try compare(name, environment: ["COLUMNS": "40"])
      let longest = { (line: Substring) in line.split(separator: " ").map(\.count).max() ?? 0 }
      var isPlace = false
      for line in run.out.split(separator: "\n", omittingEmptySubsequences: false) {
        isPlace = line.hasPrefix("MEANING") || line.hasPrefix("STYLE") || (isPlace && !line.isEmpty)
        // A word longer than the screen cannot be broken.
        #expect(!isPlace || line.count <= 40 || longest(line) > 30, "\(line)")
      }
    }
  }

  @Test func `an answer in a file is the answer of stdout`() throws {
    for format in ["text", "json"] {
      let run = try compare("copy-edited.txt", ["--format", format, "-o", "answer"])
      #expect(run.code == 0 && run.out.isEmpty && run.err.isEmpty)
      let told = try compare("copy-edited.txt", ["--format", format]).out
      #expect(try folder.text(of: "answer") == told)
    }
    #expect(try !folder.names.contains { $0.hasSuffix(".partial") })
  }

  @Test func `stdin is a text like any other`() throws {
    let text = try folder.text(of: "copy-edited.txt")
    let run = try Program.run(["compare", "report.txt", "-"], in: folder, input: text)
    let told = try compare("copy-edited.txt").out
    #expect(run.out == told.replacing("copy-edited.txt", with: "-"))
  }

  @Test func `a record of a pile is a text like any other`() throws {
    let pile = try ["report.txt", "copy-edited.txt"].map { name in
      "{\"id\":\"\(name)\",\"text\":\(try JSON.quoted(folder.text(of: name)))}\n"
    }
    try folder.write("pile.jsonl", pile.joined())
    let names = ["pile.jsonl#report.txt", "pile.jsonl#copy-edited.txt"]
    let run = try Program.run(["compare"] + names + ["--format", "json"], in: folder)
    let told = try compare("copy-edited.txt", ["--format", "json"]).out
    #expect(try JSON(run.out)["differences"] == JSON(told)["differences"])
  }

  @Test func `a file name with a number sign is a file, and so may an id have one`() throws {
    try folder.write("note#1.txt", "One thing.\n")
    try folder.write("pile#2.jsonl", "{\"id\":\"a#3\",\"text\":\"One thing.\\n\"}\n")
    let run = try Program.run(["compare", "note#1.txt", "pile#2.jsonl#a#3"], in: folder)
    #expect(run.code == 0 && run.out.contains("the same, to the last character"))
  }

  @Test func `quiet leaves the answer and takes the talk`() throws {
    try folder.write("old.txt", Array("The caf".utf8) + [0xE9] + Array(" is shut.\n".utf8))
    let loud = try Program.run(["compare", "old.txt", "report.txt"], in: folder)
    let quiet = try Program.run(["compare", "old.txt", "report.txt", "--quiet"], in: folder)
    #expect(
      loud.err == "warning: old.txt: byte 7 is not UTF-8: the text was read as Windows-1252\n")
    #expect(loud.out.contains("café") && loud.code == 0)
    #expect(quiet.err.isEmpty && quiet.out == loud.out)
    let verbose = try compare("copy-edited.txt", ["--verbose"])
    #expect(verbose.err.contains("words in") && verbose.code == 0)
  }
}
