package import Prose

/// The runs of three words of a text, or a sample of them that is the same in every text: how like
/// two texts are without setting them under one another (Broder 1997).
package struct RunSample: Sendable {
  /// The hashes of the runs, sorted; a run that stands twice is there twice.
  package let runs: [UInt64]
  /// One run in so many is kept.
  private let rate: UInt64

  /// Texts of more words than this are measured by a sample.
  private static let mostWhole = 20_000

  /// Samples texts at one rate, that of the longest.
  ///
  /// - Complexity: O(words log words).
  package static func samples(of texts: [Words]) -> [RunSample] {
    let most = texts.map(\.count).max() ?? 0
    let rate = UInt64(max(1, most / mostWhole))
    return texts.map { RunSample($0.keys, oneIn: rate) }
  }

  /// Samples texts as `samples(of:)`, but by the look of their words and the white space before
  /// them.
  ///
  /// - Complexity: O(bytes + words log words).
  package static func samples(ofLooksOf texts: [Words]) -> [RunSample] {
    let most = texts.map(\.count).max() ?? 0
    let rate = UInt64(max(1, most / mostWhole))
    return texts.map { words in
      let looks = words.indices.map { word in
        StableHash.of(
          words.text[TextRange(words.gap(before: word).start, words.range(word).end)])
      }
      return RunSample(looks, oneIn: rate)
    }
  }

  private init(_ keys: [UInt64], oneIn rate: UInt64) {
    self.rate = rate
    guard keys.count > 2 else {
      runs = keys.sorted()
      return
    }
    runs = (0..<keys.count - 2).map { Self.run(in: keys, at: $0) }
      .filter { $0 % rate == 0 }.sorted()
  }

  /// The hash of the run that begins at a word; two words must follow it.
  private static func run(in keys: [UInt64], at word: Int) -> UInt64 {
    (0..<3).reduce(0 as UInt64) {
      StableHash.of($0 &* 0x9E37_79B9_7F4A_7C15 ^ keys[word + $1])
    }
  }

  /// Whether the text has the run of another that begins at a word; nil where that is no run, or
  /// one the sample leaves out.
  ///
  /// - Complexity: O(log runs).
  package func holds(runOf words: Words, at word: Int) -> Bool? {
    guard word >= 0, word + 2 < words.count else { return nil }
    let run = Self.run(in: words.keys, at: word)
    return run % rate == 0 ? runs.holds(sorted: run) : nil
  }

  /// The share of runs that only one of two texts has: 0 for the same runs, 1 for strangers.
  ///
  /// - Complexity: O(runs).
  package func distance(to other: RunSample) -> Double {
    let (x, y) = (runs, other.runs)
    var (atX, atY, shared) = (0, 0, 0)
    while atX < x.count, atY < y.count {
      if x[atX] == y[atY] {
        (atX, atY, shared) = (atX + 1, atY + 1, shared + 1)
      } else if x[atX] < y[atY] {
        atX += 1
      } else {
        atY += 1
      }
    }
    let all = x.count + y.count
    return all == 0 ? 0 : 1 - Double(2 * shared) / Double(all)
  }
}
