import Prose
import Testing

@testable import Finding

/// The join, the counts and the chains against straightforward ones.
@Suite struct JoinTests {
  private let texts: [String]
  private let pile: Pile
  private let postings: Postings
  /// For each text: its grams.
  private let grams: [[KeptGram]]

  init() throws {
    var newsroom = Newsroom(seed: 11)
    var texts: [String] = []
    for _ in 0..<8 {
      let report = newsroom.report(words: Int.random(in: 30...160, using: &newsroom))
      texts += [report, newsroom.edited(report, 0.1), newsroom.reordered(report + " " + report)]
      texts.append(newsroom.report(words: 40) + " " + report.first(words: 60))
      texts.append(report.uppercased())
    }
    self.texts = texts
    postings = Postings(try Pile(of: texts))
    pile = postings.pile
    var fingerprints = Fingerprints()
    for text in texts { fingerprints.read(text) }
    grams = (0..<postings.pile.count).map { [postings] in
      fingerprints.keptGrams(of: postings.pile.place(of: $0))
    }
  }

  private func occurrences(_ text: Int, _ postings: Postings) -> Occurrences {
    var occurrences = Occurrences()
    occurrences.read(text, postings)
    return occurrences
  }

  private var carriers: [UInt64: [Int]] {
    var carriers: [UInt64: [Int]] = [:]
    for text in grams.indices {
      for gram in grams[text] { carriers[gram.hash, default: []].append(text) }
    }
    return carriers
  }

  @Test func equalTextsAreOne() {
    #expect(pile.count == 32)
    #expect((0..<32).count { pile.multiplicity(of: $0) == 2 } == 8)
    #expect((0..<32).flatMap { Array(pile.copies(of: $0)) }.sorted() == Array(0..<40))
  }

  /// In memory at once, and on scratch, some buckets at a time.
  @Test(arguments: [Int.max, 1 << 14, 1])
  func postingsHoldTheRepeatedGramsOnly(memory: Int) throws {
    let postings = Postings(try Pile(of: texts, memory: memory))
    let carriers = carriers
    var names: [UInt64: UInt32] = [:]
    for text in grams.indices {
      let repeated = grams[text].filter { carriers[$0.hash]!.count > 1 }
      let held = occurrences(text, postings)
      #expect(held.positions[..<held.count].map(Int.init) == repeated.map(\.position))
      for (gram, index) in zip(repeated, held.indices) {
        let name = names[gram.hash] ?? held.grams[index]
        names[gram.hash] = name
        #expect(held.grams[index] == name)
        #expect(Int(postings.carriers[Int(name)]) == carriers[gram.hash]!.count)
      }
    }
    #expect(Set(names.values).count == names.count && names.count == postings.gramCount)
    #expect(postings.count == (0..<pile.count).reduce(0) { $0 + occurrences($1, postings).count })
  }

  @Test func hashesAreKeptIfAskedFor() throws {
    let postings = Postings(try Pile(of: texts, memory: 1 << 14), keepsHashes: true)
    for text in grams.indices {
      let byPlace = Dictionary(uniqueKeysWithValues: grams[text].map { ($0.position, $0.hash) })
      let held = occurrences(text, postings)
      for index in held.indices {
        let hash = byPlace[Int(held.positions[index])]!
        #expect(postings.hashes[Int(held.grams[index])] == hash << 16)
      }
    }
  }

  @Test(arguments: [Int.max, 1 << 14])
  func edgesAreGramsWithTheSameNextGram(memory: Int) throws {
    let postings = Postings(try Pile(of: texts, memory: memory))
    var byGram: [UInt32: [(edge: Int?, next: UInt64?)]] = [:]
    for text in grams.indices {
      let held = occurrences(text, postings)
      for index in held.indices {
        byGram[held.grams[index], default: []].append(
          (
            postings.edge(held.grams[index], held.edges[index]),
            next(text, Int(held.positions[index]))
          ))
      }
    }
    var (same, known) = (0, Set<Int>())
    for carriers in byGram.values where carriers.count > 2 {
      for (place, x) in carriers.enumerated() {
        let others = carriers.indices.filter { $0 != place && carriers[$0].next == x.next }
        #expect((x.edge != nil) == (x.next != nil && !others.isEmpty))
        for other in others where x.edge != nil {
          #expect(carriers[other].edge == x.edge)
          same += 1
        }
      }
      let edges = Set(carriers.compactMap(\.edge))
      #expect(edges.count == Set(carriers.filter { $0.edge != nil }.map(\.next)).count)
      #expect(known.isDisjoint(with: edges))
      known.formUnion(edges)
    }
    #expect(same > 100)
    #expect(known == Set(0..<postings.edgeCount))
  }

