/// What stands around a page where it is one of many on a site; a page in a file of its own has
/// nothing around it.
///
/// What is in it is markup, and nothing in it comes from a text.
public struct PageSite: Sendable {
  /// What stands before the page's own beginning: where to go from here.
  public let navigation: String
  /// Rules of style behind those of the page.
  public let style: String

  /// Makes the surroundings of a page.
  public init(navigation: String, style: String) {
    self.navigation = navigation
    self.style = style
  }
}

/// What a page asks its reader's browser to allow: its own style and script, named by their hashes,
/// and forms to its own site if it has one; nothing else (Content Security Policy Level 3, W3C).
public struct PagePolicy: Sendable {
  /// The policy as a header or a `meta` element gives it.
  public let text: String

  init(style: String, script: String? = nil, in site: PageSite?) {
    text = [
      "default-src 'none'", "style-src 'sha256-\(ComparisonPage.Digest(of: style).base64)'",
      script.map { "script-src 'sha256-\(ComparisonPage.Digest(of: $0).base64)'" },
      "base-uri 'none'", "form-action \(site == nil ? "'none'" : "'self'")",
    ].compactMap(\.self).joined(separator: "; ")
  }
}
