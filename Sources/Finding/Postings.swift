/// Which texts hold which gram: the sorted join of all fingerprints, without the grams of one text.
///
/// An *occurrence* is a repeated gram in a text (its first there); occurrences are numbered text
/// by text in the order they stand. The *carriers* of a gram are its texts in working order. An
/// *edge* is a gram with the next kept gram of its text: at a million texts common grams meet by
/// chance, edges do not.
struct Postings: Sendable {
  static let none = UInt32.max

  /// For each text: the end of its occurrences.
  private(set) var ends: [Int] = []
  /// For each occurrence: where it starts in its text, in units.
  private(set) var positions: [UInt32] = []
  /// For each occurrence: its gram, numbered as they are first met.
  ///
  /// So a text that shares many grams with another finds what is known of them side by side.
  private(set) var grams: [UInt32] = []
  /// For each occurrence: the place of its text among all carriers.
  private(set) var slots: [UInt32] = []
  /// For each occurrence: its edge, if another text has the same.
  var edges: [UInt32] = []
  /// For each occurrence: the text before its own that has the same edge.
  var edgeNeighbours: [UInt32] = []
  /// For each edge: the number of texts that have it.
  var edgeCarriers: [UInt32] = []
  /// For each gram: the end of its carriers.
  private(set) var gramEnds: [UInt32] = []
  /// The texts of each gram, gram by gram.
  private(set) var carriers: [UInt32] = []
  /// For each text: the share of its kept grams that stand there for the first time.
  private(set) var firstShare: [Float] = []

  var gramCount: Int { gramEnds.count }

  func occurrences(of text: Int) -> Range<Int> { (text == 0 ? 0 : ends[text - 1])..<ends[text] }

  func carriers(of gram: Int) -> Range<Int> {
    (gram == 0 ? 0 : Int(gramEnds[gram - 1]))..<Int(gramEnds[gram])
  }

  /// Joins the fingerprints of a pile, which forgets its grams.
  ///
  /// - Complexity: O(grams): a radix join, then every step is one pass.
  init(_ pile: inout Pile, _ workers: Workers = .serial) {
    let nexts = collect(pile, GramJoin(pile, workers).marks)
    pile.dropGrams()
    let slotNexts = place(nexts)
    joinEdges(slotNexts)
  }

  /// Numbers the occurrences; gives the hash that follows each in its text, 0 for none.
  private mutating func collect(_ pile: Pile, _ marks: consuming [UInt32]) -> [UInt32] {
    let total = marks.count { $0 != GramJoin.unique }
    positions.reserveCapacity(total)
    grams.reserveCapacity(total)
    var nexts = [UInt32](repeating: 0, count: total)
    ends.reserveCapacity(pile.count)
    firstShare.reserveCapacity(pile.count)
    var sizes: [UInt32] = []
    var number = 0
    for text in 0..<pile.count {
      let (hashSlice, placeSlice) = (pile.hashes(of: text), pile.positions(of: text))
      let (hashes, places) = (hashSlice.span, placeSlice.span)
      for index in hashes.indices {
        let first = marks[number]
        if first != GramJoin.unique {
          var gram = UInt32(truncatingIfNeeded: sizes.count)
          if first == UInt32(truncatingIfNeeded: number) {
            sizes.append(1)
          } else {
            gram = marks[Int(first)]
            sizes[Int(gram)] &+= 1
          }
          marks[number] = gram
          grams.append(gram)
          positions.append(places[index])
        }
        number &+= 1
      }
      var place = grams.count
      var (next, nextBase): (UInt64, UInt64) = (0, 0)
      for index in hashes.indices.reversed() {
        // A long text does not keep the denser sample: to it the next gram is the next base gram.
        let hash = hashes[index]
        let isBase = Fingerprints.isBase(hash)
        number &-= 1
        if marks[number] != GramJoin.unique {
          place &-= 1
          nexts[place] = UInt32(truncatingIfNeeded: isBase ? nextBase : next)
        }
        next = hash
        if isBase { nextBase = hash }
      }
      number += hashes.count
      ends.append(grams.count)
      firstShare.append(pile.firstShare(of: text))
    }
    var end: UInt32 = 0
    gramEnds = sizes.map { size in
      end += size
      return end
    }
    return nexts
  }

  /// Puts the texts of each gram side by side; gives the hash that follows it in each of them.
  private mutating func place(_ nexts: [UInt32]) -> [UInt32] {
    var cursors: [UInt32] = [0]
    cursors.reserveCapacity(gramEnds.count + 1)
    cursors += gramEnds
    carriers = [UInt32](repeating: 0, count: grams.count)
    slots = carriers
    var slotNexts = carriers
    for text in ends.indices {
      for occurrence in occurrences(of: text) {
        let gram = Int(grams[occurrence])
        let slot = cursors[gram]
        cursors[gram] = slot &+ 1
        slots[occurrence] = slot
        carriers[Int(slot)] = UInt32(truncatingIfNeeded: text)
        slotNexts[Int(slot)] = nexts[occurrence]
      }
    }
    return slotNexts
  }
}
