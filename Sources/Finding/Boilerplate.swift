/// What is boilerplate in each text, as the votes of `Cohesion` decided.
struct Boilerplate: Sendable {
  /// For each gram: whether what it stands in is shared for its own sake.
  private var cleanGrams: [Bool] = []
  /// For each edge: the same.
  private var cleanEdges: [Bool] = []
  /// For each text: the end of its masks.
  private var maskEnds: [Int] = []
  /// Runs of boilerplate, in units, text after text.
  private var masks: [Range<Int>] = []

  /// The runs of boilerplate in a text, in units, disjoint and in order.
  func masks(of text: Int) -> ArraySlice<Range<Int>> {
    masks[(text == 0 ? 0 : maskEnds[text - 1])..<maskEnds[text]]
  }

  func masked(_ text: Int) -> Int { masks(of: text).reduce(0) { $0 + $1.count } }

  /// Whether a shared gram is evidence.
  func isClean(_ hit: Chain.Hit, _ postings: Postings) -> Bool {
    if cleanGrams[Int(postings.grams[hit.a])] { return true }
    let edge = postings.edges[hit.a]
    return edge != Postings.none && edge == postings.edges[hit.b] && cleanEdges[Int(edge)]
  }

  /// Whether a gram is evidence wherever it stands.
  func isClean(gram: Int) -> Bool { cleanGrams[gram] }

  /// Whether an occurrence stands in text shared for its own sake.
  func isClean(_ occurrence: Int, _ postings: Postings) -> Bool {
    if cleanGrams[Int(postings.grams[occurrence])] { return true }
    let edge = postings.edges[occurrence]
    return edge != Postings.none && cleanEdges[Int(edge)]
  }

  /// Counts the votes.
  ///
  /// A gram or edge of two carriers is always believed.
  ///
  /// - Complexity: O(occurrences).
  init(_ votes: Cohesion, _ postings: Postings, _ settings: Finder.Settings) {
    cleanGrams = (0..<postings.gramCount).map { gram in
      let carriers = postings.carriers(of: gram).count
      return carriers < 3
        || Double(votes.gramVotes[gram]) >= settings.leastVotes * Double(2 * carriers - 3)
    }
    cleanEdges = postings.edgeCarriers.indices.map { edge in
      let carriers = postings.edgeCarriers[edge]
      return carriers < 3
        || Double(votes.edgeVotes[edge]) >= settings.leastVotes * Double(carriers - 1)
    }
    for text in postings.ends.indices {
      mask(text, postings, settings)
      maskEnds.append(masks.count)
    }
  }

  /// Masks the runs of boilerplate occurrences.
  ///
  /// Any other repeated gram ends a run; a gram of this text alone does not, being most often a
  /// scanning error in a notice.
  private mutating func mask(_ text: Int, _ postings: Postings, _ settings: Finder.Settings) {
    var run: Range<Int>?
    var masked = 0
    func close(_ masks: inout [Range<Int>]) {
      if let run, run.count >= settings.shortestMask {
        // Grams overlap: where a clean one parts two runs, the second may begin inside the first.
        masks.append(max(masked, run.lowerBound)..<run.upperBound)
        masked = run.upperBound
      }
      run = nil
    }
    for occurrence in postings.occurrences(of: text) {
      let start = Int(postings.positions[occurrence])
      let end = start + Fingerprints.gramLength
      if isClean(occurrence, postings) {
        close(&masks)
      } else if let open = run, start - open.upperBound <= settings.widestMaskGap {
        run = open.lowerBound..<end
      } else {
        close(&masks)
        run = start..<end
      }
    }
    close(&masks)
  }

  /// Every notice once: where it stands in the longest text that holds it, and its carriers.
  ///
  /// - Complexity: O(occurrences).
  func notices(_ postings: Postings) -> [(text: Int, units: Range<Int>, carriers: Int)] {
    var isKnown = [Bool](repeating: false, count: postings.gramCount)
    var notices: [(text: Int, units: Range<Int>, carriers: Int)] = []
    for text in postings.ends.indices {
      for mask in joinedMasks(of: text, postings) {
        let grams = postings.occurrences(of: text)
          .filter { mask.contains(Int(postings.positions[$0])) && !isClean($0, postings) }
          .map { Int(postings.grams[$0]) }
        if 2 * grams.count(where: { isKnown[$0] }) < grams.count {
          let carriers = grams.map { postings.carriers(of: $0).count }.sorted()
          notices.append((text, mask, carriers[carriers.count / 2]))
        }
        for gram in grams { isKnown[gram] = true }
      }
    }
    return notices
  }

  /// The masks of a text, those as one between which no repeated gram stands.
  private func joinedMasks(of text: Int, _ postings: Postings) -> [Range<Int>] {
    var joined: [Range<Int>] = []
    for mask in masks(of: text) {
      let isNext = joined.last.map { last in
        !postings.occurrences(of: text).contains {
          (last.upperBound..<mask.lowerBound).contains(Int(postings.positions[$0]))
        }
      }
      if isNext == true, let last = joined.popLast() {
        joined.append(last.lowerBound..<mask.upperBound)
      } else {
        joined.append(mask)
      }
    }
    return joined
  }
}
