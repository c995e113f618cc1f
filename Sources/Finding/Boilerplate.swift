internal import Prose

/// What is boilerplate in each text, as the votes of `Cohesion` decided.
struct Boilerplate: Sendable {
  /// For each gram: whether what it stands in is shared for its own sake.
  private var cleanGrams: BitSet
  /// For each edge: the same.
  private var cleanEdges: BitSet
  /// For each text: the end of its masks.
  private var maskEnds: [UInt32] = []
  /// Runs of boilerplate, in units, text after text.
  private var masks: [Range<Int>] = []
  /// For each text: the other copies that carry each of its grams that are evidence, in all.
  private(set) var weights: [Int] = []

  /// The runs of boilerplate in a text, in units, disjoint and in order.
  func masks(of text: Int) -> ArraySlice<Range<Int>> {
    masks[(text == 0 ? 0 : Int(maskEnds[text - 1]))..<Int(maskEnds[text])]
  }

  func masked(_ text: Int) -> Int { masks(of: text).reduce(0) { $0 + $1.count } }

  /// Whether a shared gram is evidence.
  @inline(__always)
  func isClean(_ hit: Chain.Hit, _ postings: Postings) -> Bool {
    if cleanGrams[Int(hit.gram)] { return true }
    guard let edge = postings.edge(hit.gram, hit.edge) else { return false }
    return cleanEdges[edge]
  }

  /// Whether an occurrence stands in text shared for its own sake.
  @inline(__always)
  func isClean(_ index: Int, of occurrences: borrowing Occurrences, _ postings: Postings) -> Bool {
    let gram = occurrences.grams[index]
    if cleanGrams[Int(gram)] { return true }
    guard let edge = postings.edge(gram, occurrences.edges[index]) else { return false }
    return cleanEdges[edge]
  }

  /// Counts the votes.
  ///
  /// A gram or edge of two carriers is always believed, unless it is known from elsewhere.
  ///
  /// - Parameter known: Hashes of grams that are boilerplate whatever the votes, in order.
  /// - Complexity: O(occurrences).
  init(
    _ votes: Cohesion, _ postings: Postings, known: [UInt64] = [], _ settings: Finder.Settings,
    _ workers: Workers
  ) {
    cleanGrams = BitSet(count: postings.gramCount) { gram in
      let carriers = postings.carriers[gram]
      return carriers < 3
        || Double(votes.gramVotes[gram]) >= settings.leastVotes * Double(2 * carriers - 3)
    }
    cleanEdges = BitSet(count: votes.edgeCarriers.count) { edge in
      let carriers = votes.edgeCarriers[edge]
      return carriers < 3
        || Double(votes.edgeVotes[edge]) >= settings.leastVotes * Double(carriers - 1)
    }
    distrust(known, votes, postings)
    let (cleanGrams, cleanEdges) = (cleanGrams, cleanEdges)
    let evidence = EvidenceWeights(votes, postings, cleanGrams, cleanEdges)
    let parts = workers.map(postings.pile.count, chunk: 2048) { texts in
      var part = Boilerplate(cleanGrams, cleanEdges)
      var room: [UInt64] = []
      for text in texts {
        postings.withRecords(of: text, &room) { records in
          part.read(records, settings) { evidence.carriers($0) }
        }
      }
      return part
    }
    for part in parts {
      let base = UInt32(masks.count)
      maskEnds += part.maskEnds.lazy.map { $0 + base }
      masks += part.masks
      weights += part.weights
    }
  }

  private init(_ cleanGrams: BitSet, _ cleanEdges: BitSet) {
    self.cleanGrams = cleanGrams
    self.cleanEdges = cleanEdges
  }

  /// Nothing known of any text or gram.
  init() { self.init(BitSet(count: 0) { _ in false }, BitSet(count: 0) { _ in false }) }

  /// What a whole pile says of the texts of a part of it, in their order there.
  ///
  /// - Complexity: O(occurrences).
  init(_ texts: [TextEvidence], _ postings: Postings) {
    self.init(
      BitSet(count: postings.gramCount) { _ in false },
      BitSet(count: postings.edgeCount) { _ in false })
    var occurrences = Occurrences()
    for (text, known) in texts.enumerated() {
      occurrences.read(text, postings)
      known.eachClean(of: occurrences) { index, isClean in
        let gram = occurrences.grams[index]
        if isClean.alone { cleanGrams.insert(Int(gram)) }
        if isClean.withFollower, let edge = postings.edge(gram, occurrences.edges[index]) {
          cleanEdges.insert(edge)
        }
      }
      masks += known.masks
      maskEnds.append(UInt32(truncatingIfNeeded: masks.count))
      weights.append(known.weight)
    }
  }

  /// Takes what is known to be boilerplate for boilerplate.
  ///
  /// Common phrases are boilerplate by themselves, not where something else follows; so an edge too
  /// few texts have to be asked is believed unless both its grams are known.
  private mutating func distrust(_ known: [UInt64], _ votes: Cohesion, _ postings: Postings) {
    guard !known.isEmpty else { return }
    let isKnown = BitSet(count: postings.gramCount) { known.holds(sorted: postings.hashes[$0]) }
    for gram in 0..<postings.gramCount where isKnown[gram] { cleanGrams.remove(gram) }
    var occurrences = Occurrences()
    for text in 0..<postings.pile.count {
      occurrences.read(text, postings)
      for index in occurrences.indices.dropLast() {
        let gram = occurrences.grams[index]
        guard isKnown[Int(gram)], isKnown[Int(occurrences.grams[index + 1])],
          let edge = postings.edge(gram, occurrences.edges[index]), votes.edgeCarriers[edge] < 3
        else { continue }
        cleanEdges.remove(edge)
      }
    }
  }

