import Collating
import Judging
import Prose

extension ComparisonPage {
  /// The answer that heads the page, in a sentence.
  struct Answer {
    /// `Does it matter?`, or nothing where the question does not arise.
    let question: String
    /// `Yes:`, and how many differences there are of each severity.
    let text: String
    /// What the answer would be, where a doubt comes before it.
    let detail: String?
    /// Whether there is anything to list.
    let matters: Bool
    /// How many differences are of kinds that are left out, and not counted.
    let hiddenCount: Int

    /// Of the words of the shorter text, fewer than this share in common make copies doubtful: two
    /// reports on one matter share about a sixth by chance, a tenth of a report in another a third.
    static let leastShared = 0.2

    /// The answer on more than two texts, the differences of all counted.
    init(of apparatus: Apparatus, _ counts: [Severity: Int]) {
      matters = (counts[.meaning] ?? 0) + (counts[.style] ?? 0) > 0
      (detail, hiddenCount) = (nil, 0)
      if apparatus.differences.isEmpty {
        (question, text) = ("", "The texts are the same, character for character.")
      } else {
        (question, text) = ("Does it matter?", Self.text(counts))
      }
    }

    init(of comparison: Comparison, hiding hidden: Set<DifferenceKind> = []) {
      let (base, witness) = (comparison.collation.base, comparison.collation.witness)
      let counted = comparison.differences.filter { !hidden.contains($0.kind) }
      let counts = Dictionary(counted.map { ($0.severity, 1) }, uniquingKeysWith: +)
      hiddenCount = comparison.differences.count - counted.count
      matters = (counts[.meaning] ?? 0) + (counts[.style] ?? 0) > 0
      let isEmpty = (base.article.text.isEmpty, witness.article.text.isEmpty)
      let fewer = min(comparison.lexicalCount(base), comparison.lexicalCount(witness))
      let shared = Double(comparison.collation.equalWords)

      if isEmpty.0 && isEmpty.1 {
        (question, text, detail) = ("", "Both texts are empty.", nil)
      } else if isEmpty.0 || isEmpty.1 {
        let name = (isEmpty.0 ? base : witness).article.id
        (question, text, detail) = ("", "There is nothing to compare: \(name) is empty.", nil)
      } else if comparison.differences.isEmpty {
        (question, text, detail) = (
          "", "The two texts are the same, character for character.", nil
        )
      } else if fewer > 0, shared < Self.leastShared * Double(fewer) {
        question = ""
        text = "These texts share hardly a word in the same order: are they copies of one report?"
        detail = "If they are, does it matter? " + Self.text(counts)
      } else {
        (question, text, detail) = ("Does it matter?", Self.text(counts), nil)
      }
    }

    private static func text(_ counts: [Severity: Int]) -> String {
      let meaning = counts[.meaning] ?? 0
      let style = counts[.style] ?? 0
      let slight = counts[.none] ?? 0
      func change(_ number: Int) -> String { number == 1 ? "changes" : "change" }
      let neither = slight == 0 ? "" : "; \(Figures.text(slight)) \(change(slight)) neither"
      if meaning > 0 {
        let also = style == 0 ? "" : ", \(Figures.text(style)) the style"
        return
          "Yes: \(Figures.differences(meaning)) \(change(meaning)) the meaning\(also)\(neither)."
      }
      if style > 0 {
        return "Hardly: no difference changes the meaning, \(Figures.text(style)) \(change(style)) "
          + "the style\(neither)."
      }
      return "No: the words are the same. \(Figures.differences(slight)) in spaces, line breaks, "
        + "marks or capitals \(change(slight)) neither meaning nor style."
    }
  }

  /// Numbers as a reader writes them.
  package enum Figures {
    /// With commas between the thousands.
    package static func text(_ number: Int) -> String {
      var text = ""
      for (index, digit) in String(number).reversed().enumerated() {
        if index > 0, index % 3 == 0 { text = "," + text }
        text = String(digit) + text
      }
      return text
    }

    /// One difference, two differences.
    package static func differences(_ number: Int) -> String {
      "\(text(number)) \(number == 1 ? "difference" : "differences")"
    }
  }
}
