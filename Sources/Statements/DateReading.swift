import Prose

/// A day, week, month or year that words of a text mean, told from the day of publication.
public struct DateReading: Hashable, Sendable {
  /// How exact it is.
  public enum Granularity: String, CaseIterable, Sendable {
    case day, week, month, year
  }

  /// What tells it.
  public enum Rule: String, CaseIterable, Sendable {
    case relativeDay = "relative-day"
    case weekday = "most-recent-weekday"
    case relativeUnit = "relative-unit"
    case calendarDay = "calendar-day"
    case calendarMonth = "calendar-month"
  }

  /// The words.
  public let words: Range<Int>
  /// The value as ISO 8601 writes it: `2017-04-10`, `2017-W14`, `2017-03`, `2016`.
  public let value: String
  /// How exact it is.
  public let granularity: Granularity
  /// What told it.
  public let rule: Rule

  /// Reads the first time told in a run of words; nil where there is none.
  ///
  /// A bare weekday is the most recent one, the day of publication included. `Last week` is a week
  /// and never a day.
  init?(in run: Range<Int>, of words: Words, published: CalendarDay) {
    for word in run {
      if let found = Self.read(word, run, words, published) {
        self = found
        return
      }
    }
    return nil
  }

  private init(_ words: Range<Int>, _ value: String, _ granularity: Granularity, _ rule: Rule) {
    self.words = words
    self.value = value
    self.granularity = granularity
    self.rule = rule
  }

  private static func read(
    _ word: Int, _ run: Range<Int>, _ words: Words, _ published: CalendarDay
  ) -> DateReading? {
    let key = words.keys[word]
    if let offset = days[key] {
      let day = CalendarDay(number: published.number + offset)
      return DateReading(word..<word + 1, day.text, .day, .relativeDay)
    }
    if let weekday = weekdays.firstIndex(of: key) {
      // A full date after the weekday says more than it does.
      let rest = word + 1..<run.upperBound
      if let full = rest.prefix(3).lazy.compactMap({ month($0, run, words, published) }).first {
        return full
      }
      let back = (published.weekday - weekday + 7) % 7
      let day = CalendarDay(number: published.number - back)
      return DateReading(word..<word + 1, day.text, .day, .weekday)
    }
    if let found = month(word, run, words, published) { return found }
    guard let step = steps[key], word + 1 < run.upperBound else { return nil }
    return unit(word..<word + 2, step, words.keys[word + 1], published)
  }

  /// `last week`, `this month`, `next year`.
  private static func unit(
    _ run: Range<Int>, _ step: Int, _ unit: UInt64, _ published: CalendarDay
  ) -> DateReading? {
    switch unit {
    case week:
      let day = CalendarDay(number: published.number + 7 * step)
      return DateReading(run, day.week, .week, .relativeUnit)
    case monthWord:
      let (year, month, _) = published.parts
      let count = year * 12 + month - 1 + step
      guard let day = CalendarDay(year: count / 12, month: count % 12 + 1, day: 1) else {
        return nil
      }
      return DateReading(run, day.month, .month, .relativeUnit)
    case yearWord:
      return DateReading(
        run, CalendarDay.padded(published.parts.year + step, 4), .year, .relativeUnit)
    default: return nil
    }
  }

  /// `April 6`, `6 April`, `April 6, 2017`, `April 2017`: without a year the last one that is past.
  private static func month(
    _ word: Int, _ run: Range<Int>, _ words: Words, _ published: CalendarDay
  ) -> DateReading? {
    guard words.isCapital(word), let month = months.firstIndex(of: words.keys[word]) else {
      return nil
    }
    func number(_ at: Int) -> Int? {
      guard words.indices.contains(at), words.kinds[at] == .number else { return nil }
      return NumberValue(words.surface(at)).flatMap { Int($0.digits) }
    }
    var (first, end) = (word, word + 1)
    var day: Int?
    if let next = number(word + 1), next <= 31 {
      (day, end) = (next, word + 2)
    } else if let before = number(word - 1), before <= 31 {
      (day, first) = (before, word - 1)
    }
    var year = number(end)
    if year == nil, end < words.count, words.keys[end] == Marks.comma { year = number(end + 1) }
    if let told = year, !(1000...2999).contains(told) { year = nil }
    if let told = year {
      end = number(end) == told ? end + 1 : end + 2
    }
    var chosen = year ?? published.parts.year
    if let day {
      guard var made = CalendarDay(year: chosen, month: month + 1, day: day) else { return nil }
      if year == nil, made.number > published.number + 180 {
        chosen -= 1
        made = CalendarDay(year: chosen, month: month + 1, day: day) ?? made
      }
      return DateReading(first..<end, made.text, .day, .calendarDay)
    }
    if year == nil, month + 1 > published.parts.month { chosen -= 1 }
    guard let made = CalendarDay(year: chosen, month: month + 1, day: 1) else { return nil }
    return DateReading(first..<end, made.month, .month, .calendarMonth)
  }

  private static let days = [
    StableHash.ofWord("today"): 0, StableHash.ofWord("tonight"): 0,
    StableHash.ofWord("yesterday"): -1, StableHash.ofWord("tomorrow"): 1,
  ]
  private static let steps = [
    StableHash.ofWord("last"): -1, StableHash.ofWord("this"): 0, StableHash.ofWord("next"): 1,
  ]
  private static let week = StableHash.ofWord("week")
  private static let monthWord = StableHash.ofWord("month")
  private static let yearWord = StableHash.ofWord("year")
  private static let weekdays = ordered(
    "monday tuesday wednesday thursday friday saturday sunday")
  private static let months = ordered(
    "january february march april may june july august september october november december")

  private static func ordered(_ words: String) -> [UInt64] {
    words.split(separator: " ").map { StableHash.ofWord($0) }
  }
}
