public import Prose

/// Verified pairs by their identifiers, packed: a pile has as many of them as texts, or more.
///
/// A pair is a few numbers and its passages stand in one list with all others; a `Link` is made
/// when one is looked at.
public struct Links: RandomAccessCollection, Sendable {
  /// One pair: the places of its texts in their source, and what was counted in them.
  struct Record: Sendable {
    /// The text with the lesser identifier, and the other.
    var a: Int32, b: Int32
    var countA: Int32, countB: Int32
    var words: Int32 = 0, verbatim: Int32 = 0, aligned: Int32 = 0
    var spanA: Int32 = 0, spanB: Int32 = 0
    /// Where the passages start among those of all pairs.
    var firstPassage: UInt32 = 0
    var passages: UInt32 = 0
    var relation: Link.Relation
    var ground: Link.Ground
    var isDirect: Bool

    var coverageA: Double { relation == .exact ? 1 : share(words, countA) }
    var coverageB: Double { relation == .exact ? 1 : share(words, countB) }
    var coverage: Double { Swift.max(coverageA, coverageB) }
    var identity: Double { relation == .exact ? 1 : share(words, aligned) }

    func span(ofA: Bool) -> Double {
      relation == .exact ? 1 : ofA ? share(spanA, countA) : share(spanB, countB)
    }

    private func share(_ part: Int32, _ whole: Int32) -> Double {
      Double(part) / Double(Swift.max(1, whole))
    }
  }

  /// The ends of a passage, in bytes and in scalars.
  struct Ends: Sendable {
    var startA: Int32, endA: Int32, startB: Int32, endB: Int32
    var scalarStartA: Int32, scalarEndA: Int32, scalarStartB: Int32, scalarEndB: Int32
  }

  private(set) var records: [Record] = []
  private var ends: [Ends] = []
  private var source: any TextSource = [Article]()
  /// For each text of the source: its cluster, -1 for none.
  private var clusters: [Int32] = []
  private var clusterIDs: [Cluster.ID] = []

  /// No pairs.
  public init() {}

  init(_ source: any TextSource) { self.source = source }

  /// 0.
  public var startIndex: Int { 0 }
  /// The number of pairs.
  public var endIndex: Int { records.count }

  /// One pair.
  public subscript(index: Int) -> Link { link(records[index]) }

  func link(_ record: Record) -> Link {
    let first = Int(record.firstPassage)
    let passages = ends[first..<first + Int(record.passages)].map { ends in
      Link.Passage(
        a: TextRange(Int(ends.startA), Int(ends.endA)),
        b: TextRange(Int(ends.startB), Int(ends.endB)),
        scalarsA: Int(ends.scalarStartA)..<Int(ends.scalarEndA),
        scalarsB: Int(ends.scalarStartB)..<Int(ends.scalarEndB))
    }
    return Link(
      a: source.id(at: Int(record.a)), b: source.id(at: Int(record.b)), relation: record.relation,
      ground: record.ground, coverageA: record.coverageA, coverageB: record.coverageB,
      identity: record.identity, spanA: record.span(ofA: true), spanB: record.span(ofA: false),
      words: Int(record.words), verbatim: Int(record.verbatim), passages: passages,
      isDirect: record.isDirect, cluster: cluster(of: record))
  }

  private func cluster(of record: Record) -> Cluster.ID? {
    guard !clusters.isEmpty else { return nil }
    let (a, b) = (clusters[Int(record.a)], clusters[Int(record.b)])
    return a >= 0 && a == b ? clusterIDs[Int(a)] : nil
  }

  /// Those links that are wanted, in the clusters given.
  ///
  /// - Complexity: O(links).
  public func filtered(
    clusters: [Article.ID: Cluster.ID], where isWanted: (Link) -> Bool
  ) -> Links {
    var links = Links(source)
    links.ends = ends
    links.records = records.filter { isWanted(link($0)) }
    var numbers: [Cluster.ID: Int32] = [:]
    links.clusters = [Int32](repeating: -1, count: source.count)
    for place in links.records.flatMap({ [Int($0.a), Int($0.b)] }) {
      guard let id = clusters[source.id(at: place)] else { continue }
      if numbers[id] == nil {
        numbers[id] = Int32(truncatingIfNeeded: links.clusterIDs.count)
        links.clusterIDs.append(id)
      }
      links.clusters[place] = numbers[id] ?? -1
    }
    return links
  }

  // MARK: Putting together

  /// Makes room for a pair's passages behind the others, and gives it its place.
  mutating func append(_ record: Record, _ passages: [Ends]) {
    var record = record
    record.firstPassage = UInt32(truncatingIfNeeded: ends.count)
    record.passages = UInt32(truncatingIfNeeded: passages.count)
    ends += passages
    records.append(record)
  }

  /// Puts the pairs of another list behind these.
  mutating func append(_ other: Links) {
    let shift = UInt32(truncatingIfNeeded: ends.count)
    ends += other.ends
    for var record in other.records {
      record.firstPassage &+= shift
      records.append(record)
    }
  }

  /// Puts the pairs in the order of their identifiers.
  ///
  /// - Parameter ranks: For each text: its place in the order of identifiers.
  mutating func sort(by ranks: [Int32]) {
    func key(_ record: Record) -> UInt64 { Links.key(ranks, record.a, record.b) }
    var order = records.indices.map { (key: key(records[$0]), at: UInt32(truncatingIfNeeded: $0)) }
    order.sort { $0.key < $1.key }
    records = order.map { records[Int($0.at)] }
  }

  /// The pair of two texts, once the pairs are sorted.
  ///
  /// - Complexity: O(log pairs).
  func record(_ x: Int, _ y: Int, sortedBy ranks: [Int32]) -> Record? {
    let inOrder = ranks[x] < ranks[y]
    let wanted = Links.key(ranks, Int32(inOrder ? x : y), Int32(inOrder ? y : x))
    let place = records.indices.partitioningIndex {
      Links.key(ranks, records[$0].a, records[$0].b) >= wanted
    }
    guard place < records.count else { return nil }
    return Links.key(ranks, records[place].a, records[place].b) == wanted ? records[place] : nil
  }

  private static func key(_ ranks: [Int32], _ a: Int32, _ b: Int32) -> UInt64 {
    UInt64(ranks[Int(a)]) << 32 | UInt64(ranks[Int(b)])
  }

  /// Says in which cluster each text is, -1 for none.
  mutating func assign(_ clusters: [Int32], ids: [Cluster.ID]) {
    (self.clusters, clusterIDs) = (clusters, ids)
  }
}

extension Links {
  /// Links that another run kept, to be put behind others.
  init(from archive: inout ArchiveReader) {
    records = archive.take(Record.self)
    ends = archive.take(Ends.self)
  }

  func write(to archive: ArchiveWriter) {
    archive.add(records)
    archive.add(ends)
  }
}

extension Links: Hashable {
  /// Whether both hold the same links.
  public static func == (x: Links, y: Links) -> Bool { x.elementsEqual(y) }

  /// Feeds all links to a hasher.
  public func hash(into hasher: inout Hasher) { for link in self { hasher.combine(link) } }
}
