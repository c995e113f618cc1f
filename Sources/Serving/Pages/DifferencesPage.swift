import Judging
import Storing

/// All differences of one copy, or those that matter.
struct DifferencesPage: TemplatePage {
  static let template = "differences"
  let title: String
  let fields: Fields
  let table: (rows: [Fields], columns: [String])?
  let trail: [Fields]

  init(_ site: Site, _ ask: Ask) throws {
    let article = try site.article(ask.number("article"))
    let copy = try Copy(article, site)
    let severity =
      try ask.choice("at-least", of: Severity.self) ?? (ask.form == .html ? .style : .none)
    let paging = try Paging(ask, size: ask.form == .html ? 60 : Int(Int32.max))
    let lines = try site.store.differences(of: article.number, atLeast: severity)
    let rows = try site.store.inContext(
      Array(lines.dropFirst(paging.offset).prefix(paging.size))
    ).map(\.fields)
    title = "What \(copy.name) changed"
    trail = copy.trail
    table = (rows, [])
    let choices = Severity.allCases.map { choice -> Fields in
      [
        "value": .text(choice.rawValue), "label": .told(Self.label(choice)),
        "is_chosen": .truth(choice == severity),
        "href": .told(Address.query(ask.query, with: ["at-least": choice.rawValue, "page": nil])),
      ]
    }
    fields =
      copy.fields
      + [
        "at_least": .text(severity.rawValue), "choices": .list(choices),
        "changes": .list(rows), "isEmpty": .shown(rows.isEmpty),
      ] + paging.fields(ask, total: lines.count)
  }

  private static func label(_ severity: Severity) -> String {
    switch severity {
    case .none: "all"
    case .style: "style and meaning"
    case .meaning: "meaning only"
    }
  }
}

/// One difference, by itself: an address to pass on.
struct DifferencePage: TemplatePage {
  static let template = "difference"
  let title: String
  let fields: Fields
  let trail: [Fields]

  init(_ site: Site, _ ask: Ask) throws {
    let article = try site.article(ask.number("article"))
    let copy = try Copy(article, site)
    let number = try ask.number("difference")
    guard let line = try site.store.difference(number, of: article.number),
      let change = try site.store.inContext([line]).first
    else { throw Refusal.missing }
    title = "Difference \(number) of \(copy.name)"
    trail = copy.trail
    let next = try site.store.difference(number + 1, of: article.number)
    fields =
      change.fields
      + [
        "copy": .fields(copy.fields), "previous": .told(number > 1 ? "\(number - 1)" : nil),
        "next": .told(next.map { "\($0.number)" }),
        "severityTold": .told(Self.told(line.severity)),
      ]
  }

  private static func told(_ severity: String) -> String {
    switch Severity(rawValue: severity) {
    case .meaning: "It changes the meaning."
    case .style: "It changes the style; a reader learns the same."
    default: "It changes neither meaning nor style."
    }
  }
}

/// A copy and the text it was compared with.
private struct Copy {
  let name: String
  let fields: Fields
  let trail: [Fields]

  init(_ article: StoredArticle, _ site: Site) throws {
    guard let cluster = try site.store.cluster(of: article.number),
      let member = try site.store.member(article.number), article.number != cluster.kept
    else {
      throw Refusal(
        status: 404, problem: "`\(article.id)` was compared with no other text",
        hint: "it is the text that is kept, or has no copies")
    }
    name = "`\(article.headline ?? article.id)`"
    trail = [.clusters, cluster.step]
    fields = [
      "cluster": .fields(cluster.fields), "member": .fields(member.fields),
      "name": .told(article.headline ?? article.id),
    ]
  }
}
