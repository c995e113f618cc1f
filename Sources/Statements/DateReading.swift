import Prose

/// A day, week, month, quarter or year that words of a text mean, told from the day of publication.
///
/// A bare weekday is the most recent one, the day of publication included, unless the words before
/// it look ahead (`will … on Friday`). `Last week` is a week and never a day.
public struct DateReading: Hashable, Sendable {
  /// How exact it is.
  public enum Granularity: String, CaseIterable, Sendable {
    case day, week, month, quarter, year
  }

  /// What tells it.
  public enum Rule: String, CaseIterable, Sendable {
    case relativeDay = "relative-day"
    case weekday = "most-recent-weekday"
    case comingWeekday = "coming-weekday"
    case relativeUnit = "relative-unit"
    /// `three years ago`.
    case ago
    case calendarDay = "calendar-day"
    case calendarMonth = "calendar-month"
    case calendarQuarter = "calendar-quarter"
    case calendarYear = "calendar-year"
  }

  /// The words.
  public let words: Range<Int>
  /// The value as ISO 8601 writes it: `2017-04-10`, `2017-W14`, `2017-03`, `2016`; a quarter is
  /// `2016-Q3`, as TimeML writes it.
  public let value: String
  /// How exact it is.
  public let granularity: Granularity
  /// What told it.
  public let rule: Rule

  /// The times told in a run of words, in order; without the day of publication those that name
  /// their year.
  ///
  /// - Complexity: O(words).
  static func all(
    in run: Range<Int>, of words: Words, published: CalendarDay?
  ) -> [DateReading] {
    let reader = DateReader(run: run, words: words, published: published)
    var found: [DateReading] = []
    var at = run.lowerBound
    while at < run.upperBound {
      guard let date = reader.read(at), date.words.lowerBound >= found.last?.words.upperBound ?? 0
      else {
        at += 1
        continue
      }
      found.append(date)
      at = max(at + 1, date.words.upperBound)
    }
    return found
  }
}

/// Reads the time told at one word.
private struct DateReader {
  let run: Range<Int>
  let words: Words
  let published: CalendarDay?

  func read(_ word: Int) -> DateReading? {
    let key = words.keys[word]
    if let offset = Self.days[key], let published {
      return reading(word..<word + 1, day(published.number + offset), .day, .relativeDay)
    }
    if let weekday = Self.weekdays.firstIndex(of: key) { return self.weekday(word, weekday) }
    if let month = monthNumber(word) { return self.month(word, month) }
    if words.kinds[word] == .number {
      return calendarDay(inDigitsAt: word) ?? ago(word) ?? year(word)
    }
    if let found = ago(word) { return found }
    if Self.quarterNames.firstIndex(of: key) != nil { return quarter(word) }
    guard let step = Self.steps[key], word + 1 < run.upperBound else { return nil }
    return unit(word..<word + 2, step, words.keys[word + 1])
  }

  private func reading(
    _ words: Range<Int>, _ value: String, _ granularity: DateReading.Granularity,
    _ rule: DateReading.Rule
  ) -> DateReading {
    DateReading(words: words, value: value, granularity: granularity, rule: rule)
  }

  private func day(_ number: Int) -> String { CalendarDay(number: number).text }

  private func weekday(_ word: Int, _ weekday: Int) -> DateReading? {
    // A full date after the weekday says more than it does.
    for next in (word + 1..<run.upperBound).prefix(3) {
      if let number = monthNumber(next), let full = month(next, number), full.granularity == .day {
        return reading(word..<full.words.upperBound, full.value, .day, full.rule)
      }
    }
    guard let published else { return nil }
    let step = word > run.lowerBound ? Self.steps[words.keys[word - 1]] : nil
    let first = step == nil ? word : word - 1
    let ahead = (weekday - published.weekday + 7) % 7
    if step == 1 || (step == nil && looksAhead(before: word)) {
      let number = published.number + (ahead == 0 ? 7 : ahead)
      return reading(first..<word + 1, day(number), .day, .comingWeekday)
    }
    let back = (published.weekday - weekday + 7) % 7
    let number = published.number - (back == 0 && step == -1 ? 7 : back)
    return reading(first..<word + 1, day(number), .day, .weekday)
  }

  /// Whether the clause says before a word that something is still to come.
  private func looksAhead(before word: Int) -> Bool {
    var at = word - 1
    while at >= run.lowerBound, word - at < 16 {
      let key = words.keys[at]
      if Self.ahead.contains(key) { return true }
      let traits = Lexicon.traits[key] ?? []
      if key == Lexicon.and || traits.contains(.speech) || key == Marks.comma { return false }
      at -= 1
    }
    return false
  }

