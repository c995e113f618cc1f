import Exchange
import Statements
import Storing

/// When the copies of a report came out: a dot for each, stacked where they fall together, the kept
/// text as a ring, those that change the meaning filled.
struct Timeline {
  /// The picture as an `svg` element; nothing where all came out on one day, or no date is known.
  let markup: String

  private static let width = 960
  private static let margin = 24
  private static let step = 13
  /// Dots on top of one another; of more the rest is told by a number.
  private static let mostStacked = 9

  init(_ appearances: [Store.Appearance], of cluster: Store.ClusterLine) {
    let dated = appearances.compactMap { appearance in
      CalendarDay(appearance.published.prefix(10)).map { (day: $0.number, appearance) }
    }
    guard let first = dated.map(\.day).min(), let last = dated.map(\.day).max(), first < last else {
      markup = ""
      return
    }
    let room = Self.width - 2 * Self.margin
    func x(_ day: Int) -> Int { Self.margin + (day - first) * room / (last - first) }
    let columns = Dictionary(grouping: dated) { x($0.day) / Self.step }
    let highest = min(columns.values.map(\.count).max() ?? 1, Self.mostStacked)
    let ground = 14 + highest * Self.step
    var dots = ""
    for column in columns.sorted(by: { $0.key < $1.key }) {
      for (level, (day, appearance)) in column.value.prefix(Self.mostStacked).enumerated() {
        dots += Self.dot(appearance, x: x(day), y: ground - 9 - level * Self.step, cluster)
      }
      let more = column.value.count - Self.mostStacked
      if more > 0 {
        dots +=
          "<text x=\"\(x(column.value[0].day))\" y=\"11\" text-anchor=\"middle\">+\(more)</text>"
      }
    }
    let marks = Self.marks(from: first, to: last).map { day in
      let at = x(day)
      let anchor = day == first ? "start" : day == last ? "end" : "middle"
      let shifted = day == first ? at - 6 : day == last ? at + 6 : at
      return "<path d=\"M\(at) \(ground)v5\"/><text x=\"\(shifted)\" y=\"\(ground + 19)\" "
        + "text-anchor=\"\(anchor)\">\(CalendarDay(number: day).text)</text>"
    }.joined()
    markup =
      "<svg class=\"timeline\" viewBox=\"0 0 \(Self.width) \(ground + 26)\" role=\"img\" "
      + "aria-label=\"When the copies came out\"><path d=\"M\(Self.margin - 8) \(ground)H\(Self.width - Self.margin + 8)\"/>"
      + marks + dots + "</svg>"
  }

  private static func dot(
    _ appearance: Store.Appearance, x: Int, y: Int, _ cluster: Store.ClusterLine
  ) -> String {
    let isBase = appearance.article == cluster.kept
    let kind = isBase ? "k" : (appearance.meaning ?? 0) > 0 ? "m" : "s"
    let told = [
      appearance.outlet ?? appearance.id, Wording.day(appearance.published),
      isBase
        ? "the text that is kept"
        : Figures.many(appearance.meaning ?? 0, "change of meaning", "changes of meaning"),
    ].joined(separator: ", ")
    let address =
      isBase
      ? "/articles/\(appearance.article)"
      : "/clusters/\(cluster.number)/side-by-side?copy=\(appearance.article)"
    return "<a href=\"\(address)\"><circle class=\"\(kind)\" cx=\"\(x)\" cy=\"\(y)\" r=\"5\">"
      + "<title>\(ComparisonPage.Markup.escaped(told))</title></circle></a>"
  }

  /// Days to write below the line: the ends, and some between where there is room.
  private static func marks(from first: Int, to last: Int) -> [Int] {
    last - first < 4
      ? Array(first...last) : (0...4).map { first + (last - first) * $0 / 4 }
  }
}
