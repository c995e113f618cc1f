/// UTF-16 turned into UTF-8 as it is read.
final class UTF16Source: ByteSource {
  private let inner: any ByteSource
  private let bigEndian: Bool
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
  private var start = 0
  private var end = 0
  /// How many lone surrogates and half units became U+FFFD.
  private(set) var repairs = 0

  init(_ inner: any ByteSource, bigEndian: Bool) {
    self.inner = inner
    self.bigEndian = bigEndian
  }

  deinit { input.deallocate() }

  func read(into room: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    var written = 0
    // No scalar takes more than four bytes.
    while written + 4 <= room.count {
      guard let unit = try peekUnit() else {
        if try !fill(1) { break }
        start += 1
        repairs += 1
        put("\u{FFFD}", at: &written, in: room)
        break
      }
      start += 2
      if let scalar = Unicode.Scalar(UInt32(unit)) {
        put(scalar, at: &written, in: room)
      } else if unit < 0xDC00, let low = try peekUnit(), 0xDC00...0xDFFF ~= low {
        start += 2
        let value = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
        put(Unicode.Scalar(value) ?? "\u{FFFD}", at: &written, in: room)
      } else {
        repairs += 1
        put("\u{FFFD}", at: &written, in: room)
      }
    }
    return written
  }

  private func peekUnit() throws(SourceFault) -> UInt16? {
    guard try fill(2) else { return nil }
    let first = UInt16(input[start])
    let second = UInt16(input[start + 1])
    return bigEndian ? first << 8 | second : second << 8 | first
  }

  /// Makes sure that as many bytes stand ready; false at the end.
  private func fill(_ count: Int) throws(SourceFault) -> Bool {
    while end - start < count {
      // At most one byte is left over when another is wanted.
      if start < end { input[0] = input[start] }
      (start, end) = (0, end - start)
      let got = try inner.read(into: UnsafeMutableRawBufferPointer(rebasing: input[end...]))
      if got == 0 { return false }
      end += got
    }
    return true
  }

  private func put(
    _ scalar: Unicode.Scalar, at written: inout Int, in room: UnsafeMutableRawBufferPointer
  ) {
    for byte in String(scalar).utf8 {
      room[written] = byte
      written += 1
    }
  }
}
