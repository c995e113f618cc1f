import Prose
import Support
import Testing

struct SentenceTests {
  /// Marks where sentences end in a text: a bar stands for the white space between two sentences.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let sentences: [String]
    var gap = " "

    init(_ name: String, _ text: String, gap: String = " ") {
      self.name = name
      sentences = text.split(separator: "|").map(String.init)
      self.gap = gap
    }

    var testDescription: String { name }
  }

  private func sentences(_ text: String) -> [String] {
    let cutting = Cutting(text)
    return cutting.texts(of: Sentences(of: cutting.words, in: Paragraphs(of: cutting.words)).runs)
  }

  @Test(arguments: [
    Case("two", "The bridge is shut.|Nobody was hurt."),
    Case("question, exclamation", "Who knew?|Nobody!|Why?"),
    Case("titles", "Mr. Hale and Dr. Vasey met Sen. Orr.|They talked."),
    Case("months and numbers", "It came on Jan. 4 to berth No. 7.|It left."),
    Case("companies", "Vasey Holm Ltd. and Orr Co. were paid.|They left."),
    Case("initials", "J. R. Hale met T. Wrenn.|They talked."),
    Case("U.S. in the middle", "The U.S. Senate met.|It voted."),
    Case("U.S. before a starter", "He came to the U.S.|The Senate met."),
    Case("U.S. before a small letter", "The U.S. arm closed.|It was old."),
    Case("p.m.", "It rose at 9.40 p.m. to let a ship pass.|It stuck."),
    Case("decimals", "It sank by 1.2 metres.|It cost £4.2m.|That was in 2017.|It is paid."),
    Case("stop in a closing quotation", "“I did not see it.”|She left."),
    Case("stop after a closing quotation", "It was “not passed on”.|She left."),
    Case("straight quotations", "\"I did not see it.\"|She left.|\"Why?\" he asked.|\"So what.\""),
    Case("question inside, going on", "“Who knew?” she asked.|Nobody did."),
    Case("single quotation inside", "“He said, ‘We wait.’|I left,” she said."),
    Case("bracketed", "It fell.|(It was old.)|It was replaced."),
    Case("ellipsis before a small letter", "They waited… and waited.|Nobody came."),
    Case("ellipsis before a capital", "They waited...|Nobody came."),
    Case("several marks", "Who knew?!|Nobody…"),
    Case("no capital", "the bridge is shut. nobody was hurt"),
    Case("a figure starts", "It fell.|12 ships left."),
    Case("no end", "The bridge is shut.|Nobody was"),
    Case("no space, no border", "See example.org.uk or v1.2.Beta now.|It helps."),
    Case("colon and semicolon", "It fell: nobody saw it; nobody heard it.|It lies there."),
    Case("Chinese", "大桥关闭。|无人受伤！|谁知道？", gap: ""),
    Case("Japanese", "橋は閉鎖された。|けが人はいない。", gap: ""),
    Case("Russian", "Мост закрыт.|Никто не пострадал."),
    Case("tokenised", "The bridge is shut .|“ I did not see it , ” she said .|Mr. Hale left ."),
    Case("tokenised, stop in the quotation", "“ I did not see it . ”|She left ."),
    Case("tokenised, straight", "`` I did not see it . ''|She left ."),
    Case("tokenised, one glyph", "\" I did not see it . \"|She left ."),
    Case("tokenised abbreviation", "The U. S. Senate met .|It voted ."),
    Case("lines are paragraphs", "Bridge shut|The bridge is shut.|Nobody was hurt.", gap: "\n"),
  ])
  func sentencesEnd(_ row: Case) {
    #expect(sentences(row.sentences.joined(separator: row.gap)) == row.sentences)
  }

  @Test func wrappedLinesDoNotEndSentences() {
    let text =
      "The bridge of the town\nis shut and will not\nopen before the end\nof May. Nobody was hurt."
    #expect(sentences(text).count == 2)
    #expect(sentences(text).last == "Nobody was hurt.")
  }

  private func expectTiling(_ text: String) {
    let words = Words(in: text)
    let paragraphs = Paragraphs(of: words)
    let sentences = Sentences(of: words, in: paragraphs)
    for runs in [paragraphs.runs, sentences.runs] {
      #expect(runs.allSatisfy { !$0.isEmpty }, "\(text.debugDescription)")
      #expect(runs.flatMap { Array($0) } == Array(words.indices), "\(text.debugDescription)")
    }
    // No sentence runs over the border of a paragraph.
    let starts = Set(sentences.runs.map(\.lowerBound))
    #expect(
      paragraphs.runs.allSatisfy { starts.contains($0.lowerBound) }, "\(text.debugDescription)")
    for (number, run) in sentences.runs.enumerated() {
      for word in run where sentences.index(ofWord: word) != number {
        Issue.record(
          "word \(word) of \(text.debugDescription) is not told to be in sentence \(number)")
      }
    }
  }

  @Test func sentencesAndParagraphsTileEverySmallText() {
    for text in Every.text(of: ["Oak", "mr", ".", "\""], upTo: 4) { expectTiling(text) }
  }

  @Test(arguments: OddTexts.all) func sentencesAndParagraphsTileOddTexts(_ odd: OddTexts.Text) {
    for other in OddTexts.all { expectTiling(odd.text + "\n" + other.text) }
  }

  @Test func sentencesAndParagraphsTileTheExample() throws {
    for name in try Example.harbourBridge.names {
      expectTiling(try Example.harbourBridge.text(of: name))
    }
  }

  @Test func theReportHasTheSentencesItsReadmeCounts() throws {
    #expect(sentences(try Example.harbourBridge.text(of: "report.txt")).count == 73)
  }
}
