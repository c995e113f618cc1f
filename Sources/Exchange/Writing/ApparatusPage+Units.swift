import Collating
import Judging
import Prose

extension ApparatusPage {
  /// The list of what matters: every place with the readings of all texts, each once, and why they
  /// are judged so.
  struct Units {
    /// Those that are listed, the weightiest first.
    let listed: [VariationUnit]
    let unlistedCount: Int
    private let apparatus: Apparatus
    /// The number of the set of kinds of each that is listed.
    private let sets: [Int]

    init(of apparatus: Apparatus, _ sets: inout KindSets) {
      self.apparatus = apparatus
      let units = apparatus.variationUnits(showing: DifferenceFilter(atLeast: .style))
      let ordered =
        units.filter { $0.severity == .meaning } + units.filter { $0.severity == .style }
      listed = Array(ordered.prefix(ApparatusPage.mostListed))
      unlistedCount = ordered.count - listed.count
      self.sets = listed.map { unit in
        sets.number(of: Set(unit.variants.flatMap { $0.differences[0] }.map(\.kind)))
      }
    }

    /// The number of the entry that tells of each difference that is listed, by its name.
    var entries: [String: Int] {
      var entries: [String: Int] = [:]
      for (number, unit) in listed.enumerated() {
        for variant in unit.variants {
          for difference in variant.differences.joined() { entries[difference.id] = number + 1 }
        }
      }
      return entries
    }

    /// Writes the list.
    func write(_ flow: Flow, _ extent: PageExtent, to output: OutputFile) throws {
      var markup = ComparisonPage.Markup()
      for severity in [Severity.meaning, .style] {
        let units = listed.enumerated().filter { $1.severity == severity }
        guard !units.isEmpty else { continue }
        let title = severity.label.prefix(1).uppercased() + severity.label.dropFirst()
        markup.html(
          "<section class=\"l\(severity.pageClass)\"><h3>\(title) "
            + "<small>\(ComparisonPage.Figures.text(units.count)) places</small></h3>\n"
            + "<p class=\"about\">\(severity.explanation)</p>\n<ol>\n")
        for (index, unit) in units {
          add(unit, number: index + 1, flow, extent, to: &markup)
          try markup.flush(to: output)
        }
        markup.html("</ol></section>\n")
      }
      try markup.flush(to: output, atLeast: 0)
    }

    private func add(
      _ unit: VariationUnit, number: Int, _ flow: Flow, _ extent: PageExtent,
      to markup: inout ComparisonPage.Markup
    ) {
      let classes = "\(unit.severity.pageClass) x\(sets[number - 1])"
      markup.html("<li id=\"u\(number)\" class=\"\(classes)\"><h4>")
      let all = unit.variants.flatMap { $0.differences[0] }
      var labels: [String] = []
      for difference in all where !labels.contains(difference.kind.label) {
        labels.append(difference.kind.label)
      }
      markup.html(ComparisonPage.Markup.escaped(labels.joined(separator: "; ")))
      if extent == .whole, let first = all.first, let row = flow.row(of: first) {
        markup.html(
          " <a href=\"#r\(row)\">\(first.id)<span class=\"screen\">: see it in the text</span></a>")
      }
      markup.html("</h4>\n<dl class=\"readings\">")
      let followers = [apparatus.base] + unit.followers.map(flow.witness)
      add(
        followers.sorted(), marked(unit.baseReadings, of: unit),
        in: apparatus.witnesses[apparatus.base], to: &markup)
      for variant in unit.variants {
        let holders = variant.comparisons.map(flow.witness)
        add(
          holders, variant.differences[0].map { ($0.locus.reading, $0.severity) },
          in: apparatus.witnesses[holders[0]], to: &markup)
      }
      markup.html("</dl>\n")
      for variant in unit.variants {
        for difference in variant.differences[0] {
          markup.html("<p class=\"why k\(difference.kind.pageNumber)\">")
          for holder in variant.comparisons.map(flow.witness) {
            markup.html("<b class=\"sg\">\(apparatus.witnesses[holder].siglum)</b> ")
          }
          markup.html("<code>\(difference.kind.rawValue)</code>: ")
          ComparisonPage.Changes.add(reason: difference.reason, to: &markup)
          markup.html("</p>")
        }
      }
      markup.html("</li>\n")
    }

    /// Readings of the base, each with how much the weightiest difference there matters.
    private func marked(_ readings: [Reading], of unit: VariationUnit) -> [(Reading, Severity)] {
      let all = unit.variants.flatMap { $0.differences[0] }
      return readings.map { reading in
        let here = all.filter {
          $0.locus.base == reading
            || ($0.locus.base.range.start < reading.range.end
              && reading.range.start < $0.locus.base.range.end)
        }
        return (reading, here.map(\.severity).max() ?? .none)
      }
    }

    /// Adds what some witnesses have, with the sentences around it.
    private func add(
      _ holders: [Int], _ readings: [(Reading, Severity)], in witness: Witness,
      to markup: inout ComparisonPage.Markup
    ) {
      markup.html("<dt class=\"\(holders.map { "w\($0)" }.joined(separator: " "))\">")
      markup.html(
        holders.map { "<b class=\"sg\">\(apparatus.witnesses[$0].siglum)</b>" }
          .joined(separator: " "))
      markup.html("</dt><dd lang=\"\" dir=\"auto\">")
      let text = witness.article.text
      var at = readings.first.map { start(of: $0.0, in: witness) } ?? 0
      for (reading, severity) in readings {
        add(text, TextRange(at, max(at, reading.range.start)), to: &markup)
        let inner = ComparisonPage.Marks.trimmed(reading.range, of: text)
        markup.text(text, TextRange(reading.range.start, inner.start))
        markup.html("<b class=\"\(severity.pageClass)\(inner.isEmpty ? " g" : "")\">")
        add(text, inner, to: &markup)
        markup.html("</b>")
        markup.text(text, TextRange(inner.end, reading.range.end))
        at = reading.range.end
      }
      if let last = readings.last {
        add(text, TextRange(at, max(at, end(of: last.0, in: witness))), to: &markup)
      }
      markup.html("</dd>")
    }

    /// Adds a stretch, a long one by its ends.
    private func add(_ text: String, _ range: TextRange, to markup: inout ComparisonPage.Markup) {
      let most = ComparisonPage.Excerpt.mostChanged
      guard range.count > most else { return markup.text(text, range) }
      let bytes = text.utf8Span.span
      var (head, tail) = (range.start + most * 2 / 3, range.end - most / 3)
      while bytes[head] & 0xC0 == 0x80 { head -= 1 }
      while bytes[tail] & 0xC0 == 0x80 { tail += 1 }
      markup.text(text, TextRange(range.start, head))
      markup.html(" <i class=\"cut\">…</i> ")
      markup.text(text, TextRange(tail, range.end))
    }

    private func start(of reading: Reading, in witness: Witness) -> Int {
      guard !witness.sentences.runs.isEmpty else { return reading.range.start }
      let run = witness.sentences.runs[witness.sentences.index(ofWord: reading.words.lowerBound)]
      return min(witness.words.span(run).start, reading.range.start)
    }

    private func end(of reading: Reading, in witness: Witness) -> Int {
      guard !witness.sentences.runs.isEmpty else { return reading.range.end }
      let last = max(reading.words.lowerBound, reading.words.upperBound - 1)
      let run = witness.sentences.runs[witness.sentences.index(ofWord: last)]
      return max(witness.words.span(run).end, reading.range.end)
    }
  }
}
