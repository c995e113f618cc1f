import Exchange
import Prose
import Storing

/// One text: what its record says, what became of it, and the text itself.
struct ArticlePage: TemplatePage {
  static let template = "article"
  let title: String
  let fields: Fields
  let trail: [Fields]

  /// Characters shown unless the whole is asked for, and texts listed that share passages.
  private static let mostShown = 60_000
  private static let mostNeighbours = 30

  init(_ site: Site, _ ask: Ask) throws {
    let store = site.store
    let article = try site.article(ask.number("article"))
    title = article.headline ?? Wording.title(String(article.text.prefix(400)), of: 400)
    let cluster = try store.cluster(of: article.number)
    trail = cluster.map { [.clusters, $0.step] } ?? []
    let member = try store.member(article.number)
    let causes = try store.causes(of: article.number).map { cause -> Fields in
      [
        "name": .text(cause.name), "told": .told(Wording.cause(cause.name)),
        "explains": .count(cause.explains), "evidence": .text(cause.evidence),
        "evidenceMarked": .markup(Wording.marked(cause.evidence)),
        "is_in_base": .truth(cause.isInBase), "isOne": .shown(cause.explains == 1),
      ]
    }
    let neighbours = try store.neighbours(of: article.number, limit: Self.mostNeighbours)
    let said = try store.statements(of: article.number).count
    let told = try store.testimonies(of: article.number)
    let isWhole = ask.word("whole") != nil
    // A short text has as many characters as it has scalars, or fewer.
    let shown = isWhole ? Substring(article.text) : article.text.prefix(Self.mostShown)
    let isCut = shown.endIndex < article.text.endIndex
    fields =
      article.record
      + [
        "title": .told(title), "cluster": .fields(cluster?.fields),
        "member": .fields(member?.fields),
        "isBase": .shown(cluster?.kept == article.number),
        "isCopy": .shown(cluster.map { $0.kept != article.number } ?? false),
        "isCompared": .shown(member?.agreement != nil),
        "causes": .list(causes), "hasCauses": .shown(!causes.isEmpty),
        "statements": .count(said), "hasStatements": .shown(said > 0),
        "told_differently": .count(told.count { !$0.isPreserved }),
        "hasTold": .shown(!told.isEmpty), "toldCount": .told(Figures.text(told.count)),
        "neighbours": .list(neighbours.map(\.fields)), "isAlone": .shown(neighbours.isEmpty),
        "paragraphs": .markup(Self.markup(shown)), "isCut": .shown(isCut),
        "scalars": .count(article.text.unicodeScalars.count),
        "text": .json(Self.quoted(article.text)),
      ]
  }

  /// The text as it stands, white space and all.
  private static func markup(_ text: Substring) -> String {
    var markup = ComparisonPage.Markup()
    markup.text(String(text))
    return String(decoding: markup.bytes, as: UTF8.self)
  }

  private static func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.value(text)
    return json.text
  }
}

extension StoredArticle {
  /// What its record says.
  var record: Fields {
    let isLink = url.map { $0.hasPrefix("https://") || $0.hasPrefix("http://") } ?? false
    return [
      "number": .number(number), "id": .text(id), "headline": .text(headline),
      "outlet": .text(outlet), "published": .text(published), "url": .text(url),
      "isLink": .shown(isLink), "fields": .json(fields),
      "fieldsTold": .told(fields.flatMap { $0 == "{}" ? nil : $0 }),
      "path": .text(source.path), "line": .number(source.line),
      "hasLine": .shown(source.line > 0), "hash": .text(Self.hash(of: text)),
    ]
  }
}

extension Store.Neighbour {
  var fields: Fields {
    [
      "number": .number(article), "id": .text(id), "name": .told(Wording.cut(headline ?? id, 120)),
      "relation": .text(relation), "relationTold": .told(Wording.relation(relation)),
      "words": .count(words), "coverage": .share(coverage),
      "other_coverage": .share(otherCoverage),
    ]
  }
}
