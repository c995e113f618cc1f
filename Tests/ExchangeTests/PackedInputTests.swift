import Exchange
import Prose
import Testing

@Suite struct PackedInputTests {
  let folder = TemporaryFolder()

  @Test(arguments: ["packed/members.jsonl.gz", "packed/frames.jsonl.zst"])
  func readsPartsThatStandOneAfterAnother(name: String) throws {
    let pile = try Pile([fixture(name)])
    #expect(pile.ids == (0..<20).map { "r0\($0 / 10)\($0 % 10)" })
    #expect(pile.texts.last == "Record 19 says nothing new.")
    #expect(pile.issues == [])
  }

  /// A broken file, how many records stand before the fault, and what is said of it.
  static let broken: [(String, Int, String)] = [
    ("truncated.jsonl.gz", 14, "the gzip data is cut short at byte 221"),
    ("wrong-sum.jsonl.gz", 10, "the gzip data is damaged at byte 121: incorrect data check"),
    ("trailing.jsonl.gz", 10, "bytes after the gzip data, from byte 125, are not read"),
    ("truncated.jsonl.zst", 10, "the zstd data is cut short at byte 227"),
    ("corrupt.jsonl.zst", 20, "the zstd data is damaged at byte 244: "),
  ]

  @Test(arguments: broken)
  func readsUpToTheFaultAndGoesOn(name: String, count: Int, problem: String) throws {
    let path = fixture("malformed/" + name)
    let after = try folder.write("after.txt", "after")
    let pile = try Pile([path, after])
    #expect(pile.ids.last == "after.txt")
    #expect(pile.articles.count == count + 1)
    #expect(
      pile.texts.dropLast().enumerated().allSatisfy { $1 == "Record \($0) says nothing new." })
    #expect(pile.issues.count == 1)
    let issue = try #require(pile.issues.first)
    #expect(issue.path == path && !issue.isWarning)
    #expect(issue.line == count + 1)
    #expect(issue.problem.hasPrefix(problem))
  }

  @Test(arguments: [".gz", ".zst"])
  func givesABeginningOfTheRecordsWhereverTheFileIsCut(ending: String) throws {
    let lines = (0..<30).map { "{\"id\":\($0),\"text\":\"text number \($0 * $0)\"}\n" }
    let packed = try folder.packed(Array(lines.joined().utf8), as: ending)
    let texts = (0..<30).map { "text number \($0 * $0)" }
    for end in 5..<packed.count {
      let path = try folder.write("cut.jsonl" + ending, Array(packed[..<end]))
      let pile = try Pile([path])
      #expect(pile.texts == Array(texts.prefix(pile.texts.count)))
      #expect(pile.issues.count == 1)
      #expect(pile.issues.first?.problem.contains("cut short at byte \(end)") == true)
      #expect(pile.issues.first?.line == pile.texts.count + 1)
    }
  }

  @Test(arguments: [".gz", ".zst"])
  func keepsWhatStandsBeforeAFaultInTheMiddle(ending: String) throws {
    var random = Seeded(state: 1)
    let texts = (0..<30_000).map { _ in String(random.next(), radix: 36) }
    let lines = texts.enumerated().map { "{\"id\":\($0),\"text\":\"\($1)\"}\n" }
    var packed = try folder.packed(Array(lines.joined().utf8), as: ending)
    let middle = packed.count / 2
    for at in middle..<middle + 200 { packed[at] = 0xFF }
    let pile = try Pile([try folder.write("bad.jsonl" + ending, packed)])
    let faults = pile.issues.filter { $0.problem.contains("data is damaged at byte") }
    #expect(faults.count == 1)
    // Some of the lines unpacked from the damaged part itself may be wrong; those before are not.
    #expect(pile.texts.count > 10_000)
    #expect(pile.texts.prefix(10_000) == texts.prefix(10_000))
  }

  /// Which block is broken, whether in its header or in its content, and how long the file is.
  @Test(arguments: [1, 2], [(0, 5000), (3, 5000), (0, 30_000), (3, 30_000)])
  func losesNothingOfTheSoundBlocks(block: Int, damage: (offset: Int, lines: Int)) throws {
    // A small file gets a window smaller than the 128 KiB zstd unpacks at once, a larger one more.
    var random = Seeded(state: 2)
    let lines = (0..<damage.lines).map { number in
      let digits = String(random.next() % 1_000_000_000)
      return "{\"id\":\(number),\"text\":\"\(digits)\(String(repeating: " ", count: 60))\"}\n"
    }
    var packed = try folder.packed(Array(lines.joined().utf8), as: ".zst")
    #expect((packed.count < 1 << 16) == (damage.lines == 5000))
    // A header is three bytes: one bit for the last block, two for its type, the rest its size.
    var at = 6
    for _ in 0..<block {
      at += 3 + (Int(packed[at]) | Int(packed[at + 1]) << 8 | Int(packed[at + 2]) << 16) >> 3
    }
    at += damage.offset
    // No type is 3, and no literals are as long as this.
    packed.replaceSubrange(at..<at + 3, with: [0xFF, 0xFF, 0xFF])
    let pile = try Pile([try folder.write("a.jsonl.zst", packed)])
    #expect(pile.issues.count == 1)
    #expect(pile.issues.last?.problem.contains("data is damaged at byte") == true)
    var bytes = 0
    let whole = lines.prefix { line in
      bytes += line.utf8.count
      return bytes <= block << 17
    }
    #expect(pile.ids == whole.indices.map(String.init))
  }

  @Test(arguments: [".gz", ".zst"], ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.ndjson"])
  func tellsCompressionFromTheBytes(packing: String, name: String) throws {
    let bytes = try folder.packed(Array(#"{"id":1,"text":"t"}"#.utf8), as: packing)
    #expect(try Pile([try folder.write(name, bytes)]).texts == ["t"])
  }

  @Test(arguments: ["a.jsonl.gz", "a.jsonl.zst"])
  func readsPlainLinesUnderAPackedName(name: String) throws {
    #expect(try Pile([try folder.write(name, #"{"id":1,"text":"t"}"#)]).texts == ["t"])
  }

  @Test(arguments: [".gz", ".zst"])
  func neverTakesHalfATextForAText(ending: String) throws {
    let packed = try folder.packed(Array(EncodingTests.story.utf8), as: ending)
    let pile = try Pile([try folder.write("a.txt" + ending, packed.dropLast(3))])
    #expect(pile.articles == [])
    #expect(pile.issues.map(\.line) == [0])
    #expect(pile.issues.map(\.isWarning) == [false])
  }

  @Test(arguments: [".gz", ".zst"])
  func leavesOutTheRowARowFileBreaksOffIn(ending: String) throws {
    let rows = "id,text\n" + (0..<50).map { "\($0),\"text \($0 * $0)\"\n" }.joined()
    let packed = try folder.packed(Array(rows.utf8), as: ending)
    let pile = try Pile([try folder.write("a.csv" + ending, packed.dropLast(12))])
    #expect(pile.texts == (0..<pile.texts.count).map { "text \($0 * $0)" })
    #expect(pile.issues.count == 1)
    #expect(pile.issues.first?.line == (pile.texts.isEmpty ? 1 : pile.texts.count + 2))
  }
}
