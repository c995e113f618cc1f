import Exchange
import Foundation
import Glibc
import Testing

@Suite struct OutputFileTests {
  let folder = TemporaryFolder()

  @Test func appearsWholeOrNotAtAll() throws {
    try folder.write("a.txt", "old")
    let file = try OutputFile(folder.path + "/a.txt")
    try file.write("new ")
    try file.write(Array("bytes\n".utf8).span)
    #expect(try folder.text(of: "a.txt") == "old")
    #expect(try folder.names == ["a.txt", "a.txt.partial"])
    try file.finish()
    #expect(try folder.text(of: "a.txt") == "new bytes\n")
    #expect(try folder.names == ["a.txt"])
    try file.finish()
    #expect(try folder.text(of: "a.txt") == "new bytes\n")
  }

  @Test func leavesNothingBehindWhenDropped() throws {
    try folder.write("a.txt", "old")
    do {
      let file = try OutputFile(folder.path + "/a.txt")
      try file.write(String(repeating: "x", count: 1_000_000))
      #expect(try folder.names.count == 2)
    }
    #expect(try folder.names == ["a.txt"])
    #expect(try folder.text(of: "a.txt") == "old")
  }

  @Test func writesThroughALink() throws {
    try folder.write("real.txt", "old")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.txt", withDestinationPath: "real.txt")
    let file = try OutputFile(folder.path + "/link.txt")
    try file.write("new")
    try file.finish()
    #expect(try folder.text(of: "real.txt") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.txt")
        == "real.txt")
  }

  @Test func writesLinesOfJSON() throws {
    let file = try OutputFile(folder.path + "/a.jsonl")
    for number in 0..<3 { try file.writeLine { $0.field("n", number) } }
    try file.finish()
    #expect(try folder.text(of: "a.jsonl") == "{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n")
  }

  /// A path below the folder or a whole one, and what the message says of it.
  static let unwritable: [(String, String)] = [
    ("none/a.txt", "no such file or directory"), ("file/a.txt", "not a directory"),
    ("", "it is a folder"),
  ]

  @Test(arguments: unwritable)
  func saysWhyAPathCannotBeWritten(name: String, why: String) throws {
    try folder.write("file", "")
    let path = folder.path + "/" + name
    let error = #expect(throws: OutputError.self) { try OutputFile(path) }
    #expect(error?.problem == "`\(path)` cannot be written: \(why)")
  }

  @Test func saysThatTheDiskIsFull() throws {
    let file = try OutputFile("/dev/full")
    try file.write("text")
    let error = #expect(throws: OutputError.self) { try file.finish() }
    #expect(error?.problem == "`/dev/full` cannot be written: no space left on device")
    #expect(error?.hint == "make room, or write to another disk")
  }

  @Test func tellsABrokenPipeFromOtherTrouble() throws {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let file = try OutputFile("/dev/fd/\(ends[1])")
    close(ends[0])
    try file.write("text")
    #expect(throws: BrokenPipe.self) { try file.finish() }
    close(ends[1])
  }

  @Test func writesIntoAPipeAsItIs() throws {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let file = try OutputFile("/dev/fd/\(ends[1])")
    try file.write("through")
    try file.finish()
    var room = [UInt8](repeating: 0, count: 16)
    #expect(read(ends[0], &room, 16) == 7)
    #expect(String(decoding: room[..<7], as: UTF8.self) == "through")
    close(ends[0])
    close(ends[1])
  }

  @Test(arguments: [".gz", ".zst"], [0, 8, 300_000, 3_000_000])
  func packsWhatTheReaderUnpacks(ending: String, count: Int) throws {
    var random = Seeded(state: UInt64(count))
    let letters = (0..<count / 8).flatMap { _ in
      withUnsafeBytes(of: random.next()) { $0.map { 0x61 + $0 % 16 } }
    }
    let text = String(decoding: letters, as: UTF8.self)
    let file = try OutputFile(folder.path + "/a.txt" + ending)
    try file.write(text)
    try file.finish()
    #expect(try Pile([folder.path + "/a.txt" + ending]).texts == [text])
    let bytes = try folder.bytes(of: "a.txt" + ending)
    #expect(bytes.starts(with: ending == ".gz" ? [0x1F, 0x8B] : [0x28, 0xB5, 0x2F, 0xFD]))
    #expect(try folder.packed(Array(text.utf8), as: ending) == bytes)
  }
}
