import Judging
import Prose
import Support
import Testing

struct MendingTests {
  private func mended(_ text: String) -> String { Mending(of: Words(in: text)).text }

  /// A tokenised text to stand around a case, so that the tokeniser is proven.
  private static let around = "The ferry is late , and the quay is full . Nobody waits , he said . "
  private static let mendedAround =
    "The ferry is late, and the quay is full. Nobody waits, he said. "
  private static let long = String(repeating: around, count: 8)
  private static let mendedLong = String(repeating: mendedAround, count: 8)

  private static let tokenised: [(damaged: String, mended: String)] = [
    ("Skerrin ’s boat , the dogs ’ food .", "Skerrin’s boat, the dogs’ food."),
    ("They do n’t know . They ca n't say .", "They don’t know. They can't say."),
    ("He don 't know , and 't is late .", "He don't know, and 't is late."),
    ("The 1990 's were good .", "The 1990's were good."),
    ("The U. S. arm met .", "The U.S. arm met."),
    ("The U. S. Senate met .", "The U.S. Senate met."),
    ("It is in the U.S. .", "It is in the U.S."),
    ("It fell at 6 p. m. on Friday .", "It fell at 6 p.m. on Friday."),
    ("He said , ' We wait , ' and left .", "He said, 'We wait,' and left."),
    ("The dogs ' food , he said .", "The dogs' food, he said."),
    ("J. B. Harkness spoke .", "J. B. Harkness spoke."),
    ("He can not swim . They can not only swim .", "He cannot swim. They can not only swim."),
    ("We are gon na leave .", "We are gonna leave."),
    ("It ( the quay ) fell .", "It (the quay) fell."),
    ("It [ fell . )", "It [ fell. )"),
    ("It cost $ 4 , or 5 % more .", "It cost $4, or 5% more."),
    ("It cost $4 , or $ 5 .", "It cost $4, or $ 5."),
    ("It closed at 9 : 40 , he said .", "It closed at 9 : 40, he said."),
    ("He waited . . . and went .", "He waited . . . and went."),
    ("Why ? ! he asked .", "Why?! he asked."),
    ("She said : \" We wait . \"", "She said: \"We wait.\""),
    (
      "\" We wait , \" said Ines Calder . \" We always do . \"",
      "\"We wait,\" said Ines Calder. \"We always do.\""
    ),
    ("`` We wait , '' she said .", "\"We wait,\" she said."),
    ("“ We wait , ” she said .", "“We wait,” she said."),
    ("It is shut . \n", "It is shut.\n"),
  ]

  @Test(arguments: tokenised)
  func `what a tokeniser did is undone`(damaged: String, sound: String) {
    #expect(mended(Self.around + damaged) == Self.mendedAround + sound)
  }

