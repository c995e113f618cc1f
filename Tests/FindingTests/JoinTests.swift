import Prose
import Testing

@testable import Finding

/// The join, the counts and the chains against straightforward ones.
@Suite struct JoinTests {
  private let pile: Pile
  private let postings: Postings
  /// For each text: its grams with their first place.
  private let firsts: [[UInt64: UInt32]]

  init() {
    var newsroom = Newsroom(seed: 11)
    var texts: [String] = []
    for _ in 0..<8 {
      let report = newsroom.report(words: Int.random(in: 30...160, using: &newsroom))
      texts += [report, newsroom.edited(report, 0.1), newsroom.reordered(report + " " + report)]
      texts.append(newsroom.report(words: 40) + " " + report.first(words: 60))
    }
    let pile = Pile(of: texts)
    var joined = pile
    postings = Postings(&joined)
    firsts = (0..<pile.count).map { text in
      zip(pile.hashes(of: text), pile.positions(of: text)).reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    self.pile = pile
  }

  @Test(arguments: [0, 1, 2, 63, 64, 1000, 20_000])
  func sortingPutsEqualKeysSideBySideInTheirOrder(_ count: Int) {
    var newsroom = Newsroom(seed: 4)
    // Keys that often agree in some of their bits only.
    let records = (0..<count).map { index -> UInt64 in
      let (upper, lower) = (newsroom.next() % 50, newsroom.next() % 90)
      let key: UInt64 = upper << 22 | (lower &* 0x1_2345)
      return key << 32 | UInt64(index)
    }
    var (sorted, other) = (records, records)
    var span = sorted.mutableSpan
    var room = other.mutableSpan
    RadixSort.sort(&span, &room)
    let runs = sorted.split(whereBetween: { $0 >> 32 != $1 >> 32 })
    let expected = Dictionary(grouping: records) { $0 >> 32 }
    #expect(runs.count == expected.count)
    #expect(runs.allSatisfy { Array($0) == expected[$0[$0.startIndex] >> 32] })
  }

  @Test func postingsHoldTheRepeatedGramsOnly() {
    var carriers: [UInt64: Int] = [:]
    for text in firsts { for hash in text.keys { carriers[hash, default: 0] += 1 } }
    for (text, grams) in firsts.enumerated() {
      let repeated = grams.filter { carriers[$0.key]! > 1 }
      let held = postings.occurrences(of: text)
      #expect(Set(held.map { postings.positions[$0] }) == Set(repeated.values))
      #expect(held.count == repeated.count)
      #expect(held.map { postings.positions[$0] } == held.map { postings.positions[$0] }.sorted())
    }
    let sizes = (0..<postings.gramCount).map { postings.carriers(of: $0).count }.sorted()
    #expect(sizes == carriers.values.filter { $0 > 1 }.sorted())
    #expect(sizes.last! > 2)
  }

  @Test func edgesAreGramsWithTheSameNextGram() {
    var pairs = 0
    for gram in 0..<postings.gramCount {
      let carriers = postings.carriers(of: gram).map { slot in
        postings.occurrences(of: Int(postings.carriers[slot])).first { postings.slots[$0] == slot }!
      }
      for (index, x) in carriers.enumerated() {
        for y in carriers[..<index] where postings.edges[x] != Postings.none {
          #expect((postings.edges[x] == postings.edges[y]) == (next(x) == next(y)))
          pairs += 1
        }
      }
    }
    #expect(pairs > 100)
  }

  /// The hash after an occurrence, of those its gram's sample holds.
  private func next(_ occurrence: Int) -> UInt64? {
    let text = Int(postings.carriers[Int(postings.slots[occurrence])])
    var hash: UInt64?
    for (next, position) in zip(pile.hashes(of: text), pile.positions(of: text)) {
      if let hash, !Fingerprints.isBase(hash) || Fingerprints.isBase(next) { return next }
      if position == postings.positions[occurrence] { hash = next }
    }
    return nil
  }

  @Test func countsOfASmallPileMissNoPair() {
    let settings = Finder.Settings()
    let candidates = Candidates(postings, settings, .serial)
    for text in 0..<pile.count {
      let expected = (0..<text).filter { other in
        firsts[text].keys.count { firsts[other][$0] != nil } >= settings.leastSharedOfAll
      }
      #expect(candidates.partners(of: text).map(Int.init) == expected)
    }
    #expect(candidates.count > 30)
  }

  @Test func sparseCountsFindEachCopyANeighbour() {
    var settings = Finder.Settings()
    settings.fullCountTexts = 0
    // Both for the same least, which only the sparse counts lower for short texts.
    settings.leastSharedOfFew = settings.leastSharedOfAll
    let sparse = Candidates(postings, settings, .serial)
    let full = Candidates(postings, Finder.Settings(), .serial)
    #expect(sparse.count < full.count)
    for text in 0..<pile.count {
      #expect(Set(sparse.partners(of: text)).isSubset(of: full.partners(of: text)))
      if !full.partners(of: text).isEmpty { #expect(!sparse.partners(of: text).isEmpty) }
    }
  }

  @Test func chainsAreThoseOfTheNaiveSearch() {
    var settings = Finder.Settings()
    settings.shortestPassage = 0
    var chain = Chain(settings)
    var found = 0
    for a in 0..<pile.count {
      for b in 0..<a {
        chain.chain(a, b, postings)
        let expected = naiveChain(a, b, settings)
        #expect(chain.passages.map(\.a) == expected.map(\.0))
        #expect(chain.passages.map(\.b) == expected.map(\.1))
        found += expected.count
      }
    }
    #expect(found > 30)
  }

  private func naiveChain(
    _ a: Int, _ b: Int, _ settings: Finder.Settings
  ) -> [(Range<Int>, Range<Int>)] {
    let shared = firsts[a].compactMap { hash, place in
      firsts[b][hash].map { (Int(place), Int($0)) }
    }.sorted { $0 < $1 }
    var chains: [(first: (Int, Int), last: (Int, Int), count: Int)] = []
    for hit in shared {
      let last = chains.lastIndex { chain in
        let (x, y) = (hit.0 - chain.last.0, hit.1 - chain.last.1)
        return x > 0 && y > 0 && max(x, y) <= settings.widestGap
          && abs(x - y) <= settings.widestDrift
      }
      if let last {
        chains[last].last = hit
        chains[last].count += 1
      } else {
        chains.append((hit, hit, 1))
      }
    }
    return chains.filter { $0.count > 1 }.map { chain in
      (chain.first.0..<chain.last.0 + 12, chain.first.1..<chain.last.1 + 12)
    }
  }

  @Test func spansAddUp() {
    let union = Spans.union([5..<9, 0..<3, 8..<12, 3..<4])
    #expect(union == [0..<4, 5..<12])
    #expect(Spans.size(union) == 11)
    #expect(Spans.size(union, outside: [2..<6, 7..<8, 11..<40]) == 11 - 3 - 1 - 1)
    #expect(Spans.size(union, outside: []) == 11)
  }
}

extension Array {
  fileprivate func split(whereBetween parts: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = 0
    for index in indices where index + 1 == count || parts(self[index], self[index + 1]) {
      runs.append(self[start...index])
      start = index + 1
    }
    return runs
  }
}
