import Collating
import Prose

/// Writes the text from the words that were chosen: how each looks and what white space stands
/// between them is asked of the witnesses that have just those words.
struct RestorationBuilder {
  private(set) var text = ""
  private(set) var segments: [Restoration.Segment] = []
  private(set) var decisions: [Restoration.Decision] = []

  private let columns: WordColumns
  private let texts: [Words]
  private let lines: [Int]
  private let testimony: Testimony
  private let preferred: Int?
  /// The weights of the lines in questions of white space and look.
  private let weights: [Double]

  /// What speaks against a word with a line break inside.
  private static let broken = 8.0

  /// How much less is heard of white space from a witness whose line breaks are not those of
  /// paragraphs.
  private static let unbroken = 0.9

  /// The word written last: its column and the lines that have it.
  private var last: (column: Int, supporters: [Int])?
  /// The first word of each witness that has not been passed yet.
  private var next: [Int]

  init(
    _ columns: WordColumns, _ texts: [Words], lines: [Int], _ testimony: Testimony, preferred: Int?
  ) {
    self.columns = columns
    self.texts = texts
    self.lines = lines
    self.testimony = testimony
    self.preferred = preferred
    weights = texts.indices.map { -ReadingVote.log(testimony.spaceErrors[$0]) }
    next = texts.map { _ in 0 }
  }

  private func word(_ line: Int, _ column: Int) -> Int {
    let here = columns[column]
    return Int(here[here.startIndex + line])
  }

  /// Writes what was chosen at a place.
  ///
  /// - Parameter ground: Nil where all witnesses that are heard agree.
  mutating func add(
    _ place: VariantPlaces.Place, supporters: [Int], ground: RestorationGround?
  ) {
    var start: Int?
    var first: (witness: Int?, source: TextRange)?
    var isEmpty = true
    if let line = supporters.first {
      for column in place.columns where word(line, column) >= 0 {
        writeSpace(before: column, supporters)
        let at = text.utf8.count
        let source = writeWord(column, supporters, isDecided: ground != nil)
        start = start ?? at
        first = first ?? source
        last = (column, supporters)
        isEmpty = false
      }
    }
    let spans = texts.indices.map { span(of: $0, in: place.columns) }
    for column in place.columns {
      for witness in texts.indices where word(witness, column) >= 0 {
        next[witness] = word(witness, column) + 1
      }
    }
    guard let ground else { return }
    let at = text.utf8.count
    if isEmpty, spans.allSatisfy({ $0 == nil }) { return }
    let witness = supporters.first
    decisions.append(
      Restoration.Decision(
        range: TextRange(start ?? at, at), witness: first?.witness ?? witness,
        source: witness.flatMap { spans[$0] } ?? point(of: witness ?? 0), ground: ground,
        readings: spans, supporters: supporters))
  }

  /// What a witness has in some columns, from its first word there to its last.
  private func span(of witness: Int, in place: Range<Int>) -> TextRange? {
    let words = place.map { word(witness, $0) }.filter { $0 >= 0 }
    guard let first = words.first, let last = words.last else { return nil }
    return texts[witness].span(first..<last + 1)
  }

  private func point(of witness: Int) -> TextRange {
    texts[witness].span(next[witness]..<next[witness])
  }

  /// Writes a word as most of those that have it do, the sound ones first.
  private mutating func writeWord(
    _ column: Int, _ supporters: [Int], isDecided: Bool
  ) -> (witness: Int?, source: TextRange) {
    let ranges = supporters.map { texts[$0].range(word($0, column)) }
    let penalties = zip(supporters, ranges).map { line, range in
      // A word broken at the end of a line is whole elsewhere.
      Double(testimony.blame[line][word(line, column)])
        + (texts[line].text[range].utf8.contains(UInt8(ascii: "\n")) ? Self.broken : 0)
    }
    let chosen = choose(supporters, ranges, penalties)
    let at = text.utf8.count
    let range = ranges[chosen[0]]
    append(chosen.map { (supporters[$0], ranges[$0]) })
    if !isDecided, chosen.count < supporters.count {
      decide(at, supporters[chosen[0]], range, column, chosen.map { supporters[$0] })
    }
    return (supporters[chosen[0]], range)
  }

