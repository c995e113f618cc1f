import Collating
import Prose

/// Writes the text from the words that were chosen: how each looks and what white space stands
/// between them is asked of the witnesses that have just those words.
struct RestorationBuilder {
  private(set) var text = ""
  /// The decisions so far; they tile the text up to `told`.
  private(set) var decisions: [Restoration.Decision] = []

  private let columns: WordColumns
  private let texts: [Words]
  private let sigla: [String]
  private let reliability: Reliability
  private let preferred: Int?
  /// The weights of the witnesses in questions of white space and look.
  private let weights: [Double]

  /// A stretch of the text that follows one witness.
  private struct Segment {
    var range: TextRange
    var source: Restoration.Source
  }

  /// Those not told of yet.
  private var segments: [Segment] = []
  /// The word written last: its column and the witnesses that have it.
  private var last: (column: Int, supporters: [Int])?
  /// Whether what is written is told of with the passage it stands in.
  private var isInsidePassage = false
  /// The first word of each witness that has not been passed yet.
  private var next: [Int]

  /// How much less is heard of white space from a witness whose line breaks are not those of
  /// paragraphs.
  private static let unbroken = 0.9
  /// What speaks against a word with a line break inside.
  private static let broken = 8.0

  init(
    _ columns: WordColumns, _ witnesses: [Witness], _ reliability: Reliability, preferred: Int?
  ) {
    self.columns = columns
    texts = witnesses.map(\.words)
    sigla = witnesses.map(\.siglum)
    self.reliability = reliability
    self.preferred = preferred
    weights = witnesses.indices.map { -ReadingVote.log(reliability.spaceErrors[$0]) }
    next = witnesses.map { _ in 0 }
  }

  private func word(_ witness: Int, _ column: Int) -> Int {
    let here = columns[column]
    return Int(here[here.startIndex + witness])
  }

  /// Writes what was chosen at a place.
  ///
  /// - Parameter ground: Nil where all witnesses that are heard agree.
  mutating func add(
    _ place: VariantPlaces.Place, supporters: [Int], ground: Restoration.Ground?
  ) {
    let spans = texts.indices.map { span(of: $0, in: place.columns) }
    let filled = place.columns.filter { column in
      supporters.first.map { word($0, column) >= 0 } ?? false
    }
    if let first = filled.first, let end = filled.last {
      writeSpace(before: first, supporters)
      let ranges = supporters.compactMap { spans[$0] }
      let penalties = supporters.map { penalty($0, place.columns) }
      write(supporters, ranges, penalties, readings: spans, ground: ground)
      last = (end, supporters)
    } else if let ground {
      let at = text.utf8.count
      let witness = supporters.first ?? 0
      let here = texts[witness].span(next[witness]..<next[witness])
      decide(
        from: at, Restoration.Source(witness: witness, range: here), supporters, spans, ground)
    }
    pass(place.columns)
  }

  /// Writes a passage that only some of the lines have, and tells of it as one thing.
  mutating func addPassage(_ place: VariantPlaces.Place) {
    guard let first = place.columns.first(where: { hasWord(place.voters, $0) }) else { return }
    writeSpace(before: first, place.voters)
    tell(until: text.utf8.count)
    isInsidePassage = true
    for column in place.columns where hasWord(place.voters, column) {
      if column != first { writeSpace(before: column, place.voters) }
      let ranges = place.voters.map { texts[$0].range(word($0, column)) }
      let penalties = place.voters.map { penalty($0, column..<column + 1) }
      write(place.voters, ranges, penalties, readings: [], ground: nil)
      last = (column, place.voters)
    }
    isInsidePassage = false
    let readings = self.readings(texts.indices.map { span(of: $0, in: place.columns) })
    for segment in segments where !segment.range.isEmpty {
      decisions.append(
        Restoration.Decision(
          range: segment.range, chosen: segment.source, ground: .lossOfOthers,
          reason: reason(.lossOfOthers, place.voters), readings: readings))
    }
    closeSegments()
    pass(place.columns)
  }

  private func hasWord(_ witnesses: [Int], _ column: Int) -> Bool {
    witnesses.first.map { word($0, column) >= 0 } ?? false
  }

  private mutating func pass(_ place: Range<Int>) {
    for column in place {
      for witness in texts.indices where word(witness, column) >= 0 {
        next[witness] = word(witness, column) + 1
      }
    }
  }

  /// Writes the white space at the end, and tells of what is left.
  mutating func finish(_ lines: [Int]) {
    writeSpace(before: nil, lines)
    tell(until: text.utf8.count)
  }

  // MARK: Words

  /// What a witness has in some columns, from its first word there to its last.
  private func span(of witness: Int, in place: Range<Int>) -> TextRange? {
    let first = place.first { word(witness, $0) >= 0 }
    let last = place.last { word(witness, $0) >= 0 }
    guard let first, let last else { return nil }
    return texts[witness].span(word(witness, first)..<word(witness, last) + 1)
  }

  /// What speaks against how a witness writes some words.
  private func penalty(_ witness: Int, _ place: Range<Int>) -> Double {
    guard let range = span(of: witness, in: place) else { return 0 }
    let blame =
      place.lazy.map { word(witness, $0) }.filter { $0 >= 0 }
      .map { reliability.blame[witness][$0] }.max() ?? 0
    // A word broken at the end of a line is whole elsewhere.
    let isBroken = place.count == 1 && texts[witness].text[range].utf8.contains(UInt8(ascii: "\n"))
    return Double(blame) + (isBroken ? Self.broken : 0)
  }

  // MARK: White space

