/// Finds the pairs of texts worth verifying, by counting the grams they share: the texts are gone
/// through once, in working order.
///
/// For each carrier of a gram one is counted for the longest text that carries it (*star*), for
/// the carrier before it (*chain*) and for the one before it with the same edge, so a gram costs
/// three counts a carrier however frequent it is, and none has to be left out. All three are known
/// when a text is reached, so that a gram needs no list of its carriers. In a pile small enough to
/// afford it, the grams of few carriers count for all their pairs: then almost no pair that
/// overlaps is missed, where the sparse counts only promise each text a good neighbour.
///
/// A value, and not an object, so that no access to what it holds is checked as the program runs.
struct CandidateScan {
  /// What is known of a gram while texts are gone through.
  private struct Gram {
    /// The first text that has it, and the last so far.
    var first = Postings.none
    var last = Postings.none
    /// The place of its first edge in `edges`.
    var edges: UInt32 = 0
  }

  private let postings: Postings
  private let least: Int
  /// The same for a text of few grams, and how many are few.
  private let leastOfFew: Int
  private let few: Int
  private var grams: [Gram]
  /// For each edge, behind one that stands for none: the last text that has it so far, in the lower
  /// half, and how many have it.
  private var edges: [UInt64]
  /// For each gram: the equal texts that have it, beside one each.
  private var moreCopies: [UInt32] = []
  private var lists: CarrierLists?
  /// For each text, and for none behind the last: the grams counted.
  private var counts: [UInt16]
  private var touched: [UInt32] = []
  private var occurrences = Occurrences()
  private var next = 0
  /// The occurrences of the last block.
  private var lastSize = 0

  init(_ postings: Postings, _ settings: Finder.Settings) {
    self.postings = postings
    let texts = postings.pile.count
    grams = (0..<postings.gramCount).map { gram in
      Gram(edges: UInt32(truncatingIfNeeded: postings.edges(of: gram).lowerBound + 1))
    }
    edges = [UInt64](repeating: UInt64(Postings.none), count: postings.edgeCount + 1)
    counts = [UInt16](repeating: 0, count: texts + 1)
    let isFull = texts <= settings.fullCountTexts
    least = isFull ? settings.leastSharedOfAll : settings.leastShared
    leastOfFew = isFull ? least : settings.leastSharedOfFew
    few = settings.fewGrams
    if isFull { lists = CarrierLists(postings, most: settings.fullCarriers) }
  }

  /// For each gram: the texts that have it, equal ones each, once all texts are gone through.
  func copies() -> [UInt32] {
    moreCopies.isEmpty ? postings.carriers : zip(postings.carriers, moreCopies).map { $0 + $1 }
  }

  /// For each edge: the number of texts that have it, once all texts are gone through.
  func edgeCarriers() -> [UInt32] {
    edges.dropFirst().map { UInt32(truncatingIfNeeded: $0 >> 32) }
  }

  /// The candidates among the next texts; nil if there are no more.
  ///
  /// - Complexity: O(occurrences), times at most half of `settings.fullCarriers` where all pairs
  ///   are counted.
  mutating func read(_ size: Int) -> Block? {
    let texts = next..<min(next + size, postings.pile.count)
    if texts.isEmpty { return nil }
    next = texts.upperBound
    var block = Block(texts, size: lastSize + lastSize / 8)
    for text in texts {
      occurrences.read(text, postings)
      let start = block.before.count
      block.makeRoom(occurrences.count)
      meet(UInt32(truncatingIfNeeded: text), &block, start)
      countCopies(text)
      let kept: Int
      if var lists = self.lists.take() {
        kept = countListed(UInt32(truncatingIfNeeded: text), block, start, &lists)
        self.lists = consume lists
      } else {
        kept = countNeighbours(block, start)
      }
      drain(kept, into: &block)
      block.endText(from: start)
    }
    lastSize = block.before.count
    return block
  }

