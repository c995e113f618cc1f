/// The words of a text by the rules alone, one character after the other, for texts in ASCII: slow and obvious.
struct SlowWords {
  private(set) var words: [String] = []
  private let text: [Character]

  init(of string: String) {
    // `\r\n` is one Character; a space for each keeps the rest in step.
    text = string.unicodeScalars.map { Character($0) }
    var at = 0
    while at < text.count {
      let end = isSpace(at) ? at + 1 : isAlphanumeric(at) ? wordEnd(at) : markEnd(at)
      if !isSpace(at) { words.append(String(text[at..<end])) }
      at = end
    }
  }

  private func isSpace(_ at: Int) -> Bool {
    at < text.count && text[at].unicodeScalars.allSatisfy { $0.properties.isWhitespace }
  }

  private func isLetter(_ at: Int) -> Bool {
    at < text.count && text[at].isASCII && text[at].isLetter
  }

  private func isDigit(_ at: Int) -> Bool {
    at >= 0 && at < text.count && "0123456789".contains(text[at])
  }

  private func isAlphanumeric(_ at: Int) -> Bool { isLetter(at) || isDigit(at) }

  private func spelled(_ range: Range<Int>) -> String? {
    range.upperBound <= text.count ? String(text[range]).lowercased() : nil
  }

  /// The end of the letters of a clitic that follow an apostrophe, where a clitic stands there.
  private func cliticEnd(_ apostrophe: Int) -> Int? {
    for letters in ["s", "d", "m", "t", "re", "ve", "ll"] {
      let end = apostrophe + 1 + letters.count
      if spelled(apostrophe + 1..<end) == letters, !isAlphanumeric(end) { return end }
    }
    return nil
  }

  private func wordEnd(_ start: Int) -> Int {
    if spelled(start..<start + 3) == "n't", !isAlphanumeric(start + 3) { return start + 3 }
    var at = start
    while at < text.count {
      // Before `n't` the word is over.
      if at > start, spelled(at..<at + 3) == "n't", !isAlphanumeric(at + 3) { return at }
      if isAlphanumeric(at) {
        at += 1
      } else if text[at] == "'", isLetter(at + 1), cliticEnd(at) == nil {
        at += 1
      } else if ".,:/".contains(text[at]), isDigit(at - 1), isDigit(at + 1) {
        at += 1
      } else {
        return at
      }
    }
    return at
  }

  private func markEnd(_ start: Int) -> Int {
    if text[start] == "'" {
      if let end = cliticEnd(start) { return end }
      return start + 1 < text.count && text[start + 1] == "'" ? start + 2 : start + 1
    }
    if text[start] == "`" {
      return start + 1 < text.count && text[start + 1] == "`" ? start + 2 : start + 1
    }
    var end = start
    while end < text.count, text[end] == text[start] { end += 1 }
    if text[start] == "-" || (text[start] == "." && end - start > 2) { return end }
    return start + 1
  }
}
