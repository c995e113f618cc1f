import Collating
import Prose

/// Tells whom pronouns, short names and offices of a text mean.
///
/// Few rules, the safest first, in the manner of Raghunathan et al. (2010), “A Multi-Pass Sieve for
/// Coreference Resolution”; what no rule is sure of is left alone or marked inferred.
struct ReferenceSearch {
  private let register: Register
  private let words: Words
  /// Mentions of what may be a person, in order.
  private let people: [(run: Range<Int>, entry: Int)]
  private(set) var found: [Reference] = []
  /// The place of each name among those of the register.
  private let places: [String: Int]
  /// How many closed quotations stand around each word.
  private let depths: [Int32]
  /// Whose words a quoted word is among: nobody speaks of himself as `he`.
  private var speakers: [Int: Int] = [:]
  /// Whether a person is written of as `she`, once that is known.
  private var isShe: [Int: Bool] = [:]

  /// - Complexity: O(words + names · log names).
  init(_ register: Register) {
    self.register = register
    words = register.witness.words
    var people: [(run: Range<Int>, entry: Int)] = []
    for (place, entry) in register.names.entries.enumerated()
    where entry.kind == .person || entry.kind == .unknown {
      people += entry.mentions.map { ($0, place) }
    }
    self.people = people.sorted { $0.run.lowerBound < $1.run.lowerBound }
    places = Dictionary(
      register.names.entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { a, _ in a })
    var change = [Int32](repeating: 0, count: words.count + 1)
    for quotation in register.witness.quotations.all where quotation.isClosed {
      change[quotation.words.lowerBound] += 1
      change[quotation.words.upperBound] -= 1
    }
    var depth: Int32 = 0
    depths = change.map { step in
      depth += step
      return depth
    }
    readTitles()
    lookForShortNames()
    lookForFirstPersons()
    lookForPronouns()
    lookForOffices()
    found.sort { $0.words.lowerBound < $1.words.lowerBound }
  }

  private func traits(_ word: Int) -> Traits { Lexicon.traits[words.keys[word]] ?? [] }

  /// `Mr`, `Mrs`: what a title tells of its bearer, and what a given name does where none is there.
  private mutating func readTitles() {
    for (place, entry) in register.names.entries.enumerated() where entry.name.contains(" ") {
      let given = entry.name.prefix { !$0.isWhitespace }
      isShe[place] = GivenNames.isShe(StableHash.ofWord(given.lowercased()))
    }
    for (run, entry) in people {
      var before = run.lowerBound - 1
      if before >= 0, words.keys[before] == Marks.stop { before -= 1 }
      guard before >= 0 else { continue }
      if Self.hers.contains(words.keys[before]) { isShe[entry] = true }
      if Self.his.contains(words.keys[before]) { isShe[entry] = false }
    }
  }

  private mutating func lookForShortNames() {
    for (place, entry) in register.names.entries.enumerated()
    where entry.kind == .person && entry.name.contains(" ") {
      let full = entry.mentions.first { form($0) == entry.name }
      for mention in entry.mentions where form(mention) != entry.name {
        let isAfter = full.map { $0.lowerBound < mention.lowerBound } ?? false
        let before = mention.lowerBound - 1
        let isPlace = before >= 0 && Self.inPlaces.contains(words.keys[before])
        add(
          mention, place, .shortName, .fullerName,
          isAfter && !isPlace ? .stated : .inferred)
      }
    }
  }

