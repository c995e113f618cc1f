public import Prose

/// One text with what is certain mended and what is certainly lost marked `[…]`.
///
/// A fault is mended only where the text as a whole shows the program that made it; what an author
/// could have written stays, and nothing is invented. White space is read as evidence before it is
/// touched: where a run of spaces is the trace of a lost word, the place is marked, not closed. A
/// sound text comes back byte for byte, and mending what was mended changes nothing.
public struct Mending: Sendable {
  /// The text as it was.
  public let original: String
  /// The text as mended.
  public let text: String
  /// What was done, in order of the original.
  public let mends: [Mend]

  /// Mends a text.
  ///
  /// - Complexity: O(bytes); a text that needs no mending is read once.
  public init(of words: Words) {
    original = words.text
    var (text, mends) = (words.text, MendSearch(words).mends)
    // What was in the way of a mend may be gone with another one. Each pass leaves fewer faults; the
    // bound is for texts made to go on for ever.
    if !mends.isEmpty { text = Self.applied(mends, to: original) }
    var passes = 1
    while !mends.isEmpty, passes < 8 {
      let more = MendSearch(Words(in: text)).mends
      if more.isEmpty { break }
      mends = MendJoin(mends, more, count: original.utf8.count).mends
      text = Self.applied(mends, to: original)
      passes += 1
    }
    (self.text, self.mends) = (text, mends)
  }

  /// A text with each range replaced.
  private static func applied(_ mends: [Mend], to text: String) -> String {
    var mended: [UInt8] = []
    mended.reserveCapacity(text.utf8.count)
    let bytes = text.utf8Span.span
    var at = 0
    for mend in mends {
      for place in at..<mend.range.start { mended.append(bytes[place]) }
      mended += mend.replacement.utf8
      at = mend.range.end
    }
    for place in at..<bytes.count { mended.append(bytes[place]) }
    return String(decoding: mended, as: UTF8.self)
  }

  /// The mended text with its decisions, as that of one witness.
  public var restoration: Restoration {
    var decisions: [Restoration.Decision] = []
    var (at, made) = (0, 0)
    func source(_ range: TextRange) -> Restoration.Source {
      Restoration.Source(witness: 0, range: range)
    }
    func keep(until place: Int) {
      guard place > at else { return }
      let range = TextRange(made, made + place - at)
      decisions.append(
        Restoration.Decision(
          range: range, chosen: source(TextRange(at, place)), ground: .onlyWitness))
      (at, made) = (place, range.end)
    }
    for mend in mends {
      keep(until: mend.range.start)
      let range = TextRange(made, made + mend.replacement.utf8.count)
      decisions.append(
        Restoration.Decision(
          range: range, chosen: source(mend.range), mend: mend.kind,
          ground: mend.isLacuna ? .lacuna : .mended, reason: mend.reason,
          readings: [source(mend.range)]))
      (at, made) = (mend.range.end, range.end)
    }
    keep(until: original.utf8.count)
    return Restoration(text: text, decisions: decisions)
  }
}
