import Foundation
import Storing

/// Who said what over the whole study: all statements, or those of one speaker, and the speakers.
struct StatementsPage: TemplatePage {
  static let template = "statements"
  let title: String
  let fields: Fields
  let table: (rows: [Fields], columns: [String])?

  private static let size = 40
  private static let mostSpeakers = 40

  init(_ site: Site, _ ask: Ask) throws {
    let last = try ask.place("after")
    let speaker = ask.word("speaker")
    let query = ask.word("name")
    let lines = try site.store.statements(by: speaker, after: last, limit: Self.size + 1)
    let rows = lines.prefix(Self.size).map(\.fields)
    let speakers =
      try query.map { try site.store.speakers(matching: $0, limit: Self.mostSpeakers) }
      ?? site.store.speakers(limit: Self.mostSpeakers)
    let next = lines.count > Self.size ? lines[Self.size - 1] : nil
    title = speaker.map { "What \($0) said" } ?? "Who said what"
    table = (rows, [])
    fields = [
      "speaker": .text(speaker), "name": .text(query), "statements": .list(rows),
      "isEmpty": .shown(rows.isEmpty), "isFirst": .shown(last == (0, 0)),
      "speakers": .list(
        speakers.map { line in
          [
            "name": .text(line.name), "statements": .count(line.statements),
            "isChosen": .shown(line.name == speaker),
            "href": .told(Address.query([:], with: ["speaker": line.name, "name": query])),
          ]
        }), "hasSpeakers": .shown(!speakers.isEmpty),
      "next": .text(next.map { "\($0.article)-\($0.number)" }),
      "nextPage": .told(
        next.map { Address.query(ask.query, with: ["after": "\($0.article)-\($0.number)"]) }),
    ]
  }
}

/// Statements that copies tell otherwise than the text that is kept.
struct ToldDifferentlyPage: TemplatePage {
  static let template = "told-differently"
  let title = "Told differently"
  let fields: Fields
  let table: (rows: [Fields], columns: [String])?
  let trail: [Fields] = [["href": .told("/statements"), "name": .told("Who said what")]]

  private static let size = 40

  init(_ site: Site, _ ask: Ask) throws {
    let after = try ask.place("after")
    let lines = try site.store.toldDifferently(
      after: (copy: after.article, number: after.number), limit: Self.size + 1)
    let rows = lines.prefix(Self.size).map(\.fields)
    let next = lines.count > Self.size ? lines[Self.size - 1] : nil
    table = (rows, [])
    fields = [
      "testimonies": .list(rows), "isEmpty": .shown(rows.isEmpty),
      "isFirst": .shown(after == (0, 0)),
      "next": .text(next.map { "\($0.copy)-\($0.statement.number)" }),
    ]
  }
}

/// Who said what in one text, or, of a copy, what became of what was said.
struct ArticleStatementsPage: TemplatePage {
  static let template = "article-statements"
  let title: String
  let fields: Fields
  let table: (rows: [Fields], columns: [String])?
  let trail: [Fields]

  init(_ site: Site, _ ask: Ask) throws {
    let article = try site.article(ask.number("article"))
    let cluster = try site.store.cluster(of: article.number)
    let name = article.headline ?? article.id
    let statements = try site.store.statements(of: article.number).map(\.fields)
    let lines = try site.store.testimonies(of: article.number)
    let testimonies = lines.map(\.fields)
    let changed = zip(lines, testimonies).filter { !$0.0.isPreserved }.map(\.1)
    title = "Who said what in `\(name)`"
    trail = cluster.map { [.clusters, $0.step] } ?? []
    let isCopy = !testimonies.isEmpty
    table = (isCopy ? testimonies : statements, [])
    fields = [
      "number": .number(article.number), "id": .text(article.id), "title": .told(name),
      "statements": .list(statements), "testimonies": .list(testimonies),
      "changed": .list(changed), "isCopy": .shown(isCopy),
      "hasChanged": .shown(!changed.isEmpty), "changedCount": .told(Figures.text(changed.count)),
      "testimonyCount": .told(Figures.text(testimonies.count)),
      "isEmpty": .shown(statements.isEmpty && testimonies.isEmpty),
    ]
  }
}

