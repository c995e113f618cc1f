import Prose

/// Undoes what a tokeniser did to a text, and marks what was lost or written over in it.
///
/// Only for texts in which the tokeniser is proven. Each word is told whether it belongs to the one
/// before it or the one after it; then each gap is written once, from what both its sides ask for
/// and from what it is evidence of.
struct TokenMending {
  /// Why a word belongs to its neighbour.
  private enum Tie: UInt8 {
    case none, mark, quote, clitic, abbreviation, word, bracket, sign
  }

  private(set) var mends: [Mend] = []

  private let words: Words
  /// Ties to the word before and to the word after.
  private var before: [Tie]
  private var after: [Tie]
  /// Gaps where a word is lost, by the word behind them, with the reason.
  private var gaps: [Int: String] = [:]
  private var isMoneyDetached = true
  private var isPercentDetached = true
  private var hasCannot = false
  /// Commas and full stops.
  private var (detached, attached) = (0, 0)
  private var hasTreebankQuotes = false

  init(_ words: Words) {
    self.words = words
    before = Array(repeating: .none, count: words.count + 1)
    after = Array(repeating: .none, count: words.count + 1)
  }

  /// - Complexity: O(words).
  mutating func mend(_ sightings: [Sighting]) {
    survey()
    // French sets spaces before `;` and `?`, and never before a comma or a full stop.
    guard detached * 2 > attached else { return }
    for sighting in sightings { mend(sighting) }
    tieMarks()
    tieBrackets()
    tieQuotes()
    mendGaps()
    mendEnd()
  }

  private mutating func add(
    _ range: TextRange, _ replacement: String, _ kind: DifferenceKind, _ reason: String
  ) {
    mends.append(Mend(range: range, replacement: replacement, kind: kind, reason: reason))
  }

  // MARK: What the text shows as a whole

  private mutating func survey() {
    for index in words.indices {
      let key = words.keys[index]
      if Self.money.contains(key), isAttached(index + 1), isNumber(index + 1) {
        isMoneyDetached = false
      }
      if key == Self.percent, isAttached(index), isNumber(index - 1) { isPercentDetached = false }
      if key == Marks.comma || key == Marks.stop {
        if isFree(index) { detached += 1 }
        if isAttached(index), words.range(index - 1).count > 1 { attached += 1 }
      }
      if key == Self.cannot { hasCannot = true }
      if key == Marks.doubleQuote, words.surface(index) == "``" { hasTreebankQuotes = true }
    }
  }

  private mutating func mend(_ sighting: Sighting) {
    let index = sighting.word
    switch sighting.reason {
    case .writtenLater:
      add(sighting.range, Mend.lacuna, .overwrite, sighting.fault(in: words).reason)
    case .wordGone:
      // Before a detached mark two spaces more than its one are a word; elsewhere three may be a
      // line break.
      guard sighting.certainty == .proven || isDetachable(index) else { return }
      gaps[index] = sighting.fault(in: words).reason
    case .spacedAbbreviation where isAbbreviation(index): before[index] = .abbreviation
    default: break
    }
  }

  /// Whether letters with stops are an abbreviation and not the initials of a name: `U. S.`, not
  /// `J. B. Harkness`.
  ///
  /// - Parameter index: The second letter or a later one.
  private func isAbbreviation(_ index: Int) -> Bool {
    guard words.isCapital(index - 2) else { return false }
    var (first, last) = (index - 2, index)
    while isLetterWithStop(first - 2), isFree(first), index - first < Self.longest { first -= 2 }
    while isLetterWithStop(last + 2), isFree(last + 2), last - first < Self.longest { last += 2 }
    let letters = stride(from: first, through: last, by: 2).map { words.surface($0) }.joined()
    if Self.abbreviations.contains(letters) { return true }
    // Behind initials there is a name.
    let next = last + 2
    return next >= words.count || !(words.kinds[next] == .word && words.isCapital(next))
  }

  private func isLetterWithStop(_ index: Int) -> Bool {
    index >= 0 && index + 1 < words.count && words.kinds[index] == .word
      && words.range(index).count == 1 && words.isCapital(index)
      && words.keys[index + 1] == Marks.stop && isAttached(index + 1)
  }

  /// The second letter of `p. m.` and its like.
  private func isSmallAbbreviation(_ index: Int) -> Bool {
    guard words.range(index).count == 1, index >= 2, words.range(index - 2).count == 1,
      words.keys[index - 1] == Marks.stop, isAttached(index - 1), index + 1 < words.count,
      words.keys[index + 1] == Marks.stop, isAttached(index + 1)
    else { return false }
    return Self.smallAbbreviations.contains(words.surface(index - 2) + words.surface(index))
  }

