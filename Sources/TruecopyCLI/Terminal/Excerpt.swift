import Truecopy

/// The sentences around some readings of one witness, with the readings marked, cut to what fits.
struct Excerpt {
  private let witness: Witness
  private let readings: [Reading]
  private let width: Int

  /// Longer stretches without a difference are shortened to their ends.
  private static let mostPlain = 90
  /// Longer readings are shortened to their ends.
  private static let mostMarked = 400

  init(_ witness: Witness, _ readings: [Reading], width: Int) {
    self.witness = witness
    self.readings = readings
    self.width = width
  }

  /// The lines; `mark` dresses each reading.
  func lines(_ mark: (String) -> String) -> [String] {
    guard let first = readings.first, let last = readings.last, !witness.sentences.runs.isEmpty
    else {
      return [mark("")]
    }
    let runs = witness.sentences.runs
    let firstRun = runs[witness.sentences.index(ofWord: first.words.lowerBound)]
    let lastWord = max(last.words.lowerBound, last.words.upperBound - 1)
    let lastRun = runs[witness.sentences.index(ofWord: lastWord)]
    let start = min(witness.words.span(firstRun).start, first.range.start)
    let end = max(witness.words.span(lastRun).end, last.range.end)
    var text = ""
    var at = start
    for reading in readings {
      text += plain(
        TextRange(at, max(at, reading.range.start)), isFirst: at == start, isLast: false)
      let words = Self.shortened(clipped(reading.range), to: Self.mostMarked)
      if words.allSatisfy(\.isWhitespace) {
        // White space is a reading like any other, shown as signs where nothing else is there.
        text += mark(Self.signs(words))
        if words.isEmpty, !startsWithSpace(at: reading.range.end) { text += " " }
      } else {
        let seen = Self.visible(words)
        text +=
          (seen.hasPrefix(" ") ? " " : "") + mark(seen.trimmed) + (seen.hasSuffix(" ") ? " " : "")
      }
      at = reading.range.end
    }
    text += plain(TextRange(at, max(at, end)), isFirst: false, isLast: true)
    return Self.wrapped(text, width: width)
  }

  private func startsWithSpace(at byte: Int) -> Bool {
    let bytes = witness.article.text.utf8Span.span
    return byte >= bytes.count || bytes[byte] <= UInt8(ascii: " ")
  }

  /// The text of a range, of which no more than can be shown is ever looked at.
  private func clipped(_ range: TextRange) -> String {
    Self.clipped(witness.article.text[range])
  }

  /// A text, or the two ends of one that no screen holds: a line may be 50 MB long.
  static func clipped(_ text: Substring) -> String {
    guard text.utf8.count > 16_000 else { return String(text) }
    return String(text.unicodeScalars.prefix(2000)) + " … "
      + String(text.unicodeScalars.suffix(2000))
  }

  private func plain(_ range: TextRange, isFirst: Bool, isLast: Bool) -> String {
    let text = Self.visible(clipped(range))
    guard text.count > Self.mostPlain else { return text }
    if isFirst { return "… " + Self.end(of: text, Self.mostPlain) }
    if isLast { return Self.start(of: text, Self.mostPlain) + " …" }
    return Self.shortened(text, to: Self.mostPlain)
  }

  /// A text of about so many characters, whole words from its start and its end.
  static func shortened(_ text: String, to most: Int) -> String {
    text.count <= most ? text : "\(start(of: text, most / 2)) … \(end(of: text, most / 2))"
  }

  /// About so many characters from the start, whole words.
  private static func start(of text: String, _ most: Int) -> Substring {
    let part = text.prefix(most)
    return part.lastIndex(of: " ").map { part[..<$0] } ?? part
  }

  /// About so many characters from the end, whole words.
  private static func end(of text: String, _ most: Int) -> Substring {
    let part = text.suffix(most)
    return part.firstIndex(of: " ").map { part[part.index(after: $0)...] } ?? part
  }

  private static func signs(_ space: String) -> String {
    String(space.map { $0 == "\n" || $0 == "\r\n" ? "⏎" : $0 == "\t" ? "⇥" : "·" })
  }

  /// A text that a terminal may show: white space as single spaces, control and direction signs
  /// made harmless.
  static func visible(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    var isAfterSpace = false
    for scalar in text.unicodeScalars {
      let isSpace = scalar.properties.isWhitespace
      if isSpace {
        if !isAfterSpace { out.append(" ") }
      } else if scalar.value < 0x20 || scalar.value == 0x7F || (0x80..<0xA0).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
      {
        out.append("\u{FFFD}")
      } else {
        out.append(scalar)
      }
      isAfterSpace = isSpace
    }
    return String(out)
  }

  /// A text broken at spaces into lines of at most so many characters, escapes for colour not
  /// counted.
  static func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var length = 0
    for word in text.split(separator: " ") {
      let count = visibleCount(word)
      if length > 0, length + 1 + count > width {
        lines.append(line)
        line = ""
        length = 0
      }
      if length > 0 {
        line += " "
        length += 1
      }
      line += word
      length += count
    }
    if length > 0 || lines.isEmpty { lines.append(line) }
    return lines
  }

  private static func visibleCount(_ word: Substring) -> Int {
    var count = 0
    var isEscape = false
    for character in word {
      if character == "\u{1B}" { isEscape = true }
      if !isEscape { count += 1 }
      if isEscape, character == "m" { isEscape = false }
    }
    return count
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
