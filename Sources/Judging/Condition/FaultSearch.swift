import Prose

/// One pass over the words of a text, looking for what no writer does; a second look decides how
/// sure each find is.
struct FaultSearch {
  private(set) var faults: [Fault] = []
  /// Words, marks not counted.
  private(set) var lexical = 0
  /// Commas, stops and their like.
  private(set) var marks = 0
  /// Whether the text has words enough to have had marks, and has hardly any.
  private(set) var hasLostMarks = false

  private let words: Words
  private var detachedMarks: [Int] = []
  private var detachedClitics: [Int] = []
  private var attachedPossessives: [Int] = []
  private var detachedQuotes: [Int] = []
  private var quotes = 0
  private var spaceRuns: [Int] = []

  init(_ words: Words) {
    self.words = words
    for index in words.indices { read(index) }
    // Prose has a comma or a stop every dozen words; lists and headings have not, so short texts
    // are let off.
    hasLostMarks = lexical > 60 && marks * 50 < lexical
    if hasLostMarks, let last = words.indices.last {
      add(
        .punctuation, words.span(0..<last + 1), .likely,
        "\(marks) marks in \(lexical) words: the rest is lost")
    }
    if let last = words.indices.last, words.kinds[last].isLexical, lexical > 20 {
      add(.cut, words.range(last), .likely, "the last sentence has no end")
    }
    weighTokens()
    weighSpaces()
    faults.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
  }

  private mutating func add(
    _ kind: DifferenceKind, _ range: TextRange, _ certainty: Fault.Certainty, _ reason: String
  ) {
    faults.append(Fault(range: range, kind: kind, certainty: certainty, reason: reason))
  }

  private mutating func read(_ index: Int) {
    let gap = words.gap(before: index)
    if gap.count > 1, index > 0, isOnlySpaces(gap) { spaceRuns.append(index) }
    if words.kinds[index].isLexical { lexical += 1 }
    if Misreading.isMisdecoded(words, index) {
      add(
        .encoding, words.range(index), .proven,
        "`\(words.surface(index))` is UTF-8 read in another encoding")
      return
    }
    switch words.kinds[index] {
    case .mark: readMark(index, gap)
    case .quote:
      quotes += 1
      if words.surface(index) == "\"", index > 0, !gap.isEmpty, index + 1 < words.count,
        !words.gap(before: index + 1).isEmpty
      {
        detachedQuotes.append(index)
      }
    case .clitic:
      guard index > 0, words.kinds[index - 1] == .word else { return }
      if gap.isEmpty { attachedPossessives.append(index) } else { detachedClitics.append(index) }
    case .word: readWord(index, gap)
    case .number:
      if Misreading.isBrokenFigure(words, index) {
        add(
          .scan, words.range(index), .likely,
          "`\(words.surface(index))` has a letter among its digits")
      }
    case .character: break
    }
  }

  private mutating func readMark(_ index: Int, _ gap: TextRange) {
    let key = words.keys[index]
    let surface = words.surface(index)
    if Marks.stops.contains(key) || key == Marks.comma || surface == ";" || surface == ":" {
      marks += 1
      // A dash or an ellipsis may stand apart; these may not, but behind a no-break space, as in
      // French.
      if !gap.isEmpty, isOnlySpaces(gap), index > 0, surface.utf8.count == 1 {
        detachedMarks.append(index)
      }
    } else if surface == "\u{FFFD}" {
      add(
        .encoding, words.range(index), .proven,
        "a letter could not be read and was replaced by U+FFFD")
    } else if surface == "<" || surface == "&", index + 1 < words.count,
      words.gap(before: index + 1).isEmpty
    {
      let next = words.surface(index + 1).lowercased()
      if surface == "&",
        ["amp", "quot", "nbsp", "lt", "gt", "#", "rsquo", "ldquo", "rdquo"].contains(next)
      {
        add(
          .encoding, words.span(index..<index + 2), .proven,
          "`&\(next)` is a sign of HTML, not of the text")
      }
      if surface == "<",
        ["p", "br", "div", "span", "a", "i", "b", "/", "em", "strong", "li", "td", "tr"].contains(
          next)
      {
        add(.strayMark, words.span(index..<index + 2), .proven, "`<\(next)` is markup, not text")
      }
    } else if surface == "[" || surface == "{", index > 0, words.gap(before: index).isEmpty,
      words.surface(index - 1) == surface
    {
      add(
        .strayMark, words.span(index - 1..<index + 1), .likely,
        "`\(surface)\(surface)` is markup, not text")
    }
  }

