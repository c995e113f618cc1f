import Glibc
import Running
import Support
import Testing

/// `truecopy find --index` and `--against`: new texts set against those of earlier runs.
@Suite struct IndexTests {
  let folder: TemporaryFolder
  private let old = ["report.txt", "copy-exact.txt", "copy-tokenised.txt", "copy-edited.txt"]

  init() throws {
    folder = try TemporaryFolder()
    for name in try Example.harbourBridge.names {
      let part = old.contains(name) ? "old/" : "new/"
      try folder.write(part + name, try Example.harbourBridge.text(of: name))
    }
    _ = try Program.run(["find", "old", "--out", "before", "--index", "index"], in: folder)
  }

  private func against(_ words: [String] = []) throws -> Outcome {
    try Program.run(["find", "new", "--out", "found", "--against", "index"] + words, in: folder)
  }

  private func ids(_ name: String, _ field: String = "id") throws -> [String] {
    try JSON.lines(folder.text(of: name)).compactMap { $0[field].string }
  }

  private func index() throws -> [String: [UInt8]] {
    try folder.names(in: "index").reduce(into: [:]) {
      $0[$1] = try folder.bytes(of: "index/" + $1)
    }
  }

  @Test func `new copies are found among the old as if all were read at once`() throws {
    let run = try against()
    #expect(run.code == 0)
    _ = try Program.run(["find", "old", "new", "--out", "whole"], in: folder)
    let new = try folder.names(in: "new").filter { $0.hasSuffix(".txt") }
    func members(_ folder: String) throws -> [Set<String>] {
      try JSON.lines(self.folder.text(of: folder + "/clusters.jsonl")).map {
        Set($0["members"].values.compactMap { $0["id"].string })
      }
    }
    #expect(try members("found") == members("whole"))
    // Every new id is in one of the two, and no old one.
    #expect(try (ids("found/keep.jsonl") + ids("found/drop.jsonl")).sorted() == new.sorted())
    let whole = try JSON.lines(folder.text(of: "whole/links.jsonl"))
    let links = try JSON.lines(folder.text(of: "found/links.jsonl"))
    #expect(!links.isEmpty)
    for link in links {
      #expect(whole.contains(link), "\(link)")
      #expect(new.contains(link["a"].string ?? "") || new.contains(link["b"].string ?? ""))
    }
    for drop in try JSON.lines(folder.text(of: "found/drop.jsonl")) {
      #expect(old.contains(drop["kept"].string ?? ""))
    }
  }

