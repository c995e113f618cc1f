import Prose

/// Finds passages that one alignment leaves out here and adds there.
///
/// Only what the alignment left over is searched: runs of words that stand once among the leftovers
/// of each text are chained into passages, so that a passage is found also when it was edited on
/// the way, at any size and distance (after Heckel 1978). Passages are then widened to whole
/// sentences where they hold most of one.
struct MoveSearch {
  private let a: Words
  private let b: Words
  private let sentencesA: Sentences
  private let sentencesB: Sentences

  /// How many words in a row must be the same somewhere in a moved passage.
  private static let anchorLength = 3
  /// Anchors further apart than this belong to different passages.
  private static let widestGap = 12
  /// A moved passage holds at least so many equal words.
  private static let leastWords = 5
  /// And at least this share of its longer side is equal.
  private static let leastShare = 0.5

  init(_ a: Witness, _ b: Witness) {
    self.a = a.words
    self.b = b.words
    sentencesA = a.sentences
    sentencesB = b.sentences
  }

  /// The segments with moved passages cut out of them, and the moves; a segment names its move.
  ///
  /// - Complexity: O(words left over · log).
  func apply(to segments: [Segment]) -> (segments: [Segment], moves: [Move]) {
    let leftA = segments.filter { !$0.isEqual && $0.a.count >= Self.leastWords }.map(\.a)
    let leftB = segments.filter { !$0.isEqual && $0.b.count >= Self.leastWords }.map(\.b)
    guard !leftA.isEmpty, !leftB.isEmpty else { return (segments, []) }
    var found: [Move] = []
    var takenA = RangeSet<Int>()
    var takenB = RangeSet<Int>()
    for passage in passages(anchors(leftA, leftB), leftA, leftB) {
      let rangeA = widened(passage.a, in: passage.holderA, a, sentencesA)
      let rangeB = widened(passage.b, in: passage.holderB, b, sentencesB)
      guard takenA.intersection(RangeSet(rangeA)).isEmpty,
        takenB.intersection(RangeSet(rangeB)).isEmpty, let isEdited = isEdited(rangeA, rangeB)
      else { continue }
      takenA.insert(contentsOf: rangeA)
      takenB.insert(contentsOf: rangeB)
      found.append(Move(base: rangeA, reading: rangeB, isEdited: isEdited))
    }
    found.sort { $0.base.lowerBound < $1.base.lowerBound }
    return (Self.cut(segments, by: found), found)
  }

  /// Places of runs that stand once among what is left of each text.
  private func anchors(_ leftA: [Range<Int>], _ leftB: [Range<Int>]) -> [(a: Int, b: Int)] {
    var places: [UInt64: (a: Int, b: Int)] = [:]
    let (absent, repeated) = (-1, -2)
    for run in leftA where run.count >= Self.anchorLength {
      for at in run.lowerBound...(run.upperBound - Self.anchorLength) {
        let hash = Self.hash(a, at)
        places[hash] = places[hash] == nil ? (at, absent) : (repeated, absent)
      }
    }
    for run in leftB where run.count >= Self.anchorLength {
      for at in run.lowerBound...(run.upperBound - Self.anchorLength) {
        let hash = Self.hash(b, at)
        guard let place = places[hash] else { continue }
        places[hash] = (place.a, place.b == absent ? at : repeated)
      }
    }
    return places.values.filter { $0.a >= 0 && $0.b >= 0 }.sorted { $0.a < $1.a }
  }

  private static func hash(_ words: Words, _ at: Int) -> UInt64 {
    (0..<anchorLength).reduce(0) {
      StableHash.of($0 &* 0x9E37_79B9_7F4A_7C15 ^ words.keys[at + $1])
    }
  }

  /// A passage of both texts, and the runs of leftovers that hold it.
  private struct Passage {
    var a: Range<Int>
    var b: Range<Int>
    let holderA: Range<Int>
    let holderB: Range<Int>
  }

