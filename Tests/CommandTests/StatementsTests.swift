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
    ("report.txt --format brat", "statements-brat"),
    ("report.txt other-1.txt --format csv --only stated", "statements-csv"),
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
      // What was said may have a line break in it; a row begins with the name of the text.
      let rows = out.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("report.txt") }
      let ids = rows.compactMap { row in
        row.split(separator: separator).dropFirst().first.map(String.init)
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

  @Test func `annotations point at the words they quote`() throws {
    let text = try Array(folder.text(of: "report.txt").unicodeScalars)
    let lines = try JSON.lines(
      run("report.txt --format webannotation --against copy-edited.txt").out)
    #expect(lines.count > 80)
    #expect(Set(lines.compactMap { $0["id"].string }).count == lines.count)
    for target in lines.flatMap({ $0["target"].values }) {
      let (place, quote) = (target["selector"].values[0], target["selector"].values[1])
      let (start, end) = (place["start"].int ?? 0, place["end"].int ?? 0)
      func told(_ range: Range<Int>) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text[range.clamped(to: 0..<text.count)])
        return String(scalars)
      }
      #expect(told(start..<end) == quote["exact"].string)
      #expect(told(max(0, start - 32)..<start) == quote["prefix"].string)
      #expect(told(end..<end + 32) == quote["suffix"].string)
    }
  }

  @Test func `places in brat hold the words beside them`() throws {
    let text = try Array(folder.text(of: "report.txt").unicodeScalars)
    var count = 0
    for line in try run("report.txt --format brat").out.split(separator: "\n")
    where line.hasPrefix("T") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let places = fields[1].drop { $0 != " " }.dropFirst().split(separator: ";")
      let words = places.map { place in
        let ends = place.split(separator: " ").compactMap { Int($0) }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text[ends[0]..<ends[1]])
        return String(scalars)
      }
      #expect(words.joined(separator: " ") == fields[2])
      count += 1
    }
    #expect(count > 80)
  }

  @Test func `several texts are one document a line`() throws {
    let lines = try JSON.lines(run("report.txt copy-edited.txt --format json").out)
    #expect(lines.map { $0["name"].string } == ["report.txt", "copy-edited.txt"])
  }

  static let trouble: [(String, String, Int32)] = [
    ("missing.txt", "truecopy: there is no file or folder `missing.txt`\n", 2),
    ("report.txt --explain s999", "truecopy: `report.txt` has no statement `s999`\n", 2),
    ("report.txt --published soon", "Error: `soon` is no day; write it as 2017-04-10\n", 64),
    (
      "report.txt other-1.txt --format brat",
      "Error: --format brat takes one text; ask once for each\n", 64
    ),
    ("- -", "Error: stdin is named more than once\n", 64),
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
