import Running
import Support
import Testing

/// What `truecopy find` says and how it ends where something is wrong.
@Suite struct FindTroubleTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let text = try Example.harbourBridge.text(of: "report.txt")
    try folder.write("a.txt", text)
    try folder.write("b.txt", text)
    try folder.write("texts/a.txt", text)
    try folder.write("empty.txt", "")
    try folder.write("empty.jsonl", "\n")
    try folder.write("binary.txt", [0x50, 0x4B, 3, 4, 0, 0, 1])
    try folder.write("scans/scan.pdf", "%PDF")
    try folder.write("list.jsonl", "[{\"id\":\"a\"}]\n")
  }

  private func find(_ typed: String) throws -> Outcome {
    try Program.run(["find"] + typed.split(separator: " ").map(String.init), in: folder)
  }

  /// Things a user may type, what is told on stderr, and the exit code.
  static let cases: [(String, String, Int32)] = [
    ("missing --out o", "truecopy: there is no file or folder `missing`\n", 2),
    (
      "scans --out o",
      """
      truecopy: the folder `scans` holds no texts
      hint: known are .txt, .jsonl, .ndjson and .csv, each also with .gz or .zst after it, and .parquet

      """, 2
    ),
    (
      "scans/scan.pdf --out o",
      """
      truecopy: the kind of file `scans/scan.pdf` is unknown
      hint: known are .txt, .jsonl, .ndjson and .csv, each also with .gz or .zst after it, and .parquet

      """, 2
    ),
    (
      "binary.txt --out o",
      """
      error: binary.txt: `binary.txt` is a binary file: byte 4 is NUL
      no copies among 0 texts
      1 record could not be read: o/issues.jsonl
      written: o/  (drop.jsonl names for each dropped text the one it copies)
      truecopy: no text could be read

      """, 2
    ),
    (
      "list.jsonl --out o --quiet",
      """
      error: list.jsonl:1: the line is not a JSON object: it goes wrong at byte 0
        hint: one JSON object a line is wanted: `jq -c '.[]'` makes lines of a list
      truecopy: no text could be read

      """, 2
    ),
    ("a.txt --out b.txt", "truecopy: `b.txt` is not a folder\nhint: name another folder\n", 2),
    ("a.txt --out b.txt/o", "truecopy: the folder `b.txt/o` cannot be made: not a directory\n", 2),
    ("a.txt --out /proc/o", "truecopy: the folder `/proc/o` cannot be made: no such file", 2),
    ("a.txt --out o --write-kept o2/k", "truecopy: `o2/k` cannot be written: no such file", 2),
    ("- --out o --write-kept k", "truecopy: standard input cannot be read twice", 2),
    ("- - --out o", "truecopy: standard input, `-`, is given twice\n", 2),
    ("--out o", "Error: Missing expected argument '<paths> ...'\n", 64),
    ("a.txt", "Error: Missing expected argument '--out <out>'\n", 64),
    ("a.txt --out o --threads 0", "Error: --threads must be 1 or more\n", 64),
    (
      "a.txt --out o --memory much",
      "Error: The value 'much' is invalid for '--memory <size>'\n", 64
    ),
    ("a.txt --out o --xyzzy", "Error: Unknown option '--xyzzy'\n", 64),
    ("a.txt --out -", "Error: --out names a folder: the answer is several files\n", 64),
    ("texts --out texts/found", "Error: `texts/found` lies in `texts`: the next run would", 64),
    (". --out texts", "Error: `texts` lies in `.`: the next run would read this answer as", 64),
    (
      "texts --out o --write-kept texts/k.jsonl",
      "Error: `texts/k.jsonl` lies in `texts`: the next run would", 64
    ),
    (
      "a.txt --out o --write-kept ./a.txt",
      "Error: `a.txt` would be written over with the kept records, and it is read\n", 64
    ),
  ]

  @Test(arguments: cases)
  func `trouble is told in words`(typed: String, told: String, code: Int32) throws {
    let run = try find(typed)
    #expect(run.code == code && run.out.isEmpty)
    #expect(code == 64 || !told.hasSuffix("\n") ? run.err.hasPrefix(told) : run.err == told)
  }

  @Test func `an empty text is read, with a warning`() throws {
    let run = try find("empty.txt a.txt b.txt --out o")
    #expect(run.code == 0)
    #expect(run.err.hasPrefix("warning: empty.txt: the text of `empty.txt` is empty\n3 texts: 1 "))
    #expect(try folder.text(of: "o/keep.jsonl").contains("\"empty.txt\""))
  }

  @Test func `a number of bytes that must be meant otherwise is told`() throws {
    let run = try find("a.txt --out o --memory 512")
    #expect(run.code == 0)
    #expect(run.err.hasPrefix("warning: --memory 512 is 512 bytes, which takes long: 512M or 1G"))
  }

  @Test func `an id field that is nowhere is told once a file`() throws {
    try folder.write("x.jsonl", "{\"id\":1,\"text\":\"a\"}\n{\"id\":2,\"text\":\"b\"}\n")
    let run = try find("x.jsonl --out o --id-field key")
    #expect(run.code == 0)
    #expect(
      run.err.hasPrefix(
        "warning: x.jsonl:1: there is no field `key`: records without it are named by their lines\nno "
      ))
    #expect(try find("x.jsonl --out o").err.hasPrefix("no copies among 2 texts\n"))
  }

  @Test func `ids cannot change what a terminal shows`() throws {
    let text = String(repeating: "the council met in the hall and spoke of the bridge ", count: 3)
    try folder.write(
      "ids.jsonl",
      "{\"id\":\"a\\nb\",\"text\":\"\(text)\"}\n{\"id\":\"c\\u001b[31m\",\"text\":\"\(text)\"}\n")
    let run = try find("ids.jsonl --out o")
    #expect(run.err.contains("  keeps a b  over c\u{FFFD}[31m (100 %)\n"))
  }

  @Test func `a pile without a record is no trouble, but said`() throws {
    let run = try find("empty.jsonl --out o")
    #expect(run.code == 0)
    #expect(run.err.hasPrefix("warning: empty.jsonl: `empty.jsonl` holds no records\n"))
    for name in FindTests.answers { #expect(try folder.text(of: "o/" + name).isEmpty) }
  }

  @Test func `a text that is not UTF-8 is read as Windows-1252, with a warning`() throws {
    let bytes = try folder.text(of: "a.txt").unicodeScalars.map { scalar -> UInt8 in
      scalar == "’" ? 0x92 : scalar.isASCII ? UInt8(scalar.value) : UInt8(ascii: "?")
    }
    try folder.write("old.txt", bytes)
    let run = try find("old.txt a.txt --out o --fail-on-copies")
    #expect(run.code == 1, "it is still a copy")
    #expect(run.err.hasPrefix("warning: old.txt: byte 83 is not UTF-8: the text was read as Win"))
  }

  @Test func `bad records end no run, and are named with their lines`() throws {
    let text = try JSON.quoted(folder.text(of: "a.txt"))
    try folder.write(
      "pile.jsonl",
      """
      {"id":"x","text":\(text)}
      {"id":"x","text":"Another thing."}
      {"id":"y"}
      {"id":"z","text":7}
      none

      {"id":"w","text":\(text)}
      """)
    let run = try find("pile.jsonl --out o")
    #expect(run.code == 0)
    expectGolden(
      run.transcript(of: "truecopy find pile.jsonl --out o"), named: "command/find-bad.txt")
    let issues = try JSON.lines(folder.text(of: "o/issues.jsonl"))
    #expect(issues.map { $0["line"].int } == [2, 3, 4, 5])
    #expect(try JSON(folder.text(of: "o/summary.json"))["counts"]["issues"].int == 4)
    #expect(try folder.text(of: "o/keep.jsonl") == "{\"id\":\"w\"}\n")

    let json = try find("pile.jsonl --out o --log-format json")
    let lines = try JSON.lines(json.err)
    #expect(lines.map { $0["level"].string } == ["error", "error", "error", "error", "notice"])
    #expect(lines.allSatisfy { $0["message"].string != nil })
    let none = try find("none --out o --log-format json")
    #expect(try JSON.lines(none.err).map { $0["level"].string } == ["error"] && none.code == 2)
  }

  @Test func `a text field that is not there is answered with those that are`() throws {
    try folder.write(
      "pile.jsonl", "{\"id\":\"x\",\"body\":\"\(String(repeating: "word ", count: 50))\"}\n")
    let run = try find("pile.jsonl --out o")
    #expect(run.code == 2)
    #expect(
      run.err.contains("hint: pass --text-field body; the fields that hold text are `body`, `id`"))
  }

  @Test func `one text alone is answered with what to give`() throws {
    let run = try find("a.txt --out o")
    #expect(run.code == 0 && run.err.contains("one text has no copies: give a folder"))
  }

  @Test func `a path that is empty is taken for a variable that is not set`() throws {
    for words in [["", "--out", "o"], ["a.txt", "--out", ""]] {
      let run = try Program.run(["find"] + words, in: folder)
      #expect(run.code == 64 && run.err.hasPrefix("Error: a path is empty; is a variable of your"))
    }
  }
}