  // MARK: Ties

  private mutating func tieMarks() {
    for index in words.indices {
      let key = words.keys[index]
      switch words.kinds[index] {
      case .mark where isDetachable(index): tieMark(index)
      case .mark where key == Self.percent:
        if isPercentDetached, isFree(index), isNumber(index - 1) { before[index] = .sign }
      case .mark where Self.money.contains(key):
        if isMoneyDetached, isFree(index + 1), isNumber(index + 1) { after[index] = .sign }
      case .clitic where isFree(index) || gaps[index] != nil: tieClitic(index)
      case .word where isFree(index) && index > 0:
        if key == Self.not, words.keys[index - 1] == Self.can, !hasCannot,
          index + 1 == words.count || words.keys[index + 1] != Self.only
        {
          before[index] = .word
        } else if let start = Self.splitWords[key], words.keys[index - 1] == start {
          before[index] = .word
        } else if isSmallAbbreviation(index) {
          before[index] = .abbreviation
        }
      default: break
      }
    }
  }

  /// Whether a mark is one that never stands apart.
  private func isDetachable(_ index: Int) -> Bool {
    index < words.count && words.kinds[index] == .mark && words.range(index).count == 1
      && Self.detachable.contains(words.keys[index])
  }

  private mutating func tieMark(_ index: Int) {
    guard isFree(index) || gaps[index] != nil, index > 0 else { return }
    let key = words.keys[index]
    if Marks.openers.contains(words.keys[index - 1]) { return }
    if key == Marks.stop {
      // An author sets `. . .` so, and a tokeniser none of its stops but the last.
      if index + 1 < words.count, words.keys[index + 1] == key { return }
      if words.keys[index - 1] == key {
        guard isAttached(index - 1) else { return }
        let range = TextRange(words.range(index - 1).end, words.range(index).end)
        add(range, "", .punctuationDetached, "the abbreviation's stop ends the sentence too")
        before[index] = .none
        return
      }
    }
    // `3 : 2` and `9 : 40` may be the author's.
    if isNumber(index - 1), isNumber(index + 1), key == Marks.colon || isFree(index + 1) == false {
      return
    }
    before[index] = .mark
  }

  private mutating func tieClitic(_ index: Int) {
    let kind = words.kinds[index - 1]
    let isBehindStop = words.keys[index - 1] == Marks.stop && isAttached(index - 1)
    guard kind == .word || kind == .number || isBehindStop else { return }
    // `don 't`, but `and 't is`.
    if Self.bareT.contains(words.keys[index]) {
      guard words.surface(index - 1).lowercased().hasSuffix("n") else { return }
    }
    before[index] = .clitic
  }

  private mutating func tieBrackets() {
    var open: [UInt64: [Int]] = [:]
    for index in words.indices where words.kinds[index] == .mark {
      let key = words.keys[index]
      if let opener = Self.partners[key] {
        guard let start = open[opener]?.popLast() else { continue }
        after[start] = .bracket
        before[index] = .bracket
      } else if Marks.openers.contains(key) {
        open[key, default: []].append(index)
      }
    }
  }

  private mutating func tieQuotes() {
    for (index, direction) in QuoteDirections(words).known {
      if hasTreebankQuotes, ["``", "''"].contains(words.surface(index)) {
        add(words.range(index), "\"", .quoteGlyph, "a quotation mark as a tokeniser writes it")
      }
      tieQuote(index, direction)
      if direction == .closes, gaps.count > 1 { markGap(before: index) }
    }
    // A free apostrophe is an owner's in the plural, or a quotation mark.
    _ = tieOwners("’")
    if !tieOwners("'") {
      for (index, direction) in QuoteDirections(words, inner: true).known {
        tieQuote(index, direction)
      }
    }
  }

  private mutating func tieQuote(_ index: Int, _ direction: QuoteDirections.Direction) {
    switch direction {
    case .opens: after[index] = .quote
    case .closes: before[index] = .quote
    }
  }

  /// No quotation ends with `a` or `the`: where words were dropped, one was here as well.
  private mutating func markGap(before quote: Int) {
    guard isFree(quote), quote >= 2, words.kinds[quote - 2].isLexical,
      Self.articles.contains(words.keys[quote - 1])
    else { return }
    gaps[quote] = "a quotation ends with `\(words.surface(quote - 1))`: a word is gone"
  }

