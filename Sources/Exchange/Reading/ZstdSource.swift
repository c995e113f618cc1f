import CZstd

/// Zstandard data, unpacked as it is read; frames that stand one after another are one text.
final class ZstdSource: ByteSource {
  private let inner: any ByteSource
  private let zstd: OpaquePointer?
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
  private var start = 0
  private var end = 0
  private var taken = 0
  private var insideFrame = false
  /// How many bytes zstd would like next: a block and the header of the block after it.
  private var wanted = 0
  /// Whether the last call may have kept unpacked bytes back for want of room.
  private var isHolding = false

  init(_ inner: any ByteSource) {
    self.inner = inner
    zstd = ZSTD_createDStream()
    // Public dumps are packed with `--long=31`; memory follows the window a frame asks for.
    ZSTD_DCtx_setParameter(zstd, ZSTD_d_windowLogMax, 31)
    wanted = ZSTD_initDStream(zstd)
  }

  deinit {
    ZSTD_freeDStream(zstd)
    input.deallocate()
  }

  func read(into room: UnsafeMutableRawBufferPointer) throws(SourceFault) -> Int {
    var output = ZSTD_outBuffer(dst: room.baseAddress, size: room.count, pos: 0)
    while output.pos == 0 {
      if start == end {
        (start, end) = (0, try inner.read(into: input))
        taken += end
        if end == 0, !insideFrame { return 0 }
      }
      // Block by block, without the header after it, since a call that meets a fault forgets what
      // it has unpacked before it.
      let count = isHolding ? 0 : min(end - start, wanted > 3 ? wanted - 3 : wanted)
      var block = ZSTD_inBuffer(src: input.baseAddress?.advanced(by: start), size: count, pos: 0)
      let left = ZSTD_decompressStream(zstd, &output, &block)
      start += block.pos
      if ZSTD_isError(left) != 0 {
        let name = String(cString: ZSTD_getErrorName(left)).lowercased()
        throw SourceFault(
          problem: "the zstd data is damaged at byte \(taken - (end - start)): \(name)")
      }
      if end == 0, output.pos == 0, left != 0 {
        throw SourceFault(problem: "the zstd data is cut short at byte \(taken)")
      }
      isHolding = output.pos == output.size
      insideFrame = left != 0
      wanted = left == 0 ? ZSTD_initDStream(zstd) : left
    }
    return output.pos
  }
}
