/// A kept gram of a text in eight bytes: what it is, and how far behind the one before it.
///
/// As it is read, a record holds 46 bits of the gram's hash. Once joined, it holds the number of
/// the gram in their place, and which of the gram's edges it begins (`GramJoin`); a gram that no
/// other text has is *lone*, and keeps the part of its hash by which others tell it. Where the gap does not fit, a record that holds nothing but a gap
/// stands before it.
struct GramRecord {
  var bits: UInt64

  /// The bits of a hash that are kept.
  ///
  /// Above them are none, for a kept gram has a hash below a quarter of the range.
  static let hashBits: UInt64 = 46
  /// The bits below them.
  static let droppedBits: UInt64 = 16
  /// The edge of a gram whose edge no other text has; below are the edges there are.
  static let noEdge: UInt16 = 0x3FFF
  /// What stands in the place of the edge of a lone gram.
  static let loneMark: UInt16 = 0x3FFE
  /// The most edges one gram may have.
  static let mostEdges = loneMark

  private static let long: UInt64 = 0xFFFF
  private static let baseBit: UInt64 = 1 << 16
  private static let joinedBit: UInt64 = 1 << 17
  static let payloadShift: UInt64 = 18

  @inline(__always)
  init(bits: UInt64) { self.bits = bits }

  /// A gram as it is read; `gap` is the distance from the gram before it, `longestGap` at most.
  @inline(__always)
  init(hash: UInt64, gap: Int, isBase: Bool) {
    bits =
      hash << Self.payloadShift | (isBase ? Self.baseBit : 0) | UInt64(truncatingIfNeeded: gap)
  }

  /// No gram, only a gap.
  @inline(__always)
  init(longGap: Int) { bits = UInt64(longGap) << Self.payloadShift | Self.long }

  /// The widest gap that a gram's own record holds.
  static let longestGap = 0xFFFE

  @inline(__always) var isGap: Bool { bits & Self.long == Self.long }
  @inline(__always) var isBase: Bool { bits & Self.baseBit != 0 }
  @inline(__always) var isJoined: Bool { bits & Self.joinedBit != 0 }
  /// Whether no other text has the gram, of a joined record.
  @inline(__always) var isLone: Bool { edge == Self.loneMark }

  /// How far behind the gram before it: what is to be added to its position.
  @inline(__always)
  var gap: Int {
    isGap ? Int(bits >> Self.payloadShift) : Int(truncatingIfNeeded: bits & Self.long)
  }

  /// The same, of a record that is a gram.
  @inline(__always) var shortGap: Int { Int(truncatingIfNeeded: bits & Self.long) }

  /// The hash, of a record not joined.
  @inline(__always) var hash: UInt64 { bits >> Self.payloadShift }

  /// What is told of the hash where 32 bits must do, of a record not joined and of a lone one.
  @inline(__always)
  var told: UInt32 {
    isJoined ? gram : UInt32(truncatingIfNeeded: hash >> (Self.hashBits - 32))
  }

  /// What a record before this one calls it by, 0 where this is no gram; not of a gram that is
  /// joined and repeated.
  @inline(__always)
  var follower: UInt32 { isGap ? 0 : told }

  /// The number of the gram, of a joined record.
  @inline(__always) var gram: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }

  /// Which of the edges of its gram it begins, of a joined record.
  @inline(__always)
  var edge: UInt16 { UInt16(truncatingIfNeeded: bits >> Self.payloadShift) & Self.noEdge }

  /// Puts the number of the gram, and of the edge, in the place of the hash.
  @inline(__always)
  mutating func join(gram: UInt32, edge: UInt16) {
    bits =
      UInt64(gram) << 32 | UInt64(edge) << Self.payloadShift | Self.joinedBit
      | bits & (Self.baseBit | Self.long)
  }

  /// The same gram behind another gap, `longestGap` at most.
  @inline(__always)
  func behind(_ gap: Int) -> GramRecord {
    GramRecord(bits: bits & ~Self.long | UInt64(truncatingIfNeeded: gap))
  }
}
