import Collating
import Prose

/// Where a text was published, as far as its record says.
public struct TextOrigin: Hashable, Sendable {
  /// Who published it, when, and where.
  public var outlet: String?, published: String?, url: String?

  /// Makes an origin.
  public init(outlet: String? = nil, published: String? = nil, url: String? = nil) {
    self.outlet = outlet
    self.published = published
    self.url = url
  }

  /// What is known, in order.
  var parts: [String] { [outlet, published, url].compactMap(\.self) }
}

/// How much of the texts a page holds.
public enum PageExtent: Sendable {
  /// The texts whole.
  case whole
  /// The sentences in which they differ in style or meaning.
  case changes

  /// What leaves out the box of the differences that are in the texts alone.
  var style: String { self == .whole ? "" : "label:has(#f-n){display:none}\n" }
}

extension ComparisonPage {
  /// What a reader who keeps evidence wants to know of each text: where it is from, and its hash.
  ///
  /// - Parameter origins: As many as there are texts, or none where nothing is known.
  static func sources(of witnesses: [Witness], _ origins: [TextOrigin]) -> String {
    var list = ""
    for (place, witness) in witnesses.enumerated() {
      if place < origins.count, !origins[place].parts.isEmpty {
        let parts = origins[place].parts.map { "<bdi>\(Markup.escaped($0))</bdi>" }
        list += "<dt>Text \(witness.siglum)</dt><dd>\(parts.joined(separator: ", "))</dd>\n"
      }
      list += "<dt>SHA-256 of text \(witness.siglum)</dt><dd>"
      list += "\(Digest(of: witness.article.text).hexadecimal)</dd>\n"
    }
    return list
  }
}
