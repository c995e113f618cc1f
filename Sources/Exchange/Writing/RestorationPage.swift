public import Collating
public import Judging
import Prose

/// A restored text as one self-contained page of HTML: each place that was decided leads to its
/// readings, to who has them, and to the ground.
///
/// The page has no script: a mark is a link, and what it leads to is shown at the foot of the
/// window while it is the target.
public enum RestorationPage {
  /// Writes the page.
  ///
  /// Throws what the output throws; gives what the page asks the browser to allow.
  ///
  /// - Complexity: O(bytes of the text + readings).
  @discardableResult public static func write(
    _ restoration: Restoration, of witnesses: [Witness], in site: PageSite? = nil,
    to output: OutputFile
  ) throws -> PagePolicy {
    let frame = Frame(of: restoration, witnesses, in: site)
    let body = Body(restoration, witnesses)
    try PageTemplate.restoration.write(frame.values, to: output) { place in
      switch place {
      case "text": try body.writeText(to: output)
      case "decisions": try body.writeDecisions(to: output)
      default: break
      }
    }
    return frame.policy
  }
}

extension RestorationPage {
  /// What stands around the text; every value is markup already.
  private struct Frame {
    let policy: PagePolicy
    let values: [String: Any]

    init(of restoration: Restoration, _ witnesses: [Witness], in site: PageSite?) {
      let head = PageHead(.restoration, in: site)
      policy = head.policy
      let decided = restoration.decisions.filter { !$0.readings.isEmpty }
      let slight = decided.count { $0.ground.pageClass == "n" }
      let undecided = decided.count { $0.ground == .undecided }
      let lost = decided.count { $0.ground == .lacuna }
      var doubts: [String] = []
      if undecided > 0 { doubts.append("Nothing decides in \(Self.places(undecided)).") }
      if lost > 0 { doubts.append("Something is lost in \(Self.places(lost)).") }
      let copies = witnesses.count == 1 ? "one copy" : "\(witnesses.count) copies"
      values = [
        "style": head.style,
        "policy": policy.text,
        "navigation": site?.navigation ?? "",
        "title": witnesses.map { ComparisonPage.Markup.escaped($0.article.id) }
          .joined(separator: " / "),
        "answer": "The text as \(copies) give it: \(Self.places(decided.count - slight)) decided.",
        "doubt": doubts.isEmpty ? false : doubts.joined(separator: " ") as Any,
        "witnesses": witnesses.indices.map {
          Self.values($0, restoration, witnesses, in: site)
        },
        "slight": ComparisonPage.Figures.text(slight),
        "hasNotes": !restoration.notes.isEmpty,
        "notes": restoration.notes.enumerated().map { number, note in
          [
            "id": "n\(number + 1)",
            "word": ComparisonPage.Markup.escaped(String(restoration.text[note.range])),
            "reason": Self.markup(reason: note.reason),
          ]
        },
      ]
    }

    private static func markup(reason: String) -> String {
      var markup = ComparisonPage.Markup()
      ComparisonPage.Changes.add(reason: reason, to: &markup)
      return String(decoding: markup.bytes, as: UTF8.self)
    }

    private static func places(_ count: Int) -> String {
      "\(ComparisonPage.Figures.text(count)) \(count == 1 ? "place" : "places")"
    }

    private static func values(
      _ index: Int, _ restoration: Restoration, _ witnesses: [Witness], in site: PageSite?
    ) -> [String: String] {
      let witness = witnesses[index]
      let followed = restoration.decisions.reduce(0) {
        $0 + ($1.chosen.witness == index ? $1.range.count : 0)
      }
      let share = Double(followed) * 100 / Double(max(1, restoration.text.utf8.count))
      return [
        "siglum": witness.siglum,
        "name": site.named(witness.article.id),
        "words": ComparisonPage.Figures.text(witness.words.count { $0.kind.isLexical }),
        "followed": Decimals.text(share, digits: 1) + "%",
        "heard": restoration.parents[index].map { "no: hangs on \(witnesses[$0].siglum)" } ?? "yes",
        "digest": ComparisonPage.Digest(of: witness.article.text).hexadecimal,
      ]
    }
  }

  /// The text with its marks, and the list they lead to.
  private struct Body {
    private let restoration: Restoration
    private let witnesses: [Witness]

    init(_ restoration: Restoration, _ witnesses: [Witness]) {
      self.restoration = restoration
      self.witnesses = witnesses
    }

