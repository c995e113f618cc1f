/// Where the grams of one text stand among its occurrences.
///
/// Another text is held against it as it lies in the store, record by record, so that nothing is
/// written but what the two share.
struct GramIndex {
  /// The occurrences of the text, behind one that stands for none: the gram in the upper half, the
  /// edge as in the record.
  private var grams: [UInt64] = [0]
  /// For each of them: where it starts, in units.
  private var positions: [UInt32] = [0]
  /// Open addressing, an eighth full at most: places among the occurrences, 0 for none.
  private var slots: [UInt32] = [0, 0]
  /// A bit for each of eight times as many slots, set where a gram has it: most grams that are
  /// looked up are not there, and this tells without a branch.
  private var bits: [UInt64] = [0]
  private var shift: UInt32 = 31
  private var room: [UInt64] = []

  /// What of a record tells gram and edge.
  private static let mask: UInt64 = ~0 << 32 | UInt64(GramRecord.noEdge) << GramRecord.payloadShift

  /// Takes the grams of a text.
  ///
  /// - Complexity: O(occurrences).
  mutating func read(_ text: Int, _ postings: Postings) {
    let most = postings.recordCount(of: text)
    var bits = 6
    while 1 << bits < 8 * most { bits += 1 }
    let shift = UInt32(32 - bits)
    self.shift = shift
    if slots.count < 1 << bits {
      slots = [UInt32](repeating: 0, count: 1 << bits)
      self.bits = [UInt64](repeating: 0, count: (1 << bits) / 8)
    }
    if grams.count <= most {
      grams = [UInt64](repeating: 0, count: 2 * most + 1)
      positions = [UInt32](repeating: 0, count: 2 * most + 1)
    }
    let mask = 1 << bits - 1
    var room: [UInt64] = []
    swap(&room, &self.room)
    postings.withRecords(of: text, &room) { fill($0, mask) }
    swap(&room, &self.room)
  }

  private mutating func fill(_ records: UnsafeBufferPointer<UInt64>, _ mask: Int) {
    let shift = shift
    slots.withUnsafeMutableBufferPointer { slots in
      bits.withUnsafeMutableBufferPointer { bits in
        grams.withUnsafeMutableBufferPointer { grams in
          positions.withUnsafeMutableBufferPointer { positions in
            slots[...mask].update(repeating: 0)
            bits[...(mask >> 3)].update(repeating: 0)
            var (count, position) = (0, 0)
            for index in records.indices {
              let record = GramRecord(bits: records[index])
              position &+= record.gap
              if record.isGap { continue }
              count &+= 1
              grams[count] = record.bits & Self.mask
              positions[count] = UInt32(truncatingIfNeeded: position)
              let hash = Self.hash(record.gram)
              let bit = Int(truncatingIfNeeded: hash &>> (shift &- 3))
              bits[bit >> 6] |= 1 &<< UInt64(truncatingIfNeeded: bit)
              var slot = Int(truncatingIfNeeded: hash &>> shift)
              while slots[slot] != 0 { slot = (slot &+ 1) & mask }
              slots[slot] = UInt32(truncatingIfNeeded: count)
            }
          }
        }
      }
    }
  }

  /// Neighbouring numbers far apart: in a row they would make every search run to its end.
  @inline(__always)
  private static func hash(_ gram: UInt32) -> UInt32 { gram &* 0x9E37_79B1 }

  /// Notes the grams another text shares, in its order, and gives their number.
  ///
  /// Each is a place among the occurrences in the upper half, where it starts in the other text
  /// below, and in the last bit whether both have the edge.
  func find(_ records: UnsafeBufferPointer<UInt64>, _ partners: inout [UInt64]) -> Int {
    if partners.count <= records.count {
      partners = [UInt64](repeating: 0, count: 2 * records.count + 1)
    }
    return partners.withUnsafeMutableBufferPointer { partners in
      look(records, sift(records, partners), partners)
    }
  }

  /// Notes the records that may be shared, and gives their number: where each starts in the upper
  /// half, its place in the lower.
  ///
  /// All are written and passed over where they count: whether a gram is shared cannot be foreseen.
  private func sift(
    _ records: UnsafeBufferPointer<UInt64>, _ sifted: UnsafeMutableBufferPointer<UInt64>
  ) -> Int {
    let shift = shift &- 3
    return bits.withUnsafeBufferPointer { bits in
      var (found, position) = (0, 0)
      for index in records.indices {
        let record = GramRecord(bits: records[index])
        if record.isGap {
          position &+= record.gap
          continue
        }
        position &+= record.shortGap
        let bit = Int(truncatingIfNeeded: Self.hash(record.gram) &>> shift)
        sifted[found] = UInt64(truncatingIfNeeded: position << 32 | index)
        found &+= Int(
          truncatingIfNeeded: bits[bit >> 6] &>> UInt64(truncatingIfNeeded: bit) & 1)
      }
      return found
    }
  }

  /// Looks up the records that were sifted, and notes those that are shared in their place.
  private func look(
    _ records: UnsafeBufferPointer<UInt64>, _ sifted: Int,
    _ partners: UnsafeMutableBufferPointer<UInt64>
  ) -> Int {
    let (shift, mask) = (shift, 1 << (32 - Int(shift)) - 1)
    return slots.withUnsafeBufferPointer { slots in
      grams.withUnsafeBufferPointer { grams in
        var found = 0
        for index in 0..<sifted {
          let bits = records[Int(truncatingIfNeeded: partners[index] & 0xFFFF_FFFF)]
          let position = partners[index] >> 32
          var slot = Int(truncatingIfNeeded: Self.hash(GramRecord(bits: bits).gram) &>> shift)
          var place = slots[slot]
          var other = grams[Int(place)] ^ bits
          // Neither is nought: one branch that is seldom taken.
          while UInt64(place) &* (other >> 32) != 0 {
            slot = (slot &+ 1) & mask
            place = slots[slot]
            other = grams[Int(place)] ^ bits
          }
          let hasEdge: UInt64 = other & Self.mask == 0 ? 1 : 0
          partners[found] = UInt64(place) << 32 | position << 1 | hasEdge
          found &+= Int((UInt64(place) &+ 0xFFFF_FFFF) >> 32)
        }
        return found
      }
    }
  }

  /// A shared gram.
  @inline(__always)
  func hit(_ partner: UInt64) -> Chain.Hit {
    let place = Int(truncatingIfNeeded: partner >> 32)
    let gram = GramRecord(bits: grams[place])
    return Chain.Hit(
      gram: gram.gram, a: Int32(truncatingIfNeeded: place &- 1),
      aStart: Int32(truncatingIfNeeded: positions[place]),
      bStart: Int32(truncatingIfNeeded: partner >> 1 & 0x7FFF_FFFF),
      edge: partner & 1 == 0 ? GramRecord.noEdge : gram.edge)
  }
}
