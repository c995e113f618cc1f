/// Texts that are several reports in one: reviews, summaries, pages of a wire service.
///
/// A digest holds copies, but is none: were it to lead or to join, reports that have nothing to do
/// with each other would come together. It keeps its links.
enum Digests {
  /// For each text: whether two texts with copies of their own stand whole in different places of
  /// it.
  ///
  /// - Complexity: O(overlaps).
  static func find(_ overlaps: Overlaps, _ settings: Finder.Settings) -> [Bool] {
    let pile = overlaps.judge.pile
    let near = (0..<overlaps.count).map { text in
      overlaps.neighbours(of: text).reduce(pile.multiplicity(of: text) - 1) {
        $1.least >= Float(settings.nearShare)
          ? $0 + pile.multiplicity(of: $1.other(than: text)) : $0
      }
    }
    return (0..<overlaps.count).map { text in
      if overlaps.neighbours(of: text).count < 2 { return false }
      let parts = overlaps.neighbours(of: text).lazy
        .filter { $0.kind == .copy }
        .filter { overlap in
          let part = overlap.other(than: text)
          return overlap.cover(of: part) >= Float(settings.digestShare)
            && near[part] >= max(1, near[text] / 2)
        }
        .prefix(48)
      guard parts.count > 1 else { return false }
      var places: [Range<Int>] = []
      for part in parts {
        let place = part.place(in: text)
        if places.contains(where: { stand(apart: $0, place) }) { return true }
        places.append(place)
      }
      return false
    }
  }

  private static func stand(apart x: Range<Int>, _ y: Range<Int>) -> Bool {
    5 * x.clamped(to: y).count < min(x.count, y.count)
  }
}
