import Exchange
import Finding
import Testing

/// A file as room for a search.
@Suite struct FileScratchTests {
  @Test func whatIsWrittenIsReadAgain() throws {
    let folder = TemporaryFolder()
    let scratch = FileScratch(in: folder.path)
    let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for start in stride(from: 0, to: bytes.count, by: 33_333) {
      try bytes[start..<min(start + 33_333, bytes.count)].withUnsafeBytes(scratch.append)
    }
    [1, 2, 3].map(UInt8.init).withUnsafeBytes { scratch.write($0, at: 50_000) }
    var read = [UInt8](repeating: 0, count: 60_000)
    read.withUnsafeMutableBytes { scratch.read($0, at: 20_000) }
    var expected = bytes
    expected.replaceSubrange(50_000..<50_003, with: [1, 2, 3])
    #expect(read == Array(expected[20_000..<80_000]))
  }

  /// In pieces of any size, and again by another run, which finds what tells it from others.
  @Test func whatIsPutAwayIsReadByAnotherRun() throws {
    let folder = TemporaryFolder()
    let path = folder.path + "/grams"
    let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 &* 7 ^ $0 >> 9) }
    let scratch = FileScratch(at: path, isWhole: false)
    try scratch.putAway { put in
      for start in stride(from: 0, to: bytes.count, by: 77_777) {
        try bytes[start..<min(start + 77_777, bytes.count)].withUnsafeBytes(put)
      }
    }
    let sealed = try #require(scratch.sealed)
    #expect(sealed.size == bytes.count)
    let other = FileScratch(at: path, isWhole: true)
    var read = [UInt8](repeating: 0, count: bytes.count)
    read.withUnsafeMutableBytes { other.read($0, at: 0) }
    #expect(read == bytes)
    // Whatever is done after that, it is told no more by what told it before.
    bytes[..<9].withUnsafeBytes { scratch.write($0, at: 100) }
    #expect(scratch.sealed == nil)
  }

  @Test func aFolderThatIsNotThereIsTold() {
    let scratch = FileScratch(in: "/nowhere/at/all")
    #expect(throws: OutputError.self) {
      try [UInt8(1)].withUnsafeBytes(scratch.append)
    }
  }
}
