/// A packed text with what the whole pile says of it: which of its grams are evidence, where its
/// boilerplate lies and how much it weighs.
public struct TextEvidence: Hashable, Sendable {
  /// The text.
  public let text: PackedText
  /// The other copies that carry each of its grams that are evidence, in all.
  public let weight: Int
  /// Runs of boilerplate, in units, disjoint and in order.
  let masks: [Range<Int>]
  /// For each gram: 1 where it is evidence by itself, 2 where it is with the gram behind it.
  private let flags: [UInt8]

  private static let mark: UInt32 = 0x3145_4354

  /// What the pile says of one gram of a text.
  public struct GramFacts: Hashable, Sendable {
    /// The texts that have it, equal ones each; 0 where it is boilerplate, less where no other
    /// text has it.
    public var copies: Int
    /// The different texts that have it with the gram behind it; 0 where that is boilerplate, or
    /// no other text has both.
    public var edgeCarriers: Int

    /// Makes facts.
    public init(copies: Int, edgeCarriers: Int) {
      self.copies = copies
      self.edgeCarriers = edgeCarriers
    }
  }

  /// Weighs a text by what the pile says of its grams, in the order of `PackedText.contexts`; nil
  /// where these are not as many.
  ///
  /// - Complexity: O(grams).
  public init?(_ text: PackedText, _ facts: [GramFacts], _ settings: Finder.Settings) {
    let positions = text.positions
    guard positions.count == facts.count else { return nil }
    self.text = text
    flags = facts.map { ($0.copies > 0 ? 1 : 0) | ($0.edgeCarriers > 0 ? 2 : 0) }
    var repeated: [UInt64] = []
    var carriers: [UInt32] = []
    var last = 0
    for (position, known) in zip(positions, facts) where known.copies >= 0 {
      let gap = position - last
      let isLong = gap > GramRecord.longestGap
      if isLong { repeated.append(GramRecord(longGap: gap).bits) }
      repeated.append(GramRecord(hash: 0, gap: isLong ? 0 : gap, isBase: false).bits)
      carriers.append(UInt32(clamping: known.copies > 0 ? known.copies : known.edgeCarriers))
      last = position
    }
    var read = Boilerplate()
    var next = 0
    repeated.withUnsafeBufferPointer { records in
      read.read(records, settings) { _ in
        next += 1
        return carriers[next - 1]
      }
    }
    weight = read.weights[0]
    masks = Array(read.masks(of: 0))
  }

  /// The evidence as bytes: a mark, how many bytes the packed text has, that text, the weight, the
  /// number of masks, these, and a byte for each gram.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(little: Self.mark)
    bytes.append(little: UInt32(text.bytes.count))
    bytes += text.bytes
    bytes.append(little: Int64(weight))
    bytes.append(little: UInt32(masks.count))
    for mask in masks {
      bytes.append(little: UInt32(mask.lowerBound))
      bytes.append(little: UInt32(mask.upperBound))
    }
    return bytes + flags
  }

  /// Reads what was packed; nil where it is anything else.
  public init?(_ bytes: UnsafeRawBufferPointer, gramBits: Int) {
    var source = ByteParser(bytes)
    guard source.take(UInt32.self) == Self.mark, let size = source.take(UInt32.self),
      let packed = source.take(Int(size)),
      let text = PackedText(packed, gramBits: gramBits),
      let weight = source.take(Int64.self), weight >= 0,
      let maskCount = source.take(UInt32.self),
      let ends = source.take(UInt32.self, count: 2 * Int(maskCount)),
      let flags = source.take(UInt8.self, count: text.grams.count), source.isAtEnd
    else { return nil }
    var last: UInt32 = 0
    for end in ends {
      guard end >= last, end <= text.length else { return nil }
      last = end
    }
    self.text = text
    self.weight = Int(weight)
    masks = stride(from: 0, to: ends.count, by: 2).map { Int(ends[$0])..<Int(ends[$0 + 1]) }
    self.flags = flags
  }

  /// Tells of each occurrence, in order, whether it is evidence.
  ///
  /// - Parameter occurrences: Those of this text in a part of the pile: its grams but those that no
  ///   other text there has.
  func eachClean(
    of occurrences: borrowing Occurrences,
    _ body: (_ index: Int, _ isClean: (alone: Bool, withFollower: Bool)) -> Void
  ) {
    let positions = text.positions
    var gram = 0
    for index in occurrences.indices {
      while gram < positions.count, positions[gram] < Int(occurrences.positions[index]) {
        gram += 1
      }
      guard gram < positions.count else { return }
      body(index, (flags[gram] & 1 != 0, flags[gram] & 2 != 0))
    }
  }
}
