import Truecopy

/// The terminal view of more than two texts: the answer for each, then what matters, each reading
/// once, with the sigla of those that have it.
struct ApparatusText {
  private let apparatus: Apparatus
  private let paths: [String]
  private let filter: DifferenceFilter
  private let limit: Int
  private let palette: Palette
  private let width: Int

  init(
    _ apparatus: Apparatus, paths: [String], filter: DifferenceFilter, limit: Int,
    palette: Palette, width: Int
  ) {
    self.apparatus = apparatus
    self.paths = paths
    self.filter = filter
    self.limit = limit
    self.palette = palette
    self.width = min(max(width, 40), 120)
  }

  var text: String {
    let units = apparatus.variationUnits(showing: filter)
    let ordered =
      units.filter { $0.severity == .meaning } + units.filter { $0.severity != .meaning }
    let listed = limit == 0 ? ordered[...] : ordered.prefix(limit)
    var lines = ["\(paths.count.counted("text")), each against \(siglum(apparatus.base))"]
    for index in apparatus.witnesses.indices { lines += head(of: index) }
    lines.append(
      Verdict(on: apparatus.differences, by: filter, palette: palette).text(about: "The texts"))
    lines += Verdict.descent(
      apparatus.stemma, of: apparatus.witnesses, palette: palette, width: width)
    lines.append("")
    for unit in listed { lines += place(unit) + [""] }
    if listed.count < ordered.count {
      lines.append("\(ordered.count - listed.count) more places; --limit 0 shows all")
    }
    lines += ComparisonText.hidden(among: apparatus.differences, by: filter)
    let names = paths.map(ComparisonText.quoted).joined(separator: " ")
    lines.append(palette.faint("next: truecopy compare \(names) --format html > compare.html"))
    return lines.joined(separator: "\n") + "\n"
  }

  private func siglum(_ index: Int) -> String { apparatus.witnesses[index].siglum }

  private func sigla(_ indices: [Int]) -> String {
    indices.sorted().map(siglum).joined(separator: " ")
  }

  /// A witness, how much of it the base has, and the faults behind its differences.
  private func head(of index: Int) -> [String] {
    let words = apparatus.witnesses[index].words.count { $0.kind.isLexical }
    let line = "  \(siglum(index)) \(paths[index])  \(words.counted("word"))"
    guard let comparison = apparatus.comparison(of: index) else { return [line] }
    let verdict = Verdict(on: comparison.differences, by: filter, palette: palette)
    let count = { verdict.count($0).grouped }
    if comparison.differences.isEmpty { return ["\(line), the same to the last character"] }
    let share = ComparisonText.percent(comparison.agreement)
    var lines = [
      "\(line), \(share) agree; "
        + "\(count(.meaning)) meaning, \(count(.style)) style, \(count(.none)) neither"
    ]
    if comparison.collation.isOfStrangers {
      lines.append("    " + palette.warning("it hardly looks like a copy of the same report"))
      return lines
    }
    for cause in comparison.causes {
      lines += Excerpt.wrapped(Verdict.line(cause, palette), width: width - 6).map { "      " + $0 }
    }
    return lines
  }

  private func place(_ unit: VariationUnit) -> [String] {
    let ids = unit.variants.flatMap { $0.differences.flatMap { $0.map(\.id) } }
    var lines = Verdict.heading(unit.severity, ids, palette: palette, width: width)
    lines += reading(
      [apparatus.base] + unit.followers.map { apparatus.others[$0] }, unit.baseReadings,
      palette.lost)
    for variant in unit.variants {
      lines += reading(
        variant.comparisons.map { apparatus.others[$0] }, variant.readings, palette.found)
    }
    for variant in unit.variants {
      let who = sigla(variant.comparisons.map { apparatus.others[$0] })
      for difference in variant.differences[0] {
        lines += Verdict.lines(
          difference, among: unit.severity, sigla: who, palette: palette, width: width)
      }
    }
    return lines
  }

  /// The sentence some witnesses have, as the first of them has it, under their sigla.
  private func reading(
    _ holders: [Int], _ readings: [Reading], _ mark: (String) -> String
  ) -> [String] {
    let holder = holders[0] == apparatus.base ? apparatus.base : holders.min() ?? holders[0]
    let excerpt = Excerpt(apparatus.witnesses[holder], readings, width: width - 4)
    let names = sigla(holders)
    let text = excerpt.lines { mark($0.isEmpty ? "[ ]" : "[\($0)]") }
    guard names.count > 1 else {
      return text.enumerated().map { ($0 == 0 ? "  \(names) " : "    ") + $1 }
    }
    return Excerpt.wrapped(names, width: width - 2).map { "  " + $0 } + text.map { "    " + $0 }
  }
}