  /// Ties the apostrophes of owners in the plural, `the workers ’ rights`, where none of that form
  /// can be a quotation mark; else gives false.
  private mutating func tieOwners(_ form: Substring) -> Bool {
    var owners: [Int] = []
    for index in words.indices
    where words.keys[index] == Marks.singleQuote && words.surface(index) == form {
      guard isFree(index), isFree(index + 1) else { continue }
      guard words.kinds[index - 1] == .word, words.kinds[index + 1] == .word,
        words.surface(index - 1).lowercased().hasSuffix("s"), !words.isCapital(index + 1)
      else { return false }
      owners.append(index)
    }
    for index in owners { before[index] = .clitic }
    return true
  }

  // MARK: Gaps

  private mutating func mendGaps() {
    for index in words.indices.dropFirst() {
      let (left, right) = (after[index - 1], before[index])
      if let reason = gaps[index] {
        let marked = (left == .none ? " " : "") + Mend.lacuna + (right == .none ? " " : "")
        add(words.gap(before: index), marked, .omittedCompound, reason)
      } else if left != .none || right != .none, isFree(index) {
        let (kind, reason) = told(right == .none ? left : right, index, isBefore: right != .none)
        add(words.gap(before: index), "", kind, reason)
      }
    }
  }

  private func told(_ tie: Tie, _ index: Int, isBefore: Bool) -> (DifferenceKind, String) {
    let surface = words.surface(isBefore ? index : index - 1)
    let apart = "`\(surface)` stood apart from its word"
    switch tie {
    case .none, .mark, .sign: return (.punctuationDetached, apart)
    case .bracket: return (.punctuationDetached, "`\(surface)` stood apart from what it encloses")
    case .quote: return (.quoteDetached, "a quotation mark stood apart from what it quotes")
    case .clitic: return (.cliticDetached, apart)
    case .abbreviation: return (.abbreviationSplit, "an abbreviation had a space inside")
    case .word:
      return (
        .wordSplit,
        "`\(words.surface(index - 1)) \(surface)` is one word that a tokeniser cuts in two"
      )
    }
  }

  /// Spaces at the very end, which the tokeniser left behind the last mark.
  private mutating func mendEnd() {
    let gap = words.gap(before: words.count)
    let rest = words.text[gap]
    guard rest.utf8.contains(UInt8(ascii: " ")),
      rest.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") })
    else { return }
    add(gap, rest.filter { $0 != " " }, .trailingSpace, "spaces behind the last mark")
  }

  // MARK: Words and the gaps before them

  /// Whether a word stands right behind the one before it.
  private func isAttached(_ index: Int) -> Bool {
    index > 0 && index < words.count && words.gap(before: index).isEmpty
  }

  /// Whether one space stands before a word; more are evidence.
  private func isFree(_ index: Int) -> Bool {
    guard index > 0, index < words.count else { return false }
    let gap = words.gap(before: index)
    return gap.count == 1 && words.text.utf8Span.span[gap.start] == UInt8(ascii: " ")
  }

  private func isNumber(_ index: Int) -> Bool {
    words.indices.contains(index) && words.kinds[index] == .number
  }

  // MARK: Lists

  private static func key(_ word: String) -> UInt64 { StableHash.ofWord(word) }

  private static let detachable = Set(
    [".", ",", "!", "?", ";", ":"].map { Marks.key($0) })
  private static let money = Set(["$", "£", "€"].map { Marks.key($0) })
  private static let percent = Marks.key("%")
  private static let partners: [UInt64: UInt64] = [
    Marks.key(")"): Marks.key("("), Marks.key("]"): Marks.key("["), Marks.key("}"): Marks.key("{"),
  ]
  private static let bareT = Set([key("'t")])
  private static let (can, not, only) = (key("can"), key("not"), key("only"))
  private static let smallAbbreviations: Set<Substring> = ["am", "pm", "ie", "eg"]
  private static let articles = Set(["a", "an", "the"].map(key))
  private static let cannot = key("cannot")
  /// What the Penn Treebank cuts in two, by the second half.
  private static let splitWords: [UInt64: UInt64] = [
    key("na"): key("gon"), key("ta"): key("got"), key("me"): key("gim"),
  ]
  /// Longer rows of letters are no abbreviation: twice as many words and marks.
  private static let longest = 12
  /// Those that stand before names as well.
  private static let abbreviations: Set<String> = [
    "US", "USA", "UK", "UN", "EU", "DC", "USSR", "NY", "NJ", "NC", "SC", "NH", "NM", "ND", "SD",
    "RI",
  ]
}
