import Collating
import Judging
import Prose
import Statements

extension ComparisonPage {
  /// Who said what in the base, and what became of it in the copy: those that are not as they were
  /// with their words side by side, the others in a line each.
  struct Statements {
    private let comparison: Comparison
    private let register: Register
    let fates: [Testimony.Fate]

    /// - Parameter register: That of the base, with what the report itself says.
    init(of comparison: Comparison, _ register: Register) {
      self.comparison = comparison
      self.register = register
      fates = Testimony(of: register, in: comparison).fates
    }

    /// Writes the section; nothing where nobody says anything.
    func write(_ ranking: Ranking, to output: OutputFile) throws {
      let said = register.statements.indices.filter { register.statements[$0].rule != .narrated }
      let changed = register.statements.indices.filter { !fates[$0].isPreserved }
      guard !said.isEmpty, comparison.agreement >= Answer.leastShared else { return }
      var markup = Markup()
      markup.html("<section id=\"statements\"><h2>Who said what</h2>\n<p class=\"about\">")
      markup.html(summary(said) + "</p>\n<ol>\n")
      for place in changed.prefix(ComparisonPage.mostListed) {
        add(place, ranking, to: &markup)
        try markup.flush(to: output)
      }
      markup.html("</ol>\n")
      let kept = said.filter { fates[$0].isPreserved }
      if !kept.isEmpty {
        let are =
          kept.count == 1 ? "1 statement stands" : "\(Figures.text(kept.count)) statements stand"
        markup.html("<details><summary>\(are) as they were</summary>\n<ul>\n")
        for place in kept {
          addKept(place, to: &markup)
          try markup.flush(to: output)
        }
        markup.html("</ul></details>\n")
      }
      markup.html("</section>\n")
      try markup.flush(to: output, atLeast: 0)
    }

    /// How many statements there are, and what became of them.
    private func summary(_ said: [Int]) -> String {
      func count(_ content: Testimony.Content) -> Int {
        said.count { fates[$0].content == content }
      }
      var parts: [String] = []
      for (number, one, more) in [
        (count(.altered), "has other words", "have other words"),
        (count(.false), "says something false", "say something false"),
        (count(.lost), "is lost", "are lost"),
        (
          said.count { fates[$0].speaker != .preserved }, "has not its speaker",
          "have not their speaker"
        ),
        (
          said.count { fates[$0].source != .preserved }, "has not its source",
          "have not their source"
        ),
      ] where number > 0 {
        parts.append("\(Figures.text(number)) \(number == 1 ? one : more)")
      }
      let all = said.count == 1 ? "1 statement" : "\(Figures.text(said.count)) statements"
      let (a, b) = (comparison.collation.base.siglum, comparison.collation.witness.siglum)
      return "\(all) of somebody else in \(a). "
        + (parts.isEmpty
          ? "All stand in \(b) as they were." : "In \(b) \(parts.joined(separator: ", ")).")
    }

    private func add(_ place: Int, _ ranking: Ranking, to markup: inout Markup) {
      let (statement, fate) = (register.statements[place], fates[place])
      markup.html("<li><h4>")
      Self.addHead(statement, of: register, to: &markup)
      addFates(of: place, to: &markup)
      markup.html("<span class=\"to\">")
      for difference in fate.differences.prefix(4) {
        let id = comparison.differences[difference].id
        markup.html(" <a href=\"#\(ranking.target(of: difference, id: id))\">\(id)</a>")
      }
      markup.html("</span></h4>\n<div class=\"pair\">")
      for isCopy in [false, true] {
        let witness = isCopy ? comparison.collation.witness : comparison.collation.base
        markup.html("<div><span class=\"sg\">\(witness.siglum)</span><p lang=\"\" dir=\"auto\">")
        addWords(of: statement, isCopy: isCopy, to: &markup)
        markup.html("</p></div>")
      }
      markup.html("</div>")
      Self.addChain(statement, to: &markup)
      markup.html("</li>\n")
    }

