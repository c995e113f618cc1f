import Collating
import Prose

/// Figures, sums, dates and units.
enum Numbers {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    if let verdict = unit(place) ?? calendar(place) ?? share(place) { return verdict }
    guard place.isSubstitution else { return figureOnly(place) }
    let base = values(place.base)
    let reading = values(place.reading)
    guard !base.isEmpty, !reading.isEmpty else { return nil }
    let (a, b) = (place.base.text, place.reading.text)
    let same = Verdict(
      kind: .numberWord, effect: .wordingOnly,
      reason: "`\(a)` and `\(b)` are the same number, written two ways")
    if base == reading {
      guard place.base.lexical.count == base.count, place.reading.lexical.count == base.count else {
        return nil
      }
      return same
    }
    if let amounts = amounts(place.base), amounts == Self.amounts(place.reading) { return same }
    return Verdict(
      kind: kind(place), effect: .falseStatement, reason: "`\(a)` and `\(b)` are different numbers")
  }

  /// The numbers with their magnitudes, `4.2 million` as `4.2m`; nil where other words stand among
  /// them.
  private static func amounts(_ side: Side) -> [String]? {
    var amounts: [String] = []
    for word in side.lexical {
      let text = side.lowercase(word)
      if let magnitude = magnitudes[text], let last = amounts.last?.last, last.isNumber {
        amounts[amounts.count - 1] += magnitude
      } else if let value = NumberValue(text) {
        amounts.append(value.digits + (magnitudes[value.suffix] ?? value.suffix))
      } else if let value = NumberValue.spelled(text) {
        amounts.append(value.digits)
      } else {
        return nil
      }
    }
    return amounts
  }

  private static let magnitudes = [
    "thousand": "k", "million": "m", "mn": "m", "billion": "bn", "b": "bn", "trillion": "tn",
  ]

  /// A number whose letters and digits stay and whose marks change: `4.2` against `42`, `$5`
  /// against `5`.
  static func changedByMarks(_ place: Place) -> Verdict? {
    let base = values(place.base)
    let reading = values(place.reading)
    guard !base.isEmpty, !reading.isEmpty,
      place.base.letters.contains(where: { (0x30...0x39).contains($0) })
    else { return nil }
    let (a, b) = (place.base.text, place.reading.text)
    if base != reading {
      let joined = { (values: [NumberValue]) in values.map(\.digits).joined() }
      let isGrouping = joined(base) == joined(reading) && (isGrouped(a) || isGrouped(b))
      return Verdict(
        kind: kind(place), effect: isGrouping ? .sameIllFormed : .falseStatement,
        reason: isGrouping
          ? "`\(a)` and `\(b)` are one number, its thousands set apart in another way"
          : "`\(a)` and `\(b)` read as different numbers")
    }
    let currency = { (side: Side) in side.surfaces.filter { currencies.contains($0) } }
    guard currency(place.base) != currency(place.reading) else { return nil }
    return Verdict(
      kind: .unit, effect: .falseStatement,
      reason: "`\(a)` and `\(b)`: the sign that says what is counted differs")
  }

  /// Thousands set apart by commas.
  private static func isGrouped(_ text: String) -> Bool {
    let parts = text.filter { $0.isNumber || $0 == "," }.split(separator: ",")
    return parts.count > 1 && parts.dropFirst().allSatisfy { $0.count == 3 } && !text.contains(".")
  }

  static func values(_ side: Side) -> [NumberValue] {
    side.lexical.compactMap {
      NumberValue(side.witness.words.surface($0))
        ?? NumberValue.spelled(side.witness.words.surface($0))
    }
  }

  /// Digits that stand in one text only.
  private static func figureOnly(_ place: Place) -> Verdict? {
    guard let side = place.only, side.lexical.count == 1,
      side.witness.words.kinds[side.lexical[0]] == .number
    else { return nil }
    return Verdict(
      kind: kind(place), effect: place.isAddition ? .contentAdded : .contentLost,
      reason: "the figure `\(side.text)` stands in one text only")
  }

  private static func kind(_ place: Place) -> DifferenceKind {
    for side in [place.base, place.reading] where !side.words.isEmpty {
      let around = [side.beforeStop, side.after].compactMap { $0 }.map { side.lowercase($0) }
      let own = side.surfaces.map { $0.lowercased() }
      if around.contains(where: currencies.contains)
        || own.contains(where: { currencies.contains($0) })
      {
        return .money
      }
      if around.contains(where: moneyWords.contains) { return .money }
      if around.contains(where: calendarWords.contains) { return .date }
      if side.lexical.count == 1, let year = Int(side.lowercased[0]),
        (1_800...2_100).contains(year),
        side.lowercased[0].count == 4
      {
        return .date
      }
    }
    return .number
  }

  private static func unit(_ place: Place) -> Verdict? {
    guard place.isSubstitution, place.base.lexical.count == 1, place.reading.lexical.count == 1
    else { return nil }
    let (a, b) = (place.base.lowercased[0], place.reading.lowercased[0])
    guard units.contains(a), units.contains(b), stem(a) != stem(b) else { return nil }
    return Verdict(
      kind: .unit, effect: .falseStatement,
      reason: "`\(a)` and `\(b)` are different units or magnitudes")
  }

  /// `many` against `some`: how many of a thing, in words.
  private static func share(_ place: Place) -> Verdict? {
    guard place.base.lexical.count == 1, place.reading.lexical.count == 1 else { return nil }
    let (a, b) = (place.base.lowercased[0], place.reading.lowercased[0])
    guard WordLists.quantifiers.contains(a), WordLists.quantifiers.contains(b), a != b,
      !Synonyms.areSynonyms(a, b), Set([a, b]) != ["each", "every"]
    else { return nil }
    return Verdict(
      kind: .number, effect: .falseStatement,
      reason: "`\(a)` and `\(b)` say how many, and not the same")
  }

  private static func stem(_ unit: String) -> String {
    let plain = unit.hasSuffix("s") ? String(unit.dropLast()) : unit
    return plain.hasSuffix("tre") ? plain.dropLast(3) + "ter" : plain
  }

  private static func calendar(_ place: Place) -> Verdict? {
    guard place.isSubstitution, place.base.lexical.count <= 3, place.reading.lexical.count <= 3
    else { return nil }
    func names(_ side: Side) -> Bool {
      side.lexical.contains {
        let word = side.lowercase($0)
        // The verb has no capital but at the start of a sentence, and is no date against one.
        let isVerb = word == "may" && side.witness.words.surface($0).first == "m"
        return calendarWords.contains(word) && !isVerb || dayWords.contains(word)
      }
    }
    guard names(place.base), names(place.reading) else { return nil }
    return Verdict(
      kind: .date, effect: .falseStatement,
      reason: "`\(place.base.text)` and `\(place.reading.text)` are different dates")
  }

  private static let currencies: Set<Substring> = ["$", "£", "€", "¥", "%"]
  private static let currencyNames: Set<String> = [
    "dollars", "dollar", "euros", "euro", "pounds", "pence", "cents", "yen",
  ]
  private static let moneyWords = currencyNames
  static let calendarWords: Set<String> = Set(
    """
    january february march april may june july august september october november december jan feb mar apr jun jul aug \
    sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday
    """.split(separator: " ").map(String.init))
  private static let dayWords: Set<String> = ["today", "yesterday", "tomorrow", "tonight"]
  static let units: Set<String> = Set(
    """
    hundred thousand million billion trillion percent mile miles kilometre kilometres kilometer kilometers km metre \
    metres meter meters feet foot inch inches yard yards pound pounds kilogram kilograms kilo kilos ton tons tonne \
    tonnes ounce ounces gram grams litre litres liter liters gallon gallons barrel barrels acre acres hectare hectares \
    second seconds minute minutes hour hours day days week weeks month months year years decade decades dollar dollars \
    euro euros cent cents pence degrees celsius fahrenheit millimetre millimetres millimeter millimeters \
    centimetre centimetres
    """.split(separator: " ").map(String.init))
}

extension Set<Substring> {
  fileprivate func contains(_ text: String) -> Bool { contains(Substring(text)) }
}
