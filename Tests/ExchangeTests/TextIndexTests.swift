import Foundation
import Prose
import Support
import Testing

@testable import Exchange

/// An index on disk against a dictionary.
@Suite struct TextIndexTests {
  typealias Seeded = Support.Seeded
  let folder = TemporaryFolder()

  /// A text with the grams it is found by and the number of the text kept for it.
  struct Entry {
    var article: Article
    var grams: [UInt64]
    var keeper: Int
    var member: String
  }

  /// Texts numbered from `first` on, of few grams, so that they share many.
  static func entries(_ count: Int, first: Int, _ random: inout Seeded) -> [Entry] {
    (first..<first + count).map { number in
      let grams = Set((0..<random.below(20)).map { _ in UInt64(random.below(40)) << 56 | 7 })
      let isAlone = random.isOneIn(3)
      return Entry(
        article: Article(
          id: "t\(number)\t\"é🙂", text: String(repeating: "Word \(number)\n", count: number % 7),
          published: number % 2 == 0 ? "2026-01-0\(number % 9 + 1)" : nil),
        grams: grams.map { $0 % (1 << 62) }, keeper: isAlone ? number : random.below(number + 1),
        member: isAlone ? "" : "{\"id\":\"t\(number)\"}")
    }
  }

  static func add(_ entries: [Entry], _ changes: [IndexChange] = [], to index: TextIndex) throws {
    try index.add { segment in
      for entry in entries {
        try segment.add(
          entry.article, grams: entry.grams, content: 5, keeper: entry.keeper,
          member: Array(entry.member.utf8))
      }
      return (changes, entries.first.map { [$0.grams.min() ?? 9, 3] } ?? [])
    }
  }

  private func check(_ index: TextIndex, against entries: [Entry]) throws {
    #expect(index.count == entries.count)
    for (number, entry) in entries.enumerated() {
      let article = try index.article(number)
      #expect(article.id == entry.article.id && article.text == entry.article.text)
      #expect(article.published == entry.article.published)
      #expect(try index.number(of: entry.article.id) == number)
      #expect(index.gramCount(of: number) == entry.grams.count)
      #expect(String(decoding: index.member(number), as: UTF8.self) == entry.member)
    }
    for gram in Set(entries.flatMap(\.grams)) {
      var found: [UInt32] = []
      index.find(IndexKey.gram(gram), most: .max, into: &found)
      #expect(found.map { Int($0) } == entries.indices.filter { entries[$0].grams.contains(gram) })
      var few: [UInt32] = []
      index.find(IndexKey.gram(gram), most: 2, into: &few)
      #expect(few.count <= 2 * index.segments.count && few.allSatisfy(found.contains))
    }
    var none: [UInt32] = []
    index.find(IndexKey.gram(1 << 61 | 1 << 30), most: .max, into: &none)
    #expect(none.isEmpty)
    #expect(try index.number(of: "nobody") == nil)
  }

