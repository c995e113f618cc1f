import Prose
import Testing

struct NameTests {
  private func names(_ text: String) -> [String] {
    let words = Words(in: text)
    let names = Names(of: words, in: Sentences(of: words, in: Paragraphs(of: words)))
    return words.indices.filter { names.contains($0) }.map { String(words.surface($0)) }
  }

  @Test(arguments: [
    ("in mid-sentence", "The mayor, Ines Calder, left.", "Ines Calder"),
    ("none", "The mayor left. She was tired.", ""),
    (
      "a first word is one if it is elsewhere", "Calder left. The mayor is Calder.", "Calder Calder"
    ),
    ("a first word alone is none", "Bridges fall. Nobody knew.", ""),
    ("after a quotation mark", "He said: “Nobody knew.”", ""),
    ("written small elsewhere", "The Bridge fell. The bridge and the bridge.", ""),
    ("days and months are none", "It fell on Monday, May 4.", ""),
    ("pronoun I", "Then I left.", ""),
    ("titles are none", "Then Mr Hale left.", "Hale"),
    ("after a title", "Then Dr. Vasey left.", "Vasey"),
    ("a short sentence is no heading", "Mayor Ines Calder Left.", "Ines Calder Left"),
    ("after an initial that may end a sentence", "It is in the U.S. Officials met.", "U"),
    ("after a dash", "It fell—Nobody knew.", ""),
    ("heading", "Bridge Falls In River\nThe bridge of Skerrin fell.", "Skerrin"),
    (
      "heading with a name", "Skerrin Bridge Falls Again\nThe bridge of Skerrin fell.",
      "Skerrin Skerrin"
    ),
    ("clitic", "It was Calder’s.", "Calder"),
    ("accents", "The mayor, Émile, left.", "Émile"),
    ("Cyrillic", "Мэр Анна ушла.", "Анна"),
    ("after an abbreviation", "The town of St. Brannoc waits.", "St Brannoc"),
  ])
  func namesAreFound(_ name: String, _ text: String, _ expected: String) {
    #expect(names(text).joined(separator: " ") == expected)
  }

  @Test func nothingIsANameBeyondTheEnd() {
    let words = Words(in: "a")
    let names = Names(of: words, in: Sentences(of: words, in: Paragraphs(of: words)))
    #expect(!names.contains(1))
  }
}
