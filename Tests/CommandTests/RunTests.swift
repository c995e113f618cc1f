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

  @Test func `a wrong path leaves no study behind`() throws {
    let run = try Program.run(["run", "nope", "--store", "none.study"], in: folder)
    #expect(run.code == 2 && run.err.contains("there is no file or folder `nope`"))
    #expect(try !folder.names.contains { $0.hasPrefix("none.study") })
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

  @Test(arguments: [
    "csv", "jsonl", "statements", "webannotation", "passim", "gexf", "graphml",
  ])
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
    } else if form.hasPrefix("g") {
      #expect(try XMLDocument(data: Data(run.out.utf8), options: []).rootElement() != nil)
    }
  }

  @Test(arguments: [["copy-edited.txt"], ["copy-edited.txt", "copy-scan.txt"]])
  func `documents are those of compare, with the sources of the texts`(copies: [String]) throws {
    var lines = ""
    for name in ["report.txt"] + copies {
      let text = try JSON.quoted(folder.text(of: name))
      lines +=
        "{\"id\":\"\(name)\",\"outlet\":\"The <Post>\",\"date\":\"2020-02-03\","
        + "\"url\":\"https://example.org/?a&b\",\"text\":\(text)}\n"
    }
    try folder.write("pile.jsonl", lines)
    let run = ["run", "pile.jsonl", "--store", "a.study", "--keep", "first"]
    #expect(try Program.run(run, in: folder).code == 0)
    let cluster = try #require(try store("a.study").clusters(by: .size, limit: 2).first)
    let members = try store("a.study").members(of: cluster.number)
    let order = ["report.txt"] + members.map(\.id).filter { $0 != "report.txt" }
    func export(_ words: [String]) throws -> String {
      let run = try Program.run(["export", "--store", "a.study"] + words, in: folder)
      #expect(run.code == 0, "\(run.err)")
      return run.out
    }
    func compared(_ form: String) throws -> String {
      let names = order.map { "pile.jsonl#\($0)" }
      return try Program.run(["compare"] + names + ["--format", form], in: folder).out
    }
    func bare(_ text: String) throws -> String {
      let origins = try Regex(
        "<dt>Text .</dt>.*\n|<name type=\"outlet\">[^/]*/name>|<date>[^/]*/date>|<idno type=\"url\">.*?</idno>"
      )
      return text.replacing(origins, with: "")
    }
    let id = ["--cluster", cluster.id]
    let tei = try export(["--as", "tei"] + id)
    #expect(tei.contains("<name type=\"outlet\">The &lt;Post&gt;</name><date>2020-02-03</date>"))
    #expect(try bare(tei) == compared("tei"))
    let whole = try export(["--as", "html", "--all"] + id)
    #expect(whole.contains("<dd><bdi>The &lt;Post&gt;</bdi>, <bdi>2020-02-03</bdi>, <bdi>https:"))
    #expect(try bare(whole) == compared("html"))
    // With the changes alone: no text whole, no script, no mark that leads nowhere.
    let page = try export(["--as", "html", "--cluster", copies[0]])
    #expect(page.count < whole.count && !page.contains("<script"))
    let names = page.matches(of: #/id="([^"]+)"/#).map { String($0.1) }
    for link in page.matches(of: ##/href="#([^"]+)"/##) { #expect(names.contains(String(link.1))) }
    for line in whole.matches(of: #/SHA-256 of text .</dt><dd>\w{64}/#) {
      #expect(page.contains(String(line.0)))
    }
    // One file for each cluster, and a page that leads to them.
    for form in ["tei", "html"] { _ = try export(["--as", form, "-o", "all"]) }
    #expect(try folder.text(of: "all/\(cluster.id).xml") == tei)
    #expect(try folder.text(of: "all/\(cluster.id).html") == page)
    #expect(try folder.text(of: "all/index.html").contains("href=\"\(cluster.id).html\""))
  }

  @Test func `of a large cluster the texts that have most of it are in a document`() throws {
    let names = ["report.txt", "copy-edited.txt", "copy-scan.txt"]
    let run = ["run"] + names + ["--store", "a.study", "--keep", "first"]
    #expect(try Program.run(run, in: folder).code == 0)
    let words = ["export", "--store", "a.study", "--as", "tei", "--cluster", "report.txt"]
    let two = try Program.run(words + ["--witnesses", "2"], in: folder)
    #expect(two.out.matches(of: #/<witness /#).count == 2)
    #expect(two.err.contains("has 3 texts; the 2 that have most of it are in"))
    #expect(try Program.run(words, in: folder).out.matches(of: #/<witness /#).count == 3)
  }

  @Test func `an export of what is no study is told`() throws {
    let run = ["run", "report.txt", "copy-edited.txt", "--store", "a.study"]
    #expect(try Program.run(run, in: folder).code == 0)
    for (words, code) in [
      (["--store", "a.study", "--as", "tei"], 64),
      (["--store", "a.study", "--as", "keep", "--cluster", "x"], 64),
      (["--store", "a.study", "--as", "csv", "--cluster", "x"], 2),
      (["--store", "a.study", "--as", "html", "-o", "report.txt"], 2),
      (["--store", "a.study", "--as", "html", "--cluster", "x", "--witnesses", "1"], 64),
      (["--store", "none", "--as", "csv"], 2), (["--store", "report.txt", "--as", "csv"], 2),
      (["--store", "none", "--as", "pdf"], 64), (["--store", "x", "--as", "csv", "-o", "x"], 64),
    ] {
      try folder.write("x", "x")
      let run = try Program.run(["export"] + words, in: folder)
      #expect(run.code == code, "\(words): \(run.err)")
    }
  }
}
