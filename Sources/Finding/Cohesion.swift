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
  /// The candidates that share a passage.
  private(set) var chained = Candidates()

  /// Lets the candidate pairs vote.
  ///
  /// - Complexity: O(candidate pairs), one chaining each.
  init(
    _ postings: Postings, _ pile: Pile, _ candidates: Candidates, _ settings: Finder.Settings,
    _ workers: Workers
  ) {
    gramVotes = [UInt32](repeating: 0, count: postings.gramCount)
    edgeVotes = [UInt32](repeating: 0, count: postings.edgeCarriers.count)
    let parts = workers.map(pile.count, chunk: 1024) { texts in
      var ballot = Ballot(settings)
      for text in texts {
        let chained = candidates.partners(of: text).filter {
          ballot.vote(text, Int($0), postings, pile)
        }
        ballot.chained.append(chained)
      }
      return ballot
    }
    for ballot in parts {
      for gram in ballot.grams { gramVotes[Int(gram)] += 1 }
      for edge in ballot.edges { edgeVotes[Int(edge)] += 1 }
      chained.append(ballot.chained)
    }
  }

  /// The votes of some pairs.
  private struct Ballot {
    var grams: [UInt32] = []
    var edges: [UInt32] = []
    var chained = Candidates()
    private var chain: Chain
    private var coherent: [Bool] = []
    private let settings: Finder.Settings

    init(_ settings: Finder.Settings) {
      self.settings = settings
      chain = Chain(settings)
    }

    /// Votes for a pair, and tells whether it shares a passage at all.
    mutating func vote(_ text: Int, _ other: Int, _ postings: Postings, _ pile: Pile) -> Bool {
      chain.chain(text, other, postings)
      guard !chain.passages.isEmpty else { return false }
      let length = pile.length(of: text, postings)
      let total = Double(Spans.size(Spans.union(chain.passages.map(\.a))))
      coherent.removeAll(keepingCapacity: true)
      for passage in chain.passages {
        let span = Double(passage.a.count)
        coherent.append(
          span >= settings.coherentWhole * length
            || total - span >= settings.coherentRest * (length - span))
      }
      for hit in chain.hits where hit.passage >= 0 && coherent[hit.passage] {
        let slot = Int(postings.slots[hit.a])
        let carriers = postings.carriers(of: Int(postings.grams[hit.a]))
        if slot > carriers.lowerBound,
          Int(postings.carriers[slot - 1]) == other
            || Int(postings.carriers[carriers.lowerBound]) == other
        {
          grams.append(postings.grams[hit.a])
        }
        if postings.edges[hit.a] != Postings.none, postings.edges[hit.a] == postings.edges[hit.b],
          Int(postings.edgeNeighbours[hit.a]) == other
        {
          edges.append(postings.edges[hit.a])
        }
      }
      return true
    }
  }
}

extension Pile {
  /// What a text has to share: its length in units, less the part that repeats itself.
  func length(of text: Int, _ postings: Postings) -> Double {
    Double(length(of: text)) * Double(postings.firstShare[text])
  }
}
