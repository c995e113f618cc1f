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
    /// A doubt the reader should know of before reading on.
    let doubt: String?
    /// Whether there is anything to list.
    let matters: Bool

    /// Of the words of the shorter text, fewer than this share in common make copies doubtful: two
    /// reports on one matter share about a sixth by chance, a tenth of a report in another a third.
    static let leastShared = 0.2

    init(of comparison: Comparison) {
      let (base, witness) = (comparison.collation.base, comparison.collation.witness)
      let counts = comparison.countBySeverity
      let meaning = counts[.meaning] ?? 0
      let style = counts[.style] ?? 0
      let slight = counts[.none] ?? 0
      matters = meaning + style > 0

      let fewer = min(comparison.lexicalCount(base), comparison.lexicalCount(witness))
      let shared = Double(comparison.collation.equalWords)
      doubt =
        fewer > 0 && shared < Self.leastShared * Double(fewer)
        ? "These texts share hardly a word in the same order: are they copies of one report?" : nil

      let neither = "\(Figures.text(slight)) \(slight == 1 ? "changes" : "change") neither"
      switch (base.article.text.isEmpty, witness.article.text.isEmpty) {
      case (true, true): (question, text) = ("", "Both texts are empty.")
      case (true, false), (false, true):
        let name = Unseen.shown((base.article.text.isEmpty ? base : witness).article.id)
        (question, text) = ("", "There is nothing to compare: \(name) is empty.")
      default:
        question = comparison.differences.isEmpty ? "" : "Does it matter?"
        if comparison.differences.isEmpty {
          text = "The two texts are the same, character for character."
        } else if meaning > 0 {
          text =
            "Yes: \(Figures.differences(meaning)) \(meaning == 1 ? "changes" : "change") the meaning, "
            + "\(Figures.text(style)) the style; \(neither)."
        } else if style > 0 {
          text =
            "Hardly: no difference changes the meaning, \(Figures.text(style)) "
            + "\(style == 1 ? "changes" : "change") the style; \(neither)."
        } else {
          text =
            "No: the words are the same. \(Figures.differences(slight)) in spaces, line breaks, "
            + "marks or capitals \(slight == 1 ? "changes" : "change") neither meaning nor style."
        }
      }
    }
  }

  /// Numbers as a reader writes them.
  enum Figures {
    /// `1,234`
    static func text(_ number: Int) -> String {
      var text = ""
      for (index, digit) in String(number).reversed().enumerated() {
        if index > 0, index % 3 == 0 { text = "," + text }
        text = String(digit) + text
      }
      return text
    }

    /// `1 difference`, `2 differences`
    static func differences(_ number: Int) -> String {
      "\(text(number)) \(number == 1 ? "difference" : "differences")"
    }
  }
}
