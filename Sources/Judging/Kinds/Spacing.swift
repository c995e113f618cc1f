import Collating
import Prose

/// White space between two words both texts have.
enum Spacing {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.locus.sort == .space else { return nil }
    let baseGap = place.base.witness.article.text[place.locus.base.range]
    let readingGap = place.reading.witness.article.text[place.locus.reading.range]
    if place.base.after == nil {
      return Verdict(
        kind: .trailingSpace, effect: .same, reason: "white space at the end of the text differs")
    }
    let breaksBase = baseGap.utf8.contains(UInt8(ascii: "\n"))
    let breaksReading = readingGap.utf8.contains(UInt8(ascii: "\n"))
    if breaksBase || breaksReading {
      let reason =
        breaksBase == breaksReading
        ? "the line break is written another way"
        : breaksBase ? "the line break became a space" : "a line break stands where a space stood"
      return Verdict(kind: .lineBreak, effect: .same, reason: reason)
    }
    if place.base.before == nil || (!baseGap.isEmpty && !readingGap.isEmpty) {
      return Verdict(kind: .space, effect: .same, reason: "the run of spaces has another length")
    }
    return border(place, isSplit: baseGap.isEmpty)
  }

  /// A space put in, or taken out, between two words or marks that both texts have.
  private static func border(_ place: Place, isSplit: Bool) -> Verdict {
    let side = place.base
    let (before, after) = (side.before, side.after)
    let (left, right) = (side.surface(before), side.surface(after))
    func verdict(_ kind: DifferenceKind) -> Verdict {
      let pair = "`\(left)` and `\(right)`"
      return Verdict(
        kind: kind, effect: .same,
        reason: isSplit
          ? "a space is put between \(pair)" : "the space between \(pair) is taken out",
        operation: .segmentation)
    }
    if side.kind(after) == .clitic { return verdict(.cliticDetached) }
    // The apostrophe of a plural: "the senators’ bill".
    if side.key(after) == Marks.singleQuote, side.kind(before) == .word, left.last == "s" {
      return verdict(.cliticDetached)
    }
    if side.kind(after) == .quote { return verdict(.quoteDetached) }
    if side.kind(after) == .mark { return verdict(.punctuationDetached) }
    if side.kind(before) == .quote { return verdict(.quoteDetached) }
    if side.key(before) == Marks.stop, let before, before > 0, isInitial(side, before - 1) {
      return verdict(
        side.kind(after)?.isLexical == true ? .abbreviationSplit : .punctuationDetached)
    }
    if side.kind(before) == .mark { return verdict(.punctuationDetached) }
    return verdict(isSplit ? .wordSplit : .wordJoined)
  }

  private static func isInitial(_ side: Side, _ word: Int) -> Bool {
    side.kind(word) == .word && side.surface(word).unicodeScalars.count == 1
  }
}

/// One word or mark both texts have, in another dress.
enum Glyphs {
  @Sendable static func judge(_ place: Place) -> Verdict? {
    guard place.locus.sort == .glyph else { return nil }
    let (base, reading) = (place.base.whole, place.reading.whole)
    let said = "`\(place.base.text)` is written `\(place.reading.text)`"
    let word = place.base.words.lowerBound
    if isMisdecoded(base) || isMisdecoded(reading) {
      return Verdict(
        kind: .encoding, effect: .same,
        reason: "\(said): the same letters, read in another encoding")
    }
    switch place.base.witness.words.kinds[word] {
    case .quote: return Verdict(kind: .quoteGlyph, effect: .same, reason: said)
    case .mark:
      let isDash = [Marks.dash, Marks.hyphen].contains(place.base.witness.words.keys[word])
      return Verdict(kind: isDash ? .dashGlyph : .punctuation, effect: .same, reason: said)
    default: break
    }
    // Equal as strings, and yet two sequences of scalars: composed and decomposed.
    if base == reading {
      return Verdict(
        kind: .encoding, effect: .same, reason: "\(said): the same letters, encoded another way")
    }
    if base.lowercased() == reading.lowercased() {
      return Verdict(kind: .letterCase, effect: .same, reason: "\(said): only letter case differs")
    }
    func plain(_ text: String) -> String {
      String(text.lowercased().map { "’ʼ‘".contains($0) ? "'" : $0 })
    }
    if plain(base) == plain(reading) {
      return Verdict(kind: .quoteGlyph, effect: .same, reason: said)
    }
    return Verdict(
      kind: .encoding, effect: .same, reason: "\(said): the same letters, encoded another way")
  }

  /// Holds what UTF-8 looks like in Windows-1252 or Latin-1.
  static func isMisdecoded(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return zip(scalars, scalars.dropFirst()).contains { first, second in
      (0xC2...0xF4).contains(first.value) && second.value >= 0x80 && !second.properties.isLowercase
    }
  }
}