  @Test func `without the tokeniser all that stays`() {
    for (damaged, _) in Self.tokenised where !damaged.contains("`") {
      // One such sentence among sound ones proves nothing.
      let text = "The ferry, the quay, the dog, the boat, the road. He came. I went. " + damaged
      let detached = damaged.count { ".,?!;:".contains($0) }
      if detached < 3 { #expect(mended(text) == text) }
    }
  }

  @Test(arguments: [
    "Qui vient ? Moi ! Et toi ? Lui ; elle ! Non ? Si ! Il dit : oui, peut-être.",
    "He waited . . . and waited . . . and went . . . away.",
    "Name ( ) Age ( ) Town ( )", "a  b   c    d     e",
    "The U. S. and the J. B. Harkness can not wait.", "The co-\noperative fell.",
    "“We wait,” she said. It was Skerrin’s, and the dogs’.", "R&D at AT&T.", "Write `&lt;p&gt;`.",
    "R&amp;D.", "Â· One. Â· Two.", "BEYONCÉ’S song.",
  ])
  func `what an author could have written stays`(text: String) { #expect(mended(text) == text) }

  @Test(arguments: [
    // Two paragraphs of one speaker, the line break lost.
    "She said : \" It is shut . We wait . \" I rang them twice . We still wait . \" The mayor left , \" he said .",
    "He said : \" One fell . \" Two rose . \" Three fell .",
  ])
  func `quotation marks that may be either stay`(text: String) {
    let mended = mended(Self.around + text)
    #expect(mended.contains(" . \" ") == false && mended.contains(". \" "))
  }

  @Test func `lost words are marked where they stood`() {
    let text = Self.long + "It met for a     talk in the    , he said . It was a    quay ."
    let marked = "It met for a […] talk in the […], he said. It was a […] quay."
    #expect(mended(text) == Self.mendedLong + marked)
    let quoted =
      Self.long + "It met for a     talk . It was a    . She called it a \" said Calder ."
    #expect(mended(quoted).contains("She called it a […]\""))
  }

  @Test func `what was written over is marked`() {
    let text =
      Self.around + "Skerrin ’s boat , Calder ’s dog , Ines ’s quay . He will Skerrin’s the boat . "
      + "It don’t matter , LEE’S said ."
    let marked =
      "Skerrin’s boat, Calder’s dog, Ines’s quay. He will […] the boat. It don’t matter, LEE’S said."
    #expect(mended(text) == Self.mendedAround + marked)
  }

  @Test(arguments: [
    ("It â€™s shut, â€œhe saidâ€\u{9D}.", "It ’s shut, “he said”."),
    ("The cafÃ© is shut.", "The café is shut."),
    ("It Ã¢â‚¬â„¢s shut.", "It ’s shut."), ("R&amp;D &quot;fell&amp;quot;.", "R&D \"fell\"."),
    ("R&amp;amp;D, &quot;fell&quot;.", "R&D, \"fell\"."),
    (
      "The co-\noperative. A co-operative. The cooperative.",
      "The co-\noperative. A co-operative. The cooperative."
    ),
    (
      "The operative co-\noperative. A coope-\nrative. The cooperative.",
      "The operative cooperative. A cooperative. The cooperative."
    ),
  ])
  func `wrong readings and broken lines are undone`(damaged: String, sound: String) {
    #expect(mended(damaged) == sound)
  }

  @Test func `a sound text comes back byte for byte`() throws {
    for name in ["report.txt", "copy-exact.txt", "copy-edited.txt", "other-1.txt", "other-2.txt"] {
      let text = try Example.harbourBridge.text(of: name)
      let mending = Mending(of: Words(in: text))
      #expect(mending.text.utf8.elementsEqual(text.utf8) && mending.mends.isEmpty)
    }
  }

  // MARK: Laws

  /// The mends tile the text, mending again changes nothing, and what is not named is as it was.
  private func expectLaws(_ text: String) {
    let mending = Mending(of: Words(in: text))
    #expect(mended(mending.text) == mending.text, "\(text.debugDescription)")
    let restoration = mending.restoration
    #expect(restoration.text == mending.text)
    let (bytes, made) = (Array(text.utf8), Array(mending.text.utf8))
    var (at, from) = (0, 0)
    for decision in restoration.decisions {
      #expect(decision.range.start == at && decision.chosen.range.start == from)
      (at, from) = (decision.range.end, decision.chosen.range.end)
      let (old, new) = (
        bytes[decision.chosen.range.start..<from], made[decision.range.start..<at]
      )
      #expect((decision.mend == nil) == (decision.ground == .onlyWitness))
      #expect((decision.mend == nil) == (decision.reason == nil))
      if decision.mend == nil { #expect(old == new && !old.isEmpty) }
      if decision.ground == .lacuna {
        #expect(String(decoding: new, as: UTF8.self).contains("[…]"))
      }
    }
    #expect(at == made.count && from == bytes.count)
    // Letters come and go only where letters were read wrongly, or where something is marked.
    guard mending.mends.allSatisfy({ !$0.isLacuna && $0.kind != .encoding }) else { return }
    func letters(_ text: String) -> [Unicode.Scalar] {
      text.unicodeScalars.filter {
        !$0.properties.isWhitespace && !".-`'\"".unicodeScalars.contains($0)
      }
    }
    #expect(letters(mending.text) == letters(text), "\(text.debugDescription)")
  }

  private static let pieces = [
    "The", "quay", "Skerrin", "’s", "Skerrin’s", "n’t", "U.", "S.", "can", "not", ",", ".", ".",
    "\"",
    "``", "''", "(", ")", "[", "'", "$", "4", "%", "said", "a", "â€™s", "&amp;", "co-", "-", "…",
    "?",
    "“", "”", "‘",
  ]
  private static let gaps = [
    " ", " ", " ", " ", " ", "", "  ", "   ", "    ", "     ", "\n", "\n\n",
  ]

  @Test func `the laws hold for whatever words and marks`() {
    var random = Seeded(20)
    for _ in 0..<4000 {
      let text = (0..<random.below(60)).map { _ in
        random.pick(Self.pieces) + random.pick(Self.gaps)
      }.joined()
      expectLaws(text)
      expectLaws(Self.around + text)
    }
  }

  @Test func `the laws hold for damage that is made`() throws {
    var random = Seeded(21)
    for name in try Example.harbourBridge.names {
      let text = try Example.harbourBridge.text(of: name)
      expectLaws(text)
      for _ in 0..<20 { expectLaws(damaged(text, &random)) }
    }
  }

  @Test func `the laws hold for odd texts`() {
    for odd in OddTexts.all {
      for other in OddTexts.all { expectLaws(odd.text + " , " + other.text + " . ") }
    }
  }

  /// A text with some of its words and marks set apart, dropped, written over or read wrongly.
  private func damaged(_ text: String, _ random: inout Seeded) -> String {
    let words = Words(in: text)
    let rate = 1 + random.below(5)
    var damaged = ""
    for index in words.indices {
      let gap = words.text[words.gap(before: index)]
      let surface = String(words.surface(index))
      damaged += gap.isEmpty && random.below(5) < rate ? " " : gap
      switch random.below(60) {
      case 0: damaged += "  "
      case 1: damaged += "   "
      case 2: damaged += "Skerrin’s"
      case 3: damaged += latin(surface)
      default: damaged += surface
      }
    }
    return damaged
  }

  /// UTF-8 read in Latin-1.
  private func latin(_ text: String) -> String {
    String(String.UnicodeScalarView(text.utf8.map { Unicode.Scalar($0) }))
  }
}
