import Exchange
import Foundation
import Prose
import Testing

@Suite struct EncodingTests {
  let folder = TemporaryFolder()

  static let story = "Café “naïve” — £4.2m 😀\nzweite Zeile\n"

  static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap { unit in
      bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  static let encodings: [(String, [UInt8])] = [
    ("UTF-8", Array(story.utf8)),
    ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array(story.utf8)),
    ("UTF-16 LE", utf16(story, bigEndian: false)),
    ("UTF-16 BE", utf16(story, bigEndian: true)),
  ]

  @Test(arguments: encodings, ["a.txt", "a.txt.gz", "a.txt.zst"])
  func readsATextInAnyEncoding(encoding: (String, [UInt8]), name: String) throws {
    let bytes =
      name == "a.txt"
      ? encoding.1 : try folder.packed(encoding.1, as: String(name.dropFirst(5)))
    let pile = try Pile([try folder.write(name, bytes)])
    #expect(pile.texts.map { Array($0.utf8) } == [Array(Self.story.utf8)])
    #expect(pile.ids == [name])
    #expect(pile.issues == [])
  }

  @Test(arguments: [false, true])
  func readsRecordsInUTF16(bigEndian: Bool) throws {
    let many = (0..<30_000).map { "{\"id\":\($0),\"text\":\"né 😀\"}\n" }.joined()
    let lines = try folder.write("a.jsonl", Self.utf16(many, bigEndian: bigEndian))
    let rows = try folder.write(
      "a.csv", Self.utf16("id,text\nx,\"a\né\"\n", bigEndian: bigEndian))
    let pile = try Pile([lines, rows])
    #expect(pile.ids == (0..<30_000).map(String.init) + ["x"])
    #expect(Set(pile.texts) == ["né 😀", "a\né"])
    #expect(pile.issues == [])
  }

  @Test func repairsHalvesInUTF16() throws {
    // A lone high half, a lone low half, and half a unit at the end.
    let bytes: [UInt8] = [0xFF, 0xFE, 0x3D, 0xD8, 0x61, 0, 0, 0xDE, 0x62, 0, 0x63]
    let pile = try Pile([try folder.write("a.txt", bytes)])
    #expect(pile.texts == ["\u{FFFD}a\u{FFFD}b\u{FFFD}"])
    #expect(pile.issues.map(\.problem) == ["3 halves of surrogate pairs became U+FFFD"])
    #expect(pile.issues.map(\.isWarning) == [true])
  }

  /// Bytes that are not UTF-8, the text they stand for, and the first bad byte.
  static let legacy: [([UInt8], String, Int)] = [
    ([0x43, 0x61, 0x66, 0xE9], "Café", 3),
    ([0x93, 0x48, 0x69, 0x94, 0x20, 0x80], "“Hi” €", 0),
    ([0x61, 0x81, 0x9D], "a\u{81}\u{9D}", 1),
    // One stray byte costs the marks of the whole text: reported, and it can be undone.
    ([0xC3, 0xA9, 0xFF], "Ã©ÿ", 2),
    // A surrogate and an overlong form are no UTF-8 either.
    ([0x61, 0x62, 0xED, 0xA0, 0x80], "abí\u{A0}€", 2),
    ([0xC0, 0xAF], "À¯", 0),
    // Cut in the middle of a character.
    ([0x78, 0xE2, 0x82], "xâ‚", 1),
  ]

  @Test(arguments: legacy)
  func readsLatinTextsWithAWarning(bytes: [UInt8], text: String, offset: Int) throws {
    let path = try folder.write("a.txt", bytes)
    let pile = try Pile([path])
    #expect(pile.texts == [text])
    #expect(
      pile.issues == [
        ReadingIssue(
          path: path, line: 0,
          problem: "byte \(offset) is not UTF-8: the text was read as Windows-1252",
          isWarning: true)
      ])
  }

  @Test(arguments: legacy)
  func repairsOneLineOnly(bytes: [UInt8], text: String, offset: Int) throws {
    let good = #"{"id":"good","text":"é"}"# + "\n"
    let start = #"{"id":"bad","text":""#
    let path = try folder.write(
      "a.jsonl", Array(good.utf8) + Array(start.utf8) + bytes + Array("\"}\n".utf8))
    let pile = try Pile([path])
    #expect(pile.texts == ["é", text])
    #expect(
      pile.issues == [
        ReadingIssue(
          path: path, line: 2,
          problem: "byte \(start.utf8.count + offset) is not UTF-8: "
            + "the line was read as Windows-1252", isWarning: true)
      ])
  }

  @Test func noticesBadBytesInFieldsNobodyWants() throws {
    let start = Array(#"{"id":1,"text":"t","more":{"x":["#.utf8)
    let path = try folder.write(
      "a.jsonl", start + [0x22, 0xE9, 0x22] + Array("]}}\n".utf8))
    let pile = try Pile([path])
    #expect(pile.texts == ["t"])
    #expect(pile.issues.map(\.isWarning) == [true])
  }

  @Test(arguments: legacy)
  func repairsOneFieldOfARow(bytes: [UInt8], text: String, offset: Int) throws {
    let path = try folder.write(
      "a.csv", Array("id,text\né,\"".utf8) + bytes + Array("\"\nb,é\n".utf8))
    let pile = try Pile([path])
    #expect(pile.ids == ["é", "b"])
    #expect(pile.texts == [text, "é"])
    #expect(
      pile.issues == [
        ReadingIssue(
          path: path, line: 2,
          problem: "byte \(offset) of `text` is not UTF-8: it was read as Windows-1252",
          isWarning: true)
      ])
  }

  @Test func giveEveryByteOfWindows1252ItsCharacter() throws {
    // Foundation knows the same code page, but for the five bytes it leaves unused.
    let unused: Set<UInt8> = [0x81, 0x8D, 0x8F, 0x90, 0x9D]
    for byte in UInt8(0x80)...0xFF where !unused.contains(byte) {
      let path = try folder.write("a.txt", [0x20, byte])
      let expected = String(bytes: [0x20, byte], encoding: .windowsCP1252)
      #expect(try Pile([path]).texts == [expected])
    }
  }
}
