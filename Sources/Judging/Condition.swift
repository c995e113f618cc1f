public import Prose

/// How sound one text is, judged from the text alone: 1 as printed, 0 ruined; and why.
///
/// Each fault is counted, set against what could have had it (marks against marks, words against
/// words), weighed and capped, so that one ugly line in a long report costs little and a fault all
/// through it much.
public struct Condition: Hashable, Sendable {
  /// A fault that can be seen without another copy.
  public enum Fault: String, CaseIterable, Sendable {
    /// `word ,` and `word .`
    case detachedMarks = "detached-marks"
    /// `Russia ’s`, `do n’t`
    case detachedClitics = "detached-clitics"
    /// `U. S.`
    case splitAbbreviations = "split-abbreviations"
    /// Hardly a comma or stop in many words.
    case lostMarks = "lost-marks"
    /// `it s`, `don t`
    case lostApostrophes = "lost-apostrophes"
    /// Spaces in a row inside a line.
    case spaceRuns = "space-runs"
    /// `â€™`, `&amp;`, U+FFFD
    case encoding
    /// `wou1d`, `Thc`
    case misreadWords = "misread-words"
    /// `the the`
    case doubledWords = "doubled-words"
    /// `<p>`, `[[…]]`
    case markup
    /// The last sentence has no end.
    case cutEnd = "cut-end"
  }

  /// From 0, ruined, to 1, as printed.
  public let value: Double
  /// How often each fault was seen; faults not seen are left out.
  public let faults: [Fault: Int]

  /// Judges a text.
  ///
  /// - Complexity: O(bytes).
  public init(of words: Words) {
    var count = ConditionCounts()
    count.read(words)
    let lexical = Double(max(count.lexical, 1))
    let marks = Double(max(count.endMarks, 1))
    // How much each fault, at its worst, takes from the whole, and at what rate it is at its worst.
    func loss(_ fault: Fault, of whole: Double, worstAt rate: Double, atMost most: Double) -> Double
    {
      min(Double(count.faults[fault] ?? 0) / whole / rate, 1) * most
    }
    var lost = 0.0
    lost += loss(.detachedMarks, of: marks, worstAt: 0.5, atMost: 0.45)
    lost += loss(.detachedClitics, of: lexical, worstAt: 0.01, atMost: 0.15)
    lost += loss(.splitAbbreviations, of: lexical, worstAt: 0.01, atMost: 0.1)
    lost += loss(.lostApostrophes, of: lexical, worstAt: 0.01, atMost: 0.35)
    lost += loss(.spaceRuns, of: lexical, worstAt: 0.02, atMost: 0.35)
    lost += loss(.encoding, of: lexical, worstAt: 0.02, atMost: 0.5)
    lost += loss(.misreadWords, of: lexical, worstAt: 0.03, atMost: 0.5)
    lost += loss(.doubledWords, of: lexical, worstAt: 0.02, atMost: 0.2)
    lost += loss(.markup, of: lexical, worstAt: 0.02, atMost: 0.25)
    if count.faults[.lostMarks] != nil { lost += 0.45 }
    if count.faults[.cutEnd] != nil { lost += 0.05 }
    value = max(0, 1 - lost)
    faults = count.faults
  }
}

/// One pass over the words of a text, counting what looks wrong.
private struct ConditionCounts {
  var faults: [Condition.Fault: Int] = [:]
  var lexical = 0
  var endMarks = 0
  private static let bareClitics = Set(["s", "t", "re", "ve", "ll"].map { StableHash.ofWord($0) })

  mutating func read(_ words: Words) {
    let bytes = words.text.utf8Span.span
    for index in words.indices {
      let gap = words.gap(before: index)
      if gap.count > 1, index > 0, isOnlySpaces(bytes, gap) { note(.spaceRuns) }
      if words.kinds[index].isLexical { lexical += 1 }
      // A wrong reading may be a whole mark or a clitic: `â€œ`, `â€™s`.
      if isMojibake(bytes, words.range(index)) { note(.encoding) }
      switch words.kinds[index] {
      case .mark: readMark(words, index, gap)
      case .quote: break
      case .clitic: if !gap.isEmpty, index > 0 { note(.detachedClitics) }
      case .word: readWord(words, index, gap, bytes)
      case .number: if hasInnerLetter(bytes, words.range(index)) { note(.misreadWords) }
      case .character: break
      }
    }
    // Prose has a comma or a stop every dozen words; lists and headings do not, so short texts are
    // let off.
    if lexical > 60, endMarks * 60 < lexical { note(.lostMarks) }
    if let last = words.indices.last, words.kinds[last].isLexical { note(.cutEnd) }
  }