  private mutating func decide(
    _ at: Int, _ witness: Int, _ source: TextRange, _ column: Int, _ supporters: [Int]
  ) {
    decisions.append(
      Restoration.Decision(
        range: TextRange(at, text.utf8.count), witness: witness, source: source, ground: .surface,
        readings: texts.indices.map { line in
          let word = word(line, column)
          return word < 0 ? nil : texts[line].range(word)
        }, supporters: supporters))
  }

  /// The places, among some readings, of those that are the same to the last byte and have most
  /// weight together.
  private func choose(
    _ witnesses: [Int], _ ranges: [TextRange], _ penalties: [Double]? = nil
  ) -> [Int] {
    var groups: [(members: [Int], weight: Double)] = []
    for place in witnesses.indices {
      let weight = weights[witnesses[place]] - (penalties?[place] ?? 0)
      let bytes = texts[witnesses[place]].text[ranges[place]]
      if let same = groups.firstIndex(where: {
        let first = $0.members[0]
        return texts[witnesses[first]].text[ranges[first]].utf8.elementsEqual(bytes.utf8)
      }) {
        groups[same].members.append(place)
        groups[same].weight += weight
      } else {
        groups.append(([place], weight))
      }
    }
    let best = groups.max { x, y in
      if abs(x.weight - y.weight) > 1e-9 { return x.weight < y.weight }
      return testimony.isSounder(witnesses[y.members[0]], witnesses[x.members[0]], texts)
    }
    return best?.members ?? []
  }

  /// Writes the white space before a word, or at the end.
  private mutating func writeSpace(before column: Int?, _ supporters: [Int]) {
    let before = last
    let candidates = supporters.filter { line in
      let here = column.map { word(line, $0) } ?? texts[line].count
      guard let before else { return here == 0 }
      return before.supporters.contains(line) && word(line, before.column) == here - 1
    }
    func gap(_ line: Int) -> TextRange {
      texts[line].gap(before: column.map { word(line, $0) } ?? texts[line].count)
    }
    let at = text.utf8.count
    guard !candidates.isEmpty else { return writeSpaceNobodyHas(before: column, supporters) }
    let ranges = candidates.map(gap)
    // Who has lost line breaks, or has set them anew, has no say in where they stand.
    let penalties = candidates.map { testimony.keepsBreaks[$0] ? 0 : Self.unbroken * weights[$0] }
    let chosen = choose(candidates, ranges, penalties)
    append(chosen.map { (candidates[$0], ranges[$0]) })
    if chosen.count < candidates.count {
      decisions.append(
        Restoration.Decision(
          range: TextRange(at, text.utf8.count), witness: candidates[chosen[0]],
          source: ranges[chosen[0]], ground: .surface,
          readings: texts.indices.map { line in
            candidates.firstIndex(of: line).map { ranges[$0] }
          }, supporters: chosen.map { candidates[$0] }))
    }
  }

  /// Writes white space between words that no witness has beside each other: that of the soundest
  /// before the second, or one space.
  private mutating func writeSpaceNobodyHas(before column: Int?, _ supporters: [Int]) {
    let at = text.utf8.count
    if let column, last != nil {
      let ranges = supporters.map { texts[$0].gap(before: word($0, column)) }
      let chosen = choose(supporters, ranges)
      append(chosen.map { (supporters[$0], ranges[$0]) })
    }
    guard at == text.utf8.count else { return }
  }

  /// Writes what some witnesses have, as a stretch of the one already followed, if it is among
  /// them, or of the soundest.
  private mutating func append(_ sources: [(witness: Int, range: TextRange)]) {
    guard let first = sources.first, !first.range.isEmpty else { return }
    let at = text.utf8.count
    text += texts[first.witness].text[first.range]
    let end = text.utf8.count
    if let last = segments.last,
      let same = sources.first(where: {
        $0.witness == last.witness && $0.range.start == last.source.end
      })
    {
      segments[segments.count - 1].range.end = end
      segments[segments.count - 1].source.end = same.range.end
      return
    }
    let witness =
      sources.first { $0.witness == preferred } ?? sources.min {
        testimony.isSounder($0.witness, $1.witness, texts)
      } ?? first
    segments.append(
      Restoration.Segment(
        range: TextRange(at, end), witness: witness.witness, source: witness.range))
  }

  /// Writes the white space at the end.
  mutating func finish() { writeSpace(before: nil, lines) }
}
