/// A generator that gives the same numbers on every machine and in every run.
///
/// SplitMix64: Steele, Lea and Flood 2014.
public struct Seeded: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts a series; each seed has its own.
  public init(_ seed: UInt64) { state = seed }

  /// The next number of the series.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// A number from 0 up to, and without, a bound; 0 where the bound is 0.
  public mutating func below(_ bound: Int) -> Int {
    bound > 0 ? Int.random(in: 0..<bound, using: &self) : 0
  }

  /// Whether something that happens once in so many times happens now.
  public mutating func isOneIn(_ times: Int) -> Bool { below(times) == 0 }

  /// One of a list that is not empty.
  public mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// A run of so many elements of a list, each drawn anew.
  public mutating func picks<Element>(_ count: Int, of list: [Element]) -> [Element] {
    (0..<count).map { _ in pick(list) }
  }
}
