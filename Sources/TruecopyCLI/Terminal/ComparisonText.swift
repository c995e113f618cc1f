import Truecopy

/// The terminal view of a comparison: the answer in one line, then what matters, each with its
/// sentence before and after.
struct ComparisonText {
  let comparison: Comparison
  let stemma: Stemma
  let paths: (base: String, witness: String)
  let filter: DifferenceFilter
  let limit: Int
  let palette: Palette
  let width: Int

  init(
    _ comparison: Comparison, _ stemma: Stemma, paths: (String, String), filter: DifferenceFilter,
    limit: Int,
    palette: Palette, width: Int
  ) {
    self.comparison = comparison
    self.stemma = stemma
    self.paths = paths
    self.filter = filter
    self.limit = limit
    self.palette = palette
    self.width = min(max(width, 40), 120)
  }

  var text: String {
    let shown = comparison.differences.filter(filter.shows)
    let groups = Self.grouped(shown, comparison.collation)
    let ordered =
      groups.filter { $0.severity == .meaning } + groups.filter { $0.severity != .meaning }
    let listed = limit == 0 ? ordered[...] : ordered.prefix(limit)
    // No fault made a copy of what is none.
    var lines = [head, answer] + (doubt == nil ? causes + descent : []) + [""]
    if let doubt { lines += [palette.warning(doubt), ""] }
    for group in listed { lines += place(group) + [""] }
    if listed.count < ordered.count {
      lines.append("\(ordered.count - listed.count) more places; --limit 0 shows all")
    }
    if doubt == nil { lines += statements }
    lines += hidden
    lines.append(
      palette.faint(
        "next: truecopy compare \(Self.quoted(paths.base)) \(Self.quoted(paths.witness)) --format html > compare.html"
      ))
    return lines.joined(separator: "\n") + "\n"
  }

  private var head: String {
    let (base, witness) = (comparison.collation.base, comparison.collation.witness)
    func words(_ witness: Witness) -> String { comparison.lexicalCount(witness).counted("word") }
    return "A \(paths.base)  \(words(base))    B \(paths.witness)  \(words(witness))"
  }

  private var answer: String {
    Verdict(on: comparison.differences, by: filter, palette: palette).text(
      about: "The two texts",
      addition: " \(Self.percent(comparison.agreement)) of the words agree.")
  }

  /// The faults behind many differences, with what shows them.
  private var causes: [String] {
    comparison.causes.flatMap { cause in
      Excerpt.wrapped(Verdict.line(cause, palette), width: width - 4).enumerated().map {
        ($0 == 0 ? "  " : "    ") + $1
      }
    }
  }

  private var descent: [String] {
    Verdict.descent(
      stemma, of: [comparison.collation.base, comparison.collation.witness], palette: palette,
      width: width)
  }

  /// Whose statements are not as they were, each in a line, with the places to look at.
  private var statements: [String] {
    let register = Register(of: comparison.collation.base)
    let fates = Testimony(of: register, in: comparison).fates
    let changed = fates.indices.filter { !fates[$0].isPreserved }
    guard !changed.isEmpty else { return [] }
    let all = fates.count.counted("statement")
    var lines = [
      palette.bold("WHO SAID IT") + "  \(changed.count.grouped) of \(all) in A are not so in B"
    ]
    // Statements that went with one passage are told together.
    let gone = Dictionary(
      grouping: changed.filter { fates[$0].content == .lost && fates[$0].differences.count == 1 },
      by: { fates[$0].differences[0] }
    ).filter { $0.value.count > 2 }
    let single = changed.filter { place in
      gone[fates[place].differences.first ?? -1]?.contains(place) != true
    }
    for place in limit == 0 ? single[...] : single.prefix(limit) {
      let (statement, fate) = (register.statements[place], fates[place])
      let speaker = Excerpt.visible(statement.speakerName ?? "nobody named")
      let cue = statement.cue.map { " (\(Excerpt.visible(register.text(of: $0))))" } ?? ""
      let said = statement.content.map { register.text(of: $0) }.joined(separator: " […] ")
      let places = fate.differences.map { comparison.differences[$0].id }.joined(separator: " ")
      lines += item(
        "\(palette.bold(speaker))\(cue) “\(Excerpt.visible(Excerpt.shortened(said, to: 70)))”: "
          + "\(palette.lost(fate.told)), see \(places)")
    }
    if limit > 0, single.count > limit {
      lines.append("\(single.count - limit) more statements; --limit 0 shows all")
    }
    for (difference, places) in gone.sorted(by: { $0.key < $1.key }) {
      var speakers: [(name: String, count: Int)] = []
      for place in places {
        let name = register.statements[place].speakerName ?? "nobody named"
        if let known = speakers.firstIndex(where: { $0.name == name }) {
          speakers[known].count += 1
        } else {
          speakers.append((name, 1))
        }
      }
      let told = speakers.map { speaker in
        palette.bold(Excerpt.visible(speaker.name))
          + (speaker.count > 1 ? " (\(speaker.count))" : "")
      }
      lines += item(
        "\(palette.lost("\(places.count.grouped) statements are lost")) with "
          + "\(comparison.differences[difference].id), of \(told.joined(separator: ", "))")
    }
    return lines + [""]
  }

