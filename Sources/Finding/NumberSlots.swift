internal import Prose

/// Numbers that stand in the same slot of two texts, compared.
///
/// Templates (results, weekly figures, grants) share their wording and differ in their numbers;
/// copies share both. A slot is found through the nearest shared gram, and what a bad scan does to
/// digits is forgiven: `l` for 1, `o` for 0, a digit lost or split off.
struct NumberSlots {
  /// Slots whose numbers agree.
  private(set) var same = 0
  /// Slots whose numbers contradict each other; a slot empty on one side counts for neither.
  private(set) var different = 0

  /// The share of slots that agree, if there are at least two.
  var agreement: Float? {
    same + different < 2 ? nil : Float(same) / Float(same + different)
  }

  /// How far from its slot a number may stand, in units, to be the same.
  private static let reach = 8
  /// How near the slot another number must stand to contradict.
  private static let slot = 3
  /// How far before a number the end of a shared gram may lie.
  private static let anchor = 24

  /// Compares the numbers of a chained pair.
  ///
  /// - Complexity: O(hits + numbers of both texts).
  init(
    _ numbers: ArraySlice<Fingerprints.Number>, _ others: ArraySlice<Fingerprints.Number>,
    _ chain: borrowing Chain, outside masks: ArraySlice<Range<Int>>
  ) {
    let hits = chain.hits
    guard !others.isEmpty, !hits.isEmpty else { return }
    var hit = 0
    var mask = masks.startIndex
    for number in numbers {
      let position = Int(number.position)
      while mask < masks.endIndex, masks[mask].upperBound <= position { mask += 1 }
      if mask < masks.endIndex, masks[mask].contains(position) { continue }
      while hit < hits.count, hits[hit].aPosition <= position { hit += 1 }
      let places = Self.places(position, Int(number.count), hits, hit)
      guard
        let agrees = places.before.flatMap({ Self.compare(number, $0, others) })
          ?? places.after.flatMap({ Self.compare(number, $0, others) })
      else { continue }
      if agrees { same += 1 } else { different += 1 }
    }
  }

  /// Where a number should stand in the other text: by the hit before it, by the one after it.
  private static func places(
    _ position: Int, _ count: Int, _ hits: ArraySlice<Chain.Hit>, _ after: Int
  ) -> (before: Int?, after: Int?) {
    var places: (before: Int?, after: Int?)
    if after > 0 {
      let before = hits[after - 1]
      if before.passage >= 0,
        position - before.aPosition - Fingerprints.gramLength <= anchor
      {
        places.before = before.bPosition + position - before.aPosition
      }
    }
    if after < hits.count {
      let next = hits[after]
      if next.passage >= 0, next.aPosition - position - count <= anchor {
        places.after = next.bPosition - (next.aPosition - position)
      }
    }
    return places
  }

  private static func compare(
    _ number: Fingerprints.Number, _ place: Int, _ others: ArraySlice<Fingerprints.Number>
  ) -> Bool? {
    var next = others.indices.partitioningIndex { Int(others[$0].position) >= place - reach }
    var nearest: (distance: Int, number: Fingerprints.Number)?
    while next < others.endIndex, Int(others[next].position) <= place + reach {
      let other = others[next]
      if number.resembles(other) { return true }
      let distance = abs(Int(other.position) - place)
      if nearest.map({ distance < $0.distance }) ?? true { nearest = (distance, other) }
      next += 1
    }
    guard let nearest, nearest.distance <= slot else { return nil }
    return number.agrees(with: nearest.number, at: place - Int(nearest.number.position))
  }
}

extension Fingerprints.Number {
  /// Equal, but for zeros at the end, or for a few digits inside a long run.
  func resembles(_ other: Self) -> Bool {
    if count == other.count, digits == other.digits { return true }
    if abs(Int(count) - Int(other.count)) <= 1, withoutZeros == other.withoutZeros { return true }
    let (shorter, longer) = (Int(min(count, other.count)), Int(max(count, other.count)))
    guard shorter > 2 else { return false }
    var prefix = 0
    while prefix < shorter, self[prefix] == other[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < shorter - prefix,
      self[Int(count) - 1 - suffix] == other[Int(other.count) - 1 - suffix]
    {
      suffix += 1
    }
    return Double(prefix + suffix) >= 0.6 * Double(longer)
  }

  /// Whether most digits agree when one number is laid over the other where it stands, or a digit
  /// aside; nil if fewer than two digits meet, as where a scan made letters of the rest.
  func agrees(with other: Self, at shift: Int) -> Bool? {
    var verdict: Bool?
    for offset in shift - 1...shift + 1 {
      var (met, agree) = (0, 0)
      for index in 0..<Int(count) where index + offset >= 0 && index + offset < Int(other.count) {
        met += 1
        if self[index] == other[index + offset] { agree += 1 }
      }
      guard met > 1 else { continue }
      let needed = met == 2 ? 2 : met == 3 ? 2 : Int((0.6 * Double(met)).rounded(.up))
      if agree >= needed { return true }
      verdict = false
    }
    return verdict
  }

  private var withoutZeros: Self {
    var number = self
    while number.count > 0, number.digits & 0xF == 0 {
      number.digits >>= 4
      number.count -= 1
    }
    number.position = 0
    return number
  }
}
