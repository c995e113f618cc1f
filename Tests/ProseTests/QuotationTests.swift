import Prose
import Support
import Testing

struct QuotationTests {
  /// A text, and what stands between quotation marks in it, in order of their ends.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    /// Each quotation as its words, `>` before it for each depth, `?` behind it where no mark closes it.
    let quotations: [String]

    init(_ name: String, _ text: String, _ quotations: String...) {
      (self.name, self.text, self.quotations) = (name, text, quotations)
    }

    var testDescription: String { name }
  }

  private func quotations(_ text: String) -> (Words, Quotations) {
    let words = Words(in: text)
    return (words, Quotations(of: words, in: Paragraphs(of: words)))
  }

  @Test(arguments: [
    Case("curly", "“We wait,” she said.", "We wait,"),
    Case("straight", "\"We wait,\" she said.", "We wait,"),
    Case("angled", "«We wait», she said.", "We wait"),
    Case("low and high", "„We wait“, she said.", "We wait“, she said.?"),
    Case("corner", "「橋は」と言った", "橋は"),
    Case("single curly", "He said, ‘We wait.’ Then he left.", "We wait."),
    Case("single straight", "He said, 'We wait.' Then he left.", "We wait."),
    Case("two", "“We,” she said, “wait.”", "We,", "wait."),
    Case("two straight", "\"We,\" she said, \"wait.\"", "We,", "wait."),
    Case(
      "nested", "“He said, ‘We wait,’ and left,” she said.", ">We wait,",
      "He said, ‘We wait,’ and left,"),
    Case(
      "nested straight", "\"He said, 'We wait,' and left,\" she said.", ">We wait,",
      "He said, 'We wait,' and left,"),
    Case("nested at the start", "“‘We wait,’ he said.”", ">We wait,", "‘We wait,’ he said."),
    Case("over paragraphs", "“We wait.\n“We wait long,” she said.", "We wait.\n“We wait long,"),
    Case(
      "over three", "“One.\n“Two.\n“Three,” she said.\n“Four.”", "One.\n“Two.\n“Three,", "Four."),
    Case("unclosed", "“We wait, she said.", "We wait, she said.?"),
    Case("unclosed, then another", "“We wait.\nThen she said: “No.”", "We wait.?", "No."),
    Case("stray closing", "We wait,” she said. “No.”", "No."),
    Case("tokenised", "“ We wait , ” she said .", "We wait ,"),
    Case("tokenised straight", "\" We wait , \" she said , \" long . \"", "We wait ,", "long ."),
    Case("tokenised as TeX", "`` We wait , '' she said .", "We wait ,"),
    Case(
      "apostrophes inside", "“It’s the dogs’ bridge, don’t you see,” O’Brien said.",
      "It’s the dogs’ bridge, don’t you see,"),
    Case("apostrophes straight", "'It's O'Brien's,' she said.", "It's O'Brien's,"),
    Case("rock 'n' roll", "They play rock 'n' roll here.", "n"),
    Case("plural possessive is no quotation", "The drivers’ union and the dogs' tails."),
    Case("dash before", "Two of seven—“only till Easter”—have left.", "only till Easter"),
    Case("bracket before", "The bridge (\"the span\") fell.", "the span"),
    Case("one word", "It was \"fit\" for it.", "fit"),
    Case("none", "It was fit."),
    Case("empty", ""),
  ])
  func quotationsAreFound(_ row: Case) {
    let (words, quotations) = quotations(row.text)
    let told = quotations.all.map { quotation in
      String(repeating: ">", count: quotation.depth)
        + String(words.text[words.span(quotation.words)])
        + (quotation.isClosed ? "" : "?")
    }
    #expect(told == row.quotations)
  }

  @Test func wordsKnowWhetherTheyAreQuoted() {
    let (words, quotations) = quotations("“He said, ‘We wait,’ then,” she said. “And")
    let quoted = words.indices.filter { quotations.contains($0) }.map { String(words.surface($0)) }
    #expect(quoted == ["He", "said", ",", "‘", "We", "wait", ",", "’", "then", ","])
    #expect(!quotations.contains(words.count))
  }

  @Test func quotationsLieWithinTheirText() {
    for text in Every.text(of: ["a", "\"", "“", "”", "'"], upTo: 4) {
      let (words, quotations) = quotations(text)
      for quotation in quotations.all {
        #expect(
          quotation.words.upperBound <= words.count && quotation.depth >= 0,
          "\(text.debugDescription)")
      }
    }
  }

  /// Deep nesting must not be searched anew for each mark.
  @Test(arguments: ["“‘", "\"'", "“", "``", "«‹"]) func tenThousandNestedMarksTakeNoTime(
    _ marks: String
  ) {
    let closing = String(
      marks.map { ["“": "”", "‘": "’", "«": "»", "‹": "›"][$0] ?? $0 }.reversed())
    let text = { (count: Int) in
      String(repeating: marks + "a ", count: count)
        + String(repeating: "b" + closing + " ", count: count)
    }
    let clock = ContinuousClock()
    let time = clock.measure { _ = quotations(text(10_000)) }
    // A second of slow, unoptimised work for 60 000 words; a search of what is open would take minutes.
    #expect(time < .seconds(10))
  }
}
