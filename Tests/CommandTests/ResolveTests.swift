import Running
import Support
import Testing

/// `truecopy resolve` on the worked example.
@Suite struct ResolveTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  private func run(_ typed: String) throws -> Outcome {
    try Program.run(["resolve"] + typed.split(separator: " ").map(String.init), in: folder)
  }

  @Test(arguments: [
    ("report.txt", "resolve"), ("report.txt --replace --include inferred", "resolve-replace"),
  ])
  func `the resolved text is as kept`(typed: String, name: String) throws {
    let outcome = try run(typed)
    expectGolden(outcome.transcript(of: "truecopy resolve \(typed)"), named: "command/\(name).txt")
  }

  @Test(arguments: ["", " --replace", " --include inferred", " --replace --include inferred"])
  func `every word is traced and the pieces tile the text`(more: String) throws {
    for name in try Example.harbourBridge.names {
      let source = try Array(folder.text(of: name).unicodeScalars)
      let answer = try JSON(run("\(name) --format json\(more)").out)
      let text = Array((answer["text"].string ?? "").unicodeScalars)
      #expect(try Schema(named: "resolve.schema.json").faults(of: answer) == [], "\(name)")
      var (at, from) = (0, 0)
      for piece in answer["pieces"].values {
        let (start, end) = (piece["start"].int ?? -1, piece["end"].int ?? -1)
        let (first, last) = (
          piece["source"]["start"].int ?? -1, piece["source"]["end"].int ?? -1
        )
        #expect(start == at && end > start)
        at = end
        guard piece["reference"].string == nil else { continue }
        #expect(first >= from && Array(source[first..<last]) == Array(text[start..<end]))
        from = last
      }
      #expect(at == text.count)
      for token in answer["tokens"].values where token["reference"].string == nil {
        let place = (token["source"]["start"].int ?? 0)..<(token["source"]["end"].int ?? 0)
        var word = String.UnicodeScalarView()
        word.append(contentsOf: source[place])
        #expect(String(word) == token["text"].string)
      }
      let inserted = answer["pieces"].values.filter { $0["reference"].string != nil }
      #expect(inserted.count == answer["references"].values.count)
    }
  }

  @Test func `trouble is told in words`() throws {
    let missing = try run("missing.txt")
    #expect(missing.code == 2 && missing.err.hasPrefix("truecopy: there is no file or folder"))
    let same = try run("report.txt -o report.txt")
    #expect(same.code == 64 && same.out.isEmpty)
  }
}
