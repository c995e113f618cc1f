import Prose

/// One look at a text for what can be mended in it.
///
/// What is wrong is asked of `FaultSearch`; here is decided what of it is certain, and what stands
/// there instead.
struct MendSearch {
  private(set) var mends: [Mend] = []

  private let words: Words
  private let sightings: [Sighting]
  private let isTokenised: Bool

  init(_ words: Words) {
    let sightings = FaultSearch(words).sightings
    self.words = words
    self.sightings = sightings
    isTokenised = sightings.contains { $0.kind == .punctuationDetached && $0.certainty == .proven }
    mendEncoding()
    mendLineEnds()
    if isTokenised {
      var tokens = TokenMending(words)
      tokens.mend(sightings)
      mends += tokens.mends
    } else {
      markGaps()
    }
    mends.sort { ($0.range.start, $0.range.end) < ($1.range.start, $1.range.end) }
  }

  private mutating func add(
    _ range: TextRange, _ replacement: String, _ kind: DifferenceKind, _ reason: String
  ) {
    mends.append(Mend(range: range, replacement: replacement, kind: kind, reason: reason))
  }

  private mutating func mendEncoding() {}
  private mutating func mendLineEnds() {}
  private mutating func markGaps() {}
}
