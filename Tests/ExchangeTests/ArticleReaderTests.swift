import Exchange
import Foundation
import Prose
import Testing

@Suite struct ArticleReaderTests {
  let folder = TemporaryFolder()

  @Test func readsEveryKindInTheOrderGiven() throws {
    let csv = try folder.write("c.csv", "id,text\nc1,third\n")
    let text = try folder.write("a.txt", "first\n")
    let lines = try folder.write(
      "b.ndjson", #"{"id":"b1","text":"second","date":"2020-05-03"}"# + "\n")
    let pile = try Pile([text, lines, csv])
    #expect(pile.issues == [])
    #expect(pile.ids == ["a.txt", "b1", "c1"])
    #expect(pile.texts == ["first\n", "second", "third"])
    #expect(pile.articles.map(\.published) == [nil, "2020-05-03", nil])
    #expect(
      pile.articles.map(\.source) == [
        Article.Source(path: text), .init(path: lines, line: 1), .init(path: csv, line: 2),
      ])
  }

  @Test func aLinkThatLeadsNowhereDoesNotKeepTheRestFromBeingRead() throws {
    try folder.write("pile/a.txt", "first")
    try folder.write("pile/c.txt", "third")
    for name in ["b.txt", "notes.md"] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/pile/" + name, withDestinationPath: folder.path + "/nowhere")
    }
    let pile = try Pile([folder.path + "/pile"])
    #expect(pile.ids == ["a.txt", "c.txt"])
    let link = folder.path + "/pile/b.txt"
    #expect(pile.issues.map(\.path) == [link])
    #expect(pile.issues.map(\.problem) == ["there is no file or folder `\(link)`"])
  }

  @Test func readsFoldersInByteOrder() throws {
    let names = ["b.txt", "a/z.txt", "a.txt", "B.txt", "a/deep/x.txt", "é.txt"]
    for name in names { try folder.write("pile/" + name, name) }
    try folder.write("pile/.hidden.txt", "no")
    try folder.write("pile/.git/c.txt", "no")
    try folder.write("pile/notes.md", "no")
    try folder.write("pile/rows.csv", "id,text\nrow,yes\n")
    for given in ["/pile", "/pile/", "/pile///"] {
      let pile = try Pile([folder.path + given])
      #expect(
        pile.ids == [
          "B.txt", "a.txt", "a/deep/x.txt", "a/z.txt", "b.txt", "row", "é.txt",
        ])
      #expect(pile.issues == [])
    }
  }

  @Test func doesNotFollowLinksInCircles() throws {
    try folder.write("pile/a.txt", "text")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/pile/circle", withDestinationPath: folder.path + "/pile")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/pile/link.txt", withDestinationPath: folder.path + "/pile/a.txt")
    #expect(try Pile([folder.path + "/pile"]).ids == ["a.txt", "link.txt"])
  }

  @Test func callsFilesOfOneNameByTheirPaths() throws {
    let one = try folder.write("one/a.txt", "1")
    let two = try folder.write("two/a.txt", "2")
    let other = try folder.write("two/b.txt", "3")
    #expect(try Pile([one, other, two]).ids == [one, "b.txt", two])
    #expect(try Pile([folder.path + "/one", folder.path + "/two"]).ids == [one, two, "b.txt"])
  }

  @Test func tellsTheFirstOfTwoRecordsWithOneID() throws {
    let first = try folder.write(
      "a.jsonl", #"{"id":7,"text":"x"}"# + "\n\n" + #"{"id":"7","text":"x"}"#)
    let second = try folder.write("b.jsonl", #"{"text":"y","id":"7"}"#)
    let pile = try Pile([first, second, first])
    #expect(pile.ids == ["7"])
    #expect(pile.issues.map(\.line) == [3, 1, 1, 3])
    #expect(pile.issues.map(\.path) == [first, second, first, first])
    for issue in pile.issues {
      #expect(issue.problem == "the id `7` is taken: the first record with it is `\(first):1`")
      #expect(!issue.isWarning && issue.hint != nil)
    }
  }

  @Test func readsAFileGivenTwiceOnce() throws {
    let path = try folder.write("a.txt", "text")
    let pile = try Pile([path, path])
    #expect(pile.ids == [path])
    #expect(
      pile.issues == [
        ReadingIssue(
          path: path, line: 0,
          problem: "the id `\(path)` is taken: the first record with it is `\(path)`")
      ])
  }

  @Test func countsBytes() throws {
    let plain = try folder.write("a.txt", String(repeating: "x", count: 1000))
    let lines = #"{"text":"a"}"# + "\n"
    let packed = try folder.write("b.jsonl.gz", try folder.packed(Array(lines.utf8), as: ".gz"))
    let reader = try ArticleReader([plain, packed])
    let total = try #require(reader.totalBytes)
    #expect(total == 1000 + (try folder.bytes(of: "b.jsonl.gz").count))
    #expect(reader.bytesRead == 0)
    var last = 0
    while try reader.next() != nil {
      #expect(reader.bytesRead > last)
      last = reader.bytesRead
    }
    #expect(reader.bytesRead == total)
  }

  @Test func deliversWarningsBeforeTheirArticle() throws {
    let path = try folder.write(
      "a.jsonl", #"{"id":"a","text":" \n"}"# + "\n" + #"{"id":"b","text":"b"}"#)
    let pile = try Pile([path])
    #expect(pile.order == ["the text of `a` is empty", "a", "b"])
    #expect(pile.issues.map(\.isWarning) == [true])
  }

  @Test(arguments: ["a.txt", "a.jsonl", "a.csv"])
  func warnsOfAnEmptyFile(name: String) throws {
    let pile = try Pile([try folder.write(name, "")])
    #expect(pile.issues.count == 1)
    #expect(pile.issues.first?.isWarning == true)
    #expect(pile.articles.count == (name == "a.txt" ? 1 : 0))
  }

  @Test(arguments: ["a.txt", "a.jsonl", "a.csv"])
  func takesABinaryFileForAnIssue(name: String) throws {
    let bad = try folder.write(name, [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0x0A, 0x0A])
    let good = try folder.write("good.txt", "good")
    let pile = try Pile([bad, good])
    #expect(pile.ids == ["good.txt"])
    #expect(
      pile.issues == [
        ReadingIssue(path: bad, line: 0, problem: "`\(bad)` is a binary file: byte 7 is NUL")
      ])
  }

  @Test(arguments: -2...2)
  func findsALineEndAtTheEdgeOfABlock(offset: Int) throws {
    // The reader takes 4 MiB at a time.
    let start = "{\"id\":1,\"text\":\""
    let text = String(repeating: "x", count: (4 << 20) + offset - start.utf8.count - 2)
    let path = try folder.write("a.jsonl", "\(start)\(text)\"}\n{\"id\":2,\"text\":\"y\"}\n")
    let pile = try Pile([path])
    #expect(pile.texts == [text, "y"])
    #expect(pile.issues == [])
  }

  @Test func readsALineOfFiftyMegabytes() throws {
    let long = String(repeating: "word ", count: 10_000_000)
    let path = try folder.write(
      "a.jsonl",
      #"{"id":"short","text":"s"}"# + "\n{\"id\":\"long\",\"text\":\"\(long)\"}\n"
        + #"{"id":"after","text":"t"}"#)
    let pile = try Pile([path])
    #expect(pile.ids == ["short", "long", "after"])
    #expect(pile.texts[1] == long)
    #expect(pile.issues == [])
  }
}
