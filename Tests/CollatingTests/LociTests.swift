import Collating
import Prose
import Testing

/// Tables of what a collation tells: two texts, and the loci as `base→reading` (`␣` a space, `⏎` a line break).
struct LociTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let a: String
    let b: String
    let loci: [String]

    init(_ name: String, _ a: String, _ b: String, _ loci: String...) {
      (self.name, self.a, self.b, self.loci) = (name, a, b, loci)
    }

    var testDescription: String { name }
  }

  private func expect(_ row: Case) {
    let collation = expectTiling(row.a, row.b)
    #expect(collation.told == row.loci)
  }

  /// What could stand in several places is told where an editor would put it.
  @Test(arguments: [
    Case(
      "a sentence in the middle", "It fell. He left.", "It fell. It sank. He left.", "→It␣sank.␣"),
    Case(
      "a sentence like the next", "He fell. He left.", "He fell. He sank. He left.", "→He␣sank.␣"),
    Case(
      "a sentence like both", "The oak fell. The ash fell.",
      "The oak fell. The elm fell. The ash fell.", "→The␣elm␣fell.␣"),
    Case(
      "a sentence at the end", "The oak fell.", "The oak fell. The ash fell.", "→␣The␣ash␣fell."),
    Case(
      "a sentence at the start", "The ash fell.", "The oak fell. The ash fell.", "→The␣oak␣fell.␣"),
    Case(
      "a quotation", "“We wait,” he said. He left.",
      "“We wait,” he said. “We go,” he said. He left.",
      "→“We␣go,”␣he␣said.␣"),
    Case("a paragraph", "One oak.\nOne ash.", "One oak.\nOne elm.\nOne ash.", "→One␣elm.⏎"),
    Case(
      "a sentence lost", "The oak fell. The elm fell. The ash fell.", "The oak fell. The ash fell.",
      "The␣elm␣fell.␣→"),
    Case("a clause", "He left, she said.", "He left, he said, she said.", "→he␣said,␣"),
    Case("a doubled word", "He was here.", "He was was here.", "→was␣"),
    Case("a word in a list", "oak, ash and elm", "oak, ash, yew and elm", "→,␣yew"),
  ])
  func whatSlidesIsToldAtABorder(_ row: Case) { expect(row) }

  @Test(arguments: [
    Case("a word beside spaces", "a broken pin fell", "a  pin fell", "broken→"),
    Case("a compound and its spaces", "a face-to-face talk", "a     talk", "face-to-face→␣␣␣"),
    Case("a compound and its comma", "the well-known, old pin", "the   old pin", "well-known,→␣"),
    Case("a word and one space", "a broken pin", "a pin", "broken␣→"),
    Case(
      "a stop under a name, a quotation mark in another dress", "said Ann. “We go",
      "said Ann Bo \" We go",
      ".→␣Bo", "“→\"", "→␣"),
    Case("a stop and its capital", "It fell. And he left", "It fell, and he left", ".␣And→,␣and"),
    Case("a word before a stop", "it fell down.", "it fell.", "␣down→"),
    Case("all", "oak", "", "oak→"),
    Case("space only", " ", "", "␣→"),
    Case("a space in an empty text", "", " \n", "→␣⏎"),
  ])
  func whatIsLostLeavesItsResidue(_ row: Case) { expect(row) }

  @Test(arguments: [
    Case("a break becomes a space", "One fell.\nTwo rose.", "One fell. Two rose.", "⏎→␣"),
    Case(
      "a paragraph joined, a word added", "One fell.\nTwo rose.", "One fell. Then two rose.", "⏎→␣",
      "→Then␣", "Two→two"),
    Case(
      "a word added before a break", "One fell\nTwo rose.", "One fell down Two rose.", "⏎→␣",
      "→down␣"),
    Case(
      "a word lost after a break", "One fell.\nThen two rose.", "One fell. two rose.", "⏎→␣",
      "Then␣→"),
    Case("Windows line ends", "One.\nTwo.", "One.\r\nTwo.", "⏎→\r⏎"),
    Case("a trailing break", "One.", "One.\n", "→⏎"),
    Case("spaces and breaks", "One. Two.", "One.  \nTwo.", "␣→␣␣⏎"),
  ])
  func breaksAreLociOfTheirOwn(_ row: Case) { expect(row) }

  @Test(arguments: [
    Case("a misread word", "he declared it", "he dcclared it", "declared→dcclared"),
    Case(
      "two misread words", "he declared peace now", "he dcclared pcace now", "declared→dcclared",
      "peace→pcace"),
    Case(
      "a misread and a changed word", "he declared war now", "he dcclared peace now",
      "declared→dcclared", "war→peace"),
    Case("words joined", "it can not wait", "it cannot wait", "can␣not→cannot"),
    Case("words split", "it cannot wait", "it can not wait", "cannot→can␣not"),
    Case("a hyphen lost", "a well-known pin", "a well known pin", "-→␣"),
    Case(
      "figures are paired", "from 12 oaks to 40 elms", "from 13 ash to 50 yews", "12→13",
      "oaks→ash", "40→50", "elms→yews"),
    Case("half a contraction is no misread word", "it can wait", "it can’t wait", "can→can’t"),
    Case("a contraction in full", "it can not wait", "it can’t wait", "can␣not→can’t"),
    Case("an apostrophe lost", "it can’t wait", "it cant wait", "can’t→cant"),
    Case("other words", "he left town", "he set fire", "left␣town→set␣fire"),
    Case("one word for two", "he left town early", "he resigned early", "left␣town→resigned"),
  ])
  func nearWordsArePairedOneByOne(_ row: Case) { expect(row) }

  @Test(arguments: [
    Case("a mark set apart", "It fell.", "It fell .", "→␣"),
    Case("a clitic set apart", "Russia’s oak", "Russia ’s oak", "→␣"),
    Case("a straight clitic", "Russia’s oak", "Russia's oak", "’→'"),
    Case("a contraction set apart", "don’t go", "do n't go", "→␣", "’→'"),
    Case("quotation marks", "“oak”", "\"oak\"", "“→\"", "”→\""),
    Case("TeX quotation marks", "“oak” fell", "`` oak '' fell", "“→``", "→␣", "→␣", "”→''"),
    Case("a dash", "oak—ash", "oak -- ash", "→␣", "—→--", "→␣"),
    Case("letter case", "The Oak", "The OAK", "Oak→OAK"),
    Case("an accent's encoding", "caf\u{E9}", "cafe\u{301}", "caf\u{E9}→cafe\u{301}"),
    Case("an ellipsis", "so…", "so...", "…→..."),
    Case("an abbreviation", "the U.S. arm", "the U. S. arm", "→␣"),
    Case("a comma added", "he said it", "he said, it", "→,"),
    Case("a comma for a word", "oak and ash", "oak, ash", "␣and→,"),
    Case("no-break space", "4 May", "4\u{A0}May", "␣→\u{A0}"),
    Case("currency", "£4.2m", "£42m", "4.2m→42m"),
    Case("soft hyphen", "drawbridge", "draw\u{AD}bridge", "drawbridge→draw\u{AD}bridge"),
    Case("a variation selector", "❤ oak", "❤\u{FE0F} oak", "❤→❤\u{FE0F}"),
  ])
  func surfacesAreToldWithoutTheirWords(_ row: Case) { expect(row) }

  @Test func sortsSayWhatDiffers() {
    let collation = Collation("The Oak fell. It is old", "The oak  fell. It was old")
    #expect(collation.loci.map(\.sort) == [.glyph, .space, .words])
    #expect(collation.equalWords == 5)
  }
}