  private mutating func readWord(_ index: Int, _ gap: TextRange) {
    let key = words.keys[index]
    // What follows a hyphen may be the second half of a word broken at the end of a line.
    let isRest = index > 0 && words.keys[index - 1] == Marks.hyphen
    if !isRest, let reason = Misreading.reason(words, index) {
      add(.scan, words.range(index), .likely, reason)
    }
    guard index > 0 else { return }
    let before = index - 1
    if !gap.isEmpty, Self.bareClitics.contains(key), words.kinds[before] == .word,
      !isCapital(index)
    {
      add(
        .punctuation, words.range(index), .likely,
        "`\(words.surface(index))` stands alone: its apostrophe is lost")
    }
    if isCapital(index), let name = writtenOver(index) {
      add(
        .overwrite, words.span(name), .likely,
        "`\(words.text[words.span(name)])`: no sentence puts these beside each other")
    } else if words.keys[before] == key, !gap.isEmpty, words.range(index).count > 1,
      !Self.mayRepeat.contains(key)
    {
      add(
        .repetition, words.span(before..<index + 1), .likely,
        "`\(words.surface(index))` stands twice")
    }
    if words.range(index).count == 1, index > 1, words.keys[before] == Marks.stop, gap.count == 1,
      words.range(before - 1).count == 1, words.kinds[before - 1] == .word,
      words.gap(before: before).isEmpty,
      index + 1 < words.count, words.keys[index + 1] == Marks.stop,
      words.gap(before: index + 1).isEmpty,
      isCapital(index)
    {
      add(
        .abbreviationSplit, words.span(before - 1..<index + 2), .likely,
        "an abbreviation with a space inside")
    }
    if words.kinds[before] == .clitic, words.gap(before: before).isEmpty, before > 0,
      Self.cannotBeOwned.contains(key), words.surface(before).hasSuffix("s"),
      isCapital(before - 1)
    {
      add(
        .overwrite, words.span(before - 1..<index), .likely,
        "`\(words.surface(before - 1))\(words.surface(before))` owns nothing here: `\(words.surface(index))` follows"
      )
    }
  }

  /// A name beside itself (`Calder Ines Calder`), or right behind a pronoun that is a subject
  /// (`they Acme`).
  private func writtenOver(_ index: Int) -> Range<Int>? {
    var at = index - 1
    while at >= 0, at >= index - 3, words.kinds[at] == .word, !words.gap(before: at + 1).isEmpty {
      guard isCapital(at) else { break }
      if words.keys[at] == words.keys[index], words.range(at).count > 2 { return at..<index + 1 }
      at -= 1
    }
    let before = index - 1
    let isSubject =
      Self.subjects.contains(words.keys[before]) && !isCapital(before)
    let isName = words.range(index).count > 2 && !Self.calendar.contains(words.keys[index])
    return isSubject && isName && !words.gap(before: index).isEmpty ? before..<index + 1 : nil
  }

  private static let subjects = keys("he she they")
  private static let calendar = keys(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
      + "september october november december")

  // MARK: How sure the finds are

  /// Detached marks prove a tokeniser where most are detached; then an attached possessive was
  /// written by another hand.
  private mutating func weighTokens() {
    let isTokenised = detachedMarks.count >= 3 && detachedMarks.count * 2 > marks
    let certainty: Fault.Certainty = isTokenised ? .proven : .likely
    for index in detachedMarks {
      add(
        .punctuationDetached, words.span(index..<index + 1), certainty,
        "`\(words.surface(index))` stands apart from its word")
    }
    if isTokenised || detachedQuotes.count >= 3 && detachedQuotes.count * 2 > quotes {
      for index in detachedQuotes {
        add(
          .quoteDetached, words.range(index), certainty,
          "a quotation mark stands apart from what it quotes")
      }
    }
    for index in detachedClitics {
      add(
        .cliticDetached, words.range(index), certainty,
        "`\(words.surface(index))` stands apart from its word")
    }
    guard isTokenised, detachedClitics.count >= 3 else { return }
    faults.removeAll { $0.kind == .overwrite }
    for index in attachedPossessives {
      add(
        .overwrite, words.span(index - 1..<index + 1), .proven,
        "`\(words.surface(index - 1))\(words.surface(index))` is written in one piece, all \(detachedClitics.count) "
          + "others in two: it was put here after the text was cut into tokens")
    }
  }

  /// A run of spaces is what a dropped word leaves, unless the whole text is set in runs.
  private mutating func weighSpaces() {
    let isResidue = spaceRuns.count * 25 < lexical && !hasLostMarks
    for index in spaceRuns {
      let gap = words.gap(before: index)
      if isResidue, gap.count > 2 {
        add(
          .omittedCompound, gap, gap.count > 3 ? .proven : .likely,
          "\(gap.count) spaces: a word is gone")
      } else if !isResidue || gap.count > 2 {
        add(.space, gap, .likely, "\(gap.count) spaces in a row")
      }
    }
  }

  private func isCapital(_ index: Int) -> Bool {
    let first = words.text.utf8Span.span[words.range(index).start]
    if first < 0x80 { return first >= UInt8(ascii: "A") && first <= UInt8(ascii: "Z") }
    return words.surface(index).unicodeScalars.first?.properties.isUppercase == true
  }

  private func isOnlySpaces(_ gap: TextRange) -> Bool {
    let bytes = words.text.utf8Span.span
    for at in gap.start..<gap.end where bytes[at] != UInt8(ascii: " ") { return false }
    return true
  }

  private static let bareClitics = keys("s t re ve ll")
  private static let mayRepeat = keys("that had is very no yes ha bye so")
  /// Words that a possessive cannot stand before.
  private static let cannotBeOwned = keys(
    """
    the a an of in on at to for from with by about into and or but is are was were has have had will would can could \
    that which who he she they we it his her its their this these those not
    """)

  private static func keys(_ list: String) -> Set<UInt64> {
    Set(list.split(separator: " ").map { StableHash.ofWord($0) })
  }
}
