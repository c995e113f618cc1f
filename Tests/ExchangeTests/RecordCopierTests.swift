import Exchange
import Prose
import Testing

@Suite struct RecordCopierTests {
  let folder = TemporaryFolder()

  /// Copies the records whose numbers are given, and gives the bytes of the output.
  func copy(_ names: [String], _ kept: Set<Int>, to output: String = "kept.jsonl") throws -> [UInt8]
  {
    let file = try OutputFile(folder.path + "/" + output)
    let copier = try RecordCopier(names.map { folder.path + "/" + $0 })
    let count = try copier.copy(to: file) { kept.contains($0) }
    try file.finish()
    #expect(count == kept.count)
    return try folder.bytes(of: output)
  }

  static let odd =
    "  {\"text\" : \"\\u0061\",\"more\":[1, 2]} \r\n" + "junk\n" + "\n"
    + "{\"id\":1,\"text\":\"é\",\"z\":{}}\n" + "{\"id\":1,\"text\":\"the same id\"}\n"
    + "{\"id\":2,\"text\":\"\"}\n" + "{\"id\":3,\"text\":\"no line end\"}"

  @Test func copiesLinesByteForByte() throws {
    try folder.write("a.jsonl", Self.odd)
    // By scalars: as a character, a line feed after a carriage return is another.
    let lines = Self.odd.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    #expect(try copy(["a.jsonl"], [0, 2]) == Array("\(lines[0])\n\(lines[5])\n".utf8))
    #expect(try copy(["a.jsonl"], [1, 3]) == Array("\(lines[3])\n\(lines[6])\n".utf8))
    #expect(try copy(["a.jsonl"], []) == [])
  }

  @Test func keepsBytesThatAreNotUTF8() throws {
    let line: [UInt8] = Array("{\"text\":\"caf".utf8) + [0xE9, 0x22, 0x7D, 0x0A]
    try folder.write("a.jsonl", line)
    #expect(try copy(["a.jsonl"], [0]) == line)
  }

  @Test func countsOverFilesAsTheReaderDoes() throws {
    try folder.write("b.jsonl", Self.odd)
    try folder.write("texts/one.txt", "say \"one\"\n")
    try folder.write("texts/two.txt", "two")
    let paths = ["texts", "b.jsonl"].map { folder.path + "/" + $0 }
    let all = try Pile(paths)
    for number in all.articles.indices {
      let bytes = try copy(["texts", "b.jsonl"], [number])
      let again = try folder.write("again.jsonl", bytes)
      #expect(try Pile([again]).texts == [all.texts[number]])
    }
    #expect(
      try copy(["texts", "b.jsonl"], [0])
        == Array("{\"id\":\"one.txt\",\"text\":\"say \\\"one\\\"\\n\"}\n".utf8))
  }

  @Test func copiesRowsUnderTheirHeader() throws {
    try folder.write("a.csv", "id,text\r\n1,\"a\nb\"\r\nragged\r\n2,\"c \"\"d\"\"\"\r\n3,e")
    try folder.write("b.csv", "id,text\n4,f\n")
    #expect(
      try copy(["a.csv", "b.csv"], [0, 2, 3], to: "kept.csv")
        == Array("id,text\r\n1,\"a\nb\"\r\n3,e\n4,f\n".utf8))
    try folder.write("c.csv", "text,id\nf,5\n")
    let error = #expect(throws: InputError.self) { try copy(["a.csv", "c.csv"], [0]) }
    #expect(error?.problem == "`\(folder.path)/c.csv` has other columns than the file before it")
  }

  @Test(arguments: [".gz", ".zst"])
  func packsTheOutputByItsName(ending: String) throws {
    let lines = (0..<5000).map { "{\"id\":\($0),\"text\":\"text \($0)\"}\n" }
    try folder.write("a.jsonl" + ending, try folder.packed(Array(lines.joined().utf8), as: ending))
    let kept = Set((0..<5000).filter { $0 % 7 == 3 })
    let bytes = try copy(["a.jsonl" + ending], kept, to: "kept.jsonl" + ending)
    #expect(bytes.count < lines.joined().utf8.count / 7)
    let pile = try Pile([folder.path + "/kept.jsonl" + ending])
    #expect(pile.ids == kept.sorted().map(String.init))
    #expect(pile.issues == [])
  }

  @Test func refusesWhatCannotBeDone() throws {
    try folder.write("a.csv", "id,text\n")
    try folder.write("b.txt", "")
    let input = #expect(throws: InputError.self) { try RecordCopier(["-"]) }
    #expect(input?.problem == "standard input cannot be read twice")
    #expect(input?.hint == "save the input to a file first")
    let mixed = #expect(throws: InputError.self) {
      try RecordCopier(["a.csv", "b.txt"].map { folder.path + "/" + $0 })
    }
    #expect(mixed?.problem.hasSuffix("cannot be written to one file") == true)
    #expect(throws: InputError.self) { try RecordCopier([folder.path + "/none.txt"]) }
  }
}
