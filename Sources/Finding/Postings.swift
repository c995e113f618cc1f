/// Which texts hold which gram: the sorted join of all fingerprints, without the grams of one text.
///
/// An *occurrence* is a repeated gram in a text (its first there); occurrences are numbered text
/// by text in the order they stand. The *carriers* of a gram are its occurrences in working order
/// of their texts. An *edge* is a gram with the next kept gram of its text: at a million texts
/// common grams meet by chance, edges do not.
struct Postings: Sendable {
  static let none = UInt32.max

  /// For each text: the end of its occurrences.
  private(set) var ends: [Int] = []
  /// For each occurrence: its text.
  private(set) var texts: [UInt32] = []
  /// For each occurrence: where it starts in its text, in units.
  private(set) var positions: [UInt32] = []
  /// For each occurrence: its gram, numbered in order of hash.
  private(set) var grams: [UInt32] = []
  /// For each occurrence: its place among all carriers.
  private(set) var slots: [UInt32] = []
  /// For each occurrence: its edge, if another text has the same.
  var edges: [UInt32] = []
  /// For each occurrence: the text before its own that has the same edge.
  var edgeNeighbours: [UInt32] = []
  /// For each edge: the number of texts that have it.
  var edgeCarriers: [UInt32] = []
  /// For each gram: the end of its carriers.
  private(set) var gramEnds: [Int] = []
  /// Occurrences, gram by gram.
  private(set) var carriers: [UInt32] = []
  /// Occurrences, text by text as `ends` says, by gram within a text.
  private(set) var byGram: [UInt32] = []
  /// The grams of `byGram`, so that two lists are merged without jumping about.
  private(set) var sortedGrams: [UInt32] = []
  /// For each text: the share of its kept grams that stand there for the first time.
  private(set) var firstShare: [Float] = []

  var gramCount: Int { gramEnds.count }

  func occurrences(of text: Int) -> Range<Int> { (text == 0 ? 0 : ends[text - 1])..<ends[text] }

  func carriers(of gram: Int) -> Range<Int> {
    (gram == 0 ? 0 : gramEnds[gram - 1])..<gramEnds[gram]
  }

  /// Joins the fingerprints of representatives in working order.
  ///
  /// - Complexity: O(grams): a radix sort of one 8-byte record for each gram; then every step is
  ///   one pass.
  init(_ fingerprints: Fingerprints) {
    var marks = Self.marks(fingerprints)
    let nexts = collect(fingerprints, &marks)
    marks = []
    place()
    joinEdges(nexts)
  }

  private static let unique = UInt32.max
  private static let again = UInt32.max - 1

  /// For each gram: its number, or that it stands in one text only or stood in its text before.
  private static func marks(_ fingerprints: Fingerprints) -> [UInt32] {
    let hashes = fingerprints.hashes
    precondition(hashes.count < Int(again), "more grams than can be numbered")
    var records = [UInt64](unsafeUninitializedCapacity: hashes.count) { buffer, count in
      for index in hashes.indices {
        buffer[index] = hashes[index] << 32 | UInt64(index)
      }
      count = hashes.count
    }
    RadixSort.sort(&records)
    var textOf: [UInt32] = []
    textOf.reserveCapacity(hashes.count)
    for text in 0..<fingerprints.count {
      textOf.append(
        contentsOf: repeatElement(UInt32(text), count: fingerprints.hashes(of: text).count))
    }
    var marks = [UInt32](repeating: unique, count: hashes.count)
    var gram: UInt32 = 0
    var start = 0
    while start < records.count {
      var end = start + 1
      while end < records.count, records[end] >> 32 == records[start] >> 32 { end += 1 }
      if end - start > 1 {
        // Half a hash put these together; the few that differ in the other half are told apart.
        let run = records[start..<end].map { Int($0 & 0xFFFF_FFFF) }
        if run.allSatisfy({ hashes[$0] == hashes[run[0]] }) {
          number(run, textOf, &marks, &gram)
        } else {
          for hash in Set(run.map { hashes[$0] }).sorted() {
            number(run.filter { hashes[$0] == hash }, textOf, &marks, &gram)
          }
        }
      }
      start = end
    }
    return marks
  }

  private static func number(
    _ run: [Int], _ textOf: [UInt32], _ marks: inout [UInt32], _ gram: inout UInt32
  ) {
    let several = textOf[run[0]] != textOf[run[run.count - 1]]
    var last: UInt32?
    for index in run {
      if textOf[index] == last {
        marks[index] = again
      } else if several {
        marks[index] = gram
      }
      last = textOf[index]
    }
    if several { gram += 1 }
  }

  /// Numbers the occurrences; gives the hash that follows each in its text.
  private mutating func collect(_ fingerprints: Fingerprints, _ marks: inout [UInt32]) -> [UInt64] {
    var nexts: [UInt64] = []
    for text in 0..<fingerprints.count {
      let range = fingerprints.hashes(of: text)
      let start = texts.count
      var firsts = 0
      for index in range where marks[index] != Self.again {
        firsts += 1
        guard marks[index] != Self.unique else { continue }
        texts.append(UInt32(text))
        positions.append(fingerprints.positions[index])
        grams.append(marks[index])
        nexts.append(0)
      }
      var place = texts.count
      var (next, nextBase): (UInt64, UInt64) = (0, 0)
      for index in range.reversed() where marks[index] != Self.again {
        // A long text does not keep the denser sample: to it the next gram is the next base gram.
        let hash = fingerprints.hashes[index]
        let isBase = Fingerprints.isBase(hash)
        if marks[index] != Self.unique {
          place -= 1
          nexts[place] = isBase ? nextBase : next
        }
        next = hash
        if isBase { nextBase = hash }
      }
      assert(place == start)
      ends.append(texts.count)
      firstShare.append(range.isEmpty ? 1 : Float(firsts) / Float(range.count))
    }
    return nexts
  }

  /// Sorts the occurrences by gram, among all and within each text, by counting.
  private mutating func place() {
    let count = Int((grams.max() ?? 0) + 1)
    var cursors = [Int](repeating: 0, count: grams.isEmpty ? 0 : count)
    for gram in grams { cursors[Int(gram)] += 1 }
    var total = 0
    for gram in cursors.indices {
      let size = cursors[gram]
      cursors[gram] = total
      total += size
      gramEnds.append(total)
    }
    carriers = [UInt32](repeating: 0, count: total)
    slots = carriers
    for (occurrence, gram) in grams.enumerated() {
      carriers[cursors[Int(gram)]] = UInt32(occurrence)
      slots[occurrence] = UInt32(cursors[Int(gram)])
      cursors[Int(gram)] += 1
    }
    byGram = [UInt32](repeating: 0, count: total)
    sortedGrams = byGram
    var places = [0] + ends.dropLast()
    for occurrence in carriers {
      let text = Int(texts[Int(occurrence)])
      byGram[places[text]] = occurrence
      sortedGrams[places[text]] = grams[Int(occurrence)]
      places[text] += 1
    }
  }
}
