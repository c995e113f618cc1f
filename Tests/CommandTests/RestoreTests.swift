import Running
import Support
import Testing

/// `truecopy restore` on the worked example.
@Suite struct RestoreTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  private func restore(_ typed: String, input: String = "") throws -> Outcome {
    try Program.run(
      ["restore"] + typed.split(separator: " ").map(String.init), in: folder, input: input)
  }

  @Test(arguments: ["copy-tokenised", "copy-displaced"])
  func `the answer is as kept`(name: String) throws {
    let run = try restore(name + ".txt")
    expectGolden(
      run.transcript(of: "truecopy restore \(name).txt"), named: "command/restore-\(name).txt")
  }

  @Test func `a sound text comes back byte for byte, and quiet says nothing`() throws {
    for name in ["report.txt", "copy-exact.txt", "other-1.txt", "other-2.txt"] {
      let run = try restore("-q " + name)
      #expect(try run.code == 0 && run.err.isEmpty && run.out == folder.text(of: name))
    }
    #expect(try restore("report.txt").err == "nothing to mend: the text is as it was\n")
  }

  @Test func `each scalar comes from the witness or from a named mend`() throws {
    for name in try Example.harbourBridge.names {
      let answer = try JSON(restore("-q --format json " + name).out)
      #expect(try Schema(named: "restore.schema.json").faults(of: answer) == [], "\(name)")
      let text = Array((answer["text"].string ?? "").unicodeScalars)
      #expect(try restore("-q " + name).out == answer["text"].string)
      let witness = try Array(folder.text(of: name).unicodeScalars)
      var (at, from) = (0, 0)
      for decision in answer["decisions"].values {
        let (end, chosen) = (decision["end"].int ?? -1, decision["chosen"])
        let stop = chosen["end"].int ?? -1
        #expect(decision["start"].int == at && chosen["start"].int == from)
        if chosen["mend"].string == nil { #expect(text[at..<end] == witness[from..<stop]) }
        (at, from) = (end, stop)
      }
      #expect(at == text.count && from == witness.count, "\(name)")
    }
  }

  @Test func `what is mended once is mended`() throws {
    for name in try Example.harbourBridge.names {
      let once = try restore("-q " + name).out
      #expect(try restore("-q -", input: once).out == once, "\(name)")
    }
  }

  @Test func `an output takes the text and nothing else`() throws {
    let run = try restore("copy-tokenised.txt -o restored.txt")
    #expect(run.code == 0 && run.out.isEmpty && run.err.contains("places mended"))
    #expect(try folder.text(of: "restored.txt") == restore("copy-tokenised.txt").out)
  }

  static let cases: [(String, String, Int32)] = [
    ("missing.txt", "truecopy: there is no file or folder `missing.txt`\n", 2),
    ("", "Error: Missing expected argument '<witnesses> ...'\n", 64),
    (
      "report.txt -o report.txt",
      "Error: `report.txt` would be written over, and it is one of the texts\n", 64
    ),
  ]

  @Test(arguments: cases)
  func `trouble is told in words`(typed: String, told: String, code: Int32) throws {
    let run = try restore(typed)
    #expect(run.code == code && run.out.isEmpty && run.err.hasPrefix(told), "\(run.err)")
  }
}
