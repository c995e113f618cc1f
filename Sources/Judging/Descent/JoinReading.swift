import Collating
import Prose

/// What a pair of witnesses that may have been made one from the other tells of which was, weighed.
struct JoinReading {
  /// One finding, before it is known which way the copy went.
  struct Finding {
    var ground: Evidence.Ground
    /// Positive where it makes the second the child.
    var weight: Double
    /// What it is, in words.
    var statement: String
    /// Where it can be seen.
    var places: [(isInFirst: Bool, range: TextRange)] = []
  }

  let first: DescentReading
  let second: DescentReading
  let pair: PairReading
  let distance: Double
  /// From 0, texts that were rewritten, to 1, texts that only suffered.
  let damage: Double
  /// From 0 to 1, whether programs made the most of what differs.
  private let tracing: Double
  /// Positive weights make the second the child.
  private(set) var findings: [Finding] = []

  /// The sum of all weights: positive where the second was made from the first.
  private(set) var weight = 0.0

  /// Weighs what a pair shows.
  ///
  /// - Parameter damage: How much all the texts together were damaged rather than rewritten, from 0
  ///   to 1.
  init(
    _ first: DescentReading, _ second: DescentReading, _ pair: PairReading, distance: Double,
    damage: Double
  ) {
    self.first = first
    self.second = second
    self.pair = pair
    self.distance = distance
    let traced = Double(pair.first.traced + pair.second.traced)
    tracing = Self.step(traced / (traced + Double(pair.revised) + 2), from: 0.55, to: 0.75)
    let slips = Double(pair.slipCount)
    let slipping =
      Self.step(slips, from: 4, to: 10)
      * Self.step(slips / (slips + Double(pair.rewriting)), from: 0.5, to: 0.7)
    self.damage = max(damage, tracing, slipping)
    addDates()
    addTraces()
    addSlips()
    addSkips()
    addCut()
    addYears()
    addGrowth()
    weight = findings.reduce(0) { $0 + $1.weight }
  }

  /// Whether each has readings of its own, too many to have been mended, so that neither was made
  /// from the other.
  var areRivals: Bool {
    let (x, y) = (Self.own(pair.first), Self.own(pair.second))
    return damage > 0.3 && min(x, y) >= 2 && min(x, y) * 5 >= max(x, y)
  }

  /// How many readings a side has that the other cannot have come from.
  private static func own(_ side: PairReading.Side) -> Int {
    max(side.slips.count, side.alone.count)
  }

  /// Whether they share so little that neither can be a copy of the other: two reports on one matter
  /// share about a sixth of their words in order by chance, short texts more, but no runs of words.
  var areStrangers: Bool {
    let (x, y) = (Double(first.witness.words.count), Double(second.witness.words.count))
    return pair.shared < 0.2 || (1 - distance) * (x + y) / 2 <= 0.015 * min(x, y)
  }

  /// From 0, a passage in a text of its own, to 1, versions of one text: only of these does it tell
  /// anything that one is longer, or knows of later years.
  private var likeness: Double { Self.step(pair.shared, from: 0.3, to: 0.6) }

  /// 0 up to a value, 1 from another on, and evenly between.
  static func step(_ value: Double, from low: Double, to high: Double) -> Double {
    min(max((value - low) / (high - low), 0), 1)
  }

  // MARK: Grounds

  private mutating func add(
    _ ground: Evidence.Ground, _ weight: Double, _ statement: String,
    _ places: [(isInFirst: Bool, range: TextRange)] = []
  ) {
    guard abs(weight) >= 0.05 else { return }
    findings.append(
      Finding(ground: ground, weight: weight, statement: statement, places: places))
  }

  private func name(_ isFirst: Bool) -> String {
    (isFirst ? first : second).witness.siglum
  }

  private mutating func addDates() {
    guard let x = first.witness.article.published, let y = second.witness.article.published,
      x != y
    else { return }
    add(
      .date, x < y ? 4 : -4,
      "\(name(x < y)) is dated \(min(x, y)), \(name(x > y)) is dated \(max(x, y))")
  }