  /// What follows a gram is told by part of its hash, by which two may be told for one; then they
  /// are however many passes the join takes.
  @Test func edgesAreTheSameInAnyNumberOfPasses() throws {
    /// A hash by the part that is told and the bucket.
    func hash(_ told: Int, _ bucket: Int) -> UInt64 {
      UInt64(told) << GramJoin.keyShift | UInt64(bucket)
    }
    // What follows `shared` is one of four in many texts, two and two told for one, or one of eight
    // that stand in one text each and are told for one; all in other buckets.
    let shared = hash(0, 5)
    let followers = (0..<4).map { hash(9 + $0 / 2, 5 * $0 % 16) }
    func ledger(memory: Int) throws -> Ledger {
      var ledger = Ledger(memory: memory, scratch: memory == .max ? nil : MemoryScratch())
      for text in 0..<60 {
        var run = Fingerprints()
        let after = text < 8 ? hash(77, text) : followers[text % 4]
        for hash in [shared, after, hash(1000 + text, text % 16)] {
          run.records.append(GramRecord(hash: hash, gap: 20, isBase: true).bits)
        }
        run.recordEnds.append(UInt32(run.records.count))
        run.numberEnds.append(0)
        run.lengths.append(UInt32(1000 - text))
        run.firstShare.append(1)
        run.contents.append(UInt64(text))
        try ledger.enter(run)
      }
      return ledger
    }
    func edges(memory: Int) throws -> (passes: Int, groups: Set<[Int]>) {
      let texts = (0..<60).map { Article(id: "\($0)", text: "") }
      let postings = Postings(Pile(try ledger(memory: memory), texts))
      var groups: [Int: [Int]] = [:]
      for text in 0..<postings.pile.count {
        let held = occurrences(text, postings)
        for index in held.indices {
          if let edge = postings.edge(held.grams[index], held.edges[index]) {
            groups[edge, default: []].append(text)
          }
        }
      }
      return (postings.passes, Set(groups.values))
    }
    let whole = try edges(memory: .max)
    #expect(whole.passes == 1 && whole.groups.count == 3)
    for memory in [1 << 12, 1 << 10, 1] {
      let cut = try edges(memory: memory)
      #expect(cut.passes > 1 && cut.groups == whole.groups)
    }
  }

  /// The hash after a gram, of those its sample holds.
  private func next(_ text: Int, _ position: Int) -> UInt64? {
    let after = grams[text].drop { $0.position != position }
    let isBase = after.first?.isBase == true
    return after.dropFirst().first { !isBase || $0.isBase }?.hash
  }

  private func scan(_ settings: Finder.Settings) -> [[Int]] {
    var scan = CandidateScan(postings, settings)
    var partners: [[Int]] = []
    while let block = scan.read(7) {
      for text in block.texts {
        partners.append(
          block.candidates.partners(of: text - block.texts.lowerBound).map(Int.init))
      }
    }
    return partners
  }

  @Test func countsOfASmallPileMissNoPair() {
    let settings = Finder.Settings()
    let candidates = scan(settings)
    let hashes = grams.map { Set($0.map(\.hash)) }
    for text in 0..<pile.count {
      let expected = (0..<text).filter {
        hashes[text].intersection(hashes[$0]).count >= settings.leastSharedOfAll
      }
      #expect(candidates[text] == expected)
    }
    #expect(candidates.joined().count > 30)
  }

  @Test func sparseCountsAreThoseOfTheNaiveSearch() {
    var settings = Finder.Settings()
    settings.fullCountTexts = 0
    let candidates = scan(settings)
    let carriers = carriers
    var found = 0
    for text in 0..<pile.count {
      var counts: [Int: Int] = [:]
      for gram in grams[text] {
        let all = carriers[gram.hash]!
        let before = all.prefix { $0 < text }
        guard let first = before.first, let last = before.last else { continue }
        var partners: Set = [first, last]
        let next = self.next(text, gram.position)
        if next != nil, all.count > 2,
          let edge = before.last(where: { other in
            let place = grams[other].first { $0.hash == gram.hash }!.position
            return self.next(other, place) == next
          })
        {
          partners.insert(edge)
        }
        for partner in partners { counts[partner, default: 0] += 1 }
      }
      let isShort = grams[text].count < settings.fewGrams
      let least = isShort ? settings.leastSharedOfFew : settings.leastShared
      let expected = counts.filter { $0.value >= least }.keys.sorted()
      #expect(candidates[text] == expected)
      found += expected.count
    }
    #expect(found > 20)
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
    let places = Dictionary(uniqueKeysWithValues: grams[b].map { ($0.hash, $0.position) })
    let shared = grams[a].compactMap { gram in places[gram.hash].map { (gram.position, $0) } }
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
