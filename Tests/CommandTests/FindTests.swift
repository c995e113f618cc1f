import Running
import Support
import Testing

/// `truecopy find` on the worked example.
@Suite struct FindTests {
  let folder: TemporaryFolder
  /// The answer files whose bytes depend on nothing but the texts.
  static let answers = ["clusters.jsonl", "drop.jsonl", "keep.jsonl", "links.jsonl"]

  init() throws {
    folder = try TemporaryFolder()
    for name in try Example.harbourBridge.names {
      try folder.write("texts/" + name, try Example.harbourBridge.text(of: name))
    }
  }

  private func find(_ words: [String], input: String = "") throws -> Outcome {
    try Program.run(["find"] + words, in: folder, input: input)
  }

  private func lines(_ name: String) throws -> [JSON] { try JSON.lines(folder.text(of: name)) }

  @Test func `the answer is as kept`() throws {
    let run = try find(["texts", "--out", "found"])
    expectGolden(run.transcript(of: "truecopy find texts --out found"), named: "command/find.txt")
    for name in Self.answers {
      expectGolden(try folder.text(of: "found/" + name), named: "command/find-" + name)
    }
    #expect(
      try folder.names(in: "found") == (Self.answers + ["issues.jsonl", "summary.json"]).sorted())
    #expect(try folder.text(of: "found/issues.jsonl").isEmpty)
  }

  @Test func `the copies are found, and nothing else`() throws {
    let truth = try JSON(Example.harbourBridge.text(of: "truth.json"))
    _ = try find(["texts", "--out", "found"])
    let clusters = try lines("found/clusters.jsonl")
    #expect(clusters.count == 1)
    let members = clusters[0]["members"].values.compactMap { $0["id"].string }
    #expect(Set(members) == Set(truth["cluster"].values.compactMap(\.string)))
    let apart = Set(truth["not_copies"].values.compactMap(\.string))
    for link in try lines("found/links.jsonl") {
      #expect(!apart.contains(link["a"].string ?? "") && !apart.contains(link["b"].string ?? ""))
    }
    let kept = try lines("found/keep.jsonl").compactMap { $0["id"].string }
    #expect(apart.isSubset(of: kept))
  }

  @Test func `each copy is to the report what the truth says`() throws {
    let truth = try JSON(Example.harbourBridge.text(of: "truth.json"))
    // Each copy alone with the report, so that there is a link between the two.
    for copy in truth["copies"].values {
      let name = try #require(copy["file"].string)
      _ = try find(["texts/report.txt", "texts/" + name, "--out", "pair"])
      let links = try lines("pair/links.jsonl")
      #expect(links.count == 1, "\(name)")
      #expect(links.first?["relation"] == copy["relation"], "\(name)")
      let passage = copy["passages"].values.first
      if let passage, let told = links.first?["passages"].values.first?.values {
        // `a` is the copy: its name comes first.
        let wanted = [
          passage["witness"]["start"], passage["witness"]["end"], passage["base"]["start"],
          passage["base"]["end"],
        ]
        // A stop at the border may fall to either side.
        for (told, wanted) in zip(told, wanted) {
          #expect(abs((told.int ?? -99) - (wanted.int ?? 0)) <= 2, "\(name)")
        }
      }
    }
  }

  @Test func `the copy that is kept is a sound one`() throws {
    _ = try find(["texts", "--out", "found"])
    let cluster = try #require(lines("found/clusters.jsonl").first)
    let keep = try #require(cluster["keep"].string)
    #expect(["report.txt", "copy-exact.txt"].contains(keep))
    let conditions = cluster["members"].values.map {
      ($0["id"].string, $0["condition"].double ?? 0)
    }
    let best = conditions.map(\.1).max() ?? 0
    #expect(conditions.contains { $0.0 == keep && $0.1 > best - 0.05 })
    for damaged in ["copy-displaced.txt", "copy-tokenised.txt", "copy-compounds.txt"] {
      let condition = try #require(conditions.first { $0.0 == damaged }).1
      #expect(condition < best - 0.05, "\(damaged) \(condition)")
      // Nor is a damaged copy kept where it comes first and the other is its only rival.
      _ = try find(["texts/" + damaged, "texts/report.txt", "--out", "pair"])
      #expect(try lines("pair/clusters.jsonl").first?["keep"].string == "report.txt")
    }
  }

  @Test func `every text is kept or dropped, once`() throws {
    _ = try find(["texts", "--out", "found"])
    let kept = try lines("found/keep.jsonl").compactMap { $0["id"].string }
    let dropped = try lines("found/drop.jsonl").compactMap { $0["id"].string }
    #expect(try (kept + dropped).sorted() == Example.harbourBridge.names)
    for line in try lines("found/drop.jsonl") {
      #expect(kept.contains(line["kept"].string ?? ""))
      #expect((line["reason"].string ?? "").contains("`\(line["kept"].string ?? "")`"))
    }
  }

  @Test func `links hold in the texts they speak of`() throws {
    _ = try find(["texts", "--out", "found"])
    for link in try lines("found/links.jsonl") {
      let (a, b) = (link["a"].string ?? "", link["b"].string ?? "")
      #expect(a < b)
      let sizes = try [a, b].map { try folder.text(of: "texts/" + $0).unicodeScalars.count }
      for passage in link["passages"].values.map({ $0.values.compactMap(\.int) }) {
        #expect(passage.count == 4 && passage[0] < passage[1] && passage[2] < passage[3])
        #expect(passage[1] <= sizes[0] && passage[3] <= sizes[1])
      }
    }
  }

  @Test func `fail-on-copies ends with 1 where there are copies`() throws {
    #expect(try find(["texts", "--out", "found", "--fail-on-copies"]).code == 1)
    #expect(try folder.names(in: "found").contains("drop.jsonl"))
    let none = ["texts/other-1.txt", "texts/other-2.txt", "--out", "none", "--fail-on-copies"]
    let run = try find(none)
    #expect(run.code == 0 && run.err.hasPrefix("no copies among 2 texts\n"))
  }

  @Test func `quiet says nothing, and verbose more`() throws {
    let quiet = try find(["texts", "--out", "found", "-q"])
    #expect(quiet.code == 0 && quiet.err.isEmpty && quiet.out.isEmpty)
    let loud = try find(["texts", "--out", "found"])
    let verbose = try find(["texts", "--out", "found", "-v"])
    #expect(verbose.err.hasSuffix(loud.err) && verbose.err.count > loud.err.count)
  }

  @Test func `a pile on stdin is the pile in a file`() throws {
    let pile = try self.pile()
    try folder.write("pile.jsonl", pile)
    #expect(try find(["-", "--out", "one"], input: pile).code == 0)
    #expect(try find(["pile.jsonl", "--out", "two"]).code == 0)
    for name in Self.answers {
      #expect(try folder.bytes(of: "one/" + name) == folder.bytes(of: "two/" + name))
    }
    let clusters = try lines("one/clusters.jsonl")
    #expect(clusters.first?["members"].values.count == 9)
  }

  @Test func `kept records are written byte for byte`() throws {
    // Odd white space and order of fields on purpose: nothing may tidy them.
    let pile = try self.pile().split(separator: "\n").map { line in
      "{ \"z\" : 1.50,  " + line.dropFirst().dropLast() + " ,\"a\":[ ] }"
    }
    try folder.write("pile.jsonl", pile.joined(separator: "\n"))
    let run = try find(["pile.jsonl", "--out", "found", "--write-kept", "kept.jsonl"])
    #expect(run.code == 0)
    let kept = Set(try lines("found/keep.jsonl").compactMap { $0["id"].string })
    let wanted = pile.filter { line in kept.contains((try? JSON(line)["id"].string) ?? "") }
    #expect(try folder.text(of: "kept.jsonl") == wanted.map { $0 + "\n" }.joined())
    #expect(wanted.count == 4)
  }

  @Test func `kept records are packed as the name asks`() throws {
    try folder.write("pile.jsonl", try pile())
    for (name, unpack) in [
      ("k.jsonl", "cat"), ("k.jsonl.gz", "gzip -dc"), ("k.jsonl.zst", "zstd -dc"),
    ] {
      let run = try find(["pile.jsonl", "--out", "found", "--write-kept", name])
      #expect(run.code == 0)
      guard try Program.shell("command -v \(unpack)", in: folder.path).code == 0 else { continue }
      let plain = try Program.shell("\(unpack) \(name)", in: folder.path)
      #expect(try plain.out == folder.text(of: "k.jsonl"), "\(name)")
      // What was written can be read again, and nothing more is to be dropped from it.
      let again = try find([name, "--out", "again"])
      #expect(again.err.contains("4 texts kept, 0 dropped"), "\(again.err)")
    }
  }

  @Test func `rows of a table are kept under its header`() throws {
    let report = try folder.text(of: "texts/report.txt").replacing("\"", with: "\"\"")
    let other = try folder.text(of: "texts/other-1.txt").replacing("\"", with: "\"\"")
    let rows = [
      "id;no,text,note", "1,\"\(report)\",\"a, \"\"b\"\"\"", "2,\"\(report)\",", "3,\"\(other)\",c",
    ]
    try folder.write("pile.csv", rows.joined(separator: "\r\n") + "\r\n")
    let run = try find([
      "pile.csv", "--id-field", "id;no", "--out", "found", "--write-kept", "k.csv",
    ])
    #expect(run.code == 0)
    #expect(
      try folder.text(of: "k.csv") == [rows[0], rows[1], rows[3]].joined(separator: "\r\n") + "\r\n"
    )
  }

  @Test func `other fields than id and text can be named`() throws {
    let pile = try self.pile().replacing("\"id\":", with: "\"url\":")
      .replacing("\"text\":", with: "\"body\":")
    try folder.write("pile.jsonl", pile)
    let words = ["pile.jsonl", "--out", "found", "--id-field", "url", "--text-field", "body"]
    #expect(try find(words).code == 0)
    #expect(try lines("found/clusters.jsonl").first?["members"].values.count == 9)
  }

  /// The example as one object a line.
  private func pile() throws -> String {
    try Example.harbourBridge.names.map { name in
      let text = try JSON.quoted(Example.harbourBridge.text(of: name))
      return "{\"id\":\"\(name)\",\"text\":\(text)}\n"
    }.joined()
  }

  @Test func `which copy is kept is chosen, and why is told`() throws {
    let text = try folder.text(of: "texts/report.txt").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ").replacing("\"", with: "'")
    let words = text.split(separator: " ").dropLast(5).joined(separator: " ")
    func line(_ id: String, _ text: String, _ date: String) -> String {
      "{\"id\":\"\(id)\",\"text\":\"\(text)\",\"date\":\"\(date)\"}\n"
    }
    try folder.write(
      "pile.jsonl",
      line("late", words, "2019-05-02") + line("whole", text, "2019-05-03")
        + line("early", words, "2019-05-01"))
    for (rule, kept, reason) in [
      ("best", "whole", "fuller"), ("first", "late", "read first"),
      ("longest", "whole", "longer"), ("earliest", "early", "dated 2019-05-01"),
    ] {
      #expect(try find(["pile.jsonl", "--out", rule, "--keep", rule]).code == 0)
      let clusters = try JSON.lines(folder.text(of: rule + "/clusters.jsonl"))
      #expect(clusters.map { $0["keep"].string } == [kept])
      let dropped = try JSON.lines(folder.text(of: rule + "/drop.jsonl"))
      #expect(dropped.count == 2)
      #expect(dropped.allSatisfy { $0["reason"].string?.contains(reason) == true }, "\(rule)")
    }
    #expect(try find(["pile.jsonl", "--out", "x", "--keep", "newest"]).code == 64)
  }
}
