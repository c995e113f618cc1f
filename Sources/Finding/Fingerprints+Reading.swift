internal import Prose

extension Fingerprints {
  /// The number of units in a gram.
  static let gramLength = 12
  /// One in this many grams is kept of every text.
  static let sampling: UInt64 = 16
  /// One in this many grams is kept of a short text, the ones kept of every text among them.
  static let shortSampling: UInt64 = 4
  /// Texts below this many units (about 60 words) are short.
  static let shortLength = 320

  /// Whether a gram belongs to the sample kept of every text.
  @inline(__always)
  static func isBase(_ hash: UInt64) -> Bool { hash < UInt64.max / sampling }

  /// What is kept from text to text.
  struct Scanner: Sendable {
    /// Where the sampled grams of a text stand.
    fileprivate var positions: [UInt32] = []
    /// The hashes of those kept.
    fileprivate var hashes: [UInt64] = []
    /// Open addressing: where a hash was kept, plus one, for the text of this turn.
    fileprivate var places: [UInt64] = []
    fileprivate var turn: UInt64 = 0
  }

  /// Reads one more text.
  ///
  /// - Complexity: O(bytes), one pass.
  public mutating func read(_ text: String) {
    var text = text
    // The span of a string is checked anew each time it is asked for.
    text.withUTF8 { read(Span(_unsafeElements: $0)) }
  }

  /// Reads one more text, given in UTF-8 that is known to be valid.
  ///
  /// - Complexity: O(bytes), one pass.
  public mutating func read(_ utf8: Span<UInt8>) {
    var (fold, scanner) = (Fold(), Scanner())
    swap(&scanner, &self.scanner)
    swap(&fold, &self.fold)
    fold.fold(utf8)
    read(fold, &scanner)
    swap(&scanner, &self.scanner)
    swap(&fold, &self.fold)
  }

  private mutating func read(_ fold: borrowing Fold, _ scanner: inout Scanner) {
    let (units, count) = (fold.units.span.bytes, fold.count)
    let sampled = Self.sample(units, count, &scanner)
    let kept = keep(sampled, units, &scanner)
    recordEnds.append(UInt32(records.count))
    firstShare.append(sampled == 0 ? 1 : Float(kept) / Float(sampled))
    readNumbers(units, count)
    numberEnds.append(UInt32(numbers.count))
    lengths.append(UInt32(count))
    contents.append(StableHash.ofBlocks(units, count) ^ fold.foreign)
  }

  /// Picks the grams whose hash says so; gives their number.
  ///
  /// Each gram is hashed by itself, from two words of it that overlap: no gram waits for the one
  /// before it. All are written and passed over where they count.
  private static func sample(_ units: RawSpan, _ count: Int, _ scanner: inout Scanner) -> Int {
    guard count >= gramLength else { return 0 }
    let rate = count < shortLength ? shortSampling : sampling
    let limit = UInt64.max / rate
    let grams = count &- gramLength &+ 1
    var kept = 0
    for start in stride(from: 0, to: grams, by: slice) {
      if scanner.positions.count < kept + slice {
        let more = slice + scanner.positions.count / 2
        scanner.positions.append(contentsOf: repeatElement(0, count: more))
      }
      let end = min(start + slice, grams)
      kept = sample(units, start..<end, below: limit, &scanner, behind: kept)
    }
    return kept
  }

  /// Grams looked at before room is made for more: a text may be as large as a pile.
  private static let slice = 1 << 14

  private static func sample(
    _ units: RawSpan, _ grams: Range<Int>, below limit: UInt64, _ scanner: inout Scanner,
    behind kept: Int
  ) -> Int {
    scanner.positions.withUnsafeMutableBufferPointer { positions in
      var kept = kept
      @inline(__always)
      func look(_ at: Int) {
        let hash = hash(units, at)
        positions[kept] = UInt32(truncatingIfNeeded: at)
        let borrow = ~hash & limit | ~(hash ^ limit) & (hash &- limit)
        kept &+= Int(truncatingIfNeeded: borrow >> 63)
      }
      var at = grams.lowerBound
      while at &+ 1 < grams.upperBound {
        look(at)
        look(at &+ 1)
        at &+= 2
      }
      if at < grams.upperBound { look(at) }
      return kept
    }
  }

