import Collating
import Judging
import Prose

extension ApparatusPage {
  /// The running text with every reading in its place, of which style shows that of one witness; and
  /// the bars that show where each witness parts from the base.
  struct Flow {
    private let apparatus: Apparatus
    private let table: AlignmentTable
    private let entries: [String: Int]
    /// For each row, the weightiest difference that stands in it.
    private var marks: [Difference?]
    /// For each row, the number of its set of kinds: those of the differences that weigh most.
    private var sets: [Int?]
    /// For each row, what is said of it, and of which witnesses.
    private var told: [[(sigla: [String], difference: Difference)]]
    /// For each row, the fault behind its weightiest difference, by its place in `causes`.
    private var causeOf: [Int?]
    /// What is told of the faults behind many differences, those of one witness after another's.
    let causes: [String]
    /// For each row, its number among those in which the texts part.
    private let numbers: [Int]
    /// The first row of each difference, by its name.
    private var rows: [String: Int] = [:]
    /// The places, in `Apparatus.witnesses`, of all but the base.
    private let others: [Int]

    init(
      of apparatus: Apparatus, _ table: AlignmentTable, _ units: Units,
      _ kindSets: inout KindSets
    ) {
      self.apparatus = apparatus
      self.table = table
      entries = units.entries
      marks = table.rows.map { _ in nil }
      told = table.rows.map { _ in [] }
      causeOf = table.rows.map { _ in nil }
      sets = table.rows.map { _ in nil }
      causes = apparatus.comparisons.flatMap { $0.causes.map(\.name.told) }
      var count = 0
      numbers = table.rows.map { row in
        count += row.isEqual ? 0 : 1
        return count
      }
      others = apparatus.others
      var causesBefore = 0
      for (comparison, witness) in zip(apparatus.comparisons, others) {
        defer { causesBefore += comparison.causes.count }
        let search = RowSearch(in: table, base: apparatus.base, witness: witness)
        for difference in comparison.differences {
          let found = search.rows(of: difference)
          rows[difference.id] = found.first
          for row in found where (marks[row]?.severity).map({ $0 < difference.severity }) ?? true {
            marks[row] = difference
            causeOf[row] = difference.cause.map { $0 + causesBefore }
          }
          for row in found { tell(difference, comparison.collation.witness.siglum, of: row) }
        }
      }
      sets = zip(marks, told).map { mark, told in
        guard let mark else { return nil }
        let heaviest = told.filter { $0.difference.severity == mark.severity }
        return kindSets.number(of: Set(heaviest.map(\.difference.kind)))
      }
    }

    /// What the script tells of one place.
    struct Place {
      var mark: Difference?
      var set: Int?
      var cause: Int?
      var told: [(sigla: [String], difference: Difference)]
    }

    /// The rows in which the texts part, in order of their numbers; what weighs most is told first.
    var places: [Place] {
      table.rows.indices.filter { !table.rows[$0].isEqual }.map { row in
        Place(
          mark: marks[row], set: sets[row], cause: causeOf[row],
          told: Severity.allCases.reversed().flatMap { severity in
            told[row].filter { $0.difference.severity == severity }
          })
      }
    }

    /// Notes what is said of a row; what holds of several witnesses alike is said once.
    private mutating func tell(_ difference: Difference, _ siglum: String, of row: Int) {
      let same = told[row].firstIndex {
        $0.difference.kind == difference.kind && $0.difference.reason == difference.reason
      }
      if let same {
        if told[row][same].sigla.last != siglum { told[row][same].sigla.append(siglum) }
      } else {
        told[row].append(([siglum], difference))
      }
    }

    /// The place, in `Apparatus.witnesses`, of the witness of a comparison.
    func witness(_ comparison: Int) -> Int { others[comparison] }

    /// The number of the row a difference begins in, as its anchor bears it.
    func row(of difference: Difference) -> Int? { rows[difference.id].map { numbers[$0] } }

    /// Writes the text.
    func write(to output: OutputFile) throws {
      var markup = ComparisonPage.Markup()
      let texts = apparatus.witnesses.map(\.article.text)
      for (number, row) in table.rows.enumerated() {
        if row.isEqual {
          if let cell = row.cells[0] { markup.text(texts[0], cell) }
        } else {
          add(row, number, texts, to: &markup)
        }
        try markup.flush(to: output)
      }
      try markup.flush(to: output, atLeast: 0)
    }

    private func add(
      _ row: AlignmentTable.Row, _ number: Int, _ texts: [String],
      to markup: inout ComparisonPage.Markup
    ) {
      let mark = marks[number]
      let entry = mark.flatMap { entries[$0.id] }
      markup.html(entry == nil ? "<span" : "<a href=\"#u\(entry ?? 0)\"")
      markup.html(" class=\"v\" id=\"r\(numbers[number])\"")
      if let mark { markup.html(" title=\"\(ComparisonPage.Markup.escaped(mark.kind.label))\"") }
      markup.html(">")
      for reading in 0...(row.readings.max() ?? 0) {
        let holders = texts.indices.filter { row.readings[$0] == reading }
        guard let first = holders.first else { continue }
        let cell = row.cells[first] ?? TextRange(0, 0)
        let inner = ComparisonPage.Marks.trimmed(cell, of: texts[first])
        let sigla = holders.map { "w\($0)" }.joined(separator: " ")
        let severity =
          mark.map { "\($0.severity.pageClass) x\(sets[number] ?? 0)" } ?? ""
        markup.html("<span class=\"r \(sigla)\">")
        markup.text(texts[first], TextRange(cell.start, inner.start))
        markup.html("</span><span class=\"r \(severity) \(sigla)\(inner.isEmpty ? " g" : "")\">")
        markup.text(texts[first], inner)
        markup.html("</span><span class=\"r \(sigla)\">")
        markup.text(texts[first], TextRange(inner.end, cell.end))
        markup.html("</span>")
      }
      markup.html(entry == nil ? "</span>" : "</a>")
    }

    /// One bar for each witness but the base, with a tick where it parts from it.
    var lanes: String {
      let length = max(1, apparatus.witnesses[apparatus.base].article.text.utf8.count)
      let (width, margin) = (ComparisonPage.Overview.width, ComparisonPage.Overview.margin)
      return apparatus.comparisons.map { comparison in
        var lane =
          "<div class=\"lane\"><b class=\"sg\">\(comparison.collation.witness.siglum)</b>"
          + "<svg viewBox=\"0 0 \(width) 24\" preserveAspectRatio=\"none\">"
        let step = comparison.differences.count > ComparisonPage.Overview.mostTicks ? 20 : 1
        for severity in Severity.allCases {
          var last = -1
          for difference in comparison.differences
          where difference.severity == severity {
            let at = difference.locus.base.range.start * (width - 2 * margin) / length
            let x = margin + at / step * step
            if x == last { continue }
            last = x
            lane += "<a href=\"#r\(row(of: difference) ?? 1)\" tabindex=\"-1\">"
            let kind = step > 1 ? "" : " k\(difference.kind.pageNumber)"
            lane += "<path class=\"\(severity.pageClass)\(kind)\" d=\"M\(x) 1V23\"/></a>"
          }
        }
        return lane + "</svg></div>\n"
      }.joined()
    }
  }
}
