/// What is kept of the texts of a pile while they are read: their fingerprints, run by run.
///
/// Texts are read in runs, on any thread, each run into a `Fingerprints` of its own; the runs are
/// entered here in the order of the input. The texts themselves are not kept. Some hundreds of
/// texts make a good run.
public struct Ledger: Sendable {
  /// The bytes of memory a search may use, about.
  let memory: Int
  /// The grams of all texts; joined by `GramJoin` where they are.
  private(set) var store: RecordStore
  /// For each run: the number of its first text.
  private(set) var runStarts: [Int] = [0]
  private var numbers: [[UInt8]] = []

  private var runs: [UInt32] = []
  private var starts: [UInt32] = []
  private var counts: [UInt32] = []
  private var numberEnds: [UInt32] = []
  private var lengths: [UInt32] = []
  private var firstShares: [Float] = []
  private var contents: [UInt64] = []

  /// A ledger of no texts.
  ///
  /// - Parameters:
  ///   - memory: The bytes of memory the search may use, as far as it can do with less.
  ///   - scratch: Where grams go that would take more than half of that; without, none do.
  public init(memory: Int = .max, scratch: (any Scratch)? = nil) {
    self.memory = memory
    store = RecordStore(memory: memory / 2, scratch: scratch)
  }

  /// The number of texts entered.
  public var count: Int { lengths.count }
  /// The number of grams kept of them.
  public var gramCount: Int { store.count }

  /// Enters the texts of one more run after the others; throws what the scratch throws.
  public mutating func enter(_ run: Fingerprints) throws {
    try store.append(run.records)
    enterTexts(of: run)
  }

  /// The same where there is no scratch.
  mutating func enterInMemory(_ run: Fingerprints) {
    store.appendInMemory(run.records)
    enterTexts(of: run)
  }

  private mutating func enterTexts(of run: Fingerprints) {
    let number = UInt32(truncatingIfNeeded: store.runs - 1)
    for text in 0..<run.count {
      let records = run.records(of: text)
      runs.append(number)
      starts.append(UInt32(truncatingIfNeeded: records.lowerBound))
      counts.append(UInt32(truncatingIfNeeded: records.count))
    }
    numberEnds += run.numberEnds
    lengths += run.lengths
    firstShares += run.firstShare
    contents += run.contents
    runStarts.append(count)
    numbers.append(
      Array(unsafeUninitializedCapacity: run.numbers.count) { bytes, size in
        _ = bytes.initialize(from: run.numbers)
        size = run.numbers.count
      })
  }

  func length(of text: Int) -> Int { Int(lengths[text]) }
  /// For each text: its length in units.
  var allLengths: [UInt32] { lengths }
  /// For each text: a hash of all its units in order.
  var allContents: [UInt64] { contents }
  func firstShare(of text: Int) -> Float { firstShares[text] }

  /// The digit runs of a text, packed.
  func numbers(of text: Int) -> ArraySlice<UInt8> {
    let run = Int(runs[text])
    let start = text == runStarts[run] ? 0 : numberEnds[text - 1]
    return numbers[run][Int(start)..<Int(numberEnds[text])]
  }

  /// The records of a text, in its run.
  @inline(__always)
  func records(of text: Int) -> Range<Int> {
    Int(starts[text])..<Int(starts[text] &+ counts[text])
  }

  /// The run of a text, where its records begin there, and how many they are.
  func place(of text: Int) -> (run: UInt32, start: UInt32, count: UInt32) {
    (runs[text], starts[text], counts[text])
  }

  /// Leaves the grams of a text out of all that follows.
  mutating func forgetGrams(of text: Int) { counts[text] = 0 }

  /// Takes what is only needed to put texts in order.
  mutating func dropContents() { contents = [] }

  /// How many records each text has.
  var recordCounts: [UInt32] { counts }

  /// Notes how many records of each text were left by a join.
  mutating func setCounts(_ counts: [UInt32]) { self.counts = counts }
}

extension Ledger {
  /// Puts the grams on the scratch as well, if they are not there; throws what the scratch throws.
  public func putOnScratch() throws {
    if !store.isSpilled { try store.copyToScratch() }
  }

  /// Keeps all that was read but the grams, which lie on the scratch.
  public func write(to archive: ArchiveWriter) {
    archive.add(store.runEnds)
    archive.add(runStarts)
    archive.add(numbers.map(\.count))
    archive.add(Array(numbers.joined()))
    archive.add(runs)
    archive.add(starts)
    archive.add(counts)
    archive.add(numberEnds)
    archive.add(lengths)
    archive.add(firstShares)
    archive.add(contents)
  }

  /// The ledger that another run kept.
  ///
  /// - Parameters:
  ///   - scratch: The scratch it was kept with, holding what it held then.
  ///   - isJoined: Whether the grams there are joined already.
  public init(
    memory: Int, scratch: any Scratch, isJoined: Bool, from archive: inout ArchiveReader
  ) {
    self.memory = memory
    store = RecordStore(
      memory: memory / 2, scratch: scratch, ends: archive.take(Int.self), staysOnScratch: isJoined)
    runStarts = archive.take(Int.self)
    let sizes = archive.take(Int.self)
    let all = archive.take(UInt8.self)
    var start = 0
    numbers = sizes.map { size in
      defer { start += size }
      return Array(all[start..<start + size])
    }
    runs = archive.take(UInt32.self)
    starts = archive.take(UInt32.self)
    counts = archive.take(UInt32.self)
    numberEnds = archive.take(UInt32.self)
    lengths = archive.take(UInt32.self)
    firstShares = archive.take(Float.self)
    contents = archive.take(UInt64.self)
  }
}