  /// The hash of the gram at a place.
  @inline(__always)
  private static func hash(_ units: RawSpan, _ at: Int) -> UInt64 {
    let head = units.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self)
    let tail = units.unsafeLoadUnaligned(fromUncheckedByteOffset: at &+ 4, as: UInt64.self)
    let product = (head.littleEndian ^ 0x8EBC_6AF0_9C88_C6E3).multipliedFullWidth(
      by: tail.littleEndian ^ 0x5899_65CC_7537_4CC3)
    return product.high ^ product.low
  }

  /// Enters the first of equal grams among those sampled; gives the number of grams entered.
  private mutating func keep(
    _ sampled: Int, _ units: RawSpan, _ scanner: inout Scanner
  ) -> Int {
    if scanner.hashes.count < sampled {
      scanner.hashes = [UInt64](repeating: 0, count: 2 * sampled)
    }
    var size = 64
    while size < 2 * sampled { size *= 2 }
    if scanner.places.count < size {
      scanner.places = [UInt64](repeating: 0, count: size)
      scanner.turn = 0
    }
    scanner.turn += 1 << 32
    let turn = scanner.turn
    var kept = 0
    var last = 0
    scanner.places.withUnsafeMutableBufferPointer { places in
      scanner.hashes.withUnsafeMutableBufferPointer { hashes in
        for index in 0..<sampled {
          let position = Int(scanner.positions[index])
          let hash = Self.hash(units, position)
          var slot = Int(truncatingIfNeeded: hash) & (size &- 1)
          var isRepeat = false
          while places[slot] > turn {
            if hashes[Int(places[slot] &- turn) &- 1] == hash {
              isRepeat = true
              break
            }
            slot = (slot &+ 1) & (size &- 1)
          }
          if isRepeat { continue }
          hashes[kept] = hash
          kept &+= 1
          places[slot] = turn | UInt64(truncatingIfNeeded: kept)
          enter(hash, gap: position &- last)
          last = position
        }
      }
    }
    return kept
  }

  @inline(__always)
  private mutating func enter(_ hash: UInt64, gap: Int) {
    let short = gap <= GramRecord.longestGap
    if !short { records.append(GramRecord(longGap: gap).bits) }
    records.append(
      GramRecord(
        hash: hash >> GramRecord.droppedBits, gap: short ? gap : 0, isBase: Self.isBase(hash)
      ).bits)
  }

  private mutating func readNumbers(_ units: RawSpan, _ count: Int) {
    var run = NumberRun()
    var last: UInt32 = 0
    var at = 0
    while at < count {
      let block = units.unsafeLoadUnaligned(fromUncheckedByteOffset: at, as: UInt64.self)
      // Letters have the seventh bit or the eighth, digits neither.
      if ~(block | block << 1) & 0x8080_8080_8080_8080 == 0 {
        close(&run, &last)
        at &+= 8
        continue
      }
      for place in at..<min(at &+ 8, count) {
        let unit = units.unsafeLoad(fromUncheckedByteOffset: place, as: UInt8.self)
        let digit = unit &- UInt8(ascii: "0")
        if digit < 10 { run.add(digit, at: place) } else { close(&run, &last) }
      }
      at &+= 8
    }
    close(&run, &last)
  }

  @inline(__always)
  private mutating func close(_ run: inout NumberRun, _ last: inout UInt32) {
    if run.count > 1 { NumberPacking.append(run.number, &last, to: &numbers) }
    run.count = 0
  }

  /// The digits met since the last unit that was none.
  private struct NumberRun {
    var count = 0
    var number = Number(position: 0, count: 0, digits: 0)

    mutating func add(_ digit: UInt8, at position: Int) {
      if count == 0 { number = Number(position: UInt32(position), count: 0, digits: 0) }
      count += 1
      guard count <= 14 else { return }
      number.count += 1
      number.digits = number.digits << 4 | UInt64(digit)
    }
  }
}
