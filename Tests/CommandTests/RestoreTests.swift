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

  @Test func `four damaged copies give the report back to the last character`() throws {
    let copies = ["copy-scan.txt", "copy-tokenised.txt", "copy-compounds.txt", "copy-edited.txt"]
    let report = try folder.text(of: "report.txt")
    for shift in copies.indices {
      let order = copies[shift...] + copies[..<shift]
      let run = try restore("-q " + order.joined(separator: " "))
      #expect(run.code == 0 && run.out == report, "\(order)")
    }
  }

  @Test func `texts that are no copies are restored with a warning`() throws {
    let doubt = "hardly look like copies of one report"
    #expect(try restore("report.txt other-1.txt").err.contains("warning: B shares"))
    #expect(try restore("report.txt other-1.txt").err.contains(doubt))
    #expect(try !restore("report.txt copy-edited.txt copy-scan.txt").err.contains(doubt))
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

  @Test func `the answer from several is as kept`() throws {
    let names = "copy-tokenised.txt copy-edited.txt report.txt"
    let run = try restore(names)
    expectGolden(
      run.transcript(of: "truecopy restore \(names)"), named: "command/restore-several.txt")
  }

  @Test func `from several each scalar comes from a witness or from a named mend`() throws {
    let names = try Example.harbourBridge.names.filter { $0.hasPrefix("copy") }
    let answer = try JSON(restore("-q --format json " + names.joined(separator: " ")).out)
    #expect(try Schema(named: "restore.schema.json").faults(of: answer) == [])
    let text = Array((answer["text"].string ?? "").unicodeScalars)
    var witnesses: [String: [Unicode.Scalar]] = [:]
    for (number, witness) in answer["witnesses"].values.enumerated() {
      let scalars = try Array(folder.text(of: names[number]).unicodeScalars)
      witnesses[witness["siglum"].string ?? ""] = scalars
    }
    var at = 0
    for decision in answer["decisions"].values {
      let (end, chosen) = (decision["end"].int ?? -1, decision["chosen"])
      let witness = try #require(witnesses[chosen["witness"].string ?? ""])
      #expect(decision["start"].int == at)
      if chosen["mend"].string == nil {
        #expect(text[at..<end] == witness[(chosen["start"].int ?? 0)..<(chosen["end"].int ?? 0)])
      }
      for reading in decision["readings"].values {
        let had = try #require(witnesses[reading["witness"].string ?? ""])
        let told = String(reading["text"].string ?? "").unicodeScalars
        #expect(had[(reading["start"].int ?? 0)..<(reading["end"].int ?? 0)].elementsEqual(told))
      }
      at = end
    }
    #expect(at == text.count)
  }

  @Test func `a base is followed where nothing decides`() throws {
    try folder.write("a.txt", "The bridge will close in April, for its piers are cracked.")
    try folder.write("b.txt", "The bridge will close in August, for its piers are cracked.")
    for name in ["a.txt", "b.txt"] {
      let run = try restore("-q a.txt b.txt --base " + name)
      #expect(try run.out == folder.text(of: name))
    }
    #expect(try restore("a.txt b.txt --base c.txt").code == 64)
  }

  @Test func `the page leads from each place to its readings`() throws {
    let names = try Example.harbourBridge.names.filter { $0.hasPrefix("copy") }
    let page = try restore("-q --format html " + names.joined(separator: " ")).out
    #expect(page.hasPrefix("<!DOCTYPE html>") && !page.contains("<script"))
    let marks = page.matches(of: /href="#d(\d+)"/).map(\.1)
    let items = page.matches(of: /<li class="[msn]" id="d(\d+)"/).map(\.1)
    #expect(!marks.isEmpty && marks == items)
    #expect(page.matches(of: /id="t(\d+)"/).map(\.1) == marks)
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
