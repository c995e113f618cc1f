import Running
import Support
import Testing

/// What `truecopy compare` says and how it ends where something is wrong.
@Suite struct CompareTroubleTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a.txt", "The bridge is shut. It will not open in May.\n")
    try folder.write("b.txt", "The bridge is shut. It will open in May.\n")
    try folder.write("empty.txt", "")
    try folder.write("binary.txt", [0x50, 0x4B, 3, 4, 0, 0, 1])
    try folder.write("list.jsonl", "[{\"id\":\"a\"}]\n")
    try folder.write("folder/scan.pdf", "%PDF")
    try folder.write(
      "pile.jsonl",
      """
      {"id":"x","text":"One thing."}
      {"id":"x","text":"Another thing."}
      {"id":"y"}
      {"id":"z","text":"A third thing."}

      """)
  }

  /// Things a user may type, what is told on stderr, and the exit code.
  static let cases: [(String, String, Int32)] = [
    ("missing.txt b.txt", "truecopy: there is no file or folder `missing.txt`\n", 2),
    ("a.txt missing/b.txt", "truecopy: there is no file or folder `missing/b.txt`\n", 2),
    (
      "folder b.txt",
      """
      truecopy: the folder `folder` holds no texts
      hint: known are .txt, .jsonl, .ndjson and .csv, each also with .gz or .zst after it, and .parquet

      """, 2
    ),
    ("binary.txt b.txt", "truecopy: `binary.txt` is a binary file: byte 4 is NUL\n", 2),
    (
      "list.jsonl b.txt",
      """
      truecopy: `list.jsonl` holds no text: the line is not a JSON object: it goes wrong at byte 0
      hint: one JSON object a line is wanted: `jq -c '.[]'` makes lines of a list

      """, 2
    ),
    (
      "pile.jsonl b.txt",
      """
      truecopy: `pile.jsonl` holds more than one text
      hint: name the one you mean: pile.jsonl#x or pile.jsonl#z

      """, 2
    ),
    (
      "pile.jsonl#y b.txt",
      """
      truecopy: `pile.jsonl` has no record with the id `y` among its 2; 2 could not be read, the \
      first at line 2: the id `x` is taken: the first record with it is `pile.jsonl:1`
      hint: there is pile.jsonl#x, pile.jsonl#z

      """, 2
    ),
    (
      "a.txt#7 b.txt",
      """
      truecopy: `a.txt` has no record with the id `7` among its 1
      hint: there is a.txt#a.txt

      """, 2
    ),
    ("none.jsonl#7 b.txt", "truecopy: there is no file or folder `none.jsonl`\n", 2),
    ("a.txt b.txt -o none/c.txt", "truecopy: `none/c.txt` cannot be written: no such file", 2),
    ("a.txt b.txt -o a.txt/c", "truecopy: `a.txt/c` cannot be written: not a directory\n", 2),
    ("a.txt b.txt -o folder", "truecopy: `folder` cannot be written: it is a folder\n", 2),
    ("a.txt b.txt -o /proc/c", "truecopy: `/proc/c` cannot be written: no such file", 2),
    ("a.txt", "Error: compare needs two texts or more, and only `a.txt` was named\n", 64),
    ("", "Error: Missing expected argument '<base>'\n", 64),
    ("- -", "Error: only one of the texts can come from standard input\n", 64),
    ("a.txt b.txt --frob", "Error: Unknown option '--frob'\n", 64),
    ("a.txt b.txt --limit=-1", "Error: --limit must be 0 or more\n", 64),
    (
      "a.txt b.txt --format xml",
      "Error: The value 'xml' is invalid for '--format <format>'. Please provide one of 'text', ",
      64
    ),
    (
      "a.txt b.txt --fail-on all",
      "Error: The value 'all' is invalid for '--fail-on <fail-on>'. Please provide one of 'none', ",
      64
    ),
    (
      "a.txt b.txt -o ./b.txt",
      "Error: `./b.txt` would be written over, and it is one of the texts\n", 64
    ),
  ]

  @Test(arguments: cases)
  func `trouble is told in words`(typed: String, told: String, code: Int32) throws {
    let words = typed.split(separator: " ").map(String.init)
    let run = try Program.run(["compare"] + words, in: folder)
    #expect(run.code == code)
    #expect(run.out.isEmpty)
    #expect(code == 64 || !told.hasSuffix("\n") ? run.err.hasPrefix(told) : run.err == told)
    if code == 64 {
      #expect(run.err.hasSuffix("See 'truecopy compare --help' for more information.\n"))
    }
  }

  @Test func `an empty path is taken for a variable that is not set`() throws {
    let run = try Program.run(["compare", "", "b.txt"], in: folder)
    #expect(run.code == 64 && run.err.hasPrefix("Error: a path is empty; is a variable of your"))
  }

  @Test func `an empty text is compared, with a warning`() throws {
    let run = try Program.run(["compare", "a.txt", "empty.txt"], in: folder)
    #expect(run.code == 0)
    #expect(run.err == "warning: empty.txt: the text of `empty.txt` is empty\n")
    #expect(run.out.contains("B empty.txt  0 words") && run.out.contains("MEANING  d1"))
    let same = try Program.run(["compare", "empty.txt", "empty.txt"], in: folder)
    #expect(same.code == 0 && same.out.contains("the same, to the last character"))
  }

  @Test func `an input that is never written over keeps its bytes`() throws {
    let before = try folder.bytes(of: "b.txt")
    _ = try Program.run(["compare", "a.txt", "b.txt", "-o", "b.txt"], in: folder)
    #expect(try folder.bytes(of: "b.txt") == before)
  }

  @Test(
    arguments: [
      "frob a.txt", "a.txt b.txt", "a.txt", "--frob", "compare a.txt --log-format json",
      "compare none b.txt --log-format json", "compare pile.jsonl b.txt --log-format=json",
      "compare empty.txt b.txt --log-format json",
    ])
  func `whatever is wrong, the first line says it and json stays json`(typed: String) throws {
    let words = typed.split(separator: " ").map(String.init)
    let run = try Program.run(words, in: folder)
    expectGolden(
      run.transcript(of: "truecopy \(typed)"),
      named: "command/wrong-\(typed.replacing(/[^a-z]+/, with: "-")).txt")
    if typed.contains("json") {
      #expect(try JSON.lines(run.err).allSatisfy { $0["level"] != .null })
    }
  }
}