  /// Notes who had each gram and edge before.
  ///
  /// What is known of a gram lies anywhere in memory; nothing here waits for it but what is
  /// written, so that many are fetched at once.
  private mutating func meet(_ me: UInt32, _ block: inout Block, _ start: Int) {
    let count = occurrences.count
    block.change(from: start) { first, before, edgeBefore in
      grams.withUnsafeMutableBufferPointer { grams in
        occurrences.withEach { names, variants in
          for index in 0..<count {
            let gram = Int(names[index])
            let known = grams[gram]
            first[index] = known.first
            before[index] = known.last
            let hasEdge = variants[index] != GramRecord.noEdge
            edgeBefore[index] = hasEdge ? known.edges &+ UInt32(variants[index]) : 0
            let isFirst = known.first == Postings.none
            grams[gram] = Gram(first: isFirst ? me : known.first, last: me, edges: known.edges)
          }
        }
      }
      edges.withUnsafeMutableBufferPointer { edges in
        for index in 0..<count {
          let edge = Int(edgeBefore[index])
          let known = edges[edge]
          edgeBefore[index] = UInt32(truncatingIfNeeded: known)
          let last = edge == 0 ? Postings.none : me
          edges[edge] = (known >> 32 &+ 1) << 32 | UInt64(last)
        }
      }
    }
  }

  private mutating func countCopies(_ text: Int) {
    let more = UInt32(truncatingIfNeeded: postings.pile.multiplicity(of: text) - 1)
    if more == 0 { return }
    if moreCopies.isEmpty { moreCopies = [UInt32](repeating: 0, count: grams.count) }
    for index in occurrences.indices { moreCopies[Int(occurrences.grams[index])] += more }
  }

  /// Counts star, chain and edge of each gram; gives the number of texts touched.
  ///
  /// Whether the three are one text cannot be foreseen, so all are counted, and by nought where
  /// they are.
  private mutating func countNeighbours(_ block: Block, _ start: Int) -> Int {
    let count = occurrences.count
    if touched.count < 3 * count + 3 {
      touched = [UInt32](repeating: 0, count: 6 * count + 3)
    }
    return counts.withUnsafeMutableBufferPointer { counts in
      touched.withUnsafeMutableBufferPointer { touched in
        let none = counts.count - 1
        var size = 0
        @inline(__always)
        func add(_ text: UInt32, _ isNew: Bool) {
          let place = isNew ? Int(text) : none
          let before = counts[place]
          counts[place] = before &+ (before < .max ? 1 : 0)
          touched[size] = text
          size &+= before == 0 && isNew ? 1 : 0
        }
        for index in start..<start + count {
          let (first, before) = (block.first[index], block.before[index])
          let edgeBefore = block.edgeBefore[index]
          add(first, first != Postings.none)
          add(before, before != first)
          add(
            edgeBefore,
            (edgeBefore != Postings.none) && (edgeBefore != first) && (edgeBefore != before))
        }
        counts[none] = 0
        return size
      }
    }
  }

  /// The same, but all texts for grams that few have.
  private mutating func countListed(
    _ me: UInt32, _ block: Block, _ start: Int, _ lists: inout CarrierLists
  ) -> Int {
    if touched.count < counts.count { touched = [UInt32](repeating: 0, count: counts.count) }
    return counts.withUnsafeMutableBufferPointer { counts in
      touched.withUnsafeMutableBufferPointer { touched in
        var size = 0
        @inline(__always)
        func add(_ text: UInt32) {
          let before = counts[Int(text)]
          counts[Int(text)] = before &+ (before < .max ? 1 : 0)
          touched[size] = text
          size &+= before == 0 ? 1 : 0
        }
        for index in occurrences.indices {
          let gram = occurrences.grams[index]
          if lists.isListed(gram) {
            for text in lists.texts(of: gram) { add(text) }
            lists.add(me, to: gram)
            continue
          }
          let (first, before) = (block.first[start + index], block.before[start + index])
          let edgeBefore = block.edgeBefore[start + index]
          if first == Postings.none { continue }
          add(first)
          if before != first { add(before) }
          if edgeBefore != Postings.none, edgeBefore != first, edgeBefore != before {
            add(edgeBefore)
          }
        }
        return size
      }
    }
  }

