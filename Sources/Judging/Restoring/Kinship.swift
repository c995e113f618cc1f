import Collating
import Prose

/// Which of several witnesses were made from another of them, and so say nothing of their own.
///
/// Errors that two witnesses share against all others show that they hang together (Lachmann's
/// common errors; Maas, *Textkritik*, 1927). Which of them is the parent is told by what cannot be
/// undone: the child has every error of its parent, and the parent has none that the child has not.
/// So the errors a witness has alone are counted against its being a parent of anything.
struct Kinship {
  /// For each witness, the one it was made from; nil where it is a line of descent of its own.
  private(set) var parents: [Int?]
  /// The errors each child shares with its parent.
  private(set) var shared: [Int]

  /// The witnesses that speak for themselves, in order.
  var lines: [Int] { parents.indices.filter { parents[$0] == nil } }

  /// Errors in common below this number may be chance.
  private static let leastShared = 3
  /// Of the errors of a parent, this share at most may be missing in a child, where an error of the
  /// one fell on one of the other or was set right.
  private static let mostMissing = 0.15

  /// Compares the errors of witnesses.
  ///
  /// - Parameter isSounder: Whether the first of two witnesses is the sounder, where two that are
  ///   the same to the last word have to be told apart.
  /// - Complexity: O(columns that part · witnesses²).
  init(_ columns: WordColumns, _ texts: [Words], isSounder: (Int, Int) -> Bool) {
    parents = texts.map { _ in nil }
    shared = texts.map { _ in 0 }
    let places = Self.places(columns, texts)
    var left = Array(texts.indices)
    joinTwins(&left, texts, isSounder)
    while left.count > 2, let (parent, child, count) = Self.closest(left, places, isSounder) {
      parents[child] = parent
      shared[child] = count
      left.removeAll { $0 == child }
    }
  }

  /// Takes witnesses with the same words for one.
  private mutating func joinTwins(
    _ left: inout [Int], _ texts: [Words], _ isSounder: (Int, Int) -> Bool
  ) {
    for witness in left {
      let twin = left.first {
        $0 != witness && parents[$0] == nil && texts[$0].keys == texts[witness].keys
          && isSounder($0, witness)
      }
      if let twin { parents[witness] = twin }
    }
    left.removeAll { parents[$0] != nil }
  }

  /// For each place where witnesses part in words, what each has there: equal numbers are equal
  /// words, and 0 is none.
  private static func places(_ columns: WordColumns, _ texts: [Words]) -> [[UInt64]] {
    var places: [[UInt64]] = []
    for column in 0..<columns.count {
      let here = columns[column]
      var isLexical = true
      let readings = texts.indices.map { witness -> UInt64 in
        let word = Int(here[here.startIndex + witness])
        guard word >= 0 else { return 0 }
        if !texts[witness].kinds[word].isLexical { isLexical = false }
        return texts[witness].keys[word]
      }
      guard isLexical, readings.contains(where: { $0 != readings[0] }) else { continue }
      // A passage left out is one error, however long.
      if let last = places.last, last.contains(0),
        last.indices.allSatisfy({ (last[$0] == 0) == (readings[$0] == 0) })
      {
        continue
      }
      places.append(readings)
    }
    return places
  }

  /// The parent and the child that hang together most closely, of those that are left.
  private static func closest(
    _ left: [Int], _ places: [[UInt64]], _ isSounder: (Int, Int) -> Bool
  ) -> (parent: Int, child: Int, shared: Int)? {
    var shared = left.map { _ in left.map { _ in 0 } }
    var missing = shared
    for place in places {
      let here = left.map { place[$0] }
      for (first, reading) in here.enumerated() {
        let others = here.indices.filter { here[$0] != reading }
        guard !others.isEmpty else { continue }
        let isAlone = others.count == here.count - 1
        for second in here.indices where second != first {
          if here[second] == reading {
            // What two others have against both of them is more than one error of another.
            let isError = others.contains { one in
              others.count { here[$0] == here[one] } > (here.count > 3 ? 1 : 0)
            }
            if isError { shared[first][second] += 1 }
          } else if isAlone, here.count(where: { $0 == here[second] }) > 1 {
            missing[first][second] += 1
          }
        }
      }
    }
    var best: (parent: Int, child: Int, shared: Int)?
    for parent in left.indices {
      for child in left.indices where child != parent {
        let common = shared[parent][child]
        let least = left.count > 3 ? leastShared : 2 * leastShared
        guard common >= least, Double(missing[parent][child]) <= (left.count > 3 ? mostMissing * Double(common) : 0),
          missing[parent][child] < missing[child][parent]
            || missing[parent][child] == missing[child][parent] && isSounder(left[parent], left[child])
        else { continue }
        // A child that is itself nobody's parent goes first, or its own errors would seem shared.
        let isBetter =
          best.map {
            (common, missing[child][parent]) > ($0.shared, missing[$0.child][$0.parent])
          } ?? true
        if isBetter { best = (parent, child, common) }
      }
    }
    return best.map { (left[$0.parent], left[$0.child], $0.shared) }
  }
}
