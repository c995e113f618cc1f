import Prose

/// A number that is told: its value, what it counts, and how it is hedged.
public struct Quantity: Hashable, Sendable {
  /// How exactly it is told.
  public enum Bound: String, CaseIterable, Sendable {
    /// No word says otherwise.
    case exact
    /// `about`, `roughly`.
    case about
    /// `nearly`, `almost`.
    case nearly
    /// `more than`, `over`.
    case moreThan = "more-than"
    /// `less than`, `under`.
    case lessThan = "less-than"
    /// `at least`.
    case atLeast = "at-least"
    /// `up to`, `at most`.
    case atMost = "at-most"
  }

  /// The number with its sign of money and its scale: `£4.2m`, `two hundred`.
  public let words: Range<Int>
  /// The value in digits, with the scale multiplied out: `4200000`.
  public let value: String
  /// What it counts, as it stands: `£`, `%`, `people`; nil where nothing says.
  public let unit: String?
  /// How exactly it is told.
  public let bound: Bound
  /// The words that say so; nil for `exact`.
  public let hedge: Range<Int>?

  /// The numbers of a run of words, in order; those of dates are left out.
  ///
  /// - Complexity: O(words + dates).
  static func all(
    in run: Range<Int>, of words: Words, apartFrom dates: [DateReading]
  ) -> [Quantity] {
    var quantities: [Quantity] = []
    var dates = dates[...]
    var at = run.lowerBound
    while at < run.upperBound {
      while let date = dates.first, date.words.upperBound <= at { dates.removeFirst() }
      if let date = dates.first, date.words.contains(at) {
        at = date.words.upperBound
      } else if let found = Quantity(at: at, in: run, of: words) {
        quantities.append(found)
        at = max(at + 1, found.words.upperBound)
      } else {
        at += 1
      }
    }
    return quantities
  }

  private init?(at first: Int, in run: Range<Int>, of words: Words) {
    guard words.kinds[first].isLexical else { return nil }
    let isSpelled = words.kinds[first] == .word
    guard isSpelled ? Self.spelled.contains(words.keys[first]) : words.kinds[first] == .number
    else { return nil }
    let read =
      isSpelled
      ? NumberValue.spelled(words.surface(first)) : NumberValue(words.surface(first))
    guard let read, Self.isPlain(read.digits), !Self.ordinals.contains(read.suffix) else {
      return nil
    }
    var value = read.digits
    var unit: String?
    if let zeros = Self.suffixes[read.suffix] {
      value = Self.scaled(value, by: zeros)
    } else if !read.suffix.isEmpty {
      unit = read.suffix
    }
    var end = first + 1
    while end < run.upperBound, let zeros = Self.scales[words.keys[end]] {
      value = Self.scaled(value, by: zeros)
      end += 1
    }
    var start = first
    if first > 0, let sign = Self.money(words.surface(first - 1)) {
      unit = sign
      start = first - 1
    } else if unit == nil, end < run.upperBound {
      unit = Self.unit(at: &end, in: run, of: words)
    }
    self.words = start..<end
    self.value = value
    self.unit = unit
    (bound, hedge) = Self.hedge(before: start, of: words)
  }

  /// Whether digits are one number, not a time of day, a score or a date.
  private static func isPlain(_ digits: String) -> Bool {
    digits.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
      && digits.utf8.count { $0 == UInt8(ascii: ".") } < 2
  }

  /// Moves the point of a decimal number to the right.
  private static func scaled(_ digits: String, by zeros: Int) -> String {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let moved = fraction.prefix(zeros)
    let whole = parts[0] + moved + String(repeating: "0", count: zeros - moved.count)
    let rest = fraction.dropFirst(zeros)
    let trimmed = whole.drop { $0 == "0" }
    return (trimmed.isEmpty ? "0" : String(trimmed)) + (rest.isEmpty ? "" : "." + rest)
  }

  private static func money(_ mark: Substring) -> String? {
    ["$", "£", "€", "¥", "₹"].contains(mark) ? String(mark) : nil
  }

  /// What is counted: a percentage, or the noun that follows, past words that describe it.
  private static func unit(at end: inout Int, in run: Range<Int>, of words: Words) -> String? {
    if words.surface(end) == "%" {
      end += 1
      return "%"
    }
    if words.keys[end] == percent || words.keys[end] == cent {
      end += 1
      return "%"
    }
    if words.keys[end] == per, end + 1 < run.upperBound, words.keys[end + 1] == cent {
      end += 2
      return "%"
    }
    var at = end
    if words.surface(at) == "-", at + 1 < run.upperBound { at += 1 }
    var first: Int?
    for word in at..<min(at + 3, run.upperBound) {
      guard words.kinds[word] == .word,
        (Lexicon.traits[words.keys[word]] ?? []).isDisjoint(
          with: [
            .preposition, .auxiliary, .conjunction, .subordinator, .pronoun, .time, .determiner,
          ])
      else { break }
      if first == nil { first = word }
      let surface = words.surface(word)
      if plurals.contains(words.keys[word]) || (surface.hasSuffix("s") && surface.count > 3) {
        return String(surface)
      }
    }
    return first.map { String(words.surface($0)) }
  }

  private static func hedge(before start: Int, of words: Words) -> (Bound, Range<Int>?) {
    var at = start - 1
    if at >= 0, words.keys[at] == Lexicon.the { at -= 1 }
    guard at >= 0, words.kinds[at] == .word else { return (.exact, nil) }
    if at > 0, let found = pairs[words.keys[at - 1]]?[words.keys[at]] {
      return (found, at - 1..<at + 1)
    }
    if let found = hedges[words.keys[at]] { return (found, at..<at + 1) }
    return (.exact, nil)
  }

  private static func table<Value>(_ list: [(String, Value)]) -> [UInt64: Value] {
    var all: [UInt64: Value] = [:]
    for (words, value) in list { for key in Lexicon.keys(words) { all[key] = value } }
    return all
  }

  private static let hedges = table([
    ("about around roughly approximately some estimated circa", Bound.about),
    ("nearly almost", .nearly), ("over above exceeding", .moreThan), ("under below", .lessThan),
  ])
  private static let pairs: [UInt64: [UInt64: Bound]] = [
    StableHash.ofWord("more"): table([("than", .moreThan)]),
    StableHash.ofWord("less"): table([("than", .lessThan)]),
    StableHash.ofWord("fewer"): table([("than", .lessThan)]),
    StableHash.ofWord("at"): table([("least", .atLeast), ("most", .atMost)]),
    StableHash.ofWord("up"): table([("to", .atMost)]),
    StableHash.ofWord("close"): table([("to", .nearly)]),
    StableHash.ofWord("many"): table([("as", .atMost)]),
  ]
  private static let scales = table([
    ("hundred", 2), ("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12),
  ])
  private static let suffixes = ["k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12]
  private static let ordinals: Set<String> = ["st", "nd", "rd", "th", "s"]
  private static let spelled = Lexicon.keys(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen \
    nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen
    """)
  private static let plurals = Lexicon.keys("people men women children police feet mph km kg")
  private static let percent = StableHash.ofWord("percent")
  private static let per = StableHash.ofWord("per")
  private static let cent = StableHash.ofWord("cent")
}
