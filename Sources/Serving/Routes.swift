import Exchange
import Hummingbird
import Prose

/// What stands at which address.
enum Routes {
  /// The addresses of the site, each in all its forms.
  static func router(_ desk: Desk) -> Router<PageContext> {
    let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
    func add(_ path: RouterPath, _ page: @escaping @Sendable (Site, Ask) throws -> any Page) {
      router.get(path) { request, context in
        try await desk.answer(request, context, page)
      }
    }
    add("/") { site, _ in try OverviewPage(site) }
    add("/overview") { site, _ in try OverviewPage(site) }
    add("/clusters", ClustersPage.init)
    add("/clusters/:cluster", ClusterPage.init)
    add("/clusters/:cluster/side-by-side", SideBySidePage.init)
    add("/clusters/:cluster/restored", RestoredPage.init)
    add("/clusters/:cluster/descent", DescentPage.init)
    add("/changes", ChangesPage.init)
    add("/articles/:article", ArticlePage.init)
    add("/articles/:article/differences", DifferencesPage.init)
    add("/articles/:article/differences/:difference", DifferencePage.init)
    add("/articles/:article/statements", ArticleStatementsPage.init)
    add("/articles/:article/statements/:statement", StatementPage.init)
    add("/statements", StatementsPage.init)
    add("/statements/told-differently", ToldDifferentlyPage.init)
    add("/search", SearchPage.init)
    add("/compare") { _, _ in ComparePage() }
    add("/about") { site, _ in try AboutPage(site) }
    router.post("/compare") { request, context in
      try await desk.answerSent(request, context) { site, ask in site.compared(ask) }
    }
    for file in StaticFile.all {
      router.get(RouterPath(file.path)) { request, _ in file.response(to: request) }
    }
    return router
  }
}

/// What is known of a request beside itself.
struct PageContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The form the page is asked in.
  var form = Ask.Form.html

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
  }
}

/// Style and script of the site, told apart by what is in them, so that they are read once.
struct StaticFile: Sendable {
  let path: String
  private let type: String
  private let bytes: [UInt8]
  private let tag: String

  /// Those of the pages that are filled here, and those of the pages that come whole from `Exchange`.
  static let all =
    [StaticFile("site.css", Site.style), StaticFile("site.js", Site.script)]
    + PageAsset.all.map {
      StaticFile($0.name, $0.name.hasSuffix(".css") ? $0.text + Site.frame : $0.text)
    }

  private init(_ name: String, _ text: String) {
    path = "/static/" + name
    type = (name.hasSuffix(".css") ? "text/css" : "text/javascript") + "; charset=utf-8"
    bytes = Array(text.utf8)
    tag = String(StableHash.of(text), radix: 36)
  }

  func response(to request: Request) -> Response {
    Reply(
      bytes: bytes, type: type, policy: "default-src 'none'", tag: tag
    ).response(to: request)
  }
}
