import Collating
import Prose

/// Finds out which of some different texts was made from which.
struct DescentSearch {
  /// Two texts that are joined, by their places, and what they show.
  struct Join {
    let first: Int
    let second: Int
    let reading: JoinReading
  }

  /// What is told of a join.
  enum Verdict {
    /// One was made from the other: the second where it runs forward.
    case made(isForward: Bool, margin: Double)
    case undecided(Stemma.Undecided.Reason)
  }

  /// One fewer than the texts.
  let joins: [Join]
  /// One for each join.
  let verdicts: [Verdict]

  /// How much it counts, beside the words, that they are written the same.
  private static let weightOfLook = 0.02
  /// Texts that share less say nothing of how the others were made.
  private static let leastShared = 0.5
  /// What is less sure than this, four to three, is not told.
  private static let leastMargin = 0.3

  /// Searches texts, each of which is there once.
  ///
  /// - Parameter compared: Two of them compared, and whether the first of them is the base.
  init(
    _ texts: [Witness],
    compared: (Int, Int) -> (comparison: Comparison, isFirstBase: Bool)
  ) {
    let samples = RunSample.samples(of: texts.map(\.words))
    let looks = RunSample.samples(ofLooksOf: texts.map(\.words))
    let tree = LikenessTree(texts.count) { first, second in
      // The words count first; where they are the same, how they are written.
      samples[first].distance(to: samples[second])
        + Self.weightOfLook * looks[first].distance(to: looks[second])
    }
    let vocabulary = Vocabulary(of: texts)
    let readings = texts.map { DescentReading($0) }
    let pairs = tree.joins.indices.map { index in
      let join = tree.joins[index]
      let isBesideFirst = tree.side(of: index)
      let beside = { (side: Bool, own: Int) in
        texts.indices.filter { isBesideFirst[$0] == side && $0 != own }
      }
      let (comparison, isFirstBase) = compared(join.first, join.second)
      let ends = isFirstBase ? (join.first, join.second) : (join.second, join.first)
      let reading = PairReading(
        comparison, readings[ends.0], readings[ends.1], vocabulary,
        besideFirst: beside(isFirstBase, ends.0), besideSecond: beside(!isFirstBase, ends.1),
        samples: samples)
      return isFirstBase ? reading : reading.mirrored
    }
    let damage = Self.damage(shownBy: pairs.filter { $0.shared >= Self.leastShared })
    let joins = zip(tree.joins, pairs).map { join, pair in
      Join(
        first: join.first, second: join.second,
        reading: JoinReading(
          readings[join.first], readings[join.second], pair,
          distance: samples[join.first].distance(to: samples[join.second]),
          damage: damage))
    }
    self.joins = joins
    let isOpen = joins.map { !$0.reading.areStrangers && !$0.reading.areRivals }
    let rewriting =
      joins.reduce(0) { $0 + 1 - $1.reading.damage } / Double(max(1, joins.count))
    let rooting = Rooting(
      joins.indices.filter { isOpen[$0] }.map {
        Rooting.Branch(
          first: joins[$0].first, second: joins[$0].second, weight: joins[$0].reading.weight)
      },
      trend: readings.map { reading in
        readings.map { (reading.growth(to: $0) + reading.ageing(to: $0)) * (1 - damage) }
      }, rewriting: rewriting)
    var directions = rooting.directions[...]
    verdicts = joins.indices.map { index in
      guard isOpen[index] else {
        return .undecided(joins[index].reading.areStrangers ? .strangers : .lostAncestor)
      }
      let direction = directions.removeFirst()
      return direction.margin < Self.leastMargin
        ? .undecided(.nothing)
        : .made(isForward: direction.isForward, margin: direction.margin)
    }
  }

  /// How much some texts were damaged on the way rather than rewritten, from 0 to 1: copyists and
  /// machines make slips, writers change words.
  ///
  /// Of what differs between revisions of an article a tenth are slips on one side, in copies made
  /// by machines a half; few places say little, and a fifth is taken for granted.
  private static func damage(shownBy pairs: [PairReading]) -> Double {
    let slips = Double(pairs.reduce(0) { $0 + $1.slipCount })
    let revised = Double(pairs.reduce(0) { $0 + $1.rewriting })
    let words = Double(pairs.reduce(0) { $0 + $1.words })
    return JoinReading.step((slips + 1) / (slips + revised + 5), from: 0.25, to: 0.33)
      * JoinReading.step(slips / max(1, words), from: 0.002, to: 0.005)
  }
}