  /// Anchors chained into passages, longest first; each goes on as far as the words are the same.
  private func passages(
    _ anchors: [(a: Int, b: Int)], _ leftA: [Range<Int>], _ leftB: [Range<Int>]
  ) -> [Passage] {
    var passages: [Passage] = []
    for anchor in anchors {
      // The passages opened last come first: an anchor joins the nearest it can.
      let near = passages.indices.suffix(4).last { index in
        let passage = passages[index]
        return anchor.a - passage.a.upperBound <= Self.widestGap && anchor.b > passage.b.lowerBound
          && anchor.b - passage.b.upperBound <= Self.widestGap
          && passage.holderA.contains(anchor.a) && passage.holderB.contains(anchor.b)
      }
      if let near {
        let passage = passages[near]
        if anchor.a < passage.a.upperBound || anchor.b < passage.b.upperBound { continue }
        let (endA, endB) = ends(of: anchor, passage.holderA, passage.holderB)
        passages[near].a = passage.a.lowerBound..<endA
        passages[near].b = passage.b.lowerBound..<endB
      } else if let holderA = Self.holder(of: anchor.a, in: leftA),
        let holderB = Self.holder(of: anchor.b, in: leftB)
      {
        let (endA, endB) = ends(of: anchor, holderA, holderB)
        passages.append(
          Passage(a: anchor.a..<endA, b: anchor.b..<endB, holderA: holderA, holderB: holderB))
      }
    }
    return passages.sorted { ($1.a.count, $0.a.lowerBound) < ($0.a.count, $1.a.lowerBound) }
  }

  private func ends(
    of anchor: (a: Int, b: Int), _ holderA: Range<Int>, _ holderB: Range<Int>
  ) -> (Int, Int) {
    var (endA, endB) = (anchor.a, anchor.b)
    while endA < holderA.upperBound, endB < holderB.upperBound, a.keys[endA] == b.keys[endB] {
      endA += 1
      endB += 1
    }
    return (endA, endB)
  }

  /// The run that holds a word; runs are in order.
  private static func holder(of word: Int, in runs: [Range<Int>]) -> Range<Int>? {
    let place = runs.indices.partitioningIndex { runs[$0].upperBound > word }
    return place < runs.count && runs[place].contains(word) ? runs[place] : nil
  }

  /// A passage with the rest of each sentence at its ends that it holds most of, as far as the
  /// holder goes.
  private func widened(
    _ passage: Range<Int>, in holder: Range<Int>, _ words: Words, _ sentences: Sentences
  ) -> Range<Int> {
    var lower = passage.lowerBound
    var upper = passage.upperBound
    let first = sentences.runs[sentences.index(ofWord: lower)].clamped(to: holder)
    if first.clamped(to: passage).count * 2 >= first.count { lower = first.lowerBound }
    let last = sentences.runs[sentences.index(ofWord: upper - 1)].clamped(to: holder)
    if last.clamped(to: passage).count * 2 >= last.count { upper = last.upperBound }
    return lower..<upper
  }

  /// Whether the two sides differ; nil where they have too little in common to be one passage.
  private func isEdited(_ rangeA: Range<Int>, _ rangeB: Range<Int>) -> Bool? {
    let keysA = Array(a.keys[rangeA])
    let keysB = Array(b.keys[rangeB])
    let runs = PairAlignment(keysA, keysB, isMark: rangeA.map { !a.kinds[$0].isLexical }).runs
    var equal = 0
    for run in runs {
      for offset in 0..<run.count where a.kinds[rangeA.lowerBound + run.a + offset].isLexical {
        equal += 1
      }
    }
    let longer = max(
      rangeA.count { a.kinds[$0].isLexical }, rangeB.count { b.kinds[$0].isLexical })
    guard equal >= Self.leastWords, Double(equal) >= Self.leastShare * Double(longer) else {
      return nil
    }
    return keysA != keysB
  }