  private func form(_ run: Range<Int>) -> String {
    register.text(of: run).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// `I` and `my` in direct speech mean its speaker, in the outermost quotation only.
  private mutating func lookForFirstPersons() {
    for statement in register.statements {
      guard statement.manner == .direct || statement.manner == .mixed,
        let name = statement.speakerName, let entry = places[name],
        register.names.entries[entry].kind == .person || name.contains(" ")
      else { continue }
      for piece in statement.content {
        for word in piece where depths[word] > 0 { speakers[word] = entry }
        for word in piece where depths[word] == 1 && Self.firsts.contains(words.keys[word]) {
          add(
            word..<word + 1, entry, .pronoun, .firstPerson, statement.certainty,
            isPossessive: words.keys[word] == Self.my)
        }
      }
    }
  }

  private mutating func lookForPronouns() {
    let sentences = register.witness.sentences
    for word in words.indices where words.kinds[word] == .word {
      let isHer = Self.she.contains(words.keys[word])
      guard isHer || Self.he.contains(words.keys[word]) else { continue }
      let sentence = sentences.index(ofWord: word)
      let start = sentences.runs[max(0, sentence - 2)].lowerBound
      let near = candidates(in: max(start, word - 120)..<word, isHer: isHer).filter {
        $0.entry != speakers[word]
      }
      guard let last = near.last else { continue }
      let isPossessive = words.keys[word] == Self.hisWord || isPossessiveHer(word)
      let isQuoted = depths[word] > 0
      let isAlone = near.allSatisfy { $0.entry == last.entry }
      if isAlone, !isQuoted, register.names.entries[last.entry].kind == .person,
        register.names.entries[last.entry].name.contains(" "),
        !hasOtherPerson(in: max(start, word - 120)..<word, than: near)
      {
        isShe[last.entry] = isHer
        add(
          word..<word + 1, last.entry, .pronoun, .onlyPerson, .stated, isPossessive: isPossessive)
        continue
      }
      let people = near.filter { register.names.entries[$0.entry].kind == .person }
      // The one this sentence began with, else the one the sentence before did.
      let bounds = sentences.runs[sentence].lowerBound
      let subject =
        people.first { $0.run.lowerBound >= bounds }
        ?? people.first {
          sentence > 0 && $0.run.lowerBound >= sentences.runs[sentence - 1].lowerBound
        }
        ?? people.last
      guard let subject else { continue }
      add(
        word..<word + 1, subject.entry, .pronoun, .subject, .inferred, isPossessive: isPossessive)
    }
  }

  private func candidates(in run: Range<Int>, isHer: Bool) -> [(run: Range<Int>, entry: Int)] {
    let start = people.indices.partitioningIndex { people[$0].run.lowerBound >= run.lowerBound }
    let end = people.indices.partitioningIndex { people[$0].run.lowerBound >= run.upperBound }
    return people[start..<end].filter { isShe[$0.entry].map { $0 == isHer } ?? true }
  }

  /// `the mayor`, `a spokesman`, `his wife`: somebody else, if it does not stand with a name.
  private func hasOtherPerson(
    in run: Range<Int>, than names: [(run: Range<Int>, entry: Int)]
  ) -> Bool {
    run.contains { word in
      guard traits(word).contains(.role), !words.surface(word).hasSuffix("s"),
        Self.persons.contains(words.keys[word])
      else { return false }
      return !names.contains {
        $0.run.lowerBound - 6 <= word && word < $0.run.upperBound + 8
      }
    }
  }

  /// `her boat` against `told her`.
  private func isPossessiveHer(_ word: Int) -> Bool {
    guard words.keys[word] == Self.her, word + 1 < words.count, words.kinds[word + 1] == .word
    else { return false }
    return traits(word + 1).isDisjoint(with: [
      .preposition, .auxiliary, .conjunction, .subordinator, .adverb, .time, .determiner, .pronoun,
    ])
  }

  /// `the mayor` of a text that names one mayor.
  private mutating func lookForOffices() {
    var holders: [UInt64: Set<Int>] = [:]
    var first: [UInt64: Int] = [:]
    for (run, entry) in people where register.names.entries[entry].kind == .person {
      let before = run.lowerBound - 1
      // "Mayor Quill", "Quill, the mayor of Tolland".
      var offices = before >= 0 ? [before] : []
      if run.upperBound < words.count, words.keys[run.upperBound] == Marks.comma {
        offices += Array(run.upperBound + 1..<min(run.upperBound + 4, words.count))
      }
      for office in offices where Self.persons.contains(words.keys[office]) {
        holders[words.keys[office], default: []].insert(entry)
        first[words.keys[office]] = min(first[words.keys[office]] ?? office, office)
      }
    }
    for word in words.indices.dropFirst() where words.keys[word - 1] == Lexicon.the {
      guard let entries = holders[words.keys[word]], entries.count == 1, let entry = entries.first,
        let told = first[words.keys[word]], told < word - 1, !words.isCapital(word),
        word + 1 == words.count || !words.isCapital(word + 1)
      else { continue }
      add(word - 1..<word + 1, entry, .role, .officeHolder, .inferred)
    }
  }

  private mutating func add(
    _ run: Range<Int>, _ entry: Int, _ form: Reference.Form, _ rule: Reference.Rule,
    _ certainty: Statement.Certainty, isPossessive: Bool = false
  ) {
    guard !taken.contains(run.lowerBound) else { return }
    for word in run { taken.insert(word) }
    found.append(
      Reference(
        words: run, entry: entry, form: form, rule: rule, certainty: certainty,
        isPossessive: isPossessive))
  }

  private var taken: Set<Int> = []

  private static let he = Lexicon.keys("he him his himself")
  private static let she = Lexicon.keys("she her hers herself")
  private static let hisWord = StableHash.ofWord("his")
  private static let her = StableHash.ofWord("her")
  private static let my = StableHash.ofWord("my")
  private static let firsts = Lexicon.keys("i my me myself")
  private static let hers = Lexicon.keys("mrs ms miss lady madam queen princess")
  private static let his = Lexicon.keys("mr sir lord king prince")
  private static let inPlaces = Lexicon.keys("in near at")
  /// Offices that one person bears.
  private static let persons = Lexicon.keys(
    """
    spokesman spokeswoman spokesperson official president minister senator governor mayor chairman chairwoman \
    chairperson chair director secretary chief leader professor doctor lawyer attorney judge officer analyst expert \
    scientist researcher author critic reporter journalist lawmaker activist resident executive founder co-founder \
    owner manager head member representative ambassador king queen prince general colonel captain sergeant \
    commissioner administrator councillor coach player curator artist teacher student editor writer candidate diplomat \
    soldier adviser advisor economist father mother brother sister son daughter wife husband man woman prosecutor \
    investigator detective aide co-author
    """)
}
