import CZlib

/// Gzip data, unpacked as it is read; members that stand one after another are one text.
final class GzipSource: ByteSource {
  private let inner: any ByteSource
  private var zlib = z_stream()
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  private var taken = 0
  private var betweenMembers = true
  private var ended = false

  init(_ inner: any ByteSource) {
    self.inner = inner
    // 16 + 15: a gzip header is asked for, and the largest window allowed.
    inflateInit2_(&zlib, 31, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    inflateEnd(&zlib)
    input.deallocate()
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    zlib.next_out = room.baseAddress?.assumingMemoryBound(to: UInt8.self)
    zlib.avail_out = UInt32(clamping: room.count)
    let asked = Int(zlib.avail_out)
    while !ended {
      if zlib.avail_in == 0, try !refill() { break }
      if betweenMembers, try !startMember() { break }
      let status = inflate(&zlib, Z_NO_FLUSH)
      let produced = asked - Int(zlib.avail_out)
      switch status {
      case Z_STREAM_END: betweenMembers = true
      case Z_OK, Z_BUF_ERROR: break
      default:
        // What was unpacked before the fault is sound; the fault is met again at the next call.
        if produced > 0 { return produced }
        throw SourceFault(problem: "the gzip data is damaged at byte \(position): \(message)")
      }
      if produced > 0 { return produced }
    }
    return 0
  }

  /// The offset in the packed data that unpacking has come to.
  private var position: Int { taken - Int(zlib.avail_in) }
  private var message: String { zlib.msg.map { String(cString: $0) } ?? "unknown fault" }

  private func refill() throws(SourceFault) -> Bool {
    let count = try inner.read(into: input)
    taken += count
    zlib.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    zlib.avail_in = UInt32(count)
    if count > 0 { return true }
    ended = true
    if betweenMembers { return false }
    throw SourceFault(problem: "the gzip data is cut short at byte \(taken)")
  }

  /// Gets ready for the next member; false where only padding is left.
  private func startMember() throws(SourceFault) -> Bool {
    let isFirst = taken == Int(zlib.avail_in)
    // Tapes and block devices pad with zeros.
    while !isFirst, zlib.avail_in > 0, zlib.next_in.pointee == 0 {
      zlib.next_in += 1
      zlib.avail_in -= 1
      if zlib.avail_in == 0, try !refill() { return false }
    }
    if !isFirst, zlib.next_in.pointee != 0x1F {
      ended = true
      throw SourceFault(problem: "bytes after the gzip data, from byte \(position), are not read")
    }
    inflateReset(&zlib)
    betweenMembers = false
    return true
  }
}
