import CZlib
import CZstd

/// Packs bytes as they come, and hands on what is packed.
protocol Packer: AnyObject {
  /// Packs bytes; with the last of them the packed data is brought to its end.
  func pack(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool,
    to send: (UnsafeRawBufferPointer) throws -> Void
  ) throws
}

/// Packs into one gzip member without name and time, so that equal bytes give equal files.
final class GzipPacker: Packer {
  private var zlib = z_stream()
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)

  init() {
    // 16 + 15: a gzip header is written, and the largest window used; 8 is the usual memory.
    deflateInit2_(
      &zlib, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    deflateEnd(&zlib)
    output.deallocate()
  }

  func pack(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool,
    to send: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    zlib.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    zlib.avail_in = UInt32(bytes.count)
    repeat {
      zlib.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      zlib.avail_out = UInt32(output.count)
      deflate(&zlib, isLast ? Z_FINISH : Z_NO_FLUSH)
      try send(UnsafeRawBufferPointer(rebasing: output[..<(output.count - Int(zlib.avail_out))]))
    } while zlib.avail_out == 0
  }
}

/// Packs into one zstd frame with a checksum.
final class ZstdPacker: Packer {
  private let zstd = ZSTD_createCCtx()
  private let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)

  /// - Parameter level: How much time to spend; the library's default for nil.
  init(level: Int32? = nil) {
    ZSTD_CCtx_setParameter(zstd, ZSTD_c_checksumFlag, 1)
    if let level { ZSTD_CCtx_setParameter(zstd, ZSTD_c_compressionLevel, level) }
  }

  deinit {
    ZSTD_freeCCtx(zstd)
    output.deallocate()
  }

  func pack(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool,
    to send: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    var left = 0
    repeat {
      var packed = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
      left = ZSTD_compressStream2(zstd, &packed, &input, isLast ? ZSTD_e_end : ZSTD_e_continue)
      if ZSTD_isError(left) != 0 {
        throw OutputError(problem: "packing fails: \(String(cString: ZSTD_getErrorName(left)))")
      }
      try send(UnsafeRawBufferPointer(rebasing: output[..<packed.pos]))
    } while isLast ? left != 0 : input.pos < input.size
  }
}
