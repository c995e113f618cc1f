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

  /// Reads one more text.
  ///
  /// - Complexity: O(bytes), one pass.
  public mutating func read(_ text: String) {
    var text = text
    text.makeContiguousUTF8()
    read(text.utf8Span.span)
  }

  /// Reads one more text, given in UTF-8 that is known to be valid.
  ///
  /// - Complexity: O(bytes), one pass.
  public mutating func read(_ utf8: Span<UInt8>) {
    var scanner = Scanner()
    swap(&scanner, &self.scanner)
    scanner.fold.fold(utf8)
    let start = hashes.count
    read(scanner.fold.units.span.bytes, scanner.fold.count, foreign: scanner.fold.foreign)
    let sampled = hashes.count - start
    dropRepeats(from: start, &scanner.places)
    hashEnds.append(hashes.count)
    firstShare.append(sampled == 0 ? 1 : Float(hashes.count - start) / Float(sampled))
    swap(&scanner, &self.scanner)
  }

  private mutating func read(_ units: RawSpan, _ count: Int, foreign: UInt64) {
    sample(units, count)
    readNumbers(units, count)
    numberEnds.append(numbers.count)
    lengths.append(UInt32(count))
    contents.append(Self.content(units, count) ^ foreign)
  }

  /// What is kept from text to text, so that none of it is made anew.
  struct Scanner: Sendable {
    var fold = Fold()
    /// Open addressing: where a hash was kept, plus one.
    fileprivate var places: [UInt32] = []
  }

  /// Keeps the grams whose hash says so.
  ///
  /// Each gram is hashed by itself, from two words of it that overlap: no gram waits for the one
  /// before it.
  private mutating func sample(_ units: RawSpan, _ count: Int) {
    guard count >= Self.gramLength else { return }
    let rate = count < Self.shortLength ? Self.shortSampling : Self.sampling
    let limit = UInt64.max / rate
    for at in 0...count &- Self.gramLength {
      let head = units.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      let tail = units.unsafeLoadUnaligned(fromByteOffset: at &+ 4, as: UInt64.self).littleEndian
      let product = (head ^ 0x8EBC_6AF0_9C88_C6E3).multipliedFullWidth(
        by: tail ^ 0x5899_65CC_7537_4CC3)
      let hash = product.high ^ product.low
      if hash < limit {
        hashes.append(hash)
        positions.append(UInt32(truncatingIfNeeded: at))
      }
    }
  }

  /// Leaves only the first of equal grams.
  private mutating func dropRepeats(from start: Int, _ table: inout [UInt32]) {
    let count = hashes.count - start
    guard count > 1 else { return }
    var size = 64
    while size < 2 * count { size *= 2 }
    if table.count < size { table = [UInt32](repeating: 0, count: size) }
    var places = table.mutableSpan
    for slot in 0..<size { places[slot] = 0 }
    var kept = start
    for index in start..<hashes.count {
      let hash = hashes[index]
      var slot = Int(truncatingIfNeeded: hash) & (size &- 1)
      while places[slot] != 0, hashes[start &+ Int(places[slot]) &- 1] != hash {
        slot = (slot &+ 1) & (size &- 1)
      }
      if places[slot] != 0 { continue }
      hashes[kept] = hash
      positions[kept] = positions[index]
      kept &+= 1
      places[slot] = UInt32(truncatingIfNeeded: kept &- start)
    }
    if kept < hashes.count {
      hashes.removeLast(hashes.count - kept)
      positions.removeLast(positions.count - kept)
    }
  }

  private mutating func readNumbers(_ units: RawSpan, _ count: Int) {
    var run = NumberRun()
    var at = 0
    while at < count {
      let block = units.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self)
      // Letters have the seventh bit or the eighth, digits neither.
      if ~(block | block << 1) & 0x8080_8080_8080_8080 == 0 {
        close(&run)
        at &+= 8
        continue
      }
      for place in at..<min(at &+ 8, count) {
        let digit = units.unsafeLoad(fromByteOffset: place, as: UInt8.self) &- UInt8(ascii: "0")
        if digit < 10 { run.add(digit, at: place) } else { close(&run) }
      }
      at &+= 8
    }
    close(&run)
  }

  @inline(__always)
  private mutating func close(_ run: inout NumberRun) {
    if run.count > 1 { numbers.append(run.number) }
    run.count = 0
  }

  /// A hash of all units in order.
  private static func content(_ units: RawSpan, _ count: Int) -> UInt64 {
    var hash = UInt64(truncatingIfNeeded: count)
    var at = 0
    while at < count {
      var block = units.unsafeLoadUnaligned(fromByteOffset: at, as: UInt64.self).littleEndian
      if count &- at < 8 { block &= 1 << UInt64(truncatingIfNeeded: (count &- at) &* 8) &- 1 }
      hash = StableHash.of(hash ^ block) &+ 0x9E37_79B9_7F4A_7C15
      at &+= 8
    }
    return StableHash.of(hash)
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