  /// `last week`, `this month`, `next year`, `last quarter`.
  private func unit(_ run: Range<Int>, _ step: Int, _ unit: UInt64) -> DateReading? {
    guard let published, let unit = Self.units[unit] else { return nil }
    return moved(run, published, by: step, unit, .relativeUnit)
  }

  private func moved(
    _ run: Range<Int>, _ from: CalendarDay, by step: Int, _ unit: DateReading.Granularity,
    _ rule: DateReading.Rule
  ) -> DateReading? {
    let (year, month, _) = from.parts
    switch unit {
    case .day: return reading(run, day(from.number + step), .day, rule)
    case .week:
      return reading(run, CalendarDay(number: from.number + 7 * step).week, .week, rule)
    case .month:
      let count = year * 12 + month - 1 + step
      guard count > 0, let made = CalendarDay(year: count / 12, month: count % 12 + 1, day: 1)
      else { return nil }
      return reading(run, made.month, .month, rule)
    case .quarter:
      let count = year * 4 + (month - 1) / 3 + step
      guard count > 0 else { return nil }
      let value = "\(CalendarDay.padded(count / 4, 4))-Q\(count % 4 + 1)"
      return reading(run, value, .quarter, rule)
    case .year:
      guard year + step > 0 else { return nil }
      return reading(run, CalendarDay.padded(year + step, 4), .year, rule)
    }
  }

  /// `three years ago`, `a week ago`.
  private func ago(_ word: Int) -> DateReading? {
    guard word + 2 < run.upperBound, words.keys[word + 2] == Self.agoWord, let published,
      let unit = Self.units[words.keys[word + 1]]
    else { return nil }
    let number =
      Self.articles.contains(words.keys[word])
      ? 1
      : Int(
        (NumberValue.spelled(words.surface(word)) ?? NumberValue(words.surface(word)))?.digits
          ?? "")
    guard let number, number < 10_000 else { return nil }
    return moved(word..<word + 3, published, by: -number, unit, .ago)
  }

  /// `the third quarter`, `the third quarter of 2016`: without a year the last one that is past.
  private func quarter(_ word: Int) -> DateReading? {
    guard word + 1 < run.upperBound, words.keys[word + 1] == Self.quarterWord,
      let place = Self.quarterNames.firstIndex(of: words.keys[word])
    else { return nil }
    var end = word + 2
    if end < run.upperBound, words.keys[end] == Lexicon.of { end += 1 }
    if let told = number(end), (1000...2999).contains(told) {
      let value = "\(CalendarDay.padded(told, 4))-Q\(place + 1)"
      return reading(word..<end + 1, value, .quarter, .calendarQuarter)
    }
    guard let (year, month, _) = published?.parts else { return nil }
    let chosen = place * 3 + 1 > month ? year - 1 : year
    let value = "\(CalendarDay.padded(chosen, 4))-Q\(place + 1)"
    return reading(word..<word + 2, value, .quarter, .calendarQuarter)
  }

  /// `in 2013`, `the 2016 election`: four digits that stand where a year does.
  private func year(_ word: Int) -> DateReading? {
    let surface = words.surface(word)
    guard surface.utf8.count == 4, let told = number(word), (1500...2099).contains(told),
      word > 0
    else { return nil }
    let before = words.keys[word - 1]
    let next = word + 1 < words.count && words.kinds[word + 1].isLexical ? word + 1 : nil
    // "In 2013", "of 2013,": not "of 2013 people".
    let isCounted = next.map { words.surface($0).hasSuffix("s") } ?? false
    guard Self.beforeYear.contains(before), !isCounted else { return nil }
    return reading(word..<word + 1, CalendarDay.padded(told, 4), .year, .calendarYear)
  }

  /// `2017-04-06`.
  private func calendarDay(inDigitsAt word: Int) -> DateReading? {
    let bytes = Int(words.starts[word])
    let text = words.text.utf8.dropFirst(bytes).prefix(10)
    guard word + 1 < words.count, text.count == 10, let found = CalendarDay(String(text) ?? "")
    else { return nil }
    var end = word + 1
    while end < run.upperBound, Int(words.ends[end]) <= bytes + 10 { end += 1 }
    guard Int(words.ends[end - 1]) == bytes + 10 else { return nil }
    return reading(word..<end, found.text, .day, .calendarDay)
  }

  private func monthNumber(_ word: Int) -> Int? {
    guard words.isCapital(word) else { return nil }
    return Self.months.firstIndex(of: words.keys[word]).map { $0 + 1 }
      ?? Self.shortMonths.firstIndex(of: words.keys[word]).map { $0 + 1 }
  }

