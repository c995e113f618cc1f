import Foundation
import Running
import Support
import Testing

/// One line of 50 MB: what a broken dump looks like.
///
/// It must end, soon, in bounded memory.
@Suite(.serialized) struct HugeInputTests {
  private static let megabytes = 50
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let size = Self.megabytes * 1_000_000
    let line = Data("{\"id\":\"huge\",\"text\":\"".utf8) + Data(repeating: 0x78, count: size)
    try (line + Data("\"}\n{\"id\":\"b\",\"text\":\"A bridge.\"}\n".utf8))
      .write(to: URL(fileURLWithPath: folder.path(of: "huge.jsonl")))
  }

  @Test func `find reads it and goes on`() throws {
    let run = try Program.run(["find", "huge.jsonl", "--out", "found"], in: folder, seconds: 60)
    #expect(run.code == 0)
    #expect(run.err.contains("no copies among 2 texts\n"))
    #expect(run.peakBytes < 10 * Self.megabytes << 20, "\(run.peakBytes >> 20) MB")
  }

  @Test func `compare reads it and answers`() throws {
    let words = ["compare", "huge.jsonl#huge", "huge.jsonl#huge"]
    let run = try Program.run(words, in: folder, seconds: 60)
    #expect(run.code == 0 && run.out.contains("the same, to the last character"))
    #expect(run.peakBytes < 10 * Self.megabytes << 20, "\(run.peakBytes >> 20) MB")
  }

  @Test func `a long word in an answer is shown by its ends`() throws {
    try folder.write("long.txt", String(repeating: "x", count: 2_000_000))
    try folder.write("short.txt", "A bridge.")
    let run = try Program.run(["compare", "short.txt", "long.txt"], in: folder, seconds: 60)
    #expect(run.code == 0 && run.out.contains("they hardly look like copies"))
    #expect(run.out.utf8.count < 20_000, "\(run.out.utf8.count) bytes")
  }

  @Test func `two long words that are alike are no misspelling`() throws {
    try folder.write("a.txt", String(repeating: "x", count: 2_000_000))
    try folder.write("b.txt", String(repeating: "x", count: 1_999_999) + "y")
    let run = try Program.run(["compare", "a.txt", "b.txt"], in: folder, seconds: 60)
    #expect(run.code == 0 && run.out.contains("It matters: 1 difference"))
  }

  @Test func `two long lines that are alike are compared word by word`() throws {
    let words = (0..<200_000).map { "w\($0 * 7919 % 49_999)" }
    var other = words
    other[100_000] = "changed"
    try folder.write("a.txt", words.joined(separator: " "))
    try folder.write("b.txt", other.joined(separator: " "))
    let run = try Program.run(["compare", "a.txt", "b.txt"], in: folder, seconds: 60)
    #expect(run.code == 0 && run.out.contains("99.9 % of the words agree"))
    #expect(run.out.contains("[changed]"))
  }
}