  @Test func `what was added is old the next time`() throws {
    _ = try against()
    try folder.write("again/late.txt", try Example.harbourBridge.text(of: "copy-scan.txt"))
    let run = try Program.run(
      ["find", "again", "--out", "late", "--against", "index"], in: folder)
    #expect(run.code == 0)
    let links = try JSON.lines(folder.text(of: "late/links.jsonl"))
    #expect(
      links.contains {
        $0["a"].string == "copy-scan.txt" && $0["b"].string == "late.txt"
          && $0["relation"].string == "exact"
      })
    #expect(try ids("late/drop.jsonl") == ["late.txt"])
    let members = try JSON.lines(folder.text(of: "late/clusters.jsonl"))[0]["members"].values
    #expect(members.count == 9 || members.count == 10, "\(members.count)")
  }

  @Test func `a sounder copy takes the place of the old one`() throws {
    try folder.write("worse/a.txt", try Example.harbourBridge.text(of: "copy-tokenised.txt"))
    _ = try Program.run(["find", "worse", "--out", "w", "--index", "worse-index"], in: folder)
    try folder.write("better/b.txt", try Example.harbourBridge.text(of: "report.txt"))
    _ = try Program.run(
      ["find", "better", "--out", "found", "--against", "worse-index"], in: folder)
    #expect(try ids("found/keep.jsonl") == ["b.txt"])
    #expect(try ids("found/replaced.jsonl") == ["a.txt"])
    #expect(try ids("found/replaced.jsonl", "kept") == ["b.txt"])
    try folder.write("third/c.txt", try Example.harbourBridge.text(of: "copy-respaced.txt"))
    _ = try Program.run(
      ["find", "third", "--out", "last", "--against", "worse-index"], in: folder)
    #expect(try ids("last/drop.jsonl", "kept") == ["b.txt"])
    #expect(try folder.text(of: "last/replaced.jsonl").isEmpty)
    let members = try JSON.lines(folder.text(of: "last/clusters.jsonl"))[0]["members"].values
    #expect(members.compactMap { $0["id"].string }.sorted() == ["a.txt", "b.txt", "c.txt"])
  }

  @Test func `with --no-add the index stays as it is`() throws {
    let before = try index()
    #expect(try against(["--no-add"]).code == 0)
    #expect(try index() == before)
    #expect(try !ids("found/drop.jsonl").isEmpty)
  }

  @Test func `the answer and the index are the same at any number of threads`() throws {
    _ = try Program.shell("cp -r index index-1; cp -r index index-2", in: folder.path)
    for threads in ["1", "2"] {
      _ = try Program.run(
        [
          "find", "new", "--out", "found-" + threads, "--against", "index-" + threads, "--threads",
          threads,
        ], in: folder)
    }
    for name in FindTests.answers + ["replaced.jsonl"] {
      #expect(
        try folder.bytes(of: "found-1/" + name) == folder.bytes(of: "found-2/" + name), "\(name)")
    }
    for name in try folder.names(in: "index-1") {
      #expect(
        try folder.bytes(of: "index-1/" + name) == folder.bytes(of: "index-2/" + name), "\(name)")
    }
  }

  @Test func `an id the index has is told and left out`() throws {
    try folder.write("twice/report.txt", "Another text under an old name, of a dozen words or so.")
    let run = try Program.run(
      ["find", "twice", "--out", "found", "--against", "index"], in: folder)
    #expect(run.err.contains("`report.txt`") && run.err.contains("index"))
    #expect(try ids("found/keep.jsonl").isEmpty)
    #expect(try JSON.lines(folder.text(of: "found/issues.jsonl")).count == 1)
  }

  @Test func `killed at any moment, the index is as before or as after`() throws {
    // A pile that takes a while, so that the end falls into every stage.
    var random = Seeded(1)
    var lines = ""
    for number in 0..<1500 {
      let words = (0..<200).map { _ in String(random.next() >> 44, radix: 36) }
      lines += "{\"id\":\"n\(number)\",\"text\":\"\(words.joined(separator: " "))\"}\n"
    }
    try folder.write("pile.jsonl", lines)
    var ended = 0
    for wait in [0, 20, 60, 100, 140, 180, 220, 260, 300, 350, 400, 500] {
      _ = try Program.shell("rm -rf tried; cp -r index tried", in: folder.path)
      let run = try Program.shell(
        "timeout -s KILL \(Double(wait) / 1000 + 0.001) truecopy find pile.jsonl --out found "
          + "--against tried -q; echo $?", in: folder.path)
      // All of the pile is in the index, or none of it.
      _ = try Program.run(
        ["find", "pile.jsonl", "--out", "asked", "--against", "tried", "--no-add"], in: folder)
      let known = try JSON.lines(folder.text(of: "asked/issues.jsonl")).count
      #expect(known == 0 || known == 1500)
      if !run.out.hasPrefix("137") { ended += 1 }
      // Whatever was left, the next run works and knows the old texts.
      let next = try Program.run(
        ["find", "new", "--out", "next", "--against", "tried"], in: folder)
      #expect(next.code == 0, "\(next.err)")
      #expect(try !ids("next/drop.jsonl").isEmpty)
    }
    #expect(ended < 12)
  }

  @Test(
    arguments: [
      (["new", "--out", "o", "--against", "nowhere"], 2, "there is no index in `nowhere`"),
      (["new", "--out", "o", "--index", "old"], 2, "is no index"),
      (["new", "--out", "o", "--index", "i", "--against", "index"], 64, "name one of them"),
      (["new", "--out", "o", "--no-add"], 64, "--against"),
    ] as [([String], Int, String)])
  func `what cannot be done is told`(words: [String], code: Int, said: String) throws {
    let run = try Program.run(["find"] + words, in: folder)
    #expect(Int(run.code) == code && run.err.contains(said), "\(run.err)")
  }

  @Test func `a damaged index is told, with what to do`() throws {
    let bytes = try folder.bytes(of: "index/segment-1")
    try folder.write("index/segment-1", Array(bytes.dropLast(5)))
    let run = try against()
    #expect(run.code == 2 && run.err.contains("the index `index` is damaged"), "\(run.err)")
    #expect(run.err.contains("--index"))
  }
}
