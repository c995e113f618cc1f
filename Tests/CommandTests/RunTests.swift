import Foundation
import FoundationXML
import Running
import Storing
import Support
import Testing

/// `truecopy run`, as a user types it, and whatever ends it.
@Suite struct RunTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  private func store(_ name: String) throws -> Store {
    try Store(folder.path(of: name), for: .reading(connections: 1))
  }

  @Test func `a run says what the study holds`() throws {
    let run = try Program.run(["run", ".", "--store", "/tmp/nowhere/none.study"], in: folder)
    #expect(run.code == 2)
    var transcript = ""
    for words in [
      ["report.txt", "copy-edited.txt"], ["report.txt", "copy-scan.txt"], ["report.txt"],
    ] {
      let words = ["run"] + words + ["--store", "a.study"]
      let run = try Program.run(words, in: folder)
      transcript += run.transcript(of: (["truecopy"] + words).joined(separator: " "))
      #expect(run.code == 0)
    }
    expectGolden(transcript, named: "command/run.txt")
    // When a run has ended there is one file, whole.
    #expect(try folder.names.filter { $0.hasPrefix("a.study") } == ["a.study"])
    #expect(try store("a.study").isSound())
  }

  @Test(
    arguments: [
      ("colour = 1\n", "sets `colour`, which is no setting"),
      ("kepe = \"best\"\n", "did you mean `keep`?"),
      ("keep = \"all\"\n", "`keep` in `s.toml` cannot be `all`"),
      ("keep = [1]\n", "neither a word nor a whole number"),
      ("threads = 0\n", "`threads` in `s.toml` cannot be `0`"), ("keep best\n", "is not TOML"),
    ])
  func `settings that mean nothing are named`(settings: String, told: String) throws {
    try folder.write("s.toml", settings)
    let run = try Program.run(
      ["run", "report.txt", "--store", "a.study", "--settings", "s.toml"], in: folder)
    #expect(run.code == 2)
    #expect(run.err.contains(told), "\(run.err)")
  }

  @Test func `settings of a file are kept with the run, and the command line comes first`() throws {
    try folder.write("s.toml", "keep = \"longest\"\nthreads = 1\nmemory = \"64M\"\n")
    let words = ["run", "report.txt", "--store", "a.study", "--settings", "s.toml"]
    #expect(try Program.run(words + ["--threads", "2"], in: folder).code == 0)
    let run = try #require(try store("a.study").runs().first)
    let settings = try JSON(run.settings)
    #expect(settings["keeping"].string == "longest" && settings["threads"].int == 2)
    #expect(settings["memory"].int == 64 << 20 && run.ended != nil)
  }

  @Test func `what cannot be done is said with a hint`() throws {
    for (words, code, told) in [
      (["run", "none.txt", "--store", "a.study"], 2, "none.txt"),
      (["run", "report.txt", "--store", "copy-scan.txt"], 2, "is not a study"),
      (["run", "report.txt", "--store", "report.txt"], 64, "is the study itself"),
      (["run", "report.txt", "--store", ""], 64, "a path is empty"),
    ] {
      let run = try Program.run(words, in: folder)
      #expect(run.code == code && run.err.contains(told), "\(words): \(run.err)")
    }
    #expect(
      try folder.bytes(of: "copy-scan.txt")
        == Array(Example.harbourBridge.data(of: "copy-scan.txt"))
    )
  }

  @Test func `what is exported of keep, drop and links is what find writes`() throws {
    #expect(try Program.run(["run", ".", "--store", "/tmp/none/x"], in: folder).code == 2)
    let pile = [
      "report.txt", "copy-edited.txt", "copy-scan.txt", "copy-excerpt.txt", "other-1.txt",
    ]
    #expect(try Program.run(["run"] + pile + ["--store", "a.study"], in: folder).code == 0)
    #expect(try Program.run(["find"] + pile + ["--out", "found"], in: folder).code == 0)
    for form in ["keep", "drop", "links"] {
      let run = try Program.run(["export", "--store", "a.study", "--as", form], in: folder)
      #expect(run.code == 0)
      #expect(try run.out == folder.text(of: "found/\(form).jsonl"), "\(form)")
    }
  }

  @Test(arguments: ["csv", "jsonl", "webannotation", "passim", "gexf", "graphml"])
  func `a form is as kept`(form: String) throws {
    let pile = ["report.txt", "copy-edited.txt"]
    #expect(try Program.run(["run"] + pile + ["--store", "a.study"], in: folder).code == 0)
    let words = ["export", "--store", "a.study", "--as", form, "--at-least", "meaning"]
    let run = try Program.run(words, in: folder)
    expectGolden(
      run.transcript(of: (["truecopy"] + words).joined(separator: " ")),
      named: "command/export-\(form).txt")
    if ["jsonl", "webannotation", "passim"].contains(form) {
      #expect(try JSON.lines(run.out).count > 0)
    } else if form != "csv" {
      #expect(try XMLDocument(data: Data(run.out.utf8), options: []).rootElement() != nil)
    }
  }

  @Test func `an export of what is no study is told`() throws {
    for (words, code) in [
      (["--store", "none", "--as", "csv"], 2), (["--store", "report.txt", "--as", "csv"], 2),
      (["--store", "none", "--as", "pdf"], 64), (["--store", "x", "--as", "csv", "-o", "x"], 64),
    ] {
      try folder.write("x", "x")
      let run = try Program.run(["export"] + words, in: folder)
      #expect(run.code == code, "\(words): \(run.err)")
    }
  }
}
