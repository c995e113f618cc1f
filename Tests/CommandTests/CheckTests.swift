import Running
import Support
import Testing

/// `truecopy check` on the worked example.
@Suite struct CheckTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  private func check(_ typed: String, input: String = "") throws -> Outcome {
    try Program.run(
      ["check"] + typed.split(separator: " ").map(String.init), in: folder, input: input)
  }

  @Test(arguments: ["report", "copy-compounds", "copy-displaced", "copy-scan", "copy-respaced"])
  func `the view in the terminal is as kept`(name: String) throws {
    let run = try check(name + ".txt")
    expectGolden(
      run.transcript(of: "truecopy check \(name).txt"), named: "command/check-\(name).txt")
  }

  @Test func `the report is sound and its damaged copies are not`() throws {
    let texts = try JSON(check(". --format json").out)["texts"].values
    let conditions = Dictionary(
      uniqueKeysWithValues: texts.map { ($0["name"].string ?? "", $0["condition"].double ?? -1) })
    for name in ["report.txt", "copy-exact.txt", "copy-edited.txt", "other-1.txt", "other-2.txt"] {
      #expect((conditions[name] ?? 0) > 0.9, "\(name)")
    }
    for name in ["copy-tokenised.txt", "copy-displaced.txt", "copy-compounds.txt", "copy-scan.txt"]
    {
      #expect((conditions[name] ?? 1) < 0.8, "\(name)")
    }
  }

  @Test func `faults lie in the text`() throws {
    for text in try JSON(check(". --format json").out)["texts"].values {
      let name = try #require(text["name"].string)
      let scalars = try folder.text(of: name).unicodeScalars.count
      for fault in text["faults"].values {
        let (start, end) = (fault["start"].int ?? -1, fault["end"].int ?? -1)
        #expect(start >= 0 && start < end && end <= scalars, "\(name) \(start) \(end)")
      }
    }
  }

  @Test func `below ends with 1 where a text is in a worse condition`() throws {
    #expect(try check("report.txt --below 0.5").code == 0)
    #expect(try check("copy-displaced.txt --below 0.5").code == 1)
    #expect(try check("report.txt copy-displaced.txt --below 0.5").code == 1)
  }

  @Test func `stdin is a text like any other`() throws {
    let run = try check("-", input: folder.text(of: "copy-scan.txt"))
    let told = try check("copy-scan.txt").out
    #expect(run.out == told.replacing("copy-scan.txt", with: "-"))
  }

  @Test func `limit bounds what is shown of each text`() throws {
    let shown = { (run: Outcome) in run.out.split(separator: "\n").count { $0.hasPrefix("  - ") } }
    #expect(try shown(check("copy-displaced.txt --limit 3")) == 3)
    #expect(try shown(check("copy-displaced.txt --limit 0")) > 100)
  }

  static let cases: [(String, String, Int32)] = [
    ("missing.txt", "truecopy: there is no file or folder `missing.txt`\n", 2),
    (
      "report.txt#x",
      "Error: `report.txt#x` names one record; check reads all of a file: name `report.txt`\n", 64
    ),
    ("none.txt#x", "truecopy: there is no file or folder `none.txt#x`\n", 2),
    ("", "Error: Missing expected argument '<paths> ...'\n", 64),
    ("report.txt --below 2", "Error: --below must be from 0 to 1\n", 64),
    ("report.txt -o report.txt", "Error: `report.txt` would be written over, and it is read\n", 64),
    ("report.txt -o report.txt/x", "truecopy: `report.txt/x` cannot be written: not a dir", 2),
  ]

  @Test(arguments: cases)
  func `trouble is told in words`(typed: String, told: String, code: Int32) throws {
    let run = try check(typed)
    #expect(run.code == code && run.out.isEmpty && run.err.hasPrefix(told), "\(run.err)")
  }
}
