public import Prose

/// What stands around a page where it is one of many on a site; a page in a file of its own has
/// nothing around it.
public struct PageSite: Sendable {
  /// Markup that stands before the page's own beginning: where to go from here.
  public let navigation: String
  /// What the addresses of the files pages share begin with.
  public let assets: String
  /// The addresses of texts, by id: where the page names one of them, the name leads there.
  public let addresses: [Article.ID: String]

  /// Makes the surroundings of a page.
  public init(navigation: String, assets: String, addresses: [Article.ID: String] = [:]) {
    self.navigation = navigation
    self.assets = assets
    self.addresses = addresses
  }
}

/// Style or script that pages share: its text stands in a page that is a file of its own; a site has
/// it once, under its name.
public struct PageAsset: Sendable {
  /// Its file's name.
  public let name: String
  /// What is in it.
  public let text: String

  static let comparison = PageAsset("comparison.css", ComparisonPage.style)
  static let apparatus = PageAsset(
    "apparatus.css", ComparisonPage.style + text(PackageResources.apparatus_css))
  static let restoration = PageAsset(
    "restoration.css", apparatus.text + text(PackageResources.restoration_css))
  static let descent = PageAsset("descent.css", apparatus.text + text(PackageResources.descent_css))
  static let script = PageAsset("compare.js", text(PackageResources.compare_js))

  /// All there are.
  public static let all = [comparison, apparatus, restoration, descent, script]

  private init(_ name: String, _ text: String) {
    (self.name, self.text) = (name, text)
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// What a page asks its reader's browser to allow: its own style and script, and forms to its own
/// site if it has one; nothing else (Content Security Policy Level 3, W3C).
public struct PagePolicy: Sendable {
  /// The policy as a header or a `meta` element gives it.
  public let text: String
}

/// Style and script of a page as markup, and the policy that allows just them: what stands in the
/// page is named by its hash.
struct PageHead {
  let style: String
  let script: String
  let policy: PagePolicy

  /// - Parameter rules: Rules of style of this page alone.
  init(_ sheet: PageAsset, rules: String = "", script asset: PageAsset? = nil, in site: PageSite?) {
    func hash(_ text: String) -> String { "'sha256-\(ComparisonPage.Digest(of: text).base64)'" }
    let (styles, scripts, forms): (String, String?, String)
    if let site {
      style =
        "<link rel=\"stylesheet\" href=\"\(site.assets)\(sheet.name)\">"
        + (rules.isEmpty ? "" : "\n<style>\(rules)</style>")
      script = asset.map { "<script src=\"\(site.assets)\($0.name)\"></script>" } ?? ""
      styles = "'self'" + (rules.isEmpty ? "" : " " + hash(rules))
      (scripts, forms) = (asset.map { _ in "'self'" }, "'self'")
    } else {
      style = "<style>\(sheet.text)\(rules)</style>"
      script = asset.map { "<script>\($0.text)</script>" } ?? ""
      styles = hash(sheet.text + rules)
      (scripts, forms) = (asset.map { hash($0.text) }, "'none'")
    }
    policy = PagePolicy(
      text: [
        "default-src 'none'", "style-src \(styles)", scripts.map { "script-src \($0)" },
        "base-uri 'none'", "form-action \(forms)",
      ].compactMap(\.self).joined(separator: "; "))
  }
}

extension PageSite? {
  /// The name of a text as markup, a link where the site has a page of it.
  func named(_ id: Article.ID, as name: String? = nil) -> String {
    let name = ComparisonPage.Markup.escaped(name ?? id)
    guard let address = self?.addresses[id] else { return name }
    return "<a href=\"\(ComparisonPage.Markup.escaped(address))\">\(name)</a>"
  }
}