  /// Cuts the moved ranges out of the segments that hold them.
  private static func cut(_ segments: [Segment], by moves: [Move]) -> [Segment] {
    guard !moves.isEmpty else { return segments }
    let movesB = moves.indices.sorted {
      moves[$0].reading.lowerBound < moves[$1].reading.lowerBound
    }
    var nextA = 0
    var nextB = 0
    var out: [Segment] = []
    for segment in segments {
      guard !segment.isEqual else {
        out.append(segment)
        continue
      }
      let (firstA, firstB) = (nextA, nextB)
      var atA = segment.a.lowerBound
      var ownA: [Range<Int>] = []
      while nextA < moves.count, moves[nextA].base.upperBound <= segment.a.upperBound {
        let base = moves[nextA].base
        if base.lowerBound > atA { ownA.append(atA..<base.lowerBound) }
        atA = base.upperBound
        nextA += 1
      }
      if atA < segment.a.upperBound { ownA.append(atA..<segment.a.upperBound) }
      var atB = segment.b.lowerBound
      var ownB: [Range<Int>] = []
      while nextB < movesB.count, moves[movesB[nextB]].reading.upperBound <= segment.b.upperBound {
        let reading = moves[movesB[nextB]].reading
        if reading.lowerBound > atB { ownB.append(atB..<reading.lowerBound) }
        atB = reading.upperBound
        nextB += 1
      }
      if atB < segment.b.upperBound { ownB.append(atB..<segment.b.upperBound) }
      out += assembled(
        segment, ownA, ownB, movedA: Array(firstA..<nextA), movedB: Array(movesB[firstB..<nextB]),
        moves)
    }
    return out
  }

  /// The segment's words in order, side A before side B within it, each moved range a piece of its
  /// own.
  private static func assembled(
    _ segment: Segment, _ ownA: [Range<Int>], _ ownB: [Range<Int>], movedA: [Int],
    movedB: [Int], _ moves: [Move]
  ) -> [Segment] {
    if movedA.isEmpty, movedB.isEmpty { return [segment] }
    let startB = segment.b.lowerBound
    let endA = segment.a.upperBound
    // Words of both sides that did not move still part from one another, if there is one stretch of
    // each.
    let isPair = ownA.count == 1 && ownB.count == 1
    var pieces: [Segment] = []
    for range in ownA where !isPair {
      pieces.append(Segment(a: range, b: startB..<startB, isEqual: false))
    }
    for move in movedA {
      pieces.append(Segment(a: moves[move].base, b: startB..<startB, isEqual: false, move: move))
    }
    pieces.sort { $0.a.lowerBound < $1.a.lowerBound }
    var after: [Segment] = []
    for range in ownB where !isPair {
      after.append(Segment(a: endA..<endA, b: range, isEqual: false))
    }
    for move in movedB {
      after.append(Segment(a: endA..<endA, b: moves[move].reading, isEqual: false, move: move))
    }
    after.sort { $0.b.lowerBound < $1.b.lowerBound }
    guard isPair else { return pieces + after }
    return withPair(pieces, after, ownA[0], ownB[0])
  }

  /// Puts the one pair of unmoved stretches where it stands among the moved ones of both sides.
  private static func withPair(
    _ movedA: [Segment], _ movedB: [Segment], _ ownA: Range<Int>, _ ownB: Range<Int>
  ) -> [Segment] {
    var out: [Segment] = []
    for piece in movedA where piece.a.lowerBound < ownA.lowerBound { out.append(piece) }
    for var piece in movedB where piece.b.lowerBound < ownB.lowerBound {
      piece.a = ownA.lowerBound..<ownA.lowerBound
      out.append(piece)
    }
    out.append(Segment(a: ownA, b: ownB, isEqual: false))
    for var piece in movedA where piece.a.lowerBound >= ownA.upperBound {
      piece.b = ownB.upperBound..<ownB.upperBound
      out.append(piece)
    }
    for piece in movedB where piece.b.lowerBound >= ownB.upperBound { out.append(piece) }
    return out
  }
}
