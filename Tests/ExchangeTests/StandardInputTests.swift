import Exchange
import Glibc
import Prose
import Testing

/// Standard input is one for the whole process, so these run one after another.
@Suite(.serialized) struct StandardInputTests {
  let folder = TemporaryFolder()

  /// Reads `-` with a file in the place of standard input.
  func pile(_ bytes: [UInt8]) throws -> Pile {
    let path = try folder.write("input", bytes)
    let saved = dup(STDIN_FILENO)
    let file = open(path, O_RDONLY)
    dup2(file, STDIN_FILENO)
    close(file)
    defer {
      dup2(saved, STDIN_FILENO)
      close(saved)
    }
    return try Pile(["-"])
  }

  static let records = "\n \u{9}{\"id\":1,\"text\":\"t\"}\n{\"text\":\"u\"}\n"

  @Test(arguments: ["", ".gz", ".zst"])
  func readsLinesOfJSON(packing: String) throws {
    let plain = Array(Self.records.utf8)
    let pile = try pile(packing.isEmpty ? plain : folder.packed(plain, as: packing))
    #expect(pile.ids == ["1", "-:3"])
    #expect(pile.texts == ["t", "u"])
    #expect(pile.articles.map(\.source) == [.init(path: "-", line: 2), .init(path: "-", line: 3)])
    #expect(pile.issues == [])
  }

  @Test(arguments: ["", ".gz", ".zst"])
  func readsOneText(packing: String) throws {
    let plain = Array("He said {nothing}.\n".utf8)
    let pile = try pile(packing.isEmpty ? plain : folder.packed(plain, as: packing))
    #expect(pile.ids == ["-"])
    #expect(pile.texts == ["He said {nothing}.\n"])
    #expect(pile.articles.map(\.source) == [.init(path: "-", line: 0)])
  }

  @Test func readsAPipeAByteAtATime() throws {
    var ends: [Int32] = [0, 0]
    pipe(&ends)
    let writing = ends[1]
    let writer = Task.detached {
      for byte in Array("{\"id\":1,\"text\":\"é\"}\n{\"id\":2,\"text\":\"u\"}".utf8) {
        var byte = byte
        write(writing, &byte, 1)
        usleep(100)
      }
      close(writing)
    }
    let reader = try ArticleReader(["/dev/fd/\(ends[0])"])
    #expect(reader.totalBytes == nil)
    var ids: [String] = []
    while let next = try reader.next() { ids.append(try next.get().id) }
    #expect(ids == ["1", "2"])
    close(ends[0])
    writer.cancel()
  }
}
