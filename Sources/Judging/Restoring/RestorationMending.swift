import Prose

/// A restored text in which what is wrong in every witness, and certainly so, is mended as one text
/// alone would be.
struct RestorationMending {
  private(set) var text: String
  private(set) var decisions: [Restoration.Decision]

  init(_ text: String, _ decisions: [Restoration.Decision]) {
    let mending = Mending(of: Words(in: text))
    self.text = mending.text
    guard !mending.mends.isEmpty else {
      self.decisions = decisions
      return
    }
    self.decisions = []
    var rest = decisions[...]
    // How much further on places are in the mended text.
    var shift = 0
    for mend in mending.mends {
      take(&rest, until: mend.range.start, shift)
      var sources: [Restoration.Source] = []
      while let next = rest.first, next.range.start < mend.range.end || next.range.isEmpty,
        next.range.start <= mend.range.end
      {
        rest.removeFirst()
        let (inside, behind) = Self.cut(next, at: mend.range.end)
        if !inside.chosen.range.isEmpty || sources.isEmpty { sources.append(inside.chosen) }
        if let behind {
          rest = [behind] + rest
          break
        }
      }
      let made = TextRange(
        mend.range.start + shift, mend.range.start + shift + mend.replacement.utf8.count)
      let first = sources.first ?? Restoration.Source(witness: 0, range: TextRange(0, 0))
      self.decisions.append(
        Restoration.Decision(
          range: made, chosen: first, mend: mend.kind, ground: mend.isLacuna ? .lacuna : .mended,
          reason: mend.reason, readings: sources))
      shift += mend.replacement.utf8.count - mend.range.count
    }
    take(&rest, until: text.utf8.count, shift)
  }

  /// Moves over what stands before a place, and empty decisions at it.
  private mutating func take(
    _ rest: inout ArraySlice<Restoration.Decision>, until place: Int, _ shift: Int
  ) {
    while let next = rest.first, next.range.start < place || next.range.end <= place {
      rest.removeFirst()
      let (before, behind) = Self.cut(next, at: place)
      decisions.append(
        Restoration.Decision(
          range: TextRange(before.range.start + shift, before.range.end + shift),
          chosen: before.chosen, mend: before.mend, ground: before.ground, reason: before.reason,
          readings: before.readings))
      if let behind {
        rest = [behind] + rest
        return
      }
    }
  }

  /// A decision cut in two at a place of the text, if it goes on behind it.
  private static func cut(
    _ decision: Restoration.Decision, at place: Int
  ) -> (Restoration.Decision, Restoration.Decision?) {
    guard decision.range.start < place, place < decision.range.end else { return (decision, nil) }
    let middle = decision.chosen.range.start + place - decision.range.start
    func part(_ range: TextRange, _ source: TextRange) -> Restoration.Decision {
      Restoration.Decision(
        range: range,
        chosen: Restoration.Source(witness: decision.chosen.witness, range: source),
        ground: decision.ground, reason: decision.reason, readings: decision.readings)
    }
    return (
      part(
        TextRange(decision.range.start, place), TextRange(decision.chosen.range.start, middle)),
      part(TextRange(place, decision.range.end), TextRange(middle, decision.chosen.range.end))
    )
  }
}
