import Collating
import Prose

/// The names of a text, each with the forms it is written in.
///
/// Rules alone: a title or role before a name is not part of it, and a surname alone means the one
/// fuller name that ends with it. Where several do, it is left by itself and marked.
public struct NameTable: Sendable {
  /// What bears a name, as far as the words beside it tell.
  public enum Kind: String, CaseIterable, Sendable {
    case person, organisation, place, unknown
  }

  /// One person, organisation or place.
  public struct Entry: Sendable {
    /// The fullest form.
    public let name: String
    /// What bears it.
    public internal(set) var kind: Kind
    /// Where it is mentioned, in order.
    public internal(set) var mentions: [Range<Int>]
    /// The other forms.
    public internal(set) var aliases: [String]
    /// Whether several fuller names end with it.
    public internal(set) var isAmbiguous: Bool
  }

  /// The names, in the order of their first mentions.
  public private(set) var entries: [Entry] = []
  /// For each mention, by its place: the last word of it and its entry.
  private var mentions: [(run: Range<Int>, entry: Int, isBehindOffice: Bool)] = []

  init(_ syntax: Syntax) {
    let words = syntax.words
    var found: [(run: Range<Int>, hasRole: Bool, isBehindOffice: Bool)] = []
    for run in Self.runs(syntax) {
      var start = run.lowerBound
      if let role = run.last(where: { syntax.traits[$0].contains(.role) }),
        role + 1 < run.upperBound, !syntax.traits[role + 1].contains(.preposition)
      {
        // "Ministry of Trade" is all of it a name.
        start = role + 1
      }
      let before = run.lowerBound - 1
      let hasRole =
        start > run.lowerBound
        || (before >= 0 && syntax.traits[before].contains(.role)
          && !Self.bodies.contains(words.keys[before]))
      // "Secretary of State Ann Lee": what the office is of stands before the name. Not so in "the
      // mayor of Port Ellery".
      if run.count > 2, before > 0, start == run.lowerBound, words.keys[before] == Lexicon.of,
        syntax.traits[before - 1].contains(.role), words.isCapital(before - 1),
        before < 2 || words.keys[before - 2] != Lexicon.the
      {
        found.append((start + 1..<run.upperBound, true, true))
        continue
      }
      found.append((start..<run.upperBound, hasRole, false))
    }
    // Full names first: they are what the short ones are told from.
    var full: [String: Int] = [:]
    var byLast: [UInt64: [Int]] = [:]
    var entryOf = [Int](repeating: -1, count: found.count)
    func add(_ place: Int, _ form: String) -> Int {
      full[form] = entries.count
      entries.append(
        Entry(name: form, kind: .unknown, mentions: [], aliases: [], isAmbiguous: false))
      return entries.count - 1
    }
    for (place, mention) in found.enumerated() where mention.run.count > 1 {
      let form = Self.form(mention.run, words)
      if let known = full[form] {
        entryOf[place] = known
        continue
      }
      entryOf[place] = add(place, form)
      byLast[words.keys[mention.run.upperBound - 1], default: []].append(entryOf[place])
    }
    for (place, mention) in found.enumerated() where mention.run.count == 1 {
      let form = Self.form(mention.run, words)
      let fuller = byLast[words.keys[mention.run.lowerBound]] ?? []
      if fuller.count == 1 {
        entryOf[place] = fuller[0]
        if !entries[fuller[0]].aliases.contains(form) { entries[fuller[0]].aliases.append(form) }
      } else {
        entryOf[place] = full[form] ?? add(place, form)
        if fuller.count > 1 { entries[entryOf[place]].isAmbiguous = true }
      }
    }
    for (place, mention) in found.enumerated() {
      entries[entryOf[place]].mentions.append(mention.run)
      var kind = Self.kind(of: mention.run, hasRole: mention.hasRole, syntax)
      // One word that speaks may be a ministry; a surname is a person's.
      if kind == .person, !mention.hasRole, !entries[entryOf[place]].name.contains(" ") {
        kind = .unknown
      }
      if kind != .unknown, entries[entryOf[place]].kind == .unknown || kind == .person {
        entries[entryOf[place]].kind = kind
      }
    }
    let order = entries.indices.sorted {
      entries[$0].mentions[0].lowerBound < entries[$1].mentions[0].lowerBound
    }
    var number = [Int](repeating: 0, count: entries.count)
    for (new, old) in order.enumerated() { number[old] = new }
    entries = order.map { entries[$0] }
    mentions = found.indices.map {
      (found[$0].run, number[entryOf[$0]], found[$0].isBehindOffice)
    }
  }

