import Exchange
import Storing

/// Texts that hold some words.
struct SearchPage: TemplatePage {
  static let template = "search"
  let title: String
  let fields: Fields
  let table: (rows: [Fields], columns: [String])?

  private static let size = 25
  /// No list of hits goes on for longer: the best come first.
  private static let mostPages = 40

  init(_ site: Site, _ ask: Ask) throws {
    let query = ask.word("q") ?? ""
    if query.utf8.count > 1000 {
      throw Refusal(
        status: 400, problem: "the search is \(query.utf8.count) bytes long",
        hint: "search for a few words")
    }
    let page = try ask.number("page", else: 1, in: 1...Self.mostPages)
    let hits = try site.store.search(query, from: (page - 1) * Self.size, limit: Self.size + 1)
    let rows = hits.prefix(Self.size).map(\.fields)
    title = query.isEmpty ? "Search" : "Search: \(query)"
    table = (rows, ["number", "id", "headline", "outlet", "published", "cluster", "passage"])
    func address(_ page: Int) -> String { Address.query(ask.query, with: ["page": "\(page)"]) }
    let hasNext = hits.count > Self.size && page < Self.mostPages
    fields = [
      "q": .text(query), "isAsked": .shown(!query.isEmpty), "hits": .list(rows),
      "isEmpty": .shown(rows.isEmpty), "page": .number(page),
      "previous": .told(page > 1 ? address(page - 1) : nil),
      "next": .told(hasNext ? address(page + 1) : nil),
    ]
  }
}

extension Store.Hit {
  var fields: Fields {
    [
      "number": .number(article), "id": .text(id), "headline": .text(headline),
      "outlet": .text(outlet), "published": .text(published), "cluster": .text(cluster),
      "passage": .text(passage.replacing(Self.mark, with: "").replacing(Self.endMark, with: "")),
      "name": .told(Wording.cut(headline ?? id, 120)), "marked": .markup(marked),
      "day": .told(published.map(Wording.day)),
    ]
  }

  private var marked: String {
    var markup = ComparisonPage.Markup()
    for (place, part) in passage.split(separator: Self.mark, omittingEmptySubsequences: false)
      .enumerated()
    {
      let ends = part.split(
        separator: Self.endMark, maxSplits: 1, omittingEmptySubsequences: false)
      if place > 0, ends.count == 2 {
        markup.html("<mark>")
        markup.text(String(ends[0]))
        markup.html("</mark>")
      }
      markup.text(ends.last.map(String.init) ?? "")
    }
    return String(decoding: markup.bytes, as: UTF8.self)
  }
}
