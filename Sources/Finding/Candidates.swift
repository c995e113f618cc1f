/// The pairs of texts worth verifying, found by counting the grams they share.
///
/// For each carrier of a gram one is counted for the longest text that carries it (*star*), for
/// the carrier before it (*chain*) and for the one before it with the same edge, so a gram costs
/// three counts a carrier however frequent it is, and none has to be left out. In a pile small
/// enough to afford it, the grams of few carriers count for all their pairs: then almost no pair
/// that overlaps is missed, where the sparse counts only promise each text a good neighbour.
struct Candidates: Sendable {
  /// For each text: the end of its partners.
  private var ends: [Int] = []
  /// Partners, each earlier in working order than the text it belongs to, ascending.
  private var partners: [UInt32] = []

  var count: Int { partners.count }

  /// The candidate partners of a text among the texts before it.
  func partners(of text: Int) -> ArraySlice<UInt32> {
    partners[(text == 0 ? 0 : ends[text - 1])..<ends[text]]
  }

  /// Counts.
  ///
  /// - Complexity: O(occurrences), times at most half of `settings.fullCarriers` where all pairs
  ///   are counted.
  init(_ postings: Postings, _ settings: Finder.Settings, _ workers: Workers) {
    let texts = postings.ends.count
    let full = texts <= settings.fullCountTexts ? settings.fullCarriers : 0
    let parts = workers.map(texts, chunk: max(1024, texts / 16)) { range in
      var counter = Counter(texts: texts)
      var part = Candidates()
      for text in range {
        counter.count(text, postings, full)
        let isShort = postings.occurrences(of: text).count < settings.fewGrams
        let sparse = isShort ? settings.leastSharedOfFew : settings.leastShared
        counter.drain(into: &part, least: full > 0 ? settings.leastSharedOfAll : sparse)
      }
      return part
    }
    for part in parts { append(part) }
  }

  /// No pairs yet, of no texts.
  init() {}

  /// Adds the next text with its partners.
  mutating func append(_ partners: some Sequence<UInt32>) {
    self.partners += partners
    ends.append(self.partners.count)
  }

  /// Adds the texts of another part after these.
  mutating func append(_ part: Candidates) {
    ends += part.ends.map { $0 + partners.count }
    partners += part.partners
  }

  private struct Counter {
    var counts: [UInt16]
    var touched: [UInt32] = []

    init(texts: Int) { counts = [UInt16](repeating: 0, count: texts) }

    mutating func count(_ text: Int, _ postings: Postings, _ full: Int) {
      for occurrence in postings.occurrences(of: text) {
        let slot = Int(postings.slots[occurrence])
        let range = postings.carriers(of: Int(postings.grams[occurrence]))
        guard slot > range.lowerBound else { continue }
        if range.count <= full {
          for other in range.lowerBound..<slot {
            add(postings.carriers[other])
          }
          continue
        }
        let first = postings.carriers[range.lowerBound]
        let before = postings.carriers[slot - 1]
        let edge = range.count > 3 ? postings.edgeNeighbours[occurrence] : Postings.none
        add(first)
        if before != first { add(before) }
        if edge != Postings.none, edge != first, edge != before { add(edge) }
      }
    }

    private mutating func add(_ text: UInt32) {
      if counts[Int(text)] == 0 { touched.append(text) }
      if counts[Int(text)] < .max { counts[Int(text)] += 1 }
    }

    mutating func drain(into part: inout Candidates, least: Int) {
      var kept = 0
      for text in touched {
        if counts[Int(text)] >= least {
          touched[kept] = text
          kept += 1
        }
        counts[Int(text)] = 0
      }
      touched.removeLast(touched.count - kept)
      touched.sort()
      part.append(touched)
      touched.removeAll(keepingCapacity: true)
    }
  }
}
