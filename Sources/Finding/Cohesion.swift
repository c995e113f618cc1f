/// Votes on what a gram stands in: a text shared for its own sake, or a notice under many texts.
///
/// A passage is boilerplate when the texts that carry it share little else. That is asked of the
/// pairs that are verified anyway, and voted per gram: each carrier of a gram speaks for the pair
/// it makes with the longest carrier and the pair with the carrier before it. Pairs that are not
/// even candidates say no by their absence.
struct Cohesion: Sendable {
  /// For each gram: the pairs in which it stands in a coherent passage.
  private(set) var gramVotes: [UInt32]
  /// For each edge: the same.
  private(set) var edgeVotes: [UInt32]
  /// For each edge: the number of texts that have it.
  private(set) var edgeCarriers: [UInt32] = []
  /// For each gram: the texts that have it, equal ones each.
  private(set) var copies: [UInt32] = []
  /// The candidates that share a passage.
  private(set) var chained = Candidates()
  /// The number of candidates.
  private(set) var candidates = 0

  /// Texts whose candidates vote while those of the next are looked for.
  private static let blockSize = 1024
  private static let chunkSize = 64

  /// Finds candidate pairs and lets them vote.
  ///
  /// - Complexity: O(occurrences + candidate pairs), one chaining for each pair.
  init(
    _ postings: Postings, _ settings: Finder.Settings, _ workers: Workers,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) {
    gramVotes = [UInt32](repeating: 0, count: postings.gramCount)
    edgeVotes = [UInt32](repeating: 0, count: postings.edgeCount)
    let scan = Scan(CandidateScan(postings, settings))
    var next = scan.read(Self.blockSize)
    while let block = next {
      let chunks = (block.texts.count + Self.chunkSize - 1) / Self.chunkSize
      // The next texts are looked at while those found last vote.
      let parts = workers.map(1 + chunks, chunk: 1) { part -> Part in
        let chunk = part.lowerBound - 1
        if chunk < 0 { return .block(scan.read(Self.blockSize)) }
        var ballot = Ballot(settings)
        let start = block.texts.lowerBound + chunk * Self.chunkSize
        for text in start..<min(start + Self.chunkSize, block.texts.upperBound) {
          ballot.vote(text, block, postings)
        }
        return .ballot(ballot)
      }
      for part in parts {
        switch part {
        case .block(let block): next = block
        case .ballot(let ballot): count(ballot)
        }
      }
      candidates += block.candidates.count
      progress(block.texts.upperBound, postings.pile.count)
    }
    copies = scan.scan.copies()
    edgeCarriers = scan.scan.edgeCarriers()
  }

  /// The scan that all threads have, of which one looks on at a time.
  private final class Scan: @unchecked Sendable {
    private(set) var scan: CandidateScan

    init(_ scan: consuming CandidateScan) { self.scan = scan }

    func read(_ size: Int) -> CandidateScan.Block? { scan.read(size) }
  }

  private enum Part: Sendable {
    case block(CandidateScan.Block?)
    case ballot(Ballot)
  }

  private mutating func count(_ ballot: Ballot) {
    for gram in ballot.grams { gramVotes[Int(gram)] += 1 }
    for edge in ballot.edges { edgeVotes[Int(edge)] += 1 }
    chained.append(ballot.chained)
  }

  /// The votes of some pairs.
  private struct Ballot: Sendable {
    private(set) var grams: [UInt32] = []
    private(set) var edges: [UInt32] = []
    private(set) var chained = Candidates()
    private var chain: Chain
    private var coherence: Coherence
    private var touched: UInt64 = 0

    init(_ settings: Finder.Settings) {
      coherence = Coherence(settings)
      chain = Chain(settings)
    }

    /// Votes for the pairs of a text, and keeps those that share a passage at all.
    mutating func vote(_ text: Int, _ block: CandidateScan.Block, _ postings: Postings) {
      let partners = block.candidates.partners(of: text - block.texts.lowerBound)
      if partners.isEmpty {
        chained.append(partners)
        return
      }
      touched |= postings.fetch(partners)
      var kept: [UInt32] = []
      for other in partners {
        chain.chain(text, Int(other), postings)
        if chain.passages.isEmpty { continue }
        kept.append(other)
        coherence.find(in: chain, of: postings.pile.weighedLength(of: text))
        let start = block.start(of: text)
        for hit in chain.hits where coherence.has(hit) {
          let known = start + Int(hit.a)
          if block.before[known] == other || block.first[known] == other { grams.append(hit.gram) }
          if block.edgeBefore[known] == other, let edge = postings.edge(hit.gram, hit.edge) {
            edges.append(UInt32(truncatingIfNeeded: edge))
          }
        }
      }
      chained.append(kept)
    }
  }
}

/// Which passages of a pair are coherent: shared for their own sake, or among much else that is.
///
/// One value is used for many pairs and keeps its memory.
struct Coherence: Sendable {
  private var ranges: [Range<Int>] = []
  private var coherent: [Bool] = []
  private let settings: Finder.Settings

  init(_ settings: Finder.Settings) { self.settings = settings }

  /// Whether a shared gram stands in a coherent passage.
  @inline(__always)
  func has(_ hit: Chain.Hit) -> Bool { hit.passage >= 0 && coherent[Int(hit.passage)] }

  /// Looks at the passages last chained, in a text of a length less what repeats itself.
  mutating func find(in chain: borrowing Chain, of length: Double) {
    ranges.removeAll(keepingCapacity: true)
    for passage in chain.passages { ranges.append(passage.a) }
    Spans.unite(&ranges)
    let total = Double(Spans.size(ranges))
    coherent.removeAll(keepingCapacity: true)
    for passage in chain.passages {
      let span = Double(passage.a.count)
      coherent.append(
        span >= settings.coherentWhole * length
          || total - span >= settings.coherentRest * (length - span))
    }
  }
}

extension Pile {
  /// What a text has to share: its length in units, less the part that repeats itself.
  func weighedLength(of text: Int) -> Double { Double(length(of: text)) * firstShare(of: text) }
}
