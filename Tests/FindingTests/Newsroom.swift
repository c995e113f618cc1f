import Prose
import Synchronization

@testable import Finding

/// Writes reports of invented words, and damages them, always the same for the same seed.
struct Newsroom: RandomNumberGenerator {
  private var state: UInt64
  private var vocabulary: [String] = []

  private static let syllables = [
    "ka", "lo", "mir", "ten", "su", "var", "do", "phe", "gri", "na", "bel", "os",
  ]

  init(seed: UInt64) {
    state = seed
    for _ in 0..<3000 {
      let length = Int.random(in: 1...4, using: &self)
      vocabulary.append((0..<length).map { _ in pick(Self.syllables) }.joined())
    }
  }

  private static let letters = Array("etaoinshrdlu")

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  mutating func word() -> String { pick(vocabulary) }

  /// Sentences of about a dozen words, as many words in all as asked for.
  mutating func report(words count: Int) -> String {
    var words: [String] = []
    var isFirst = true
    for _ in 0..<count {
      var word = self.word()
      if isFirst { word = word.capitalizedFirst }
      isFirst = Int.random(in: 0..<12, using: &self) == 0
      words.append(isFirst ? word + "." : word)
    }
    return words.joined(separator: " ") + "."
  }

  /// Replaces a share of the words by others.
  mutating func edited(_ text: String, _ share: Double) -> String {
    text.split(separator: " ").map {
      Double.random(in: 0..<1, using: &self) < share ? word() : String($0)
    }.joined(separator: " ")
  }

  /// Replaces a share of the letters, as a bad scan does.
  mutating func scanned(_ text: String, _ share: Double) -> String {
    String(
      text.map {
        $0 != " " && Double.random(in: 0..<1, using: &self) < share
          ? pick(Self.letters) : $0
      })
  }

  /// The same sentences in another order.
  mutating func reordered(_ text: String) -> String {
    text.split(separator: ".").shuffled(using: &self).joined(separator: ".") + "."
  }

  mutating func shuffled(_ articles: [Article]) -> [Article] { articles.shuffled(using: &self) }
}

extension String {
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

  /// The first words.
  func first(words count: Int) -> String {
    split(separator: " ").prefix(count).joined(separator: " ")
  }
}

/// Articles named by letters in front of a number, so that their order by identifier is known.
func articles(_ texts: [String], _ prefix: String = "a") -> [Article] {
  texts.enumerated().map { index, text in
    let number = String(index)
    return Article(
      id: prefix + String(repeating: "0", count: 5 - number.count) + number, text: text)
  }
}

extension Findings {
  func link(_ x: String, _ y: String) -> Link? {
    links.first { $0.a == min(x, y) && $0.b == max(x, y) }
  }

  func cluster(of id: String) -> Cluster? {
    clusters.first { $0.members.contains { $0.id == id } }
  }

  func areTogether(_ x: String, _ y: String) -> Bool {
    cluster(of: x).map { $0.id == cluster(of: y)?.id } ?? false
  }
}

extension Pile {
  /// The pile of some texts, read in runs of three.
  init(of texts: [String], memory: Int = .max) throws {
    self.init(try Ledger(of: texts, memory: memory), articles(texts))
  }
}

extension Ledger {
  /// The ledger of some texts, read in runs of three; on scratch if they take too much memory.
  init(of texts: [String], memory: Int = .max) throws {
    self.init(memory: memory, scratch: memory == .max ? nil : MemoryScratch())
    for start in stride(from: 0, to: texts.count, by: 3) {
      var run = Fingerprints()
      for text in texts[start..<min(start + 3, texts.count)] { run.read(text) }
      try enter(run)
    }
  }
}

/// Scratch that is in memory after all.
final class MemoryScratch: Scratch {
  private let bytes = Mutex<[UInt8]>([])

  var count: Int { bytes.withLock { $0.count } }

  func append(_ new: UnsafeRawBufferPointer) { bytes.withLock { $0 += new } }

  func read(_ target: UnsafeMutableRawBufferPointer, at offset: Int) {
    bytes.withLock { target.copyBytes(from: $0[offset..<offset + target.count]) }
  }

  func write(_ source: UnsafeRawBufferPointer, at offset: Int) {
    bytes.withLock { $0.replaceSubrange(offset..<offset + source.count, with: source) }
  }
}

/// A kept gram as a test sees it.
struct KeptGram: Hashable {
  var hash: UInt64
  var position: Int
  var isBase: Bool
}

extension Fingerprints {
  /// The kept grams of a text, with their places.
  func keptGrams(of text: Int) -> [KeptGram] {
    var position = 0
    return records[records(of: text)].compactMap { bits in
      let record = GramRecord(bits: bits)
      position += record.gap
      return record.isGap
        ? nil : KeptGram(hash: record.hash, position: position, isBase: record.isBase)
    }
  }

  /// The numbers of a text.
  func unpackedNumbers(of text: Int) -> [Number] {
    var unpacked: [Number] = []
    NumberPacking.unpack(numbers[numbers(of: text)], into: &unpacked)
    return unpacked
  }
}
