public import Prose

/// A witness that reads in places as another does, and not as the one it was made from: it took
/// from both.
public struct Contamination: Hashable, Sendable {
  /// The witness that took from both.
  public let child: Int
  /// The one it was made from.
  public let parent: Int
  /// The other one.
  public let source: Int
  /// Where the child reads as that one does.
  public let places: [TextRange]

  /// Fewer places than this may agree by chance.
  private static let leastPlaces = 4
  /// So many of the places at which the child differs from its parent must agree with the other.
  private static let leastShare = 0.2

  /// Those a join shows, the one with the most places for each child.
  static func all(
    in join: DescentSearch.Join, _ verdict: DescentSearch.Verdict, leaders: [Int]
  ) -> [Contamination] {
    guard case .made(let isForward, _) = verdict else { return [] }
    let pair = join.reading.pair
    let borrowed = (isForward ? pair.second : pair.first).borrowed
    let best = borrowed.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
    guard let best, best.value.count >= leastPlaces,
      Double(best.value.count) >= leastShare * Double(pair.differing)
    else { return [] }
    return [
      Contamination(
        child: leaders[isForward ? join.second : join.first],
        parent: leaders[isForward ? join.first : join.second], source: leaders[best.key],
        places: best.value)
    ]
  }
}
