internal import Prose

/// What an index is asked by: keys of three kinds that share one sorted table.
///
/// A kept gram has a hash below a quarter of the range (`Fingerprints`), which leaves the rest to
/// the hashes of whole contents and of identifiers.
public enum IndexKey {
  /// The key of a kept gram: its hash.
  public static func gram(_ hash: UInt64) -> UInt64 { hash }

  /// The key of all letters and digits of a text.
  public static func content(_ hash: UInt64) -> UInt64 { hash >> 2 | 1 << 62 }

  /// The key of an identifier.
  public static func id(_ id: String) -> UInt64 { StableHash.of(id) >> 1 | 1 << 63 }

  /// Keys are dealt out by so many of their highest bits, and sorted only inside such a group.
  static let groupBits: UInt64 = 10

  static func group(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> (64 - groupBits)) }

  /// A key beside the text it leads to: the 32 bits after those of its group, then the text.
  static func packed(_ key: UInt64, _ text: UInt32) -> UInt64 {
    key << groupBits & ~0xFFFF_FFFF | UInt64(text)
  }
}
