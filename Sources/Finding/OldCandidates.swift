internal import Prose

/// The texts of an earlier pile that new texts may be copies of.
///
/// An index answers which old texts hold a gram. Old texts are counted gram by gram; of those that
/// share enough, a few of each old cluster are worth comparing: one cluster of many copies must not
/// crowd out another report. Grams known to be boilerplate are not asked for, and of a gram that
/// many old texts hold only the first few are counted: copies of one report have those few in
/// common gram after gram, texts that only share phrases have not.
public struct OldCandidates: Sendable {
  /// Old texts counted for one gram, of each segment of an index.
  public static let mostCarriers = 16
  /// The share of the grams of either text that must be common: bad scans keep a fifth and more.
  private static let leastShare = 0.08
  /// Shared grams that count though no two of them stand side by side: phrases meet by chance.
  private static let scattered = 6
  /// Candidates of one cluster, and of one new text.
  private static let (mostOfCluster, most) = (3, 24)

  private let boilerplate: [UInt64]
  private let settings: Finder.Settings

  /// Makes a search.
  ///
  /// - Parameter boilerplate: The hashes of the grams known to be boilerplate, in order.
  public init(boilerplate: [UInt64], settings: Finder.Settings = Finder.Settings()) {
    self.boilerplate = boilerplate
    self.settings = settings
  }

  /// The old texts worth comparing with one new text, those with most in common first.
  ///
  /// - Parameters:
  ///   - grams: The grams kept of the new text.
  ///   - same: Old texts of the same letters and digits.
  ///   - find: Adds to a list the first few old texts that hold a gram.
  ///   - gramCount: The number of grams kept of an old text.
  ///   - cluster: The cluster of an old text, as any number.
  /// - Complexity: O(grams) calls of `find`.
  public func candidates(
    grams: some Collection<UInt64>, same: [UInt32],
    find: (_ gram: UInt64, _ texts: inout [UInt32]) -> Void, gramCount: (UInt32) -> Int,
    cluster: (UInt32) -> Int
  ) -> [UInt32] {
    /// An old text in the upper half, the place of the gram it was met by in the lower.
    var met: [UInt64] = []
    var texts: [UInt32] = []
    for (place, gram) in grams.enumerated() where !isBoilerplate(gram) {
      texts.removeAll(keepingCapacity: true)
      find(gram, &texts)
      for text in texts { met.append(UInt64(text) << 32 | UInt64(place)) }
    }
    met.sort()
    let count = grams.count
    var counted: [(text: UInt32, share: Double)] = same.map { ($0, 2) }
    var start = 0
    var inARow = 0
    for at in met.indices {
      let isLast = at + 1 == met.count || met[at + 1] >> 32 != met[at] >> 32
      if !isLast {
        if met[at + 1] == met[at] + 1 { inARow += 1 }
        continue
      }
      let (text, hits) = (UInt32(truncatingIfNeeded: met[at] >> 32), at + 1 - start)
      if hits >= settings.leastSharedOfAll, inARow > 0 || hits >= Self.scattered {
        let share = Double(hits) / Double(min(count, gramCount(text)))
        if share >= Self.leastShare, !same.contains(text) { counted.append((text, share)) }
      }
      (start, inARow) = (at + 1, 0)
    }
    counted.sort { $0.share != $1.share ? $0.share > $1.share : $0.text < $1.text }
    var taken: [Int: Int] = [:]
    var candidates: [UInt32] = []
    for (text, _) in counted {
      if candidates.count == Self.most { break }
      let cluster = cluster(text)
      if taken[cluster, default: 0] == Self.mostOfCluster { continue }
      taken[cluster, default: 0] += 1
      candidates.append(text)
    }
    return candidates
  }

  private func isBoilerplate(_ gram: UInt64) -> Bool {
    boilerplate.holds(sorted: gram)
  }
}
