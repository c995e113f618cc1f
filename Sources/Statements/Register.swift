public import Collating
import Prose

/// Who said what in one text: its statements, the names in it, and what was odd about its marks.
public struct Register: Sendable {
  /// The text that was read.
  public let witness: Witness
  /// The statements, in the order of what was said.
  public private(set) var statements: [Statement]
  /// The names, in the order of their first mentions.
  public let names: NameTable
  /// Quotations of four words and more that nobody is told to have said, in order.
  public let unattributed: [Range<Int>]
  /// Quotation marks that do not pair, in order.
  public let warnings: [QuotationWarning]

  /// Reads a text.
  ///
  /// - Parameters:
  ///   - published: The day of publication, which dates are told from; without it only those that
  ///     name their year are.
  ///   - includesNarration: Whether what the outlet says in its own voice is given as well.
  /// - Complexity: O(words · log statements).
  public init(of witness: Witness, published: CalendarDay? = nil, includesNarration: Bool = false) {
    let syntax = Syntax(witness)
    let names = NameTable(syntax)
    var found = CueSearch(syntax).found
    found += Continuation(syntax, found).statements
    if includesNarration { found += Narration(syntax, found).statements }
    found.sort { a, b in
      let (x, y) = (a.extent, b.extent)
      return (x.lowerBound, y.upperBound, a.cue?.lowerBound ?? 0)
        < (y.lowerBound, x.upperBound, b.cue?.lowerBound ?? 0)
    }
    Continuation.link(&found)
    let readings = Readings(witness, published: published)
    for index in found.indices { found[index].readParts(of: witness.words, readings) }
    Relay(syntax, names).complete(&found)
    self.witness = witness
    self.names = names
    statements = found
    warnings = readings.warnings
    let isTaken = Continuation.taken(found, syntax)
    unattributed = syntax.quotations.indices.filter {
      !isTaken[$0] && syntax.quotations[$0].count(where: { syntax.words.kinds[$0].isLexical }) > 3
    }.map { syntax.quotations[$0] }
  }

  /// The same without the statements whose speaker is inferred, and without what goes on those.
  public var stated: Register {
    var places: [Int: Int] = [:]
    var kept: [Statement] = []
    for (place, statement) in statements.enumerated()
    where statement.certainty == .stated
      && statement.continues.map({ places[$0] != nil }) ?? true
    {
      places[place] = kept.count
      kept.append(statement)
    }
    for index in kept.indices {
      kept[index].nestedIn = kept[index].nestedIn.flatMap { places[$0] }
      kept[index].continues = kept[index].continues.flatMap { places[$0] }
    }
    var register = self
    register.statements = kept
    return register
  }

  /// The words of a run, as they stand.
  public func text(of run: Range<Int>) -> String {
    String(witness.article.text[witness.words.span(run)])
  }
}

/// Quotations that go on what somebody said before in the same paragraph, without a word of speech.
struct Continuation {
  private(set) var statements: [Statement] = []

  /// For each quotation, whether it is, or has a part in, what a statement outside it says was said.
  static func taken(_ found: [Statement], _ syntax: Syntax) -> [Bool] {
    var isTaken = [Bool](repeating: false, count: syntax.quotations.count)
    for statement in found {
      // "I asked him" inside a quotation tells nobody who says it.
      let own = statement.cue.map { syntax.quotationOf[$0.lowerBound] } ?? -1
      for piece in statement.content {
        for word in piece where syntax.quotationOf[word] >= 0 && syntax.quotationOf[word] != own {
          isTaken[Int(syntax.quotationOf[word])] = true
        }
      }
    }
    return isTaken
  }

