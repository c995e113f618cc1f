import Foundation
import Running
import Support
import Testing

/// A run of `find` that is killed goes on, when it is run again, from the last stage it finished.
@Suite struct ResumeTests {
  let folder: TemporaryFolder
  /// Where each stage leaves a run, and what the next says it went on from.
  static let stages = [
    ("pile", "reading"), ("candidates", "boilerplate"), ("clusters", "clusters"),
    ("links", "links"), ("conditions", "links"),
  ]

  init() throws {
    folder = try TemporaryFolder()
    var lines = ""
    for name in try Example.harbourBridge.names {
      let text = try JSON.quoted(Example.harbourBridge.text(of: name))
      lines += "{\"id\":\"\(name)\",\"text\":\(text)}\nno record\n"
    }
    try folder.write("pile.jsonl", lines)
  }

  private func find(_ words: [String], in out: String) throws -> Outcome {
    try Program.run(
      ["find", "pile.jsonl", "--out", out, "--save-from", "1"] + words, in: folder)
  }

  private func resumedFrom(_ out: String) throws -> String? {
    try JSON(folder.text(of: out + "/summary.json"))["resumed_from"].string
  }

  /// Expects the answer of a run to be that of one that was never disturbed.
  private func expectWhole(_ out: String, _ sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    if !(try folder.names.contains("calm")) { #expect(try find([], in: "calm").code == 0) }
    #expect(try folder.names(in: out) == folder.names(in: "calm"), sourceLocation: sourceLocation)
    for name in try folder.names(in: "calm") where name != "summary.json" {
      #expect(
        try folder.bytes(of: out + "/" + name) == folder.bytes(of: "calm/" + name), "\(name)",
        sourceLocation: sourceLocation)
    }
  }

  private func flip(_ name: String) throws {
    var bytes = try folder.bytes(of: name)
    bytes[bytes.count / 2] ^= 1
    try folder.write(name, bytes)
  }

  @Test(arguments: stages, ["768M", "1"])
  func `a killed run goes on`(stage: (name: String, told: String), memory: String) throws {
    let killed = try find(["--die-after", stage.name, "--memory", memory], in: "found")
    #expect(killed.code == 128 + SIGKILL)
    let run = try find(["--memory", memory, "-v"], in: "found")
    #expect(run.code == 0)
    #expect(run.err.contains("an earlier run was ended; done already: reading"))
    #expect(
      try resumedFrom("found") == (memory == "1" && stage.name == "pile" ? "reading" : stage.told))
    try expectWhole("found")
  }

  @Test func `a run that was never killed keeps nothing and says nothing`() throws {
    let run = try find(["-v"], in: "found")
    #expect(!run.err.contains("earlier"))
    #expect(try resumedFrom("found") == nil)
    #expect(try !folder.names(in: "found").contains(".resume"))
  }

  @Test(arguments: [("1", "1"), ("768M", "1"), ("1", "768M")])
  func `it goes on with other threads and another memory`(first: String, then: String) throws {
    for stage in Self.stages {
      _ = try find(["--die-after", stage.0, "--memory", first, "--threads", "1"], in: "found")
      #expect(try find(["--memory", then, "--threads", "3"], in: "found").code == 0)
      #expect(try resumedFrom("found") != nil, "\(stage)")
      try expectWhole("found")
    }
  }

  @Test func `it can be killed again and again`() throws {
    // Once all links are kept there is no condition left to judge.
    for stage in Self.stages.dropLast() {
      #expect(try find(["--die-after", stage.0], in: "found").code == 128 + SIGKILL, "\(stage)")
    }
    _ = try find([], in: "found")
    try expectWhole("found")
  }

  @Test(arguments: ["grams", "pile", "candidates-1", "clusters", "links.blocks", "manifest"])
  func `what is damaged is not used`(file: String) throws {
    for isCut in [false, true] {
      #expect(try find(["--die-after", "conditions"], in: "found").code == 128 + SIGKILL)
      let path = "found/.resume/" + file
      if isCut {
        try folder.write(path, Array(folder.bytes(of: path).dropLast(9)))
      } else {
        try flip(path)
      }
      #expect(try find([], in: "found").code == 0)
      let told = try resumedFrom("found")
      switch file {
      case "candidates-1": #expect(told == "reading")
      case "clusters": #expect(told == "boilerplate")
      case "links.blocks": #expect(told == "clusters")
      case "manifest" where !isCut: break
      default: #expect(told == nil, "\(file)")
      }
      try expectWhole("found")
    }
  }

  @Test func `another input, another setting and --fresh begin anew`() throws {
    let reasons: [(words: [String], isChanged: Bool)] = [
      ([], true), (["--id-field", "name"], false), (["--fresh"], false),
      (["--save-from", "1G"], false),
    ]
    for reason in reasons {
      #expect(try find(["--die-after", "clusters"], in: "found").code == 128 + SIGKILL)
      if reason.isChanged {
        // The same bytes, written again: the time is another.
        try folder.write("pile.jsonl", folder.bytes(of: "pile.jsonl"))
      }
      let run = try find(reason.words, in: "found")
      #expect(run.err.contains("begins anew") == (reason.words != ["--fresh"]), "\(reason)")
      #expect(try resumedFrom("found") == nil)
      #expect(try !folder.names(in: "found").contains(".resume"))
      if reason.words != ["--id-field", "name"] { try expectWhole("found") }
    }
  }

  @Test func `packed input goes on as well, standard input does not`() throws {
    let text = try folder.text(of: "pile.jsonl")
    let made = try Program.shell("gzip -k pile.jsonl", in: folder.path)
    #expect(made.code == 0)
    let words = ["find", "pile.jsonl.gz", "--out", "found", "--save-from", "1"]
    #expect(
      try Program.run(words + ["--die-after", "clusters"], in: folder).code == 128 + SIGKILL)
    #expect(try Program.run(words, in: folder).code == 0)
    #expect(try resumedFrom("found") == "clusters")
    _ = try find([], in: "calm")
    for name in FindTests.answers {
      #expect(try folder.bytes(of: "found/" + name) == folder.bytes(of: "calm/" + name))
    }
    let piped = ["find", "-", "--out", "piped", "--save-from", "1"]
    #expect(try Program.run(piped, in: folder, input: text).err.contains("cannot go on") == false)
    #expect(try Program.run(piped + ["-v"], in: folder, input: text).err.contains("cannot go on"))
  }

  @Test func `the summary of such a run is as its schema says`() throws {
    _ = try find(["--die-after", "links"], in: "found")
    _ = try find([], in: "found")
    let schema = try Schema(named: "summary.schema.json")
    #expect(schema.faults(of: try JSON(folder.text(of: "found/summary.json"))) == [])
  }
}