  private mutating func note(_ fault: Condition.Fault) { faults[fault, default: 0] += 1 }

  private mutating func readMark(_ words: Words, _ index: Int, _ gap: TextRange) {
    let key = words.keys[index]
    let surface = words.surface(index)
    if Marks.stops.contains(key) || key == Marks.comma || surface == ";" || surface == ":" {
      endMarks += 1
      if !gap.isEmpty, index > 0, words.kinds[index - 1].isLexical { note(.detachedMarks) }
    } else if surface == "<" || surface == "&", index + 1 < words.count,
      words.gap(before: index + 1).isEmpty
    {
      let next = words.surface(index + 1)
      if surface == "&", ["amp", "quot", "nbsp", "lt", "gt"].contains(next) || next == "#" {
        note(.encoding)
      }
      if surface == "<",
        ["p", "br", "div", "span", "a", "i", "b", "/", "em", "strong"].contains(next)
      {
        note(.markup)
      }
    } else if surface == "\u{FFFD}" {
      note(.encoding)
    } else if surface == "[" || surface == "{", index > 0, words.gap(before: index).isEmpty,
      words.surface(index - 1) == surface
    {
      note(.markup)
    }
  }

  private mutating func readWord(
    _ words: Words, _ index: Int, _ gap: TextRange, _ bytes: Span<UInt8>
  ) {
    let key = words.keys[index]
    let range = words.range(index)
    guard index > 0 else { return }
    let before = index - 1
    if !gap.isEmpty, Self.bareClitics.contains(key), words.kinds[before] == .word, range.count < 3,
      bytes[range.start] >= UInt8(ascii: "a")
    {
      note(.lostApostrophes)
    }
    if words.keys[before] == key, !gap.isEmpty, range.count > 1 { note(.doubledWords) }
    if range.count == 1, index > 1, words.keys[before] == Marks.stop, gap.count == 1,
      words.range(before - 1).count == 1, words.gap(before: before).isEmpty,
      index + 1 < words.count,
      words.keys[index + 1] == Marks.stop
    {
      note(.splitAbbreviations)
    }
    if !isMojibake(bytes, range), isMisread(bytes, range) { note(.misreadWords) }
  }

  private func isOnlySpaces(_ bytes: Span<UInt8>, _ gap: TextRange) -> Bool {
    for at in gap.start..<gap.end where bytes[at] != UInt8(ascii: " ") { return false }
    return true
  }

  /// Letters with a digit among them, or a capital after a small letter where no name has one.
  private func isMisread(_ bytes: Span<UInt8>, _ range: TextRange) -> Bool {
    guard range.count > 3 else { return false }
    for at in range.start + 1..<range.end - 1 {
      let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at])
      if isDigit, isSmall(bytes[at - 1]), isSmall(bytes[at + 1]) { return true }
    }
    return false
  }

  /// A figure with a small letter between its digits.
  private func hasInnerLetter(_ bytes: Span<UInt8>, _ range: TextRange) -> Bool {
    guard range.count > 2 else { return false }
    for at in range.start + 1..<range.end - 1 {
      if isSmall(bytes[at]), bytes[at - 1] < 0x3A, bytes[at + 1] < 0x3A { return true }
    }
    return false
  }

  private func isSmall(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
  }

  /// UTF-8 read as Latin-1 or Windows-1252 and written again: `Ã©`, `â€™`.
  private func isMojibake(_ bytes: Span<UInt8>, _ range: TextRange) -> Bool {
    var at = range.start
    while at + 3 < range.end + 2, at + 3 < bytes.count, at < range.end {
      if bytes[at] == 0xC3, bytes[at + 1] == 0x83 || bytes[at + 1] == 0xA2,
        bytes[at + 2] == 0xC2 || bytes[at + 2] == 0xE2
      {
        return true
      }
      at += 1
    }
    return false
  }
}