  @Test(arguments: 0..<6)
  func `what was added in any number of goes is found`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    var all: [Entry] = []
    let index = try TextIndex.make(folder.path + "/index")
    #expect(index.count == 0)
    for size in [30, 0, 1, 9, 40, 2, 3].prefix(seed + 2) {
      let entries = Self.entries(size, first: all.count, &random)
      try Self.add(entries, to: index)
      all += entries
      try check(index, against: all)
    }
    withExtendedLifetime(index) {}
    try check(TextIndex(folder.path + "/index", isForAdding: false), against: all)
  }

  @Test func `many small additions leave few segments`() throws {
    var random = Seeded(3)
    let index = try TextIndex.make(folder.path + "/index")
    for number in 0..<40 {
      try Self.add(Self.entries(1, first: number, &random), to: index)
    }
    #expect(index.count == 40 && index.segments.count < 7)
    // Nothing but what counts is left in the folder.
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/index"))
    #expect(names == Set(index.segments.map(\.name) + ["manifest", "lock"]))
  }

  @Test func `a kept text gives way, and its cluster follows`() throws {
    func entry(_ number: Int, keeper: Int) -> Entry {
      Entry(
        article: Article(id: "t\(number)", text: ""), grams: [], keeper: keeper,
        member: "[\(number)]")
    }
    let index = try TextIndex.make(folder.path + "/index")
    try Self.add([entry(0, keeper: 0), entry(1, keeper: 0), entry(2, keeper: 2)], to: index)
    #expect(index.clusters(of: [0]) == [0: [0, 1]])
    let change = IndexChange(text: 0, keeper: 3, member: Array("[old]".utf8))
    try Self.add([entry(3, keeper: 3)], [change], to: index)
    #expect((0..<4).map(index.keeper) == [3, 3, 2, 3])
    #expect(index.clusters(of: [3, 2]) == [3: [0, 1, 3], 2: [2]])
    #expect(index.member(0) == Array("[old]".utf8))
    // Merging keeps what was changed.
    for number in 4..<9 { try Self.add([entry(number, keeper: number)], to: index) }
    #expect((0..<4).map(index.keeper) == [3, 3, 2, 3])
  }

  @Test func `keys sorted in many runs come as from one sort`() throws {
    var random = Seeded(11)
    for runSize in [1, 7, 1000] {
      let runs = try KeyRuns(beside: folder.path + "/keys", runSize: runSize)
      var wanted: [(UInt64, UInt32)] = []
      for text in 0..<(runSize == 1 ? 50 : 900) {
        let key = random.next() >> UInt64(random.below(3) * 4)
        wanted.append((key, UInt32(text)))
        try runs.add(key, UInt32(text))
      }
      var told: [UInt64] = []
      var groups: [Int] = []
      try runs.forEachGroup { group, packed in
        for index in packed.indices {
          told.append(packed[index])
          groups.append(group)
        }
      }
      let sorted = wanted.map { (IndexKey.group($0), IndexKey.packed($0, $1)) }.sorted { $0 < $1 }
      #expect(told == sorted.map(\.1) && groups == sorted.map(\.0))
    }
    #expect(try folder.names.isEmpty)
  }

  // MARK: Trouble

  private func made(_ count: Int = 12) throws -> String {
    var random = Seeded(5)
    let path = folder.path + "/index"
    try Self.add(Self.entries(count, first: 0, &random), to: TextIndex.make(path))
    return path
  }

  @Test func `a file cut anywhere is told, never believed`() throws {
    let path = try made()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path + "/segment-1"))
    for size in [0, 1, 100, whole.count / 2, whole.count - 1] {
      try whole.prefix(size).write(to: URL(fileURLWithPath: path + "/segment-1"))
      #expect(throws: InputError.self) { try TextIndex(path, isForAdding: false) }
    }
  }

  @Test func `a byte changed anywhere ends in an error or in an answer, never in a crash`() throws {
    let path = try made()
    let file = URL(fileURLWithPath: path + "/segment-1")
    let whole = try Data(contentsOf: file)
    var random = Seeded(8)
    for _ in 0..<300 {
      var changed = whole
      changed[random.below(whole.count)] ^= UInt8(1 << random.below(8))
      try changed.write(to: file)
      guard let index = try? TextIndex(path, isForAdding: false) else { continue }
      for number in 0..<index.count {
        _ = try? index.article(number)
        _ = index.member(number)
        _ = index.keeper(of: number)
      }
      var found: [UInt32] = []
      for gram in 0..<40 { index.find(UInt64(gram) << 56 | 7, most: 9, into: &found) }
      _ = index.clusters(of: [0, 1, 2])
      _ = index.boilerplate
    }
  }

  @Test func `no index, another version, a strange folder`() throws {
    #expect(throws: InputError.self) { try TextIndex(folder.path + "/none", isForAdding: false) }
    let path = try made()
    try Data("truecopy/index/99\nend\n".utf8).write(to: URL(fileURLWithPath: path + "/manifest"))
    #expect(throws: InputError.self) { try TextIndex(path, isForAdding: false) }
    try folder.write("letters/mother.txt", "Dear")
    #expect(throws: OutputError.self) { try TextIndex.make(folder.path + "/letters") }
  }

  @Test func `one run at a time may add`() throws {
    let path = try made()
    let first = try TextIndex(path, isForAdding: true)
    #expect(throws: InputError.self) { try TextIndex(path, isForAdding: true) }
    _ = try TextIndex(path, isForAdding: false)
    withExtendedLifetime(first) {}
  }

  @Test func `what a killed run left is not looked at, and taken away by the next`() throws {
    let path = try made()
    let whole = try Data(contentsOf: URL(fileURLWithPath: path + "/segment-1"))
    try whole.write(to: URL(fileURLWithPath: path + "/segment-7"))
    try whole.prefix(99).write(to: URL(fileURLWithPath: path + "/segment-8.partial"))
    let index = try TextIndex(path, isForAdding: true)
    #expect(index.count == 12)
    var random = Seeded(6)
    try Self.add(Self.entries(1, first: 12, &random), to: index)
    let names = Set(try FileManager.default.contentsOfDirectory(atPath: path))
    #expect(names == Set(index.segments.map(\.name) + ["manifest", "lock"]))
  }

  @Test func `a new index takes the place of the old one`() throws {
    let path = try made()
    var random = Seeded(9)
    let index = try TextIndex.make(path)
    // Until it is whole, the old one is there.
    #expect(try TextIndex(path, isForAdding: false).count == 12)
    try Self.add(Self.entries(3, first: 0, &random), to: index)
    #expect(try TextIndex(path, isForAdding: false).count == 3)
  }
}
