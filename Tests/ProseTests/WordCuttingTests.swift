import Prose
import Testing

/// Tables of what is one word: text, its words and marks with bars between, and their kinds.
struct WordCuttingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let surfaces: String
    let kinds: String

    init(_ text: String, _ surfaces: String, _ kinds: String) {
      (self.text, self.surfaces, self.kinds) = (text, surfaces, kinds)
    }

    var testDescription: String { text }
  }

  private func expect(_ row: Case) {
    let cutting = Cutting(row.text)
    #expect(cutting.surfaces == row.surfaces)
    #expect(cutting.kinds == row.kinds)
  }

  @Test(arguments: [
    Case("Russia's", "Russia|'s", "wc"),
    Case("Russia’s", "Russia|’s", "wc"),
    Case("Russia ’s", "Russia|’s", "wc"),
    Case("Russia ʼs", "Russia|ʼs", "wc"),
    Case("RUSSIA'S", "RUSSIA|'S", "wc"),
    Case("don't", "do|n't", "wc"),
    Case("don’t", "do|n’t", "wc"),
    Case("do n't", "do|n't", "wc"),
    Case("DON'T", "DO|N'T", "wc"),
    Case("can't", "ca|n't", "wc"),
    Case("isn’t it", "is|n’t|it", "wcw"),
    Case("they're I'm we've he'd you'll", "they|'re|I|'m|we|'ve|he|'d|you|'ll", "wcwcwcwcwc"),
    Case("O'Brien O’Brien", "O'Brien|O’Brien", "ww"),
    Case("O'Brien's", "O'Brien|'s", "wc"),
    Case("rock 'n' roll", "rock|'|n|'|roll", "wqwqw"),
    Case("dogs' tails", "dogs|'|tails", "wqw"),
    Case("’tis", "’|tis", "qw"),
    Case("the '90s", "the|'|90s", "wqn"),
    Case("1990's", "1990|'s", "nc"),
    Case("aujourd'hui", "aujourd'hui", "w"),
    Case("it's'", "it|'s|'", "wcq"),
    Case("'she said'", "'|she|said|'", "qwwq"),
    Case("mo'lasses 'salt", "mo'lasses|'|salt", "wqw"),
    Case("BEYONCÉ’S", "BEYONCÉ|’S", "wc"),
    Case("пʼять", "пʼять", "w"),
    Case("ʼ", "ʼ", "q"),
    Case("ʼ ʼ", "ʼ|ʼ", "qq"),
  ])
  func clitics(_ row: Case) { expect(row) }

  @Test(arguments: [
    Case("4.2", "4.2", "n"), Case("1,000", "1,000", "n"), Case("£4.2m", "£|4.2m", "mn"),
    Case("20th", "20th", "n"), Case("9/11", "9/11", "n"), Case("10:30", "10:30", "n"),
    Case("1,000.", "1,000|.", "nm"), Case("4.", "4|.", "nm"), Case(".5", ".|5", "mn"),
    Case("3-4", "3|-|4", "nmn"), Case("70%", "70|%", "nm"), Case("1.2.3", "1.2.3", "n"),
    Case("4 .2", "4|.|2", "nmn"), Case("1, 000", "1|,|000", "nmn"),
    Case("9.40 p.m.", "9.40|p|.|m|.", "nwmwm"),
    Case("G20", "G20", "w"), Case("F-16", "F|-|16", "wmn"), Case("5'2", "5|'|2", "nqn"),
    Case("½", "½", "w"),
  ])
  func numbers(_ row: Case) { expect(row) }

  @Test(arguments: [
    Case("a—b", "a|—|b", "wmw"), Case("a -- b", "a|--|b", "wmw"),
    Case("well-known", "well|-|known", "wmw"),
    Case("so... no", "so|...|no", "wmw"), Case("so.. no", "so|.|.|no", "wmmw"),
    Case("so… no", "so|…|no", "wmw"),
    Case("``a''", "``|a|''", "qwq"), Case("\"a\"", "\"|a|\"", "qwq"), Case("“a”", "“|a|”", "qwq"),
    Case("«a»", "«|a|»", "qwq"), Case("„Spaß“ da", "„|Spaß|“|da", "qwqw"),
    Case("la liberté\u{A0}»", "la|liberté|»", "wwq"), Case("a,b", "a|,|b", "wmw"),
    Case("x@y.z", "x|@|y|.|z", "wmwmw"),
    Case("snake_case", "snake|_|case", "wmw"), Case("U.S.", "U|.|S|.", "wmwm"),
    Case("[sic]", "[|sic|]", "mwm"),
  ])
  func marks(_ row: Case) { expect(row) }

  @Test(arguments: [
    Case("café Zoë", "café|Zoë", "ww"), Case("cafe\u{301} fermé", "cafe\u{301}|fermé", "ww"),
    Case("Η γέφυρα έκλεισε.", "Η|γέφυρα|έκλεισε|.", "wwwm"),
    Case("Мост закрыт.", "Мост|закрыт|.", "wwm"),
    Case("أُغلق الجسر.", "أُغلق|الجسر|.", "wwm"), Case("קרן־גשר", "קרן|־|גשר", "wmw"),
    Case("पुल बंद है।", "पुल|बंद|है|।", "wwwm"), Case("다리가 닫혔다.", "다리가|닫혔다|.", "wwm"),
    Case("大桥关闭。", "大|桥|关|闭|。", "hhhhm"), Case("橋は、サクラ", "橋|は|、|サ|ク|ラ", "hhmhhh"),
    Case("か\u{3099}", "か\u{3099}", "h"), Case("ไม่มี", "ไ|ม่|มี", "hhh"),
    Case("3人A", "3|人|A", "nhw"), Case("𠀀𠀁", "𠀀|𠀁", "hh"), Case("𝔘𝔫𝔦", "𝔘𝔫𝔦", "w"),
    Case("draw\u{AD}bridge", "draw\u{AD}bridge", "w"), Case("a\u{200B}b", "a|b", "ww"),
    Case("a\u{A0}b\u{202F}c\u{3000}d", "a|b|c|d", "wwww"), Case("\u{FEFF}a", "a", "w"),
    Case("ok 👍", "ok|👍", "wm"), Case("❤\u{FE0F}!", "❤\u{FE0F}|!", "mm"),
    Case("👩\u{200D}👧 a", "👩\u{200D}|👧|a", "mmw"), Case("a \u{AD} b", "a|b", "ww"),
    Case("1\u{FE0F}\u{20E3}", "1\u{FE0F}\u{20E3}", "n"), Case("a \u{301} b", "a|\u{301}|b", "wmw"),
  ])
  func scripts(_ row: Case) { expect(row) }

  @Test(arguments: ["大桥", "Kyoto 橋", "ไม่", "𠀀", "ひ"])
  func charactersAreToldWhereThereAreNoSpaces(_ text: String) {
    #expect(Words(in: text).cutIntoCharacters)
  }

  @Test(arguments: ["", "bridge", "Мост", "다리가", "पुल", "، 。「"])
  func charactersAreNotToldWhereWordsAre(_ text: String) {
    #expect(!Words(in: text).cutIntoCharacters)
  }
}