/// One statement, and what became of it in every copy.
struct StatementPage: TemplatePage {
  static let template = "statement"
  let title: String
  let fields: Fields
  let table: (rows: [Fields], columns: [String])?
  let trail: [Fields]

  private static let mostCopies = 200

  init(_ site: Site, _ ask: Ask) throws {
    let article = try site.article(ask.number("article"))
    let number = try ask.number("statement")
    guard let statement = try site.store.statement(number, of: article.number) else {
      throw Refusal.missing
    }
    let told = try site.store.testimonies(
      ofStatement: number, of: article.number, limit: Self.mostCopies
    ).map(\.fields)
    title = "What \(statement.speaker ?? "somebody") said"
    trail =
      (try site.store.cluster(of: article.number)).map { [.clusters, $0.step] }
      ?? [["href": .told("/statements"), "name": .told("Who said what")]]
    table = (told, [])
    fields =
      statement.fields
      + [
        "testimonies": .list(told), "hasTestimonies": .shown(!told.isEmpty),
        "manner": .text(statement.manner), "rule": .text(statement.rule),
      ]
  }
}

extension Ask {
  /// A place in a list that goes by text and number, as in `12-3`; the beginning where none is named.
  func place(_ name: String) throws -> (article: Int, number: Int) {
    guard let text = word(name) else { return (0, 0) }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let article = parts[0], let number = parts[1], article >= 0,
      number >= 0
    else {
      throw Refusal(
        status: 400, problem: "`\(name)` is `\(text)`",
        hint: "it is the number of a text and a number in it, as in 12-3; leave it out to begin")
    }
    return (article, number)
  }
}

extension Store.StatementLine {
  /// Whom it went through, by name.
  private var chain: [String] {
    (try? JSONDecoder().decode([String].self, from: Data(relay.utf8))) ?? []
  }

  var fields: Fields {
    [
      "article": .text(articleID), "article_number": .number(article), "number": .number(number),
      "id": .text(id), "outlet": .text(outlet), "published": .text(published),
      "speaker": .text(speaker),
      "mention": .fields(mention?.fields), "cue": .fields(cue?.fields),
      "cueTold": .told(cue?.text),
      "content": .list(content.map(\.fields)),
      "contentTold": .told(content.map(\.text).joined(separator: " … ")),
      "polarity": .text(polarity), "certainty": .text(certainty),
      "isInferred": .shown(certainty == "inferred"),
      "relay": .json(relay), "chain": .told(chain.joined(separator: " → ")),
      "hasChain": .shown(chain.count > 2), "details": .json(details),
      "day": .told(published.map(Wording.day)),
      "speakerPage": .told(
        speaker.map { "/statements" + Address.query([:], with: ["speaker": $0]) }),
      "name": .told(Wording.cut(articleID, 80)),
    ]
  }
}

extension Store.StatementLine.Piece {
  var fields: Fields {
    [
      "start": .number(range.lowerBound), "end": .number(range.upperBound), "text": .text(text),
    ]
  }
}

extension Store.TestimonyLine {
  var fields: Fields {
    [
      "cluster": .number(cluster), "copy": .text(copyID),
      "copy_number": .number(copy),
      "content_is": .text(content), "speaker_is": .text(speaker), "source_is": .text(source),
      "is_preserved": .truth(isPreserved), "verdict": .told(verdict),
      "letter": .told(isPreserved ? "n" : "m"), "copyName": .told(Wording.cut(copyID, 80)),
      "statement": .fields(statement.fields),
    ]
  }

  /// What became of it, in words.
  private var verdict: String {
    if isPreserved { return "told as it is" }
    let words: String? =
      switch content {
      case "altered": "the words are altered"
      case "false": "the words say what was not said"
      case "lost": "it is lost"
      default: nil
      }
    let who: String? =
      switch speaker {
      case "changed": "the speaker is another"
      case "ambiguous": "it is not clear who speaks"
      case "lost" where content != "lost": "the speaker is lost"
      default: nil
      }
    let through: String? =
      switch source {
      case "changed": "it comes through another"
      case "lost" where content != "lost": "whom it came through is lost"
      default: nil
      }
    return [words, who, through].compactMap(\.self).joined(separator: "; ")
  }
}