  private func item(_ line: String) -> [String] {
    Excerpt.wrapped(line, width: width - 4).enumerated().map {
      ($0 == 0 ? "  - " : "    ") + $1
    }
  }

  private var doubt: String? {
    guard comparison.collation.isOfStrangers, !comparison.differences.isEmpty else { return nil }
    return
      "These two share \(Self.percent(comparison.agreement)) of their words: they hardly look like copies of one report."
  }

  private var hidden: [String] {
    Self.hidden(among: comparison.differences, by: filter)
  }

  /// What the filter leaves out, and how to see it.
  static func hidden(among differences: [Difference], by filter: DifferenceFilter) -> [String] {
    let left = differences.filter { !filter.hiddenKinds.contains($0.kind) }
    let slight = left.count { $0.severity < filter.atLeast }
    let what =
      filter.atLeast == .meaning ? "of style, spacing and marks" : "of spacing, marks and case"
    var lines: [String] = []
    if slight > 0 {
      lines.append("\(slight.counted("difference")) \(what) hidden; show them with --at-least none")
    }
    if left.count < differences.count {
      let count = differences.count - left.count
      lines.append("\(count.counted("difference")) of kinds left out with --ignore or --only")
    }
    return lines
  }

  // MARK: One place

  /// The differences of one sentence.
  struct Group {
    var differences: [Difference]
    var severity: Severity { differences.map(\.severity).max() ?? .none }
  }

  /// Differences gathered by the sentences of the base they stand in.
  static func grouped(_ differences: [Difference], _ collation: Collation) -> [Group] {
    var groups: [Group] = []
    var lastSentence = -1
    for difference in differences {
      let words = difference.locus.base.words
      let sentence = collation.base.sentences.index(ofWord: words.lowerBound)
      if sentence == lastSentence, !groups.isEmpty {
        groups[groups.count - 1].differences.append(difference)
      } else {
        groups.append(Group(differences: [difference]))
      }
      lastSentence = collation.base.sentences.index(
        ofWord: max(words.lowerBound, words.upperBound - 1))
    }
    return groups
  }

  private func place(_ group: Group) -> [String] {
    let loci = group.differences.map(\.locus)
    var lines = Verdict.heading(
      group.severity, group.differences.map(\.id), palette: palette, width: width)
    lines += Excerpt(comparison.collation.base, loci.map(\.base), width: width - 4)
      .lines { $0.isEmpty ? palette.lost("[ ]") : palette.lost("[\($0)]") }
      .enumerated().map { ($0 == 0 ? "  A " : "    ") + $1 }
    lines += Excerpt(comparison.collation.witness, loci.map(\.reading), width: width - 4)
      .lines { $0.isEmpty ? palette.found("[ ]") : palette.found("[\($0)]") }
      .enumerated().map { ($0 == 0 ? "  B " : "    ") + $1 }
    for difference in group.differences {
      lines += Verdict.lines(difference, among: group.severity, palette: palette, width: width)
    }
    return lines
  }

  /// A reason with the readings it names cut to their ends.
  static func shortened(_ reason: String) -> String {
    Excerpt.visible(Excerpt.clipped(reason[...])).replacing(/`([^`]{120,})`/) {
      "`\(Excerpt.shortened(String($0.1), to: 80))`"
    }
  }

  /// A share as people read it; only what is whole is 100 %.
  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded(.down))
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// A path as a shell takes it.
  static func quoted(_ path: String) -> String {
    path.allSatisfy { $0.isLetter || $0.isNumber || "./_-+#".contains($0) }
      ? path
      : "'"
        + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        + "'"
  }
}
