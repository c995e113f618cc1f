import Prose
import Support
import Testing

/// How the example's texts are read as wholes: a change anywhere in the module shows here, sentence by sentence.
struct ReportReadingTests {
  @Test(arguments: ["report", "copy-tokenised", "copy-respaced"])
  func sentencesNamesAndQuotationsAreAsKept(_ name: String) throws {
    let words = Words(in: try Example.harbourBridge.text(of: name + ".txt"))
    let paragraphs = Paragraphs(of: words)
    let sentences = Sentences(of: words, in: paragraphs)
    let quotations = Quotations(of: words, in: paragraphs)
    let names = Names(of: words, in: sentences)
    let starts = Set(paragraphs.runs.map(\.lowerBound))
    var lines: [String] = []
    for sentence in sentences.runs {
      if starts.contains(sentence.lowerBound) { lines.append("") }
      // A name in braces, a word inside quotation marks with a bar before it.
      let marked = sentence.map { word in
        let surface = String(words.surface(word))
        return (quotations.contains(word) ? "|" : "")
          + (names.contains(word) ? "{\(surface)}" : surface)
      }
      lines.append(marked.joined(separator: " "))
    }
    expectGolden(lines.dropFirst().joined(separator: "\n") + "\n", named: "prose/\(name).txt")
  }
}
