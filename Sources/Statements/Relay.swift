import Collating
import Prose

/// Who passed a statement on: what it stands in, whom it was told, and whose report the outlet
/// prints.
struct Relay {
  private let syntax: Syntax
  private let names: NameTable
  /// `MOSCOW (Reuters) -`: the agency the report was taken from.
  private let credit: String?

  static let outlet = "this outlet"

  init(_ syntax: Syntax, _ names: NameTable) {
    self.syntax = syntax
    self.names = names
    credit = Self.credit(syntax)
  }

  private static func credit(_ syntax: Syntax) -> String? {
    let words = syntax.words
    let end = min(12, words.count)
    guard end > 3,
      let open = (0..<end).first(where: { syntax.isMark($0, Marks.key("(")) }),
      let close = (open..<min(open + 6, words.count)).first(where: {
        syntax.isMark($0, Marks.key(")"))
      }), close > open + 1, close + 1 < words.count,
      [Marks.dash, Marks.hyphen].contains(words.keys[close + 1]), syntax.isName(open + 1)
    else { return nil }
    return String(words.text[words.span(open + 1..<close)])
  }

  /// Names the speakers, and fills in what each statement stands in and who passed it on.
  func complete(_ statements: inout [Statement]) {
    nameSpeakers(&statements)
    nest(&statements)
    nameFirstPersons(&statements)
    for index in statements.indices {
      var chain: [Statement.Station] = []
      var at: Int? = index
      var steps = 0
      while let place = at, steps < 16 {
        if statements[place].rule != .narrated {
          chain.append(
            Statement.Station(
              name: statements[place].speakerName ?? "unnamed",
              role: place == index ? .speaker : .relay))
          if let addressee = statements[place].addresseeName {
            chain.append(Statement.Station(name: addressee, role: .addressee))
          }
        }
        at = statements[place].nestedIn
        steps += 1
      }
      if let credit, chain.last?.name != credit {
        chain.append(Statement.Station(name: credit, role: .agency))
      }
      statements[index].relay = chain + [Statement.Station(name: Self.outlet, role: .outlet)]
    }
  }

  private func text(_ run: Range<Int>) -> String {
    syntax.words.text[syntax.words.span(run)].split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }

  /// In the order of the text, so that a pronoun means who spoke before.
  private func nameSpeakers(_ statements: inout [Statement]) {
    var last: (name: String, word: Int)?
    let order = statements.indices.sorted {
      (statements[$0].speaker?.lowerBound ?? -1) < (statements[$1].speaker?.lowerBound ?? -1)
    }
    for index in order {
      if let addressee = statements[index].addressee {
        statements[index].addresseeName =
          names.name(in: addressee, of: syntax)?.name ?? text(addressee)
      }
      guard let speaker = statements[index].speaker else { continue }
      if speaker.count == 1, Self.singular.contains(syntax.words.keys[speaker.lowerBound]) {
        statements[index].certainty = .inferred
        let mention = names.person(before: speaker.lowerBound, in: syntax)
        let near = last.flatMap { speaker.lowerBound - $0.word < 120 ? $0.name : nil }
        statements[index].speakerName = mention ?? near ?? text(speaker)
        continue
      }
      if let name = names.name(in: speaker, of: syntax) {
        statements[index].speakerName = name.name
        if name.isAmbiguous { statements[index].warnings.append(.ambiguousSpeaker) }
        if name.kind != .place, name.kind != .organisation {
          last = (name.name, speaker.lowerBound)
        }
      } else {
        statements[index].speakerName = text(speaker)
      }
    }
  }

  /// `“I asked him,” Quill said`: inside what somebody is quoted to say, `I` is that person.
  private func nameFirstPersons(_ statements: inout [Statement]) {
    for index in statements.indices {
      guard let speaker = statements[index].speaker, speaker.count == 1,
        syntax.words.keys[speaker.lowerBound] == Self.first,
        syntax.quotationOf[speaker.lowerBound] >= 0, let outer = statements[index].nestedIn,
        statements[outer].cue.map({ syntax.quotationOf[$0.lowerBound] < 0 }) ?? true,
        let name = statements[outer].speakerName
      else { continue }
      statements[index].speakerName = name
      statements[index].certainty = .inferred
    }
  }

  private static let first = StableHash.ofWord("i")
  private static let singular = Lexicon.keys("he she")

  /// Sets, for each statement, the smallest other one in whose words its own words of speech stand.
  ///
  /// - Complexity: O(n log n).
  private func nest(_ statements: inout [Statement]) {
    var pieces: [(run: Range<Int>, owner: Int)] = []
    for (owner, statement) in statements.enumerated() where statement.rule != .narrated {
      for piece in statement.content { pieces.append((piece, owner)) }
    }
    pieces.sort {
      ($0.run.lowerBound, $1.run.upperBound, $0.owner)
        < ($1.run.lowerBound, $0.run.upperBound, $1.owner)
    }
    let anchors = statements.indices.map { index in
      (index, statements[index].cue?.lowerBound ?? statements[index].extent.lowerBound)
    }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    var open: [(run: Range<Int>, owner: Int)] = []
    var next = 0
    for (index, anchor) in anchors {
      while next < pieces.count, pieces[next].run.lowerBound <= anchor {
        while let last = open.last, last.run.upperBound <= pieces[next].run.lowerBound {
          open.removeLast()
        }
        open.append(pieces[next])
        next += 1
      }
      while let last = open.last, last.run.upperBound <= anchor { open.removeLast() }
      let size = statements[index].extent.count
      // A few at most stand around one word; more is not speech.
      for (run, owner) in open.suffix(8).reversed()
      where owner != index && run.contains(anchor) && statements[owner].extent.count > size
        && statements[index].rule != .narrated
      {
        statements[index].nestedIn = owner
        break
      }
    }
  }
}
