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

  /// The witnesses that speak for themselves, the soundest first.
  private(set) var lines: [Int]

  /// Errors in common that weigh less than this may be chance.
  private static let leastShared = 2.0
  /// Of the errors of a parent, this share at most may be missing in a child, where an error of the
  /// one fell on one of the other or was set right.
  private static let mostMissing = 0.3

  /// A witness that is sounder than another by more was not made from it.
  private static let mostMended = 0.3

  /// The errors a child must have of its own where few are shared.
  private static let fewestUndone = 5

  /// A place where witnesses part in words.
  private struct Place {
    /// What each has there: equal numbers are equal words, and 0 is none.
    var readings: [UInt64]
    /// How much speaks against what each has, by itself.
    var blame: [Double]
  }

  /// Compares the errors of witnesses.
  ///
  /// - Complexity: O(columns that part · witnesses³).
  init(
    _ columns: WordColumns, _ texts: [Words], _ reliability: Reliability,
    _ lexicon: RestorationLexicon
  ) {
    parents = texts.map { _ in nil }
    lines = []
    let isSounder = { reliability.isSounder($0, $1, texts) }
    // In an order that does not depend on the one they were given in.
    var left = texts.indices.sorted(by: isSounder)
    joinTwins(&left, texts, isSounder)
    let places = Self.places(columns, texts, reliability, lexicon)
    // What a program did to a text, a copy of it has as well: marks set apart do not come together.
    let mayDescend = { (child: Int, parent: Int) in
      reliability.conditions[child] <= reliability.conditions[parent] + Self.mostMended
    }
    while left.count > 2,
      let (parent, child) = Self.closest(left, places, isSounder, mayDescend)
    {
      parents[child] = parent
      left.removeAll { $0 == child }
    }
    lines = left
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

  private static func places(
    _ columns: WordColumns, _ texts: [Words], _ reliability: Reliability,
    _ lexicon: RestorationLexicon
  ) -> [Place] {
    var places: [Place] = []
    for column in 0..<columns.count {
      let here = columns[column]
      let words = texts.indices.map { Int(here[here.startIndex + $0]) }
      let isLexical = texts.indices.allSatisfy {
        words[$0] < 0 || texts[$0].kinds[words[$0]].isLexical
      }
      let readings = texts.indices.map { words[$0] < 0 ? 0 : texts[$0].keys[words[$0]] }
      guard isLexical, readings.contains(where: { $0 != readings[0] }) else { continue }
      // A passage left out is one error, however long.
      if let last = places.last, last.readings.contains(0),
        texts.indices.allSatisfy({ (last.readings[$0] == 0) == (readings[$0] == 0) })
      {
        continue
      }
      let letters = texts.indices.map {
        words[$0] < 0 ? [] : Letters.folded(texts[$0].surface(words[$0]))
      }
      let blame = texts.indices.map { witness -> Double in
        guard words[witness] >= 0 else { return 1 }
        let blame = Double(reliability.blame[witness][words[witness]])
        // Of words that are not alike, the rarer is no worse.
        let isMisspelt = texts.indices.contains {
          readings[$0] != readings[witness] && Spelling.areAlike(letters[$0], letters[witness])
        }
        return isMisspelt
          ? blame - lexicon.plausibility(of: [(readings[witness], letters[witness])]) : blame
      }
      places.append(Place(readings: readings, blame: blame))
    }
    return places
  }

  /// The parent and the child that hang together most closely, of those that are left.
  private static func closest(
    _ left: [Int], _ places: [Place], _ isSounder: (Int, Int) -> Bool,
    _ mayDescend: (_ child: Int, _ parent: Int) -> Bool
  ) -> (parent: Int, child: Int)? {
    var shared = left.map { _ in left.map { _ in 0.0 } }
    var missing = left.map { _ in left.map { _ in 0 } }
    for place in places {
      let here = left.map { place.readings[$0] }
      let votes = here.map { reading in here.count { $0 == reading } }
      for (first, reading) in here.enumerated() {
        // What most of those have that stand against it.
        let rival = here.indices.filter { here[$0] != reading }.max { votes[$0] < votes[$1] }
        guard let rival else { continue }
        let isOpposed = votes[rival] > (left.count > 3 ? 1 : 0)
        let weight = weight(place, left[first], left[rival])
        for second in here.indices where second != first {
          if here[second] == reading {
            if isOpposed { shared[first][second] += weight }
          } else if votes[first] == 1, votes[second] > 1 {
            missing[first][second] += 1
          }
        }
      }
    }
    var best: (parent: Int, child: Int, missing: Double, shared: Double)?
    for parent in left.indices {
      for child in left.indices where child != parent {
        let common = shared[parent][child]
        let (lost, undone) = (missing[parent][child], missing[child][parent])
        let isStrict = left.count < 4
        // A witness without one error of its own, among others that have some, is in all of them.
        let isWhole = !isStrict && lost == 0 && undone >= fewestUndone
        guard common >= leastShared * (isStrict ? 2 : isWhole ? 0.5 : 1),
          Double(lost) <= (isStrict ? 0 : mostMissing * common),
          lost < undone || lost == undone && isSounder(left[parent], left[child]),
          mayDescend(left[child], left[parent])
        else { continue }
        let rate = Double(lost) / common
        if best.map({ rate < $0.missing || rate == $0.missing && common > $0.shared }) ?? true {
          best = (parent, child, rate, common)
        }
      }
    }
    return best.map { (left[$0.parent], left[$0.child]) }
  }

  /// What a reading in common weighs as an error, by how much more speaks against it than against
  /// the other: who agrees on what is sound may be right.
  private static func weight(_ place: Place, _ first: Int, _ rival: Int) -> Double {
    let excess = place.blame[first] - place.blame[rival]
    return excess > 0.9 ? 1 : excess < -0.9 ? 0 : 0.5
  }
}