  private mutating func drain(_ count: Int, into block: inout Block) {
    let enough = occurrences.count < few ? leastOfFew : least
    var kept = 0
    for index in 0..<count {
      let text = touched[index]
      if counts[Int(text)] >= enough {
        touched[kept] = text
        kept += 1
      }
      counts[Int(text)] = 0
    }
    touched[..<kept].sort()
    block.candidates.append(touched[..<kept])
  }

  /// Some texts in a row with their candidates.
  struct Block: Sendable {
    let texts: Range<Int>
    /// Partners by the place of the text in the block.
    fileprivate(set) var candidates = Candidates()
    /// For each occurrence of each text with partners: the first text that has the gram, the text
    /// before that has it, and the one before that has the edge.
    private(set) var first: [UInt32] = []
    private(set) var before: [UInt32] = []
    private(set) var edgeBefore: [UInt32] = []
    private var ends: [Int] = []

    /// No candidates yet; `size` occurrences are expected.
    fileprivate init(_ texts: Range<Int>, size: Int) {
      self.texts = texts
      first.reserveCapacity(size)
      before.reserveCapacity(size)
      edgeBefore.reserveCapacity(size)
    }

    /// Where what is known of the occurrences of a text begins.
    func start(of text: Int) -> Int {
      text == texts.lowerBound ? 0 : ends[text - texts.lowerBound - 1]
    }

    fileprivate mutating func makeRoom(_ count: Int) {
      let fresh = repeatElement(Postings.none, count: count)
      first.append(contentsOf: fresh)
      before.append(contentsOf: fresh)
      edgeBefore.append(contentsOf: fresh)
    }

    /// Lets what is known from a place on be written.
    @inline(__always)
    fileprivate mutating func change(
      from start: Int,
      _ body: (
        _ first: UnsafeMutablePointer<UInt32>, _ before: UnsafeMutablePointer<UInt32>,
        _ edgeBefore: UnsafeMutablePointer<UInt32>
      ) -> Void
    ) {
      first.withUnsafeMutableBufferPointer { first in
        before.withUnsafeMutableBufferPointer { before in
          edgeBefore.withUnsafeMutableBufferPointer { edgeBefore in
            guard let first = first.baseAddress, let before = before.baseAddress,
              let edgeBefore = edgeBefore.baseAddress
            else { return }
            body(first + start, before + start, edgeBefore + start)
          }
        }
      }
    }

    /// Keeps what was appended since if the text that ends here has partners.
    fileprivate mutating func endText(from start: Int) {
      if candidates.partners(of: candidates.texts - 1).isEmpty {
        first.removeLast(first.count - start)
        before.removeLast(before.count - start)
        edgeBefore.removeLast(edgeBefore.count - start)
      }
      ends.append(first.count)
    }
  }
}

/// The texts of each gram that few have, as far as they were met.
private struct CarrierLists {
  /// For each gram, and behind the last: where its list begins.
  private var starts: [UInt32] = []
  /// For each gram: the end of what is in its list.
  private var ends: [UInt32]
  private var texts: [UInt32]

  init(_ postings: Postings, most: Int) {
    starts.reserveCapacity(postings.gramCount + 1)
    var total: UInt32 = 0
    for carriers in postings.carriers {
      starts.append(total)
      if carriers <= UInt32(most) { total += carriers }
    }
    ends = starts
    starts.append(total)
    texts = [UInt32](repeating: 0, count: Int(total))
  }

  func isListed(_ gram: UInt32) -> Bool { starts[Int(gram)] != starts[Int(gram) + 1] }

  func texts(of gram: UInt32) -> ArraySlice<UInt32> {
    texts[Int(starts[Int(gram)])..<Int(ends[Int(gram)])]
  }

  mutating func add(_ text: UInt32, to gram: UInt32) {
    texts[Int(ends[Int(gram)])] = text
    ends[Int(gram)] += 1
  }
}
