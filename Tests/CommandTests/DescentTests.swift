import Judging
import Running
import Support
import Testing

/// `truecopy descent` on the worked example.
@Suite struct DescentTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  private func descent(_ typed: String, input: String = "") throws -> Outcome {
    try Program.run(
      ["descent"] + typed.split(separator: " ").map(String.init), in: folder, input: input)
  }

  private let copies =
    "report.txt copy-compounds.txt copy-tokenised.txt copy-displaced.txt copy-exact.txt"

  @Test(arguments: ["text", "dot", "newick"]) func `the answer is as kept`(format: String) throws {
    let typed = "\(copies) --format \(format)"
    let run = try descent(typed)
    expectGolden(
      run.transcript(of: "truecopy descent \(typed)"), named: "command/descent.\(format).txt")
  }

  @Test func `json is as described`() throws {
    let schema = try Schema(named: "descent.schema.json")
    try folder.write("empty.txt", "")
    try folder.write("note.txt", "Snow fell.")
    for typed in [copies, ".", "report.txt copy-scan.txt", "empty.txt note.txt"] {
      #expect(try schema.faults(of: JSON(descent("\(typed) --format json").out)) == [], "\(typed)")
    }
    let edge = schema.root["properties"]["edges"]["items"]
    let fact = edge["properties"]["evidence"]["items"]["properties"]["ground"]["enum"]
    #expect(fact.values.compactMap(\.string) == Evidence.Ground.allCases.map(\.rawValue))
    let certainty = edge["properties"]["certainty"]["enum"].values.compactMap(\.string)
    #expect(certainty == Stemma.Certainty.allCases.map(\.rawValue))
    let open = schema.root["properties"]["undecided"]["items"]["properties"]["reason"]["enum"]
    #expect(
      open.values.compactMap(\.string) == Stemma.Undecided.Reason.allCases.map(\.rawValue))
  }

  @Test func `places lie in the texts they name`() throws {
    let answer = try JSON(descent(". --format json").out)
    var count = 0
    for fact in answer["edges"].values.flatMap({ $0["evidence"].values }) {
      for place in fact["places"].values {
        let text = try folder.text(of: place["witness"].string ?? "").unicodeScalars
        let (start, end) = (place["start"].int ?? -1, place["end"].int ?? -1)
        #expect(start >= 0 && start <= end && end <= text.count)
        count += 1
      }
    }
    #expect(count > 10)
  }

  @Test func `newick holds each text once, its brackets paired`() throws {
    try folder.write("it's (one), two.txt", folder.text(of: "copy-scan.txt"))
    let tree = try Program.run(
      ["descent", "it's (one), two.txt"] + copies.split(separator: " ").map(String.init)
        + ["--format", "newick"], in: folder
    ).out
    #expect(tree.contains("'it''s (one), two.txt'"))
    for name in copies.split(separator: " ") {
      #expect(tree.split(separator: name, omittingEmptySubsequences: false).count == 2, "\(name)")
    }
    for line in tree.split(separator: "\n") {
      var depth = 0
      var isQuoted = false
      for character in line {
        if character == "'" { isQuoted.toggle() }
        if !isQuoted { depth += character == "(" ? 1 : character == ")" ? -1 : 0 }
        #expect(depth >= 0)
      }
      #expect(depth == 0 && !isQuoted && line.hasSuffix(";"))
    }
  }

  @Test func `dot names each text and draws each edge`() throws {
    let lines = try descent("\(copies) --format dot").out.split(separator: "\n")
    #expect(lines.first == "digraph descent {" && lines.last == "}")
    let line = #/  [A-Z]+( -> [A-Z]+)? \[[^\]]*\];/#
    #expect(lines.dropFirst(2).dropLast().allSatisfy { $0.wholeMatch(of: line) != nil })
    let edges = try JSON(descent("\(copies) --format json").out)["edges"].values
    #expect(lines.count { $0.contains("->") && !$0.contains("dir=none") } == edges.count)
  }

  @Test func `the page is whole, and a name never becomes markup`() throws {
    try folder.write("<b>&x.txt", folder.text(of: "copy-scan.txt"))
    let page = try Program.run(
      ["descent", "<b>&x.txt", "report.txt", "copy-tokenised.txt", "--format", "html"], in: folder
    ).out
    #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</html>\n"))
    #expect(page.contains("&lt;b&gt;&amp;x.txt") && !page.contains("<b>&"))
    #expect(page.firstMatch(of: #/<script|\bsrc=|@import|url\(|https?:/#) == nil)
    #expect(page.split(separator: "<circle ").count > 3)
  }

  @Test func `records of a pile and stdin are texts like others`() throws {
    let (report, copy) = try (
      folder.text(of: "report.txt"), folder.text(of: "copy-tokenised.txt")
    )
    let records = try [("b", copy), ("a", report)].map { id, text in
      "{\"id\":\"\(id)\",\"text\":\(try JSON.quoted(text))}\n"
    }
    try folder.write("pile.jsonl", records.joined())
    for typed in ["pile.jsonl", "pile.jsonl#a pile.jsonl#b", "pile.jsonl#b pile.jsonl#a"] {
      let answer = try JSON(descent("\(typed) --format json").out)
      #expect(answer["root"].string == "a" && answer["edges"].values.count == 1, "\(typed)")
    }
    let answer = try JSON(descent("- pile.jsonl#a --format json", input: copy).out)
    #expect(answer["edges"].values.first?["child"].string == "-")
  }

  @Test func `dates are heeded`() throws {
    try folder.write("one.txt", "The board met on Tuesday evening to settle the old landing.")
    try folder.write("two.txt", "The board met on Tuesday morning to settle the old landing.")
    for (first, second) in [("one.txt", "two.txt"), ("two.txt", "one.txt")] {
      let run = try descent(
        "one.txt two.txt --format json --dates \(first)=2021-03-01 \(second)=2021-03-02")
      #expect(try JSON(run.out)["root"].string == first)
    }
    #expect(try descent("one.txt two.txt --dates three.txt=2021").code == 2)
    #expect(try descent("one.txt two.txt --dates 2021").code == 64)
  }

  @Test func `what cannot be is told`() throws {
    let one = try descent("report.txt")
    #expect(one.code == 2 && one.err.contains("only `report.txt`"))
    let twice = try descent("report.txt report.txt")
    #expect(twice.code == 2 && twice.err.contains("named twice"))
    #expect(try descent("report.txt nowhere.txt").code == 2)
    #expect(try descent("report.txt copy-scan.txt -o report.txt").code == 64)
    #expect(try descent("- -").code == 64)
  }
}
