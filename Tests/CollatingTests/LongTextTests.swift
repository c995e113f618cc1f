import Support
import Testing

@testable import Collating

/// Long texts: the alignment stays a chain, takes bounded time, and tells each limit it meets.
struct LongTextTests {
  private static func words(_ count: Int, seed: UInt64, of vocabulary: Int = 4000) -> [UInt64] {
    var random = Seeded(seed)
    // Squared, so that small numbers come often and large ones seldom, as words do.
    return (0..<count).map { _ in
      let draw = random.below(vocabulary)
      return UInt64(draw * draw / vocabulary) + 1
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let a: [UInt64]
    let b: [UInt64]
    /// How many words must at least be found equal.
    let least: Int
    /// Whether the search is cut off, and must say so.
    let meetsLimit: Bool

    init(_ name: String, _ a: [UInt64], _ b: [UInt64], least: Int, meetsLimit: Bool = false) {
      (self.name, self.a, self.b, self.least, self.meetsLimit) = (name, a, b, least, meetsLimit)
    }

    var testDescription: String { name }
  }

  private static let text = words(6000, seed: 1)
  private static let verse = words(40, seed: 2)

  static let cases: [Case] = [
    Case("identity", text, text, least: 6000),
    Case("empty", text, [], least: 0),
    Case("both empty", [], [], least: 0),
    Case("first words changed", text, words(30, seed: 3) + text.dropFirst(30), least: 5970),
    Case("last words changed", text, text.dropLast(30) + words(30, seed: 4), least: 5970),
    Case("first half only", text, Array(text.prefix(3000)), least: 3000),
    Case("second half only", text, Array(text.suffix(3000)), least: 3000),
    Case("halves swapped", text, Array(text.suffix(3000) + text.prefix(3000)), least: 3000),
    Case(
      "every tenth word changed", text, text.enumerated().map { $0 % 10 == 5 ? 9_999_999 : $1 },
      least: 5400),
    // 3000 could be found: here two words in a row meet only by chance, and chance anchors lead astray.
    Case(
      "every other word lost", text, text.enumerated().filter { $0.offset % 2 == 0 }.map(\.element),
      least: 600),
    Case(
      "one verse fifty times", [[UInt64]](repeating: verse, count: 50).flatMap { $0 },
      [[UInt64]](repeating: verse, count: 49).flatMap { $0 }, least: 49 * 40),
    Case(
      "a verse fifty times, a word in each changed",
      [[UInt64]](repeating: verse, count: 50).flatMap { $0 },
      (0..<50).flatMap { verse.dropLast() + [UInt64(9_000_000 + $0)] }, least: 50 * 39),
    Case(
      "unrelated", text, words(6000, seed: 5).map { $0 + 1_000_000 }, least: 0, meetsLimit: true),
    Case(
      "few words, another order", words(3000, seed: 6, of: 30), words(3000, seed: 7, of: 30),
      least: 400),
    Case(
      "one word only", Array(repeating: 1, count: 5000), Array(repeating: 1, count: 4000),
      least: 4000),
  ]

  @Test(arguments: cases) func longTextsAreAligned(_ row: Case) {
    var found = PairAlignment([], [])
    let time = ContinuousClock().measure { found = PairAlignment(row.a, row.b) }
    #expect(found.breach(over: row.a, row.b) == nil)
    #expect(found.runs.reduce(0) { $0 + $1.count } >= row.least)
    #expect(found.limits.isEmpty != row.meetsLimit)
    // Unoptimised; a search of all cells in the worst case would take hours.
    #expect(time < .seconds(20))
  }

  /// More differences than the search may walk: it says so, and where.
  @Test func aLimitIsTold() {
    let count = UInt64(AlignmentSettings.mostDifferences) + 200
    let shared = Self.words(50, seed: 8)
    let a = shared + (0..<count).map { 10_000 + $0 } + shared
    let b = shared + (0..<count).map { 20_000 + $0 } + shared
    let found = PairAlignment(a, b)
    #expect(found.breach(over: a, b) == nil)
    #expect(found.runs.map(\.count) == [50, 50])
    #expect(found.limits.first?.a == 50 && found.limits.first?.b == 50)
    let texts = [a, b].map { $0.map { "w\($0)" }.joined(separator: " ") }
    #expect(Collation(texts[0], texts[1]).limits.first == 50)
  }
}
