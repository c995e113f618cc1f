import Prose

/// Two texts set under one another: the longest, heaviest chain of equal words, in as few stretches
/// as that allows.
///
/// Runs of words that stand once in both texts are anchors; between anchors the search goes on with
/// shorter runs, and what is left is aligned exactly. Rare words weigh more than function words,
/// and those more than marks, and each break of the chain costs, so that a comma is never aligned
/// at the price of a word.
///
/// After Cohen's patience diff (unique lines, longest increasing run), Gotoh 1982 (gap costs) and
/// Myers 1986 (the linear-space split for long stretches that nothing anchors).
public struct PairAlignment: Sendable {
  /// A stretch of equal words.
  public struct Run: Hashable, Sendable {
    /// Its first word in the one text.
    public var a: Int
    /// Its first word in the other.
    public var b: Int
    /// How many words it holds.
    public var count: Int
  }

  /// The equal stretches, in order in both texts.
  public let runs: [Run]
  /// Places `(a, b)` where a stretch was too long and too different for the exact search, and was
  /// cut first.
  public let limits: [(a: Int, b: Int)]

  /// Aligns two lists of keys.
  ///
  /// - Parameters:
  ///   - a: The keys of the one text.
  ///   - b: The keys of the other.
  ///   - isMark: For each word of `a`, whether it is only a mark; empty where none is.
  /// - Complexity: About linear in the words where the texts share runs; never more than
  ///   `AlignmentSettings.exactCells` cells at once.
  public init(_ a: [UInt64], _ b: [UInt64], isMark: [Bool] = []) {
    var aligner = Aligner(a, b, isMark: isMark)
    aligner.align()
    runs = aligner.joinedRuns()
    limits = aligner.limits
  }
}

/// The numbers of the alignment, each with its ground.
enum AlignmentSettings {
  /// Lengths of the anchor runs, tried in turn.
  ///
  /// Five words rarely repeat by chance, one word often
  /// does.
  static let anchorLengths = [6, 3, 2, 1]
  /// A stretch of at most this many cells is aligned exactly without looking for anchors.
  static let smallCells = 1 << 10
  /// A stretch of at most this many cells is aligned exactly when nothing anchors it: one byte a
  /// cell.
  static let exactCells = 1 << 22
  /// How many differences the linear-space search may walk before it cuts at the furthest place
  /// reached.
  static let mostDifferences = 3000
  /// What a mark, a frequent word and a rare word weigh, and what each break of the chain costs.
  static let markWeight: Int32 = 2
  static let frequentWeight: Int32 = 5
  static let rareWeight: Int32 = 9
  static let breakCost: Int32 = 3
  /// A word is frequent if it stands more often than this in both texts together, and more than
  /// once in 200 words.
  static let frequentFloor = 6
  static let frequentShare = 200
}