  init(_ syntax: Syntax, _ found: [Statement]) {
    let isTaken = Self.taken(found, syntax)
    let speaking = found.compactMap { statement in
      statement.cue.flatMap { cue in
        syntax.quotationOf[cue.lowerBound] < 0 ? (cue: cue.lowerBound, statement) : nil
      }
    }.sorted { $0.cue < $1.cue }
    var next = 0
    var last: (cue: Int, statement: Statement)?
    for (number, quotation) in syntax.quotations.enumerated() {
      while next < speaking.count, speaking[next].cue < quotation.lowerBound {
        last = speaking[next]
        next += 1
      }
      guard !isTaken[number], quotation.count > 3, let last, let speaker = last.statement.speaker,
        [.speakerFirst, .contentFirst, .cueFirst, .participle].contains(last.statement.rule),
        syntax.paragraphOf[last.cue] == syntax.paragraphOf[quotation.lowerBound],
        Self.beginsSentence(quotation, syntax)
      else { continue }
      var statement = Statement(.continued, speaker: speaker, content: [quotation])
      statement.manner = .direct
      statement.certainty = .inferred
      statement.anchor = last.cue
      statements.append(statement)
    }
  }

  /// Gives all statements their names, and those that go on another the place of that one.
  static func link(_ statements: inout [Statement]) {
    var places: [Int: Int] = [:]
    var number = 0
    for (place, statement) in statements.enumerated() where statement.anchor == nil {
      number += 1
      statements[place].id = "s\(number)"
      if let cue = statement.cue { places[cue.lowerBound] = place }
    }
    var parts: [Int: Int] = [:]
    for place in statements.indices {
      guard let anchor = statements[place].anchor, let parent = places[anchor] else { continue }
      let part = parts[parent, default: 1] + 1
      parts[parent] = part
      statements[place].continues = parent
      statements[place].id = "\(statements[parent].id).\(part)"
    }
  }

  /// Whether a quotation is a sentence of its own, not a word in quotation marks.
  private static func beginsSentence(_ quotation: Range<Int>, _ syntax: Syntax) -> Bool {
    let mark = quotation.lowerBound - 1
    let sentence = syntax.witness.sentences.runs[Int(syntax.sentenceOf[mark])]
    return mark == sentence.lowerBound
  }
}

/// What the outlet says in its own voice: the clauses in which nobody else speaks.
struct Narration {
  private(set) var statements: [Statement] = []

  init(_ syntax: Syntax, _ found: [Statement]) {
    // Words that belong to a statement of somebody.
    var change = [Int32](repeating: 0, count: syntax.words.count + 1)
    for statement in found {
      for run in statement.content + [statement.cue, statement.speaker].compactMap(\.self) {
        change[run.lowerBound] += 1
        change[run.upperBound] -= 1
      }
    }
    var depth: Int32 = 0
    let isTaken = change.map { step in
      depth += step
      return depth > 0
    }
    let contents = Contents(syntax: syntax)
    for sentence in syntax.witness.sentences.runs {
      guard let last = sentence.last, !syntax.words.kinds[last].isLexical else { continue }
      for clause in Self.clauses(of: sentence, syntax) {
        let run = contents.trimmed(clause)
        guard run.count > 3, !run.contains(where: { isTaken[$0] || syntax.isQuote($0) }) else {
          continue
        }
        var statement = Statement(.narrated, content: [run])
        statement.manner = .narrated
        statements.append(statement)
      }
    }
  }

  /// A sentence cut before `but`, before lists that begin with `including`, and at semicolons.
  private static func clauses(of sentence: Range<Int>, _ syntax: Syntax) -> [Range<Int>] {
    var clauses: [Range<Int>] = []
    var start = sentence.lowerBound
    for word in sentence where word + 1 < sentence.upperBound {
      let next = syntax.words.keys[word + 1]
      let cuts =
        syntax.isComma(word) && (next == Lexicon.but || next == Lexicon.including)
        || syntax.isMark(word, Marks.semicolon)
      guard cuts else { continue }
      clauses.append(start..<word)
      start = next == Lexicon.but ? word + 2 : word + 1
    }
    clauses.append(start..<max(start, sentence.upperBound))
    return clauses
  }
}
