/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int

  /// Makes a day from its number.
  public init(number: Int) { self.number = number }

  /// Reads `2017-04-10`; nil where that is no day.
  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts[2].utf8.count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
      let day = Int(parts[2]), let made = CalendarDay(year: year, month: month, day: day)
    else { return nil }
    self = made
  }

  /// Makes a day; nil where the month has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1 else { return nil }
    let number = Self.number(year, month, day)
    let parts = CalendarDay(number: number).parts
    guard parts == (year, month, day) else { return nil }
    self.number = number
  }

  /// Days since 1970-01-01, counted in years that begin in March, so that a leap day comes last.
  private static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// Year, month and day.
  public var parts: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let index = (5 * dayOfYear + 2) / 153
    let month = index < 10 ? index + 3 : index - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * index + 2) / 5 + 1
    )
  }

  /// 0 for Monday … 6 for Sunday.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 }

  /// The same day written `2017-04-10`.
  public var text: String {
    let (year, month, day) = parts
    return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
  }

  /// The week it lies in, as ISO 8601 writes it: `2017-W15`.
  public var week: String {
    // The week belongs to the year its Thursday lies in.
    let thursday = CalendarDay(number: number - weekday + 3)
    let year = thursday.parts.year
    let first = Self.number(year, 1, 1)
    return "\(Self.padded(year, 4))-W\(Self.padded((thursday.number - first) / 7 + 1, 2))"
  }

  /// The month it lies in: `2017-04`.
  public var month: String {
    "\(Self.padded(parts.year, 4))-\(Self.padded(parts.month, 2))"
  }

  /// Whether a day is before another.
  public static func < (a: CalendarDay, b: CalendarDay) -> Bool { a.number < b.number }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
