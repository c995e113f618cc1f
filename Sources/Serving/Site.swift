import Exchange
import Judging
import Prose
import Storing

/// A study as pages: what each address answers.
struct Site: Sendable {
  /// What the study is called: the name of its file.
  let name: String
  let store: Store
  let templates: Templates
  /// The program and its version.
  let program: String

  init(_ path: String, connections: Int, program: String) throws {
    store = try Store(path, for: .reading(connections: connections))
    templates = try Templates()
    name = path.split(separator: "/").last.map(String.init) ?? path
    self.program = program
  }

  /// What the pages that are filled here ask the browser to allow: the site's own style and script.
  static let policy = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self'",
    "base-uri 'none'", "form-action 'self'",
  ].joined(separator: "; ")

  /// The style of what all pages have around them.
  static let frame = String(decoding: PackageResources.site_css, as: UTF8.self)

  /// The style of the pages that are filled here.
  static let style = ComparisonPage.baseStyle + frame

  /// The script of all pages; each works without it.
  static let script = String(decoding: PackageResources.site_js, as: UTF8.self)

  /// What stands around a page that comes whole from `Exchange`.
  ///
  /// - Parameters:
  ///   - trail: The way to it from the overview.
  ///   - note: What is to be known before it is read.
  ///   - texts: The texts it names.
  func around(_ trail: [Fields], note: String? = nil, of texts: [StoredArticle]) -> PageSite {
    PageSite(
      navigation: templates.rendered(
        "navigation",
        [
          "trail": .list(trail), "hasTrail": .shown(!trail.isEmpty), "note": .told(note),
          "study": .told(name),
        ]),
      assets: "/static/",
      addresses: Dictionary(
        texts.map { ($0.article.id, "/articles/\($0.number)") }, uniquingKeysWith: { a, _ in a }))
  }

  /// A cluster by the number of its page.
  func cluster(_ number: Int) throws -> Store.ClusterLine {
    guard let cluster = try store.cluster(number: number) else { throw Refusal.missing }
    return cluster
  }

  /// A text by its number.
  func article(_ number: Int) throws -> StoredArticle {
    guard let article = try store.articles([number]).first else { throw Refusal.missing }
    return article
  }
}

extension Store.ClusterLine {
  /// What people call the report.
  var title: String { headline ?? Wording.title(opening) }

  /// Its first and last date, the day alone.
  var dates: String? {
    guard let first = firstPublished else { return nil }
    let (from, to) = (Wording.day(first), Wording.day(lastPublished ?? first))
    return from == to ? from : "\(from) to \(to)"
  }

  var fields: Fields {
    [
      "number": .number(number), "id": .text(id), "title": .told(title), "kept": .text(keptID),
      "kept_number": .number(kept), "headline": .text(headline), "opening": .text(opening),
      "size": .count(size), "outlets": .count(outlets), "first_published": .text(firstPublished),
      "last_published": .text(lastPublished), "none": .count(none), "style": .count(style),
      "meaning": .count(meaning), "dates": .told(dates), "hasMeaning": .shown(meaning > 0),
      "hasStyle": .shown(style > 0), "hasOutlets": .shown(outlets > 1),
      "differ": .told(Wording.differ(meaning)),
    ]
  }

  /// A step on the way from the overview.
  var step: Fields {
    ["href": .told("/clusters/\(number)"), "name": .told(Wording.cut(title, 60))]
  }
}

extension Fields {
  /// The list of clusters as a step on the way from the overview.
  static let clusters: Fields = ["href": .told("/clusters"), "name": .told("Reports")]
}

/// Words of the study as people read them.
enum Wording {
  /// The beginning of a text, as a title.
  ///
  /// - Parameter most: As many scalars as the beginning has where the text goes on behind it.
  static func title(_ opening: String, of most: Int = Store.ClusterLine.openingLength) -> String {
    let lines = opening.split(whereSeparator: \.isNewline)
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    let first = lines.first { !$0.isEmpty } ?? ""
    // Where the beginning has no second line, the first goes on behind it.
    let whole = lines.count { !$0.isEmpty } > 1 || opening.unicodeScalars.count < most
    return first.isEmpty ? "(no text)" : cut(first, min(100, first.count - (whole ? 0 : 1)))
  }

  /// A text of so many characters at most, cut between words where it can be.
  static func cut(_ text: String, _ most: Int) -> String {
    guard text.count > most else { return text }
    let start = text.prefix(most)
    let end = start.lastIndex(where: \.isWhitespace) ?? start.endIndex
    let isLate = start.distance(from: start.startIndex, to: end) > most / 2
    return start[..<(isLate ? end : start.endIndex)] + "…"
  }

  /// Where a text was printed, or what it is called, and when.
  static func printed(_ name: String, _ date: String?) -> String {
    ([cut(name, 80)] + (date.map { [day($0)] } ?? [])).joined(separator: ", ")
  }

  /// The day of a date that may have a time behind it.
  static func day(_ date: String) -> String {
    date.count > 10 && date.dropFirst(10).first == "T" ? String(date.prefix(10)) : date
  }

  /// What follows a number of differences that matter.
  static func differ(_ number: Int) -> String {
    number == 1 ? "difference changes" : "differences change"
  }

  /// What a fault does, for those who have never heard its name.
  static func cause(_ name: String) -> String? { Cause.Name(rawValue: name)?.told }

  /// A reason as markup: readings, which stand between backticks in it, as quotations.
  static func marked(_ reason: String) -> String {
    var markup = ComparisonPage.Markup()
    ComparisonPage.Changes.add(reason: reason, to: &markup)
    return String(decoding: markup.bytes, as: UTF8.self)
  }

  /// What two texts are to each other.
  static func relation(_ relation: String) -> String {
    switch relation {
    case "exact": "the same words"
    case "near": "nearly the same"
    case "contained": "one stands in the other"
    case "partial": "a part is shared"
    default: relation
    }
  }
}