    func writeText(to output: OutputFile) throws {
      var markup = ComparisonPage.Markup()
      var notes = restoration.notes.enumerated().map { ($0 + 1, $1.range) }[...]
      for (number, decision) in restoration.decisions.enumerated() {
        let isDecided = !decision.readings.isEmpty
        if isDecided {
          let empty = decision.range.isEmpty ? " g" : ""
          // A link without a word in it has no name to be read out.
          let isBlank = restoration.text[decision.range].allSatisfy(\.isWhitespace)
          let told = decision.range.isEmpty ? "nothing" : "white space"
          markup.html(
            "<a class=\"v \(decision.ground.pageClass)\(empty)\" id=\"t\(number + 1)\""
              + (isBlank ? " aria-label=\"\(told)\"" : "")
              // Hundreds of spaces, unmarked until they are asked for, are no stops for the keyboard.
              + (decision.ground.pageClass == "n" ? " tabindex=\"-1\"" : "")
              + " href=\"#d\(number + 1)\">")
        }
        var at = decision.range.start
        // A note begins in one stretch, and is marked there.
        while let (note, range) = notes.first, range.start < decision.range.end {
          notes.removeFirst()
          let end = min(range.end, decision.range.end)
          guard range.start >= at, end > range.start else { continue }
          markup.text(restoration.text, TextRange(at, range.start))
          markup.html("<b class=\"m\" id=\"n\(note)\">")
          markup.text(restoration.text, TextRange(range.start, end))
          markup.html("</b>")
          at = end
        }
        markup.text(restoration.text, TextRange(at, decision.range.end))
        if isDecided { markup.html("</a>") }
        try markup.flush(to: output)
      }
      try markup.flush(to: output, atLeast: 1)
    }

    func writeDecisions(to output: OutputFile) throws {
      var markup = ComparisonPage.Markup()
      markup.html("<ol>\n")
      for (number, decision) in restoration.decisions.enumerated()
      where !decision.readings.isEmpty {
        markup.html(
          "<li class=\"\(decision.ground.pageClass)\" id=\"d\(number + 1)\"><h4>")
        add(String(restoration.text[decision.range]), to: &markup)
        markup.html(
          " <code>\(decision.ground.rawValue)</code> <a href=\"#t\(number + 1)\">in the text</a>"
            + "<a class=\"close\" href=\"#t\(number + 1)\">close</a></h4>\n")
        if let reason = decision.reason {
          markup.html("<p class=\"why\">")
          ComparisonPage.Changes.add(reason: reason, to: &markup)
          markup.html("</p>\n")
        }
        add(decision, to: &markup)
        markup.html("</li>\n")
        try markup.flush(to: output)
      }
      markup.html("</ol>\n")
      try markup.flush(to: output, atLeast: 1)
    }

    /// A reading; white space alone is told, for it cannot be seen.
    private func add(_ text: String, to markup: inout ComparisonPage.Markup) {
      if text.isEmpty {
        markup.html("<span class=\"nil\">nothing</span>")
      } else if text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }) {
        let breaks = text.utf8.count { $0 == UInt8(ascii: "\n") }
        let told = [
          breaks > 0 ? "\(breaks) line \(breaks == 1 ? "break" : "breaks")" : nil,
          breaks < text.utf8.count ? Self.spaces(text.utf8.count - breaks) : nil,
        ].compactMap(\.self).joined(separator: ", ")
        markup.html("<span class=\"nil\">\(told)</span>")
      } else {
        markup.html("<q>")
        markup.text(text)
        markup.html("</q>")
      }
    }

    private static func spaces(_ count: Int) -> String {
      "\(count) \(count == 1 ? "space" : "spaces")"
    }

    /// Each reading once, with the sigla of those that have it.
    private func add(_ decision: Restoration.Decision, to markup: inout ComparisonPage.Markup) {
      var groups: [(text: String, sigla: [String])] = []
      for witness in witnesses.indices {
        let reading = decision.readings.first { $0.witness == witness }
        // Who has other words there says nothing of their look.
        if reading == nil, decision.ground == .surface { continue }
        let text = reading.map { String(witnesses[witness].article.text[$0.range]) } ?? ""
        let siglum = witnesses[witness].siglum
        if let same = groups.firstIndex(where: { $0.text.utf8.elementsEqual(text.utf8) }) {
          groups[same].sigla.append(siglum)
        } else {
          groups.append((text, [siglum]))
        }
      }
      let chosen = restoration.text[decision.range]
      markup.html("<dl class=\"readings\">")
      for group in groups {
        let isChosen = group.text.utf8.elementsEqual(chosen.utf8)
        markup.html("<dt>")
        for siglum in group.sigla { markup.html("<b class=\"sg\">\(siglum)</b> ") }
        markup.html("</dt><dd\(isChosen ? " class=\"chosen\"" : "")>")
        add(group.text, to: &markup)
        markup.html("</dd>")
      }
      markup.html("</dl>")
    }
  }
}

extension Restoration.Ground {
  /// The class of its marks, as those of severities are.
  fileprivate var pageClass: String {
    switch self {
    case .undecided, .lacuna: "m"
    case .surface, .onlyWitness, .agreement: "n"
    default: "s"
    }
  }
}
