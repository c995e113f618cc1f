import Glibc
public import Prose

/// The texts of earlier runs, kept on disk so that new texts can be set against them.
///
/// A folder of *segments*, each written once, and one small file, `manifest`, that names those that
/// count. Adding writes a new segment beside the others and then puts a new manifest in place of
/// the old one, so that an end at any moment leaves the index as it was before or as it is after
/// (as in Lucene). Small segments are merged as they come to be many.
public final class TextIndex {
  private let path: String
  private var lock: IndexLock?
  private(set) var segments: [IndexSegment] = []
  /// What later segments changed, by the number of the text.
  private var changes: [Int: IndexChange] = [:]

  /// Opens an index.
  ///
  /// Throws an `InputError` where there is none, or where it cannot be used.
  ///
  /// - Parameter isForAdding: Whether texts will be added; one run at a time may.
  public init(_ path: String, isForAdding: Bool) throws {
    self.path = path
    guard IndexManifest.exists(in: path) else {
      throw InputError(
        problem: "there is no index in `\(path)`",
        hint: "make one with `truecopy find PILE --index \(path) --out FOLDER`")
    }
    if isForAdding { lock = try IndexLock(path) }
    try load()
  }

  private init(_ path: String, _ lock: IndexLock) {
    self.path = path
    self.lock = lock
  }

  /// Prepares a folder for a new index, which replaces the one that is there once it is whole.
  ///
  /// Throws an `OutputError` where the folder cannot be written to or holds other things.
  public static func make(_ path: String) throws -> TextIndex {
    try FindingsFiles.prepare(path)
    if !IndexManifest.exists(in: path), let other = IndexManifest.stranger(in: path) {
      throw OutputError(
        problem: "`\(path)` holds `\(other)`, and is no index",
        hint: "name a new folder with --index")
    }
    return TextIndex(path, try IndexLock(path))
  }

  /// The number of texts.
  public var count: Int { segments.last.map { $0.first + $0.count } ?? 0 }

  // MARK: Asking

  /// Adds to a list the first so many texts of each segment that have a key.
  ///
  /// A key is told from others by 42 of its bits, so that a text now and then is named that does not
  /// have it: in an index of a million texts about once in two thousand askings. Whoever needs to be
  /// sure compares the texts.
  public func find(_ key: UInt64, most: Int, into texts: inout [UInt32]) {
    for segment in segments {
      let start = texts.count
      segment.find(key, most: most, into: &texts)
      if segment.first > 0 {
        for index in start..<texts.count { texts[index] += UInt32(segment.first) }
      }
    }
  }

  /// A text by its number; throws an `InputError` where it is damaged.
  public func article(_ number: Int) throws -> Article {
    let segment = segment(of: number)
    return try segment.article(number - segment.first)
  }

  /// The text of an identifier, if the index has it; throws an `InputError` where it is damaged.
  public func number(of id: Article.ID) throws -> Int? {
    var found: [UInt32] = []
    find(IndexKey.id(id), most: 4, into: &found)
    return try found.map { Int($0) }.first { try article($0).id == id }
  }

  /// The text that is kept for a text: the best copy of its cluster, or itself.
  public func keeper(of number: Int) -> Int {
    var keeper = number
    // A kept text may have given way to another since, and that one again.
    for _ in 0...segments.count + 1 {
      let segment = segment(of: keeper)
      let next = changes[keeper]?.keeper ?? segment.keeper(keeper - segment.first)
      if next == keeper || next >= count { break }
      keeper = next
    }
    return keeper
  }

  /// The number of grams that were kept of a text.
  public func gramCount(of number: Int) -> Int {
    let segment = segment(of: number)
    return segment.gramCount(number - segment.first)
  }

  /// What a text was last told to be in `clusters.jsonl`, as JSON; empty where it is in no cluster.
  public func member(_ number: Int) -> [UInt8] {
    if let change = changes[number] { return change.member }
    let segment = segment(of: number)
    return segment.member(number - segment.first)
  }

  /// For each of some kept texts: all texts it is kept for, itself among them.
  ///
  /// - Complexity: O(texts), a few nanoseconds each.
  public func clusters(of keepers: Set<Int>) -> [Int: [Int]] {
    var clusters: [Int: [Int]] = [:]
    if keepers.isEmpty { return clusters }
    for segment in segments {
      for text in 0..<segment.count {
        let number = segment.first + text
        let own = segment.keeper(text)
        if own == number && changes.isEmpty {
          if keepers.contains(number) { clusters[number, default: []].append(number) }
          continue
        }
        let keeper = keeper(of: number)
        if keepers.contains(keeper) { clusters[keeper, default: []].append(number) }
      }
    }
    return clusters
  }

  /// The hashes of the grams known to be boilerplate, in order.
  public var boilerplate: [UInt64] {
    if segments.count == 1 { return segments[0].boilerplate }
    var all = segments.flatMap(\.boilerplate)
    all.sort()
    var kept = 0
    for index in all.indices where index == 0 || all[index] != all[index - 1] {
      all[kept] = all[index]
      kept += 1
    }
    all.removeLast(all.count - kept)
    return all
  }

  private func segment(of number: Int) -> IndexSegment {
    segments.last { $0.first <= number } ?? segments[0]
  }

  // MARK: Adding

  /// Writes a segment behind those that are there and makes it count.
  ///
  /// - Parameter body: Adds the texts; gives what became of earlier ones, and the grams it found to
  ///   be boilerplate.
  package func add(
    _ body: (IndexSegmentWriter) throws -> (changes: [IndexChange], boilerplate: [UInt64])
  ) throws {
    let name = nextName
    let writer = try IndexSegmentWriter(path + "/" + name, first: count)
    let (changes, boilerplate) = try body(writer)
    try writer.finish(changes: changes, boilerplate: boilerplate)
    try commit(segments.map(\.name) + [name])
    try mergeSmall()
  }

  /// Merges the last segment with the one before it while that is not much larger, so that there
  /// are never more than a few and each text is copied a few times only.
  private func mergeSmall() throws {
    while segments.count > 1,
      segments[segments.count - 2].count <= 2 * segments[segments.count - 1].count
    {
      let merged = segments.suffix(2)
      let name = nextName
      let writer = try IndexSegmentWriter(path + "/" + name, first: merged[merged.startIndex].first)
      for segment in merged { try writer.add(segment) }
      try writer.finish(
        changes: merged.flatMap(\.changes), boilerplate: merged.flatMap(\.boilerplate))
      try commit(segments.dropLast(2).map(\.name) + [name])
    }
  }

  /// A name no file in the folder has, for what counts there must stay until the new one does.
  private var nextName: String {
    let numbers = IndexManifest.segmentFiles(in: path).compactMap { name in
      Int(name.drop { !$0.isNumber }.prefix { $0.isNumber })
    }
    return IndexManifest.segmentPrefix + String((numbers.max() ?? 0) + 1)
  }

  private func commit(_ names: [String]) throws {
    try IndexManifest(segments: names).write(to: path)
    try load()
    IndexManifest.removeStrays(in: path, keeping: names)
  }

  private func load() throws {
    segments = try IndexManifest(path).segments.map { try IndexSegment(path, $0) }
    var first = 0
    changes = [:]
    for segment in segments {
      guard segment.first == first else {
        throw InputError.damagedIndex(path, "`\(segment.name)` does not follow the one before it")
      }
      first += segment.count
      for change in segment.changes { changes[change.text] = change }
    }
  }
}