  private func number(_ at: Int) -> Int? {
    guard words.indices.contains(at), words.kinds[at] == .number else { return nil }
    return NumberValue(words.surface(at)).flatMap { Int($0.digits) }
  }

  /// `April 6`, `6 April`, `April 6, 2017`, `April 2017`: without a year the last one that is past,
  /// or the next one where the words look ahead.
  private func month(_ word: Int, _ month: Int) -> DateReading? {
    let isShort = Self.months.firstIndex(of: words.keys[word]) == nil
    var (first, end) = (word, word + 1)
    if isShort, end < words.count, words.keys[end] == Marks.stop { end += 1 }
    var day: Int?
    if let next = number(end), (1...31).contains(next) {
      (day, end) = (next, end + 1)
    } else if word > run.lowerBound, let before = number(word - 1), (1...31).contains(before) {
      (day, first) = (before, word - 1)
    } else if word > run.lowerBound + 1, words.keys[word - 1] == Lexicon.of,
      let before = number(word - 2), (1...31).contains(before)
    {
      (day, first) = (before, word - 2)
    } else if isShort || (word + 1 == end && words.keys[word] == Self.may && number(end) == nil) {
      // "May" and "Mar" alone may be other words.
      guard word > 0, Self.beforeYear.contains(words.keys[word - 1]) else { return nil }
    }
    var yearAt = end
    if number(yearAt) == nil, end < words.count, words.keys[end] == Marks.comma { yearAt = end + 1 }
    var year = number(yearAt)
    if let told = year, !(1000...2999).contains(told) { year = nil }
    if year != nil { end = yearAt + 1 }
    guard let chosen = year ?? assumedYear(month, day, first) else { return nil }
    if let day {
      return CalendarDay(year: chosen, month: month, day: day).map {
        reading(first..<end, $0.text, .day, .calendarDay)
      }
    }
    return CalendarDay(year: chosen, month: month, day: 1).map {
      reading(first..<end, $0.month, .month, .calendarMonth)
    }
  }

  private func assumedYear(_ month: Int, _ day: Int?, _ word: Int) -> Int? {
    guard let published else { return nil }
    let (year, thisMonth, thisDay) = published.parts
    let step = word > run.lowerBound ? Self.steps[words.keys[word - 1]] ?? 0 : 0
    let isLater = (month, day ?? 0) > (thisMonth, thisDay)
    if step > 0 || looksAhead(before: word) { return isLater ? year : year + 1 }
    if step < 0 { return isLater ? year - 1 : month == thisMonth ? year - 1 : year }
    // A day in the weeks to come is announced; one far ahead was that of last year.
    if let day, let made = CalendarDay(year: year, month: month, day: day) {
      return made.number > published.number + 180 ? year - 1 : year
    }
    return month > thisMonth ? year - 1 : year
  }

  private static let days = [
    StableHash.ofWord("today"): 0, StableHash.ofWord("tonight"): 0,
    StableHash.ofWord("yesterday"): -1, StableHash.ofWord("tomorrow"): 1,
  ]
  private static let steps = [
    StableHash.ofWord("last"): -1, StableHash.ofWord("this"): 0, StableHash.ofWord("next"): 1,
  ]
  private static let units: [UInt64: DateReading.Granularity] = [
    StableHash.ofWord("day"): .day, StableHash.ofWord("days"): .day,
    StableHash.ofWord("week"): .week, StableHash.ofWord("weeks"): .week,
    StableHash.ofWord("month"): .month, StableHash.ofWord("months"): .month,
    StableHash.ofWord("quarter"): .quarter, StableHash.ofWord("year"): .year,
    StableHash.ofWord("years"): .year,
  ]
  private static let quarterNames = ordered("first second third fourth")
  private static let quarterWord = StableHash.ofWord("quarter")
  private static let agoWord = StableHash.ofWord("ago")
  private static let articles = Lexicon.keys("a an one")
  private static let ahead = Lexicon.keys(
    "will 'll shall due scheduled set plans planned expected next coming")
  private static let beforeYear = Lexicon.keys(
    "in of since by until from during after before the between late early mid to last this next")
  private static let weekdays = ordered(
    "monday tuesday wednesday thursday friday saturday sunday")
  private static let months = ordered(
    "january february march april may june july august september october november december")
  private static let shortMonths = ordered("jan feb mar apr - jun jul aug sep oct nov dec")
  private static let may = StableHash.ofWord("may")

  private static func ordered(_ words: String) -> [UInt64] {
    words.split(separator: " ").map { StableHash.ofWord($0) }
  }
}
