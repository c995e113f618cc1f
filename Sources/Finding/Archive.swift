/// Where a search leaves what it has found out, so that one that was ended can go on from there.
///
/// The engine knows no files; whoever has them lends this to a `Finder`. Values are kept as they
/// lie in memory: only the program that kept them may read them again. What cannot be kept is not
/// kept, and the search goes on without.
public protocol Archive: Sendable {
  /// What was kept under a name; nil where there is nothing sound.
  func kept(_ name: String) -> [UInt8]?

  /// Keeps what `body` writes under a name; what was kept after it, if it was before, is forgotten.
  func keep(_ name: String, _ body: (ArchiveWriter) -> Void)

  /// Adds a block to what is kept under a name, whole or not at all.
  func append(_ name: String, _ body: (ArchiveWriter) -> Void)

  /// Shows the blocks kept under a name, in order, and forgets those from the first that `body`
  /// refuses.
  func eachBlock(_ name: String, _ body: (inout ArchiveReader) -> Bool)

  /// Says that the scratch the ledger lies on is about to be changed: until something is kept
  /// again, nothing that is kept is sound.
  func withdraw()
}

/// Writes lists of plain values.
public struct ArchiveWriter {
  private let put: (UnsafeRawBufferPointer) -> Void

  /// A writer that gives its bytes to a function, piece by piece.
  public init(_ put: @escaping (UnsafeRawBufferPointer) -> Void) { self.put = put }

  /// Writes a list.
  public func add<Value: BitwiseCopyable>(_ values: [Value]) {
    withUnsafeBytes(of: UInt64(values.count)) { put($0) }
    values.withUnsafeBytes { put($0) }
  }

  /// Writes texts.
  public func add(texts: [String]) {
    add(texts.map(\.utf8.count))
    add(texts.flatMap { Array($0.utf8) })
  }
}

/// Reads what an `ArchiveWriter` wrote, in the same order.
public struct ArchiveReader {
  private let bytes: [UInt8]
  private var at = 0
  /// Whether all that was asked for was there.
  public private(set) var isSound = true

  /// A reader of some bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a list; an empty one where there is none.
  public mutating func take<Value: BitwiseCopyable>(_ type: Value.Type) -> [Value] {
    bytes.withUnsafeBytes { bytes in
      guard bytes.count - at >= 8 else {
        isSound = false
        return []
      }
      let count = bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      at += 8
      guard count <= UInt64(bytes.count - at) / UInt64(MemoryLayout<Value>.stride) else {
        isSound = false
        return []
      }
      let size = Int(count) * MemoryLayout<Value>.stride
      defer { at += size }
      return Array(unsafeUninitializedCapacity: Int(count)) { room, filled in
        UnsafeMutableRawBufferPointer(room).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[at..<at + size]))
        filled = Int(count)
      }
    }
  }

  /// Reads texts.
  public mutating func takeTexts() -> [String] {
    let sizes = take(Int.self)
    let bytes = take(UInt8.self)
    guard sizes.reduce(0, +) == bytes.count else {
      isSound = false
      return []
    }
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return String(decoding: bytes[start..<start + size], as: UTF8.self)
    }
  }
}