  /// Writes the white space before a word, or at the end.
  ///
  /// Where no witness has the two words beside each other, that of the soundest before the second.
  private mutating func writeSpace(before column: Int?, _ supporters: [Int]) {
    let before = last
    func index(_ witness: Int) -> Int {
      column.map { word(witness, $0) } ?? texts[witness].count
    }
    var candidates = supporters.filter { witness in
      guard let before else { return index(witness) == 0 }
      return before.supporters.contains(witness)
        && word(witness, before.column) == index(witness) - 1
    }
    if candidates.isEmpty {
      guard column != nil, before != nil else { return }
      candidates = supporters
    }
    let ranges = candidates.map { texts[$0].gap(before: index($0)) }
    // Who has lost line breaks, or has set them anew, has no say in where they stand.
    let penalties = candidates.map { reliability.keepsBreaks[$0] ? 0 : Self.unbroken * weights[$0] }
    let readings = texts.indices.map { witness in
      candidates.firstIndex(of: witness).map { ranges[$0] }
    }
    write(candidates, ranges, penalties, readings: readings, ground: nil)
  }

  // MARK: Choosing and writing

  /// Writes what most of some witnesses have, the sound ones heard most.
  ///
  /// - Parameter ground: Nil where all have the same words; a choice is then one of the surface.
  private mutating func write(
    _ witnesses: [Int], _ ranges: [TextRange], _ penalties: [Double], readings: [TextRange?],
    ground: Restoration.Ground?
  ) {
    let chosen = choose(witnesses, ranges, penalties)
    guard let first = chosen.first else { return }
    let at = text.utf8.count
    append(chosen.map { (witnesses[$0], ranges[$0]) })
    guard !isInsidePassage,
      let ground = ground ?? (chosen.count < witnesses.count ? .surface : nil)
    else { return }
    let source = Restoration.Source(witness: witnesses[first], range: ranges[first])
    // Of witnesses with the same words, those that write them so; else all that have the words.
    let heard = ground == .surface ? chosen.map { witnesses[$0] } : witnesses
    decide(from: at, source, heard, readings, ground)
  }

  /// The places, among some readings, of those that are the same to the last byte and have most
  /// weight together.
  private func choose(
    _ witnesses: [Int], _ ranges: [TextRange], _ penalties: [Double]
  ) -> [Int] {
    func bytes(_ place: Int) -> Substring.UTF8View {
      texts[witnesses[place]].text[ranges[place]].utf8
    }
    var groups: [(members: [Int], weight: Double)] = []
    for place in witnesses.indices {
      let weight = weights[witnesses[place]] - penalties[place]
      if let same = groups.firstIndex(where: { bytes($0.members[0]).elementsEqual(bytes(place)) }) {
        groups[same].members.append(place)
        groups[same].weight += weight
      } else {
        groups.append(([place], weight))
      }
    }
    let best = groups.max { x, y in
      if abs(x.weight - y.weight) > 1e-9 { return x.weight < y.weight }
      return reliability.isSounder(witnesses[y.members[0]], witnesses[x.members[0]], texts)
    }
    return best?.members ?? []
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
        $0.witness == last.source.witness && $0.range.start == last.source.range.end
      })
    {
      segments[segments.count - 1].range.end = end
      segments[segments.count - 1].source = Restoration.Source(
        witness: same.witness, range: TextRange(last.source.range.start, same.range.end))
      return
    }
    let followed =
      sources.first { $0.witness == preferred } ?? sources.min {
        reliability.isSounder($0.witness, $1.witness, texts)
      } ?? first
    segments.append(
      Segment(
        range: TextRange(at, end),
        source: Restoration.Source(witness: followed.witness, range: followed.range)))
  }

  // MARK: Telling

  /// Tells of a choice, whose text reaches from a place to the end.
  private mutating func decide(
    from at: Int, _ source: Restoration.Source, _ supporters: [Int], _ readings: [TextRange?],
    _ ground: Restoration.Ground
  ) {
    let end = text.utf8.count
    let whole = tell(until: at, upTo: end)
    decisions.append(
      Restoration.Decision(
        range: TextRange(at, end), chosen: whole ?? source, ground: ground,
        reason: reason(ground, supporters), readings: self.readings(readings)))
  }

  private func reason(_ ground: Restoration.Ground, _ supporters: [Int]) -> String {
    let heard = supporters.map { sigla[$0] }.sorted()
    return "\(ground.told) (\(heard.joined(separator: ", ")))"
  }

  private func readings(_ spans: [TextRange?]) -> [Restoration.Source] {
    spans.enumerated().compactMap { witness, range in
      range.map { Restoration.Source(witness: witness, range: $0) }
    }
  }

  /// Tells what the text follows up to a place; a stretch of one witness from there to an end is
  /// taken off and given back.
  @discardableResult private mutating func tell(
    until place: Int, upTo end: Int? = nil
  ) -> Restoration.Source? {
    var kept: Restoration.Source?
    for segment in segments {
      let (range, source) = (segment.range, segment.source)
      let length = max(0, min(range.end, place) - range.start)
      if length > 0 {
        let part = TextRange(source.range.start, source.range.start + length)
        decisions.append(
          Restoration.Decision(
            range: TextRange(range.start, range.start + length),
            chosen: Restoration.Source(witness: source.witness, range: part), ground: .agreement))
      }
      if range.end == end, length < range.count {
        let part = TextRange(source.range.start + length, source.range.end)
        kept = Restoration.Source(witness: source.witness, range: part)
      }
    }
    closeSegments()
    return kept
  }

  /// Forgets the stretches that were told of; what comes next may go on where the last one ends.
  private mutating func closeSegments() {
    guard let last = segments.last else { return }
    let end = text.utf8.count
    let place = last.source.range.end
    segments = [
      Segment(
        range: TextRange(end, end),
        source: Restoration.Source(
          witness: last.source.witness, range: TextRange(place, place)))
    ]
  }
}
