import Prose
import Testing

struct ParagraphTests {
  private func paragraphs(_ text: String) -> [String] {
    let cutting = Cutting(text)
    return cutting.texts(of: Paragraphs(of: cutting.words).runs)
  }

  @Test func aLineIsAParagraph() {
    #expect(
      paragraphs("One fell.\nTwo rose.\nThree stayed.") == [
        "One fell.", "Two rose.", "Three stayed.",
      ])
    #expect(paragraphs("One fell.\r\nTwo rose.") == ["One fell.", "Two rose."])
    #expect(paragraphs("Heading\nOne fell.") == ["Heading", "One fell."])
  }

  @Test func emptyLinesMakeNoParagraph() {
    #expect(paragraphs("\n\nOne fell.\n\n\n \nTwo rose.\n\n") == ["One fell.", "Two rose."])
    #expect(paragraphs("") == [])
    #expect(paragraphs(" \n ") == [])
  }

  @Test func wrappedLinesAreOneParagraph() {
    let text = """
      The bridge over the river is shut
      and will not open before the end of
      May, the council said on Thursday,
      because a pin of its hinge broke.

      Nobody was hurt when the pin broke
      and the span came to a stop.
      """
    #expect(paragraphs(text).count == 2)
    #expect(paragraphs(text).last?.hasPrefix("Nobody") == true)
    let dos = text.split(separator: "\n", omittingEmptySubsequences: false).joined(
      separator: "\r\n")
    #expect(paragraphs(dos).count == 2)
  }

  @Test func linesThatEndWithStopsAreNotWrapped() {
    let lines = ["One fell.", "Two rose!", "“Three stayed.”", "Was it four?", "Five (or six)"]
    #expect(paragraphs(lines.joined(separator: "\n")) == lines)
  }

  @Test func aFewShortLinesAreNotTakenForWrapped() {
    #expect(paragraphs("Bridge shut\nBy our staff\nThe bridge is shut.").count == 3)
  }
}
