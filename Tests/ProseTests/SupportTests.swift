import Foundation
import Support
import Testing

/// What the other tests lean on.
struct SupportTests {
  @Test func seededGivesTheSameNumbersOnEveryMachine() {
    var random = Seeded(0)
    #expect(
      (0..<3).map { _ in random.next() } == [
        0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
      ])
    var again = Seeded(0)
    _ = again.next()
    #expect(again.below(0) == 0 && again.picks(3, of: ["a"]) == ["a", "a", "a"])
  }

  @Test func everyListIsThereOnce() {
    let lists = Every.list(of: [1, 2, 3], upTo: 3)
    #expect(lists.count == 1 + 3 + 9 + 27)
    #expect(Set(lists).count == lists.count)
    #expect(Every.list(of: [1], upTo: 0) == [[]])
  }

  @Test func everyTextIsThere() {
    #expect(Every.text(upTo: 2).count == 53)
    #expect(Every.text(upTo: 3).count == 629)
    #expect(
      Every.text(of: ["a", "b"], upTo: 2, gaps: ["", " "]) == [
        "", "a", "b", "aa", "a a", "ab", "a b", "ba", "b a", "bb", "b b",
      ])
    var pairs = 0
    Every.pair(of: [1, 2, 3]) { _, _ in pairs += 1 }
    #expect(pairs == 9)
  }

  @Test(arguments: [
    (["TRUECOPY_RECORD": "all"], Golden.Mode.all), (["TRUECOPY_RECORD": "never"], .never),
    (["CI": "true"], .never), ([:], .missing),
    (["CI": "true", "TRUECOPY_RECORD": "missing"], .missing),
    (["TRUECOPY_RECORD": "nonsense", "CI": "1"], .never),
  ])
  func theEnvironmentSaysWhatIsRecorded(_ environment: [String: String], _ mode: Golden.Mode) {
    #expect(Golden.Mode.asked(by: environment) == mode)
  }

  @Test func aGoldenTextIsComparedAndRecorded() throws {
    let folder = try TemporaryFolder()
    let path = folder.path(of: "deep/kept.txt")
    func complaint(_ text: String, _ mode: Golden.Mode) -> String? {
      Golden(path: path, mode: mode).complaint(about: text)
    }
    #expect(complaint("one\n", .never)?.contains("there is no such file") == true)
    #expect(complaint("one\n", .missing)?.contains("recorded") == true)
    #expect(complaint("one\n", .never) == nil)
    let told = complaint("two\n", .missing)
    #expect(told?.contains("1 - one") == true && told?.contains("1 + two") == true)
    #expect(told?.contains("TRUECOPY_RECORD=all swift test") == true)
    #expect(try folder.text(of: "deep/kept.txt") == "one\n")
    #expect(complaint("two\n", .all)?.contains("recorded") == true)
    #expect(complaint("two\n", .never) == nil)
    #expect(complaint("two", .never) != nil)
    // The same accent in two encodings is equal as a String, and not the same text.
    #expect(complaint("caf\u{E9}", .all) != nil)
    #expect(complaint("cafe\u{301}", .never) != nil)
  }

  @Test func aTemporaryFolderGoesWithItsTest() throws {
    var folder: TemporaryFolder? = try TemporaryFolder()
    let path = try #require(try folder?.write("a/b.txt", "bridge\r\n"))
    #expect(try folder?.text(of: "a/b.txt") == "bridge\r\n")
    #expect(try folder?.names == ["a"])
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func theExampleIsFound() throws {
    #expect(try Example.harbourBridge.names.count == 11)
    #expect(try Fixture.bytes(of: "packed/frames.jsonl.zst").count > 0)
  }
}
