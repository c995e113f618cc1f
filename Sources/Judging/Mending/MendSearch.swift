import Prose

/// One look at a text for what can be mended in it.
///
/// What is wrong is asked of `FaultSearch`; here is decided what of it is certain, and what stands
/// there instead.
struct MendSearch {
  private(set) var mends: [Mend] = []

  private let words: Words
  private let sightings: [Sighting]

  init(_ words: Words) {
    let sightings = FaultSearch(words).sightings
    self.words = words
    self.sightings = sightings
    mendEncoding()
    joinLines()
    if sightings.contains(where: { $0.reason == .detachedMark && $0.certainty == .proven }) {
      var tokens = TokenMending(words)
      tokens.mend(sightings)
      mends += tokens.mends
    } else {
      markGaps()
    }
    mends.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
    // Of two in one place the second is seen again when the first is done.
    var end = 0
    mends.removeAll { mend in
      defer { end = max(end, mend.range.end) }
      return mend.range.start < end
    }
  }

  private mutating func add(
    _ range: TextRange, _ replacement: String, _ kind: DifferenceKind, _ reason: String
  ) {
    mends.append(Mend(range: range, replacement: replacement, kind: kind, reason: reason))
  }

  // MARK: Encoding

  /// Undoes wrong readings; where one word proves it, in marks and gaps as well.
  private mutating func mendEncoding() {
    var isMisdecoded = false
    var signs: [Sighting] = []
    for sighting in sightings {
      switch sighting.reason {
      case .misdecoded:
        // A sign behind a lone `Â` may be an odd bullet; letters and quotation marks cannot.
        isMisdecoded =
          isMisdecoded || words.kinds[sighting.word] != .mark || sighting.range.count > 4
      case .htmlSign: signs.append(sighting)
      default: break
      }
    }
    // A text that was escaped as a whole has more than one sign.
    if Set(signs.map { words.keys[$0.word] }).count > 1 { signs.forEach { mendSign($0) } }
    guard isMisdecoded else { return }
    let text = words.text
    let bytes = text.utf8Span.span
    var at = 0
    while at < bytes.count {
      // Only what begins U+00C2 to U+00F4 can be the first byte of a letter read wrongly.
      guard bytes[at] == 0xC3 else {
        at += 1
        continue
      }
      let (scalar, length) = Mojibake.scalar(bytes, at)
      if length > Mojibake.plain(bytes, at).1 {
        let range = TextRange(at, at + length)
        let reason = "`\(text[range])` is `\(scalar)` in UTF-8, read in another encoding"
        add(range, String(scalar), .encoding, reason)
      }
      at += length
    }
  }

  /// Writes the letter that a sign of HTML stands for, be it written so more than once:
  /// `&amp;quot;`.
  private mutating func mendSign(_ sighting: Sighting) {
    var (name, letter, end) = (sighting.word, "", sighting.word)
    while name + 1 < words.count, words.surface(name + 1) == ";",
      words.gap(before: name + 1).isEmpty, let sign = Self.signs[words.surface(name).lowercased()]
    {
      (letter, end) = (sign, name + 2)
      guard sign == "&", end < words.count, words.gap(before: end).isEmpty else { break }
      name = end
    }
    guard !letter.isEmpty else { return }
    let range = TextRange(sighting.range.start, words.range(end - 1).end)
    add(
      range, letter, .encoding, "`\(words.text[range])` is the sign of HTML for `\(letter)`")
  }

  private static let signs = [
    "amp": "&", "quot": "\"", "nbsp": " ", "rsquo": "’", "ldquo": "“", "rdquo": "”",
  ]

  // MARK: Line ends

  /// Joins words that were broken at the end of a line, where the text has the whole word elsewhere,
  /// and nowhere with its hyphen.
  private mutating func joinLines() {
    let words = words
    var places: [Int] = []
    var hyphened: Set<[UInt64]> = []
    for (index, key) in words.keys.enumerated() where key == Marks.hyphen {
      guard index > 0, index + 1 < words.count, words.range(index).count == 1,
        words.gap(before: index).isEmpty, words.kinds[index - 1] == .word,
        words.kinds[index + 1] == .word
      else { continue }
      let gap = words.text[words.gap(before: index + 1)]
      if gap.isEmpty {
        hyphened.insert([words.keys[index - 1], words.keys[index + 1]])
      } else if gap == "\n" || gap == "\r\n", !words.isCapital(index + 1) {
        places.append(index)
      }
    }
    guard !places.isEmpty else { return }
    let known = Set(words.keys)
    for index in places {
      let (first, second) = (words.surface(index - 1), words.surface(index + 1))
      let whole = Words(in: String(first + second))
      guard whole.count == 1, known.contains(whole.keys[0]),
        !hyphened.contains([words.keys[index - 1], words.keys[index + 1]])
      else { continue }
      let range = TextRange(words.range(index).start, words.range(index + 1).start)
      add(
        range, "", .lineBreak,
        "`\(first)\(second)`, which stands elsewhere, was broken at the end of a line")
    }
  }

  // MARK: Gaps

  /// Marks runs of spaces in a text in which nothing else was done to it than that words with
  /// hyphens were dropped.
  ///
  /// An author may leave four spaces too. Not between small words inside sentences, each time, in a
  /// text of some length without one hyphen.
  private mutating func markGaps() {
    let gaps = sightings.filter { $0.reason == .wordGone }
    let inside = gaps.filter { isInsideSentence($0.word) }.count
    guard gaps.count >= Self.leastGaps, inside * 4 >= gaps.count * 3,
      !words.keys.contains(Marks.hyphen)
    else { return }
    for gap in gaps where gap.certainty == .proven {
      add(gap.range, " \(Mend.lacuna) ", .omittedCompound, gap.fault(in: words).reason)
    }
  }

  private static let leastGaps = 3

  private func isInsideSentence(_ index: Int) -> Bool {
    words.kinds[index - 1].isLexical && words.kinds[index].isLexical && !words.isCapital(index)
  }
}