  /// Masks the runs of boilerplate occurrences of the next text, and weighs the others.
  ///
  /// Any other repeated gram ends a run; a gram of this text alone does not, being most often a
  /// scanning error in a notice.
  ///
  /// - Parameter carriers: The copies that carry an occurrence, 0 where it is no evidence; asked
  ///   for once each, in order.
  @inline(__always)
  mutating func read(
    _ records: UnsafeBufferPointer<UInt64>, _ settings: Finder.Settings,
    carriers: (GramRecord) -> UInt32
  ) {
    var run: Range<Int>?
    var masked = 0
    var weight = 0
    func close(_ masks: inout [Range<Int>]) {
      if let run, run.count >= settings.shortestMask {
        // Grams overlap: where a clean one parts two runs, the second may begin inside the first.
        masks.append(max(masked, run.lowerBound)..<run.upperBound)
        masked = run.upperBound
      }
      run = nil
    }
    var start = 0
    for bits in records {
      let record = GramRecord(bits: bits)
      start &+= record.gap
      if record.isGap { continue }
      let carriers = carriers(record)
      if carriers > 0 {
        weight &+= Int(carriers) &- 1
        if run != nil { close(&masks) }
        continue
      }
      let end = start + Fingerprints.gramLength
      if let open = run, start - open.upperBound <= settings.widestMaskGap {
        run = open.lowerBound..<end
      } else {
        close(&masks)
        run = start..<end
      }
    }
    close(&masks)
    maskEnds.append(UInt32(masks.count))
    weights.append(weight)
  }

  /// The hashes of the grams that are boilerplate in most of the texts that have them, in order.
  ///
  /// A phrase many reports use is boilerplate by itself and evidence where what follows is shared
  /// too; elsewhere it must not be held against a copy.
  ///
  /// - Complexity: O(occurrences).
  func grams(_ postings: Postings) -> [UInt64] {
    var unclean = [UInt32](repeating: 0, count: cleanGrams.count)
    var occurrences = Occurrences()
    for text in 0..<postings.pile.count {
      occurrences.read(text, postings)
      for index in occurrences.indices where !isClean(index, of: occurrences, postings) {
        unclean[Int(occurrences.grams[index])] += 1
      }
    }
    return unclean.indices.filter { unclean[$0] > 0 && 2 * unclean[$0] >= postings.carriers[$0] }
      .map { postings.hashes[$0] }.sorted()
  }

  /// Every notice once: where it stands in the longest text that holds it, and its carriers.
  ///
  /// - Complexity: O(occurrences of texts with masks).
  func notices(_ postings: Postings) -> [(text: Int, units: Range<Int>, carriers: Int)] {
    var isKnown = BitSet(count: postings.gramCount) { _ in false }
    var notices: [(text: Int, units: Range<Int>, carriers: Int)] = []
    var occurrences = Occurrences()
    for text in 0..<postings.pile.count where !masks(of: text).isEmpty {
      occurrences.read(text, postings)
      for (mask, grams) in noticed(text, occurrences, postings) {
        if 2 * grams.count(where: { isKnown[$0] }) < grams.count {
          let carriers = grams.map { Int(postings.carriers[$0]) }.sorted()
          notices.append((text, mask, carriers[carriers.count / 2]))
        }
        for gram in grams { isKnown.insert(gram) }
      }
    }
    return notices
  }

  /// The masks of a text with their grams, those as one between which no repeated gram stands.
  private func noticed(
    _ text: Int, _ occurrences: Occurrences, _ postings: Postings
  ) -> [(mask: Range<Int>, grams: [Int])] {
    var noticed: [(mask: Range<Int>, grams: [Int])] = []
    var index = 0
    for mask in masks(of: text) {
      var isNext = !noticed.isEmpty
      while index < occurrences.count, Int(occurrences.positions[index]) < mask.lowerBound {
        if let last = noticed.last, last.mask.upperBound <= Int(occurrences.positions[index]) {
          isNext = false
        }
        index += 1
      }
      if isNext {
        let last = noticed.count - 1
        noticed[last].mask = noticed[last].mask.lowerBound..<mask.upperBound
      } else {
        noticed.append((mask, []))
      }
      while index < occurrences.count, Int(occurrences.positions[index]) < mask.upperBound {
        if !isClean(index, of: occurrences, postings) {
          noticed[noticed.count - 1].grams.append(Int(occurrences.grams[index]))
        }
        index += 1
      }
    }
    return noticed
  }
}

extension Boilerplate {
  init(from archive: inout ArchiveReader) {
    cleanGrams = BitSet(from: &archive)
    cleanEdges = BitSet(from: &archive)
    maskEnds = archive.take(UInt32.self)
    let starts = archive.take(Int.self)
    masks = zip(starts, archive.take(Int.self)).map { $0..<$1 }
    weights = archive.take(Int.self)
  }

  func write(to archive: ArchiveWriter) {
    cleanGrams.write(to: archive)
    cleanEdges.write(to: archive)
    archive.add(maskEnds)
    archive.add(masks.map(\.lowerBound))
    archive.add(masks.map(\.upperBound))
    archive.add(weights)
  }
}
