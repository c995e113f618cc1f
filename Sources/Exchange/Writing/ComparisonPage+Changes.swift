import Collating
import Judging
import Prose

extension ComparisonPage {
  /// The list of what matters: each change with its sentence in both texts, and the reason.
  package struct Changes {
    private let comparison: Comparison
    private let ranking: Ranking
    private let extent: PageExtent
    private let base: Witness
    private let witness: Witness
    /// The differences that are the places of one move.
    private let ends: [Int: [Difference]]

    init(of comparison: Comparison, _ ranking: Ranking, _ extent: PageExtent) {
      self.comparison = comparison
      self.ranking = ranking
      self.extent = extent
      base = comparison.collation.base
      witness = comparison.collation.witness
      ends = Dictionary(grouping: comparison.differences.filter { $0.locus.move != nil }) {
        $0.locus.move ?? 0
      }
    }

    /// Writes the list, the weightiest changes first.
    func write(to output: OutputFile) throws {
      var markup = Markup()
      for severity in [Severity.meaning, .style] {
        let places = ranking.listed.filter { comparison.differences[$0].severity == severity }
        guard !places.isEmpty else { continue }
        let count = comparison.countBySeverity[severity] ?? 0
        let of = places.count < count ? "\(Figures.text(places.count)) of " : ""
        let title = severity.label.prefix(1).uppercased() + severity.label.dropFirst()
        markup.html(
          "<section class=\"l\(severity.pageClass)\"><h3>\(title) "
            + "<small>\(of)\(Figures.text(count))</small></h3>\n"
            + "<p class=\"about\">\(severity.explanation)</p>\n<ol>\n")
        for place in places {
          add(comparison.differences[place], to: &markup)
          try markup.flush(to: output)
        }
        markup.html("</ol></section>\n")
      }
      try markup.flush(to: output, atLeast: 0)
    }

    private func add(_ difference: Difference, to markup: inout Markup) {
      let kind = difference.kind
      let classes = "\(difference.severity.pageClass) k\(kind.pageNumber)"
      let number = difference.id.dropFirst()
      let (old, new) = (difference.locus.base, difference.locus.reading)
      markup.html(
        "<li id=\"c\(number)\" class=\"\(classes)\"><h4>\(Markup.escaped(kind.label)) "
          + "<code>\(kind.rawValue)</code>")
      if difference.isInQuotation { markup.html(" <span class=\"inq\">inside a quotation</span>") }
      let place = "\(difference.id), paragraph \(paragraph(of: old))"
      markup.html(
        extent == .whole
          ? " <a href=\"#\(difference.id)\">\(place)"
            + "<span class=\"screen\">: see it in the texts</span></a></h4>"
          : " \(place)</h4>")
      markup.html("<div class=\"pair\">")
      add(old, in: base, against: new, in: witness, difference.severity, to: &markup)
      add(new, in: witness, against: old, in: base, difference.severity, to: &markup)
      markup.html("</div><p class=\"why\"><b>Why:</b> ")
      Self.add(reason: difference.reason, to: &markup)
      markup.html("</p>")
      if let move = difference.locus.move {
        for end in ends[move, default: []] where end.id != difference.id {
          let name = extent == .whole ? "<a href=\"#\(end.id)\">\(end.id)</a>" : end.id
          markup.html("<p class=\"why\"><b>The other place:</b> \(name)</p>")
        }
      }
      if let cause = difference.cause {
        let told = Markup.escaped(comparison.causes[cause].name.told)
        markup.html("<p class=\"why about\">One of many: \(told).</p>")
      }
      markup.html("</li>\n")
    }

    private func add(
      _ reading: Reading, in witness: Witness, against other: Reading, in otherWitness: Witness,
      _ severity: Severity, to markup: inout Markup
    ) {
      markup.html("<div><span class=\"sg\">\(witness.siglum)</span>")
      defer { markup.html("</div>") }
      guard let excerpt = Excerpt(of: reading, in: witness, against: other, in: otherWitness) else {
        markup.html("<p class=\"nil\">nothing stands here</p>")
        return
      }
      let text = witness.article.text
      markup.html("<p lang=\"\" dir=\"auto\">")
      if excerpt.isCutBefore { markup.html("… ") }
      markup.text(text, excerpt.before)
      let isGap = text[excerpt.changed].allSatisfy(\.isWhitespace)
      let parts = excerpt.parts(in: witness.words)
      let form = isGap ? " g" : excerpt.changed.count > Excerpt.mostContext ? " long" : ""
      let open = "<b class=\"\(severity.pageClass)\(form)\">"
      for (index, part) in parts.enumerated() {
        if index > 0 {
          let left = Figures.text(reading.words.count)
          markup.html(" <i class=\"cut\">… \(left) words and marks in all …</i> ")
        }
        markup.html(isGap ? open + "</b>" : open)
        markup.text(text, part)
        if !isGap { markup.html("</b>") }
      }
      markup.text(text, excerpt.after)
      if excerpt.isCutAfter { markup.html(" …") }
      markup.html("</p>")
    }

    /// The number of the paragraph of the base a reading stands in, from 1, as beside the texts.
    private func paragraph(of reading: Reading) -> Int {
      let runs = base.paragraphs.runs
      // A point between two paragraphs counts as the end of the first.
      let word = reading.words.isEmpty ? reading.words.lowerBound - 1 : reading.words.lowerBound
      let place = runs.indices.partitioningIndex { runs[$0].upperBound > word }
      return min(place + 1, max(runs.count, 1))
    }

    /// Reasons set readings between backticks; a reader sees them as quotations.
    package static func add(reason: String, to markup: inout Markup) {
      let parts = reason.split(separator: "`", omittingEmptySubsequences: false)
      let isPaired =
        parts.count % 2 == 1 && parts.indices.allSatisfy { $0 % 2 == 0 || !parts[$0].isEmpty }
      guard isPaired else { return markup.text(reason) }
      for (index, part) in parts.enumerated() {
        if index % 2 == 1 {
          markup.html("<q lang=\"\" dir=\"auto\">")
          markup.text(String(part))
          markup.html("</q>")
        } else {
          markup.text(String(part))
        }
      }
    }
  }
}