  /// Names as the text writes them: words with capitals that stand together.
  private static func runs(_ syntax: Syntax) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var at = 0
    let words = syntax.words
    while at < words.count {
      // "Wend" of "Holm-on-Wend" is no name.
      let isTail = at > 0 && syntax.isMark(at - 1, Marks.hyphen) && words.gap(before: at).isEmpty
      guard syntax.isName(at), syntax.witness.names.contains(at), !isTail else {
        at += 1
        continue
      }
      var end = at + 1
      let bounds = syntax.bounds(of: at)
      while end < bounds.upperBound, end - at < 8 {
        if syntax.isName(end) && syntax.witness.names.contains(end) {
          end += 1
        } else if syntax.isInner(end, in: bounds), end + 1 < bounds.upperBound,
          syntax.isName(end + 1)
        {
          end += 2
        } else if let next = Self.nameBehindOf(end, in: bounds, syntax) {
          end = next
        } else {
          break
        }
      }
      // The first name of a sentence has a capital anyway; before a surname it is a name.
      var start = at
      if start > bounds.lowerBound, syntax.isName(start - 1), syntax.traits[start - 1].isEmpty,
        runs.last?.upperBound != start
      {
        start -= 1
      }
      runs.append(start..<end)
      at = end
    }
    return runs
  }

  /// `Ministry of Works`: where the name goes on behind `of`.
  private static func nameBehindOf(
    _ of: Int, in bounds: Range<Int>, _ syntax: Syntax
  ) -> Int? {
    let keys = syntax.words.keys
    guard of + 1 < bounds.upperBound, keys[of] == Lexicon.of, of > 0,
      organisations.contains(keys[of - 1])
    else { return nil }
    var next = of + 1
    if keys[next] == Lexicon.the { next += 1 }
    return next < bounds.upperBound && syntax.isName(next) ? next + 1 : nil
  }

  private static func form(_ run: Range<Int>, _ words: Words) -> String {
    words.text[words.span(run)].split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func kind(of run: Range<Int>, hasRole: Bool, _ syntax: Syntax) -> Kind {
    if hasRole { return .person }
    let keys = syntax.words.keys
    if organisations.contains(keys[run.upperBound - 1]) || agencies.contains(keys[run.lowerBound]) {
      return .organisation
    }
    let before = run.lowerBound - 1
    if before >= 0, bodies.contains(keys[before]) { return .organisation }
    if before >= 0, places.contains(keys[before]) { return .place }
    // "Tom Vane, who", "Tom Vane, 64,".
    let next = run.upperBound + 1
    if run.count > 1, next < keys.count, syntax.isComma(next - 1),
      keys[next] == Lexicon.who
        || syntax.words.kinds[next] == .number
          && syntax.words.surface(next).utf8.count == 2 && next + 1 < keys.count
          && syntax.isComma(next + 1)
    {
      return .person
    }
    // "The mayor of Port Ellery said": who speaks is not the town.
    if before >= 0, syntax.traits[before].contains(.preposition) { return .unknown }
    let after = run.upperBound
    if after < keys.count, syntax.traits[after].contains(.speech) { return .person }
    return .unknown
  }

  private static let organisations = Lexicon.keys(
    """
    ministry agency council commission company inc corp ltd university center centre party foundation court union \
    committee department bank police association institute museum senate parliament office service news times post \
    college school group society federation league navy army force
    """)
  private static let agencies = Lexicon.keys(
    "reuters ap afp upi bloomberg xinhua tass interfax bbc cnn nbc cbs abc npr nasa un eu nato")
  /// What stands before the name of a body of people: `the agency Seawire`.
  private static let bodies = Lexicon.keys(
    """
    agency company group organization organisation newspaper broadcaster website party firm charity ministry     department council commission committee court government
    """)
  private static let places = Lexicon.keys("in near at")

  /// The name that a phrase ends with, or that stands in it alone.
  func name(in phrase: Range<Int>, of syntax: Syntax) -> Entry? {
    var place = mentions.indices.partitioningIndex {
      mentions[$0].run.lowerBound >= phrase.lowerBound
    }
    while place < mentions.count, mentions[place].run.upperBound <= phrase.upperBound {
      let run = mentions[place].run
      let next = run.upperBound
      if next == phrase.upperBound || syntax.traits[next].contains(.preposition) {
        // "A spokesman for the Ministry": who speaks is not the ministry. "The Secretary of State
        // Ann Lee" is Ann Lee.
        let isHead = !(phrase.lowerBound..<run.lowerBound).contains {
          syntax.traits[$0].contains(.preposition)
        }
        if isHead || mentions[place].isBehindOffice { return entries[mentions[place].entry] }
      }
      place += 1
    }
    return nil
  }

  /// The person named last before a word.
  func person(before word: Int, in syntax: Syntax) -> String? {
    let end = mentions.indices.partitioningIndex { mentions[$0].run.lowerBound >= word }
    let last = mentions[..<end].suffix(12).last { entries[$0.entry].kind == .person }
    return last.flatMap { word - $0.run.lowerBound < 80 ? entries[$0.entry].name : nil }
  }
}
