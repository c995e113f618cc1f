import Prose

/// An article as an index stores it: three texts, each behind its length.
enum IndexRecord {
  static func write(_ article: Article, to bytes: inout [UInt8]) {
    bytes.removeAll(keepingCapacity: true)
    add(article.id, to: &bytes)
    add(article.published, to: &bytes)
    add(article.text, to: &bytes)
  }

  /// The article some bytes hold; nil where they hold none.
  static func read(_ bytes: UnsafeRawBufferPointer) -> Article? {
    var at = 0
    func field() -> String?? {
      guard at + 4 <= bytes.count else { return nil }
      let count = UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self))
      at += 4
      if count == missing { return .some(nil) }
      guard at + Int(count) <= bytes.count else { return nil }
      defer { at += Int(count) }
      return String(decoding: bytes[at..<at + Int(count)], as: UTF8.self)
    }
    guard let id = field(), let id, let published = field(), let text = field(), let text else {
      return nil
    }
    return Article(id: id, text: text, published: published)
  }

  private static let missing = UInt32.max

  private static func add(_ field: String?, to bytes: inout [UInt8]) {
    guard let field else {
      bytes += missing.littleEndianBytes
      return
    }
    bytes += UInt32(field.utf8.count).littleEndianBytes
    bytes += field.utf8
  }
}