    /// What became of a statement in the copy.
    ///
    /// - Parameter isShort: Whether what is preserved is left out.
    func addFates(of place: Int, isShort: Bool = false, to markup: inout Markup) {
      let (statement, fate) = (register.statements[place], fates[place])
      let isNarrated = statement.rule == .narrated
      func add(_ what: String, _ value: String, _ isKept: Bool) {
        if !isKept || !isShort { addFate(what, value, isKept, &markup) }
      }
      add(isNarrated ? "" : "the words ", fate.content.rawValue, fate.content == .preserved)
      if !isNarrated {
        add("speaker ", fate.speaker.rawValue, fate.speaker == .preserved)
        add("source ", fate.source.rawValue, fate.source == .preserved)
        if fate.cue != .preserved { addFate("word of speech ", fate.cue.rawValue, false, &markup) }
        if fate.occasion != .preserved { addFate("time ", fate.occasion.rawValue, false, &markup) }
      }
    }

    /// Through whom it came, where it was more than the speaker and this outlet.
    static func addChain(_ statement: Statement, to markup: inout Markup) {
      guard statement.relay.count > 2 else { return }
      markup.html("<p class=\"chain\">Told by ")
      for (number, station) in statement.relay.enumerated() {
        if number > 0 { markup.html(" → ") }
        markup.text(station.name)
      }
      markup.html("</p>")
    }

    /// Who says it, and with which word.
    static func addHead(
      _ statement: Statement, of register: Register, to markup: inout Markup
    ) {
      markup.html("<bdi>")
      if statement.rule == .narrated {
        markup.html("The report itself")
      } else {
        markup.text(statement.speakerName ?? "Nobody named")
      }
      markup.html("</bdi>")
      guard statement.rule != .narrated else { return }
      markup.html(" <small>")
      if let cue = statement.cue { markup.text(register.text(of: cue)) }
      if let addressee = statement.addresseeName { markup.text(", to " + addressee) }
      if statement.certainty == .inferred { markup.html(" (speaker inferred)") }
      markup.html("</small>")
    }

    private func addFate(_ what: String, _ value: String, _ isKept: Bool, _ markup: inout Markup) {
      markup.html("<span class=\"fate\(isKept ? "" : " is")\">\(what)\(value)</span>")
    }

    /// What was said, who says it and how, in the order of the text; what differs is marked.
    ///
    /// - Parameter isPlain: Whether nothing is marked.
    func addWords(
      of statement: Statement, isCopy: Bool, isPlain: Bool = false, to markup: inout Markup
    ) {
      let runs = Self.joined(
        statement.content.map(withMarks)
          + [statement.speaker, statement.cue, statement.occasion].compactMap(\.self))
      let base = comparison.collation.base.article.text
      let copy = comparison.collation.witness.article.text
      for (number, run) in runs.enumerated() {
        if number > 0 { markup.html(" <i class=\"cut\">…</i> ") }
        for piece in CopiedWords(of: run, in: comparison).pieces {
          let isMarked = piece.severity != .none && !isPlain
          let (text, range) =
            isCopy && piece.reading != nil
            ? (copy, piece.reading ?? piece.base) : (base, piece.base)
          guard isMarked else {
            markup.text(text, range)
            continue
          }
          let isGap = text[range].allSatisfy(\.isWhitespace)
          markup.html("<b class=\"\(piece.severity.pageClass)\(isGap ? " g" : "")\">")
          if !isGap { markup.text(text, range) }
          markup.html("</b>")
        }
      }
    }

    /// A quotation with its marks.
    private func withMarks(_ run: Range<Int>) -> Range<Int> {
      let words = register.witness.words
      var (start, end) = (run.lowerBound, run.upperBound)
      if start > 0, words.kinds[start - 1] == .quote, words.gap(before: start).isEmpty {
        start -= 1
      }
      if end < words.count, words.kinds[end] == .quote, words.gap(before: end).isEmpty { end += 1 }
      return start..<end
    }

    /// Runs in order, those that touch or overlap taken as one.
    private static func joined(_ runs: [Range<Int>]) -> [Range<Int>] {
      var joined: [Range<Int>] = []
      for run in runs.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        // A mark or two between them is no gap.
        if let last = joined.last, run.lowerBound <= last.upperBound + 2 {
          joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, run.upperBound)
        } else {
          joined.append(run)
        }
      }
      return joined
    }

    private func addKept(_ place: Int, to markup: inout Markup) {
      let statement = register.statements[place]
      markup.html("<li><b>")
      Self.addHead(statement, of: register, to: &markup)
      markup.html("</b>: <span lang=\"\" dir=\"auto\">")
      for (number, run) in statement.content.enumerated() {
        if number > 0 { markup.html(" … ") }
        markup.text(register.text(of: run))
      }
      markup.html("</span></li>\n")
    }
  }
}
