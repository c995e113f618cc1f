import Exchange
import Mustache

/// What an address answers, in each of its forms.
protocol Page {
  /// The page for people, and what it asks their browser to allow.
  func document(in site: Site, at address: PageAddress) throws -> (bytes: [UInt8], policy: String)
  /// One JSON document.
  func json() throws -> [UInt8]
  /// A table; nil where the page is none.
  func csv() throws -> [UInt8]?
}

/// A page that is filled into a template.
protocol TemplatePage: Page {
  /// The name of the template.
  static var template: String { get }
  /// What stands in the browser's bar.
  var title: String { get }
  /// What it says.
  var fields: Fields { get }
  /// The rows it is a table of, and the names of their columns where there is no row.
  var table: (rows: [Fields], columns: [String])? { get }
  /// The way here from the overview.
  var trail: [Fields] { get }
}

extension TemplatePage {
  var table: (rows: [Fields], columns: [String])? { nil }
  var trail: [Fields] { [] }

  func document(in site: Site, at address: PageAddress) throws -> (bytes: [UInt8], policy: String) {
    let frame: Fields = [
      "title": .told(title), "trail": .list(trail), "hasTrail": .shown(!trail.isEmpty),
      "hasTable": .shown(table != nil),
      "study": .told(site.name), "asJSON": .told(address.string(.json)),
      "asCSV": .told(address.string(.csv)),
    ]
    let html = site.templates.rendered(Self.template, frame + fields)
    return (Array(html.utf8), Site.policy)
  }

  func json() throws -> [UInt8] { Self.json(fields) }

  func csv() throws -> [UInt8]? { table.map { Fields.table($0.rows, columns: $0.columns) } }

  /// Fields as a document of this server.
  static func json(_ fields: Fields) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("schema", "truecopy/serve/1")
      json.field("ok", true)
      fields.write(to: &json)
    }
    json.endLine()
    return json.bytes
  }
}

/// The templates of the pages.
struct Templates: Sendable {
  private let library: MustacheLibrary

  /// Escapes as all of the program's pages do: the library's own goes by `Character`, so that a
  /// quotation mark with an accent on it would end an attribute.
  private struct Text: MustacheContentType {
    func escapeText(_ text: String) -> String { ComparisonPage.Markup.escaped(text) }
  }

  init() throws {
    MustacheContentTypes.register(Text(), named: "PAGE")
    var library = MustacheLibrary()
    for (name, source) in Self.sources {
      // A template that inherits gets the type from the one it fills; parts of pages name their own.
      try library.register(
        "{{% CONTENT_TYPE:PAGE}}" + String(decoding: source, as: UTF8.self), named: name)
    }
    self.library = library
  }

  func rendered(_ name: String, _ fields: Fields) -> String {
    library.render(fields, withTemplate: name) ?? ""
  }

  private static let sources: [(String, [UInt8])] = [
    ("layout", PackageResources.layout_mustache),
    ("about", PackageResources.about_mustache),
    ("article", PackageResources.article_mustache),
    ("article-statements", PackageResources.article_statements_mustache),
    ("change", PackageResources.change_mustache),
    ("changes", PackageResources.changes_mustache),
    ("cluster", PackageResources.cluster_mustache),
    ("clusters", PackageResources.clusters_mustache),
    ("compare", PackageResources.compare_mustache),
    ("difference", PackageResources.difference_mustache),
    ("differences", PackageResources.differences_mustache),
    ("navigation", PackageResources.navigation_mustache),
    ("overview", PackageResources.overview_mustache),
    ("pages", PackageResources.pages_mustache),
    ("refusal", PackageResources.refusal_mustache),
    ("said", PackageResources.said_mustache),
    ("search", PackageResources.search_mustache),
    ("statement", PackageResources.statement_mustache),
    ("statements", PackageResources.statements_mustache),
    ("testimony", PackageResources.testimony_mustache),
    ("told-differently", PackageResources.told_differently_mustache),
  ]
}
