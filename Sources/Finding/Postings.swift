/// The repeated grams of each text: what is left of the ledger once it is joined.
///
/// An *occurrence* is a repeated gram in a text (its first there). The *carriers* of a gram are
/// the texts that have it. An *edge* is a gram with the next kept gram of its text: at a million
/// texts common grams meet by chance, edges do not.
final class Postings: Sendable {
  /// No text.
  static let none = UInt32.max

  let pile: Pile
  private let store: RecordStore
  /// For each text: the run its records are in, where they begin there, and how many they are.
  private let places: [(run: UInt32, start: UInt32, count: UInt32)]
  /// For each gram: the number of texts that have it.
  let carriers: [UInt32]
  /// For each gram, and behind the last: the number of its first edge.
  private let edgeStarts: [UInt32]
  /// For each gram: the bits of its hash that are kept; empty unless asked for.
  let hashes: [UInt64]

  /// How the grams were numbered: with the same number of passes, they always have the same numbers.
  let passes: Int

  /// What joined grams are kept as.
  static let archiveName = "joined"

  var gramCount: Int { carriers.count }
  var edgeCount: Int { Int(edgeStarts.last ?? 0) }
  /// The number of occurrences.
  var count: Int { carriers.reduce(0) { $0 + Int($1) } }

  /// Joins the fingerprints of a pile.
  ///
  /// - Complexity: O(grams).
  init(
    _ read: consuming Pile, keepsHashes: Bool = false, archive: (any Archive)? = nil,
    _ workers: Workers = .serial
  ) {
    var joined = read
    if let kept = archive?.kept(Self.archiveName) {
      var reader = ArchiveReader(kept)
      joined.ledger.setCounts(reader.take(UInt32.self))
      carriers = reader.take(UInt32.self)
      edgeStarts = reader.take(UInt32.self)
      hashes = reader.take(UInt64.self)
      passes = reader.take(Int.self).first ?? 0
    } else {
      // The join works where the ledger lies: on scratch it leaves nothing of what was read.
      let isSpilled = joined.ledger.store.isSpilled
      if isSpilled { archive?.withdraw() }
      let join = GramJoin(&joined.ledger, keepsHashes: keepsHashes, workers)
      carriers = join.carriers
      edgeStarts = join.edgeStarts
      hashes = join.hashes
      passes = join.passes
      if isSpilled {
        archive?.keep(Self.archiveName) { writer in
          writer.add(joined.ledger.recordCounts)
          writer.add(join.carriers)
          writer.add(join.edgeStarts)
          writer.add(join.hashes)
          writer.add([join.passes])
        }
      }
    }
    store = joined.ledger.store
    places = (0..<joined.count).map { [joined] in
      joined.ledger.place(of: joined.place(of: $0))
    }
    pile = joined
  }

  /// The number of records of a text, which is that of its occurrences or little more.
  @inline(__always)
  func recordCount(of text: Int) -> Int { Int(places[text].count) }

  /// Touches the records of some texts that are in memory, so that they are fetched all at once
  /// before they are read one after another; gives a number that means nothing.
  func fetch(_ texts: ArraySlice<UInt32>) -> UInt64 {
    texts.reduce(0) { touched, text in
      let place = places[Int(text)]
      return touched
        | store.touch(Int(place.start)..<Int(place.start &+ place.count), of: Int(place.run))
    }
  }

  /// Shows the records of a text, by way of `room` if they have to be fetched.
  @inline(__always)
  func withRecords<Result>(
    of text: Int, _ room: inout [UInt64], _ body: (UnsafeBufferPointer<UInt64>) -> Result
  ) -> Result {
    let place = places[text]
    return store.withRecords(
      Int(place.start)..<Int(place.start &+ place.count), of: Int(place.run), &room, body)
  }

  /// The number of an edge, by its gram and which of the gram's edges it is; nil for one that no
  /// other text has.
  @inline(__always)
  func edge(_ gram: UInt32, _ edge: UInt16) -> Int? {
    edge == GramRecord.noEdge ? nil : Int(edgeStarts[Int(gram)]) &+ Int(edge)
  }

  /// The numbers of the edges of a gram.
  func edges(of gram: Int) -> Range<Int> {
    Int(edgeStarts[gram])..<Int(edgeStarts[gram + 1])
  }
}

/// The occurrences of one text, in the order they stand.
///
/// One value is used for many texts and keeps its memory.
struct Occurrences: Sendable {
  private(set) var count = 0
  /// For each occurrence: its gram.
  private(set) var grams: [UInt32] = []
  /// For each occurrence: where it starts, in units.
  private(set) var positions: [UInt32] = []
  /// For each occurrence: which of the edges of its gram it begins, or `GramRecord.noEdge`.
  private(set) var edges: [UInt16] = []
  private var room: [UInt64] = []

  var indices: Range<Int> { 0..<count }

  init() {}

  /// Shows grams and edges.
  @inline(__always)
  func withEach<Result>(
    _ body: (_ grams: UnsafeBufferPointer<UInt32>, _ edges: UnsafeBufferPointer<UInt16>) -> Result
  ) -> Result {
    grams.withUnsafeBufferPointer { grams in
      edges.withUnsafeBufferPointer { edges in body(grams, edges) }
    }
  }

  /// Reads the occurrences of a text.
  ///
  /// - Complexity: O(occurrences).
  mutating func read(_ text: Int, _ postings: Postings) {
    let most = postings.recordCount(of: text)
    if grams.count < most {
      grams = [UInt32](repeating: 0, count: 2 * most)
      positions = grams
      edges = [UInt16](repeating: 0, count: 2 * most)
    }
    var room: [UInt64] = []
    swap(&room, &self.room)
    count = postings.withRecords(of: text, &room) { records in
      grams.withUnsafeMutableBufferPointer { grams in
        positions.withUnsafeMutableBufferPointer { positions in
          edges.withUnsafeMutableBufferPointer { edges in
            // In two steps: nothing in the first waits for the record before, so that all of a text
            // is fetched at once.
            var hasGaps = false
            for index in records.indices {
              let record = GramRecord(bits: records[index])
              grams[index] = record.gram
              edges[index] = record.edge
              hasGaps = hasGaps || record.isGap
            }
            var position = 0
            if !hasGaps {
              for index in records.indices {
                position &+= GramRecord(bits: records[index]).shortGap
                positions[index] = UInt32(truncatingIfNeeded: position)
              }
              return records.count
            }
            var count = 0
            for bits in records {
              let record = GramRecord(bits: bits)
              position &+= record.gap
              grams[count] = record.gram
              edges[count] = record.edge
              positions[count] = UInt32(truncatingIfNeeded: position)
              count &+= record.isGap ? 0 : 1
            }
            return count
          }
        }
      }
    }
    swap(&room, &self.room)
  }
}
