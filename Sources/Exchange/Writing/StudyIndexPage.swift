import Mustache

/// The page that leads to the pages of a study, one for each report.
public enum StudyIndexPage {
  /// A report.
  public struct Line: Sendable {
    let values: [String: String]

    /// Makes a line.
    ///
    /// - Parameter address: Where its page lies, beside this one.
    public init(
      address: String, name: String, texts: Int, published: String?, meaning: Int, style: Int
    ) {
      let title = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      values = [
        "address": ComparisonPage.Markup.escaped(address),
        "name": ComparisonPage.Markup.escaped(title.isEmpty ? address : String(title.prefix(120))),
        "texts": ComparisonPage.Figures.text(texts),
        "published": ComparisonPage.Markup.escaped(published ?? ""),
        "meaning": ComparisonPage.Figures.text(meaning),
        "style": ComparisonPage.Figures.text(style),
      ]
    }
  }

  /// Writes the page; throws what the output throws.
  public static func write(_ lines: [Line], to output: OutputFile) throws {
    let style =
      String(decoding: PackageResources.compare_css, as: UTF8.self)
      + String(decoding: PackageResources.apparatus_css, as: UTF8.self)
      + "td, thead th { white-space: nowrap; }\n"
    let template = String(decoding: PackageResources.reports_mustache, as: UTF8.self)
    let page = try MustacheTemplate(string: template).render([
      "style": style, "styleHash": ComparisonPage.Digest(of: style).base64,
      "count": ComparisonPage.Figures.text(lines.count), "isOne": lines.count == 1,
      "lines": lines.map(\.values),
    ])
    try output.write(page)
  }
}
