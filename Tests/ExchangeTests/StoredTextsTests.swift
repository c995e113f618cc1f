import Prose
import Testing

@testable import Exchange

/// Texts that are read again from where they lie are those that were read at first.
@Suite struct StoredTextsTests {
  let folder = TemporaryFolder()

  /// Reads a pile batch by batch to its end.
  private func read(_ paths: [String]) throws -> (texts: StoredTexts, issues: Int) {
    let reader = try PileReader(paths, options: ReadingOptions(), folder: folder.path)
    var issues = 0
    while true {
      let batch = try reader.next()
      issues += batch.issues.count
      if batch.isLast { return (reader.texts, issues) }
    }
  }

  private func expectSame(_ paths: [String]) throws -> StoredTexts {
    let pile = try Pile(paths)
    let (texts, issues) = try read(paths)
    #expect((0..<texts.count).map { texts.id(at: $0) } == pile.ids)
    #expect((0..<texts.count).map { texts.text(at: $0) } == pile.texts)
    #expect((0..<texts.count).map { texts.published(at: $0) } == pile.articles.map(\.published))
    #expect((0..<texts.count).map { texts.bytes(at: $0) } == pile.texts.map(\.utf8.count))
    #expect(texts.bytes == pile.texts.reduce(0) { $0 + $1.utf8.count })
    #expect(issues == pile.issues.count && texts.fault == nil)
    return texts
  }

  private static let lines = [
    #"{"id":"a","text":"plain","date":"2017-04-10"}"#,
    #"{"text":"tabs\t, \"quotes\", \u201cothers\u201d \ud83d\ude00, \ud800","id":"b\n\"c\"😀"}"#,
    #"{"id":3,"text":"","other":[1,{"text":"no"}]}"#,
    #"{"id":"twice","text":"first","text":"last: é東"}"#,
    #"{"id":"twice","text":"not taken"}"#, "no json", "",
    #"{"id":"slow","text":"a comma too many",}"#,
  ]

  @Test func linesOfJSONAreFoundAgain() throws {
    for (name, end) in [("unix", "\n"), ("windows", "\r\n")] {
      let body = Self.lines.joined(separator: end)
      let plain = try folder.write(name + ".jsonl", body)
      #expect(try expectSame([plain]).count == 5)
      let marked = try folder.write(name + "-bom.jsonl", "\u{FEFF}" + body + end)
      _ = try expectSame([marked])
    }
  }

  @Test func whatDoesNotLieOpenIsSpooled() throws {
    let bytes = Array(Self.lines.joined(separator: "\n").utf8)
    for ending in [".gz", ".zst"] {
      let path = try folder.write("packed.jsonl" + ending, folder.packed(bytes, as: ending))
      _ = try expectSame([path])
    }
    let latin: [UInt8] = Array(#"{"id":"l","text":"caf"#.utf8) + [0xE9] + Array("\"}\n".utf8)
    _ = try expectSame([try folder.write("latin.jsonl", latin + bytes)])
    let wide = String(decoding: bytes, as: UTF8.self).utf16.flatMap {
      [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)]
    }
    _ = try expectSame([try folder.write("wide.jsonl", [0xFF, 0xFE] + wide)])
    let rows = "id,text,date\n1,\"two\nlines, \"\"quoted\"\"\",2017\n2,plain,\n"
    _ = try expectSame([try folder.write("rows.csv", rows)])
  }

  @Test func manyFilesAreReadAgainEachFromItsOwn() throws {
    for number in 0..<150 { try folder.write("texts/\(number).txt", "\u{FEFF}text \(number) ß") }
    try folder.write("texts/latin.txt", [0x63, 0x61, 0x66, 0xE9])
    #expect(try expectSame([folder.path + "/texts"]).count == 151)
  }

  @Test func aSpoolLargerThanItsHeadIsWritten() throws {
    var spool = TextSpool(folder: folder.path, headSize: 1000)
    let texts = (0..<3000).map { String(repeating: "text \($0) ", count: $0 % 40) }
    var places: [Int] = []
    for text in texts { places.append(try spool.append(text)) }
    try spool.finish()
    for (text, place) in zip(texts, places) {
      #expect(spool[place, count: text.utf8.count] == text)
    }
    #expect(try folder.names == [])
  }

  @Test func aFileThatWasChangedIsToldOf() throws {
    let path = try folder.write("pile.jsonl", Self.lines.joined(separator: "\n"))
    let (texts, _) = try read([path])
    try folder.write("pile.jsonl", "{\"id\":")
    #expect(texts.text(at: 0) == "")
    #expect(texts.fault?.problem.contains("was changed") == true)
  }
}