  private mutating func addTraces() {
    for isFirst in [true, false] {
      for (cause, count) in (isFirst ? pair.first : pair.second).traces {
        let weight = min(4, 0.3 * Double(count)) * tracing
        add(
          .trace, isFirst ? -weight : weight,
          "in \(name(isFirst)) \(cause.name.told) (\(count) places): "
            + cause.evidence.replacing("in the base, ", with: ""))
      }
    }
  }

  private mutating func addSlips() {
    let (x, y) = (pair.first.slips.count, pair.second.slips.count)
    guard x != y else { return }
    let isFirst = x > y
    let excess = Double(abs(x - y))
    let places =
      pair.first.slips.map { (isInFirst: true, range: $0) }
      + pair.second.slips.map { (isInFirst: false, range: $0) }
    let fault = min(5, 0.8 * excess) * damage
    let mended = min(2.5, 0.15 * excess) * (1 - damage)
    let weight = isFirst ? mended - fault : fault - mended
    if fault >= mended {
      add(
        .fault, weight,
        "\(name(isFirst)) is at fault in \(Self.places(max(x, y))) where \(name(!isFirst)) is "
          + "sound, and \(name(!isFirst)) in \(min(x, y))", places)
    } else {
      add(
        .mended, weight,
        "\(name(isFirst)) has slips in \(Self.places(max(x, y))) that \(name(!isFirst)), rewritten, "
          + "is free of, and \(name(!isFirst)) in \(min(x, y))", places)
    }
  }

  private static func places(_ count: Int) -> String { "\(count) place\(count == 1 ? "" : "s")" }

  private mutating func addSkips() {
    for isFirst in [true, false] {
      let skips = (isFirst ? pair.first : pair.second).skips
      let weight = min(2, Double(skips.count)) * damage
      add(
        .eyeSkip, isFirst ? -weight : weight,
        "\(name(isFirst)) lacks a passage that ends as the words before it end",
        skips.map { (isInFirst: isFirst, range: $0) })
    }
  }

  private mutating func addCut() {
    for isFirst in [true, false] {
      guard let range = (isFirst ? pair.first : pair.second).cut else { continue }
      add(
        .cut, isFirst ? -3 : 3,
        "\(name(isFirst)) ends in the middle of a sentence, where \(name(!isFirst)) goes on",
        [(isInFirst: isFirst, range: range)])
    }
  }

  private mutating func addYears() {
    guard let x = first.latestYear, let y = second.latestYear, x.year != y.year else { return }
    let isFirst = x.year > y.year
    let later = isFirst ? x : y
    let place = (isFirst ? first : second).witness.words.range(later.word)
    add(
      .laterYear, first.ageing(to: second) * (1 - damage) * likeness,
      "\(name(isFirst)) tells of \(later.year), \(name(!isFirst)) of no year after "
        + "\(min(x.year, y.year))", [(isInFirst: isFirst, range: place)])
  }

  private mutating func addGrowth() {
    let (x, y) = (first.lexicalCount, second.lexicalCount)
    guard x != y else { return }
    let isFirst = x > y
    let own = (isFirst ? pair.first : pair.second).passages
    add(
      .growth, first.growth(to: second) * (1 - damage) * likeness,
      "\(name(isFirst)) has \(max(x, y)) words, \(name(!isFirst)) \(min(x, y)): "
        + "texts that are revised mostly grow", own.map { (isInFirst: isFirst, range: $0) })
  }

  // MARK: What is said

  /// The findings, what speaks for a direction first, the strongest first.
  func evidence(isForward: Bool, of ends: (Int, Int)) -> [Evidence] {
    findings.map { finding in
      Evidence(
        ground: finding.ground, child: finding.weight > 0 ? ends.1 : ends.0,
        isFor: (finding.weight > 0) == isForward, weight: abs(finding.weight),
        places: finding.places.map {
          Evidence.Place(witness: $0.isInFirst ? ends.0 : ends.1, range: $0.range)
        }, statement: finding.statement)
    }.sorted { ($0.isFor ? 0 : 1, -$0.weight) < ($1.isFor ? 0 : 1, -$1.weight) }
  }
}
