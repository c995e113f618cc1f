import Finding
import Judging
import Running
import Statements
import Support
import Testing

/// The files in `Schemas/` say what is written, no less and no more.
@Suite struct SchemaTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  @Test func `comparisons are as described`() throws {
    let schema = try Schema(named: "compare.schema.json")
    try folder.write("empty.txt", "")
    try folder.write("signs.txt", "東京の橋は閉まっている。")
    let names = try Example.harbourBridge.names + ["empty.txt", "signs.txt"]
    let many = try Program.run(
      ["compare"] + names + ["--format", "json", "--ignore", "spacing", "--base", "B"], in: folder)
    #expect(try schema.faults(of: JSON(many.out)) == [])
    for name in names {
      for pair in [["report.txt", name], [name, "report.txt"]] {
        let run = try Program.run(["compare"] + pair + ["--format", "json"], in: folder)
        #expect(try schema.faults(of: JSON(run.out)) == [], "\(pair)")
      }
    }
  }

  @Test func `answers of find are as described`() throws {
    try folder.write(
      "pile.jsonl", "{\"id\":\"x\"}\nnone\n{\"id\":\"report.txt\",\"text\":\"\"}\n{\"text\":\"\"}\n"
    )
    let names = try Example.harbourBridge.names
    let words = ["find"] + names + ["pile.jsonl", "--out", "found"]
    #expect(try Program.run(words, in: folder).code == 0)
    for name in ["links", "clusters", "keep", "drop", "issues"] {
      let schema = try Schema(named: name + ".schema.json")
      let lines = try JSON.lines(folder.text(of: "found/\(name).jsonl"))
      #expect(!lines.isEmpty)
      for line in lines { #expect(schema.faults(of: line) == [], "\(name)") }
    }
    let summary = try JSON(folder.text(of: "found/summary.json"))
    #expect(try Schema(named: "summary.schema.json").faults(of: summary) == [])
    for cluster in try JSON.lines(folder.text(of: "found/clusters.jsonl")) {
      for kind in cluster["members"].values.flatMap({ $0["faults"].fields.keys }) {
        #expect(DifferenceKind(rawValue: kind) != nil, "\(kind)")
      }
    }
    for (field, name) in [
      ("links", "links"), ("clusters", "clusters"), ("kept", "keep"), ("dropped", "drop"),
      ("issues", "issues"),
    ] {
      let lines = try JSON.lines(folder.text(of: "found/\(name).jsonl")).count
      #expect(summary["counts"][field].int == lines, "\(field)")
    }
  }

  @Test func `lines of exports are as described`() throws {
    let report = try folder.text(of: "report.txt")
    let paragraphs = report.split(separator: "\n")
    let moved = paragraphs.suffix(2) + paragraphs.dropLast(2)
    try folder.write("moved.txt", moved.joined(separator: "\n") + "\n")
    let names = try Example.harbourBridge.names + ["moved.txt"]
    #expect(try Program.run(["run"] + names + ["--store", "a.study"], in: folder).code == 0)
    for (form, name) in [
      ("jsonl", "differences"), ("moves", "moves"), ("statements", "statements"),
      ("passim", "passim"), ("webannotation", "webannotation"),
    ] {
      let schema = try Schema(named: "export-\(name).schema.json")
      let run = try Program.run(["export", "--store", "a.study", "--as", form], in: folder)
      let lines = try JSON.lines(run.out)
      #expect(run.code == 0 && !lines.isEmpty, "\(form)")
      for line in lines { #expect(schema.faults(of: line) == [], "\(form)") }
    }
  }

  @Test func `the settings of a run are those described`() throws {
    let schema = try Schema(named: "settings.schema.json").root["properties"]
    try folder.write("s.toml", "nothing = 1\n")
    let words = ["run", "report.txt", "--store", "a.study", "--settings", "s.toml"]
    let told = try Program.run(words, in: folder).err
    let list = try #require(told.firstRange(of: "The settings are ")).upperBound
    let keys = told[list...].prefix { !$0.isNewline }.split(separator: ", ").map(String.init)
    #expect(Set(keys) == Set(schema.fields.keys))
    // Every value that is described is taken, and one that is not is refused.
    for value in schema["keep"]["enum"].values.compactMap(\.string) {
      try folder.write("s.toml", "keep = \"\(value)\"\n")
      #expect(try Program.run(words, in: folder).code == 0, "\(value)")
    }
    for key in ["threads", "witnesses"] {
      let least = try #require(schema[key]["minimum"].int)
      for (value, code) in [(least, 0), (least - 1, 2)] {
        try folder.write("s.toml", "\(key) = \(value)\n")
        #expect(try Int(Program.run(words, in: folder).code) == code, "\(key) = \(value)")
      }
    }
  }

  @Test func `what is told of single texts is as described`() throws {
    try folder.write("empty.txt", "")
    let run = try Program.run(["check", ".", "--format", "json"], in: folder)
    let answer = try JSON(run.out)
    #expect(try Schema(named: "check.schema.json").faults(of: answer) == [])
    #expect(try answer["texts"].values.count == folder.names.count)
  }

  @Test func `statements are as described`() throws {
    let schema = try Schema(named: "statements.schema.json")
    try folder.write("empty.txt", "")
    for name in try Example.harbourBridge.names {
      for more in [
        [], ["--narrated", "--published", "2024-03-04", "--against", "copy-edited.txt"],
      ] {
        let words = ["statements", name, "--format", "json"] + more
        let run = try Program.run(words, in: folder)
        #expect(try schema.faults(of: JSON(run.out)) == [], "\(name)")
      }
    }
  }

  @Test func `boilerplate is as described`() throws {
    // Enough texts that share a notice and nothing else.
    var state: UInt64 = 3
    let notice = try Example.harbourBridge.text(of: "other-1.txt").split(separator: "\n")[0]
    let lines = try (0..<40).map { number in
      let words = (0..<150).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return String(state >> 40, radix: 36)
      }
      let text = try JSON.quoted(words.joined(separator: " ") + ".\n" + notice)
      return "{\"id\":\"t\(number)\",\"text\":\(text)}\n"
    }
    try folder.write("pile.jsonl", lines.joined())
    #expect(try Program.run(["find", "pile.jsonl", "--out", "found"], in: folder).code == 0)
    let summary = try JSON(folder.text(of: "found/summary.json"))
    #expect(!summary["boilerplate"].values.isEmpty)
    #expect(try Schema(named: "summary.schema.json").faults(of: summary) == [])
  }

  @Test func `lists of values are those of the code`() throws {
    let difference = try Schema(named: "compare.schema.json").root["properties"]["differences"][
      "items"]
    let cause = try Schema(named: "compare.schema.json").root["properties"]["causes"]["items"]
    func expect(_ schema: JSON, _ values: [String], _ name: String) {
      let listed = schema["properties"][name]["enum"].values.compactMap(\.string)
      let change = values.difference(from: listed)
      #expect(listed == values, "\(name): \(change.insertions) \(change.removals)")
    }
    expect(difference, DifferenceKind.allCases.map(\.rawValue), "kind")
    expect(difference, Severity.allCases.map(\.rawValue), "severity")
    expect(difference, Difference.Operation.allCases.map(\.rawValue), "operation")
    expect(difference, Effect.allCases.map(\.rawValue), "effect")
    expect(cause, Cause.Name.allCases.map(\.rawValue), "name")
    let member = try Schema(named: "clusters.schema.json").root["properties"]["members"]["items"]
    for schema in try [
      member, Schema(named: "links.schema.json").root, Schema(named: "drop.schema.json").root,
    ] {
      expect(schema, relations.map(\.rawValue), "relation")
    }
    try expect(Schema(named: "links.schema.json").root, grounds.map(\.rawValue), "ground")
    let text = try Schema(named: "check.schema.json").root["properties"]["texts"]["items"]
    let fault = text["properties"]["faults"]["items"]
    expect(fault, DifferenceKind.allCases.map(\.rawValue), "kind")
    expect(fault, Fault.Certainty.allCases.map(\.rawValue), "certainty")
    expect(text["properties"]["causes"]["items"], Cause.Name.allCases.map(\.rawValue), "name")
    let line = try Schema(named: "export-differences.schema.json").root
    expect(line, DifferenceKind.allCases.map(\.rawValue), "kind")
    expect(line, Effect.allCases.map(\.rawValue), "effect")
    expect(line, Severity.allCases.map(\.rawValue), "severity")
    expect(line, Difference.Operation.allCases.map(\.rawValue), "operation")
    let said = try Schema(named: "export-statements.schema.json").root
    expect(said, Statement.Rule.allCases.map(\.rawValue), "rule")
    let told = said["properties"]["told_differently"]["items"]
    expect(told, Testimony.Content.allCases.map(\.rawValue), "content")
    for name in ["statements", "compare"] {
      let root = try Schema(named: name + ".schema.json").root["properties"]["statements"]["items"]
      expect(root, Statement.Manner.allCases.map(\.rawValue), "manner")
      expect(root, Statement.Polarity.allCases.map(\.rawValue), "polarity")
      expect(root, Statement.Rule.allCases.map(\.rawValue), "rule")
      expect(root, Statement.Certainty.allCases.map(\.rawValue), "certainty")
      expect(root, Modality.allCases.map(\.rawValue), "modality")
      let items = { (field: String) in root["properties"][field]["items"] }
      #expect(
        items("relay_roles")["enum"].values.compactMap(\.string)
          == Statement.Station.Role.allCases.map(\.rawValue))
      #expect(
        items("warnings")["enum"].values.compactMap(\.string)
          == Statement.Warning.allCases.map(\.rawValue))
      expect(items("numbers"), Quantity.Bound.allCases.map(\.rawValue), "bound")
      expect(items("dates"), DateReading.Granularity.allCases.map(\.rawValue), "granularity")
      expect(items("dates"), DateReading.Rule.allCases.map(\.rawValue), "rule")
      let fate = root["properties"]["in_witness"]["additionalProperties"]
      expect(fate, Testimony.Content.allCases.map(\.rawValue), "content")
      expect(fate, Testimony.Speaker.allCases.map(\.rawValue), "speaker")
      expect(fate, Testimony.Source.allCases.map(\.rawValue), "source")
      expect(fate, Testimony.Cue.allCases.map(\.rawValue), "cue")
      expect(fate, Testimony.Occasion.allCases.map(\.rawValue), "occasion")
      let date = root["properties"]["date"]
      expect(date, DateReading.Granularity.allCases.map(\.rawValue), "granularity")
      expect(date, DateReading.Rule.allCases.map(\.rawValue), "rule")
    }
    let decision = try Schema(named: "restore.schema.json").root["properties"]["decisions"]["items"]
    expect(decision, Restoration.Ground.allCases.map(\.rawValue), "ground")
    expect(decision["properties"]["chosen"], DifferenceKind.allCases.map(\.rawValue), "mend")
  }

  /// All relations; the switch keeps the list whole, for the type has no list of its own.
  private var relations: [Link.Relation] {
    switch Link.Relation.exact {
    case .exact, .near, .contained, .partial: break
    }
    return [.exact, .near, .contained, .partial]
  }

  /// All grounds, likewise.
  private var grounds: [Link.Ground] {
    switch Link.Ground.copy {
    case .copy, .excerpt, .overlap: break
    }
    return [.copy, .excerpt, .overlap]
  }

  @Test func `a document that is not as described is told`() throws {
    let schema = try Schema(named: "drop.schema.json")
    let sound = #"{"id":"a","kept":"b","relation":"near","coverage":0.9,"reason":"r"}"#
    #expect(try schema.faults(of: JSON(sound)) == [])
    for (old, new) in [
      (#""id":"a""#, #""id":1"#), ("near", "close"), ("0.9", "1.1"), ("0.9", "\"0.9\""),
      (#","reason":"r""#, ""), (#""r""#, #""r","more":1"#),
    ] {
      #expect(try schema.faults(of: JSON(sound.replacing(old, with: new))).count == 1, "\(new)")
    }
  }
}
