import Running
import Support
import Testing

/// `truecopy compare` on more than two texts, and what it leaves out when asked.
@Suite struct CompareManyTests {
  let folder: TemporaryFolder
  private let names = ["report.txt", "copy-edited.txt", "copy-scan.txt", "copy-displaced.txt"]

  init() throws { folder = try TemporaryFolder(holding: .harbourBridge) }

  private func compare(_ names: [String], _ options: [String] = []) throws -> Outcome {
    try Program.run(["compare"] + names + options, in: folder)
  }

  @Test func `the view of four texts is as kept`() throws {
    let names = ["report.txt", "copy-edited.txt", "copy-scan.txt", "copy-exact.txt"]
    let run = try compare(names, ["--limit", "12"])
    expectGolden(
      run.transcript(of: "truecopy compare \(names.joined(separator: " ")) --limit 12"),
      named: "command/compare-four.txt")
  }

  @Test func `every scalar of every text stands in one row of the table`() throws {
    let json = try JSON(compare(names, ["--format", "json"]).out)
    let texts = try names.map { Array(try folder.text(of: $0).unicodeScalars) }
    #expect(json["loci"].values.count > 100)
    for (siglum, text) in zip(["A", "B", "C", "D"], texts) {
      var at = 0
      for row in json["loci"].values where row[siglum] != .null {
        let cell = row[siglum].values.compactMap(\.int)
        #expect(cell.count == 2 && cell[0] == at && cell[1] > at)
        at = cell.last ?? at
      }
      #expect(at == text.count)
    }
    #expect(json["loci"].values.allSatisfy { Set($0.fields.keys) == ["A", "B", "C", "D"] })
  }

  @Test func `the table is the same in every order of the texts`() throws {
    func table(_ names: [String]) throws -> [[String]] {
      let json = try JSON(compare(names, ["--format", "json"]).out)
      let sigla = Dictionary(
        uniqueKeysWithValues: json["witnesses"].values.map {
          ($0["name"].string ?? "", $0["siglum"].string ?? "")
        })
      return json["loci"].values.map { row in
        self.names.map { "\(row[sigla[$0] ?? ""])" }
      }
    }
    let first = try table(names)
    #expect(try table(names.reversed()) == first)
    #expect(try table([names[2], names[0], names[3], names[1]]) == first)
  }

  @Test func `any text can be the base, by path or siglum`() throws {
    let json = try JSON(compare(names, ["--base", "copy-scan.txt", "--format", "json"]).out)
    #expect(json["base"].string == "C")
    let told = Set(json["differences"].values.compactMap { $0["witness"].string })
    #expect(told == ["A", "B", "D"])
    let ids = json["differences"].values.compactMap { $0["id"].string }
    #expect(Set(ids).count == ids.count)
    let text = try compare(names, ["--base", "C"])
    #expect(text.out.hasPrefix("4 texts, each against C\n"))
    let wrong = try compare(names, ["--base", "none.txt"])
    #expect(wrong.code == 64)
    #expect(wrong.err.hasPrefix("Error: `none.txt` is none of the texts; name one of report.txt, "))
    let page = try compare(names, ["--base", "copy-scan.txt", "--format", "html"]).out
    #expect(page.contains("id=\"b2\" autocomplete=\"off\" checked"))
  }

  @Test func `the page of four asks no network`() throws {
    let page = try compare(names, ["--format", "html"]).out
    #expect(page.hasPrefix("<!DOCTYPE html>\n") && page.hasSuffix("</html>\n"))
    #expect(page.firstMatch(of: /(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]/) == nil)
    #expect(page.firstMatch(of: /<(?:link|iframe|img|object)\b|\bsrc=|@import|url\(/) == nil)
  }

  @Test func `kinds that are left out are not shown, not counted and no reason to fail`() throws {
    try folder.write("a.txt", "It held 42 people , he said.\n")
    try folder.write("b.txt", "It held 43 people, he said.\n")
    let pair = ["a.txt", "b.txt"]
    #expect(try compare(pair).out.contains("number"))
    let without = try compare(pair, ["--ignore", "facts"])
    #expect(!without.out.contains("number:"))
    #expect(without.out.contains("1 difference of kinds left out with --ignore or --only"))
    #expect(without.out.contains("It does not matter"))
    let only = try compare(pair, ["--only", "spacing", "--at-least", "none"])
    #expect(only.out.contains("punctuation-detached") && !only.out.contains("number:"))
    for (options, code) in [
      (["--fail-on", "meaning"], 1), (["--fail-on", "meaning", "--ignore", "number"], 0),
      (["--fail-on", "none", "--ignore", "number"], 1),
      (["--fail-on", "none", "--ignore", "number", "--ignore", "spacing"], 0),
      (["--fail-on", "none", "--only", "moved"], 0),
    ] as [([String], Int32)] {
      #expect(try compare(pair, options).code == code, "\(options)")
    }
    let csv = try compare(pair, ["--format", "csv", "--ignore", "facts"]).out
    #expect(csv.split(separator: "\r\n").count == 2 && !csv.contains(",number,"))
    let page = try compare(pair, ["--format", "html", "--ignore", "number"]).out
    #expect(page.contains("No: the words are the same.") && page.contains("of kinds left out"))
  }

  @Test func `a page holds what is left out, with its box empty`() throws {
    let all = try compare(names, ["--format", "html"]).out
    let some = try compare(names, ["--format", "html", "--ignore", "orthographic.spelling"]).out
    let box = /<input type="checkbox" id="f-k[0-9]+" autocomplete="off"( checked)?> Misspelling/
    let (full, empty) = try (#require(all.firstMatch(of: box)), #require(some.firstMatch(of: box)))
    #expect(full.1 != nil && empty.1 == nil)
    let places = { (page: String) in page.split(separator: "<li id=").count }
    #expect(places(all) > 1 && places(some) == places(all))
  }

  @Test func `json keeps what is left out, and says how much it is`() throws {
    let all = try JSON(compare(names, ["--format", "json"]).out)
    let some = try JSON(
      compare(names, ["--format", "json", "--ignore", "orthographic.spelling"]).out)
    #expect(some["differences"] == all["differences"])
    let count = all["summary"]["by_kind"]["orthographic.spelling"].int
    #expect(count ?? 0 > 0 && some["summary"]["hidden"]["differences"].int == count)
    #expect(all["summary"]["hidden"] == .null)
  }

  @Test(arguments: [
    ("spacng", "spacing"), ("nubmer", "number"), ("orthographic.speling", "orthographic.spelling"),
    ("facs", "facts"), ("lne-break", "accidental.line-break"),
  ])
  func `a kind that is none is told with the nearest`(typed: String, meant: String) throws {
    for option in ["--ignore", "--only"] {
      let run = try compare(["report.txt", "copy-edited.txt"], [option, typed])
      #expect(run.code == 64 && run.out.isEmpty)
      #expect(
        run.err.hasPrefix("Error: there is no kind `\(typed)`; did you mean `\(meant)`?"))
    }
  }

  @Test func `kinds are offered by the shell`() throws {
    let script = try Program.run(["--generate-completion-script", "bash"], in: folder).out
    #expect(script.contains("accidental.line-break") && script.contains("spacing"))
  }
}
