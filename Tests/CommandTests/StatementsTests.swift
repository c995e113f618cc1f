import Running
import Support
import Testing

/// `truecopy statements` on the worked example.
@Suite struct StatementsTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  private func run(_ typed: String) throws -> Outcome {
    try Program.run(
      ["statements"] + typed.split(separator: " ").map(String.init), in: folder)
  }

  @Test(arguments: [
    ("report.txt --published 2024-03-04", "statements"),
    ("report.txt --against copy-displaced.txt", "statements-against"),
    ("report.txt --explain s2", "statements-explain"),
    ("report.txt --format tsv", "statements-tsv"),
  ])
  func `the view in the terminal is as kept`(typed: String, name: String) throws {
    let outcome = try run(typed)
    expectGolden(
      outcome.transcript(of: "truecopy statements \(typed)"), named: "command/\(name).txt")
  }

  @Test func `every form tells the same statements`() throws {
    let json = try JSON(run("report.txt --format json").out)["statements"].values
    let listed = json.compactMap { $0["id"].string }
    for form in ["csv", "tsv"] {
      let out = try run("report.txt --format \(form)").out
      let separator: Character = form == "csv" ? "," : "\t"
      let ids = out.split(whereSeparator: \.isNewline).dropFirst().compactMap { row in
        row.split(separator: separator).first.map(String.init)
      }
      #expect(listed.count > 20 && ids.filter { !$0.contains(".") } == listed, "\(form)")
    }
  }

  @Test func `places in the answer hold the words they name`() throws {
    let text = try Array(folder.text(of: "report.txt").unicodeScalars)
    for statement in try JSON(run("report.txt --format json").out)["statements"].values {
      let spans = [statement["cue"], statement["speaker"]["mention"]] + statement["content"].values
      for span in spans {
        guard let start = span["start"].int, let end = span["end"].int else { continue }
        var told = String.UnicodeScalarView()
        told.append(contentsOf: text[start..<end])
        #expect(String(told) == span["text"].string)
      }
    }
  }

  static let trouble: [(String, String, Int32)] = [
    ("missing.txt", "truecopy: there is no file or folder `missing.txt`\n", 2),
    ("report.txt --explain s999", "truecopy: `report.txt` has no statement `s999`\n", 2),
    ("report.txt --published soon", "Error: `soon` is no day; write it as 2017-04-10\n", 64),
    (
      "report.txt -o report.txt", "Error: `report.txt` would be written over, and it is read\n", 64
    ),
  ]

  @Test(arguments: trouble)
  func `trouble is told in words`(typed: String, told: String, code: Int32) throws {
    let outcome = try run(typed)
    #expect(
      outcome.code == code && outcome.out.isEmpty && outcome.err.hasPrefix(told), "\(outcome.err)")
  }
}
