import Prose

/// How a text is cut, written so that a table of cases can be read.
struct Cutting {
  let words: Words

  init(_ text: String) { words = Words(in: text) }

  /// The words and marks with a bar between them: `Russia|’s`.
  var surfaces: String { words.indices.map { String(words.surface($0)) }.joined(separator: "|") }

  /// The kinds, a letter each: word, number, clitic, character (`h`), quote, mark.
  var kinds: String {
    words.kinds.map { kind in
      switch kind {
      case .word: "w"
      case .number: "n"
      case .clitic: "c"
      case .character: "h"
      case .quote: "q"
      case .mark: "m"
      }
    }.joined()
  }

  /// Runs of words as texts, white space as it stands.
  func texts(of runs: [Range<Int>]) -> [String] { runs.map { String(words.text[words.span($0)]) } }
}
