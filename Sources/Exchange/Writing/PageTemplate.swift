import Mustache
import Prose

/// A page that is filled with values, and has places that are written by others.
///
/// What a text can make long goes straight to the output, in the places kept for it: Mustache builds
/// whole strings, and takes seconds over tens of thousands of marks. A template is parsed once.
struct PageTemplate: Sendable {
  private let template: MustacheTemplate?

  static let compare = PageTemplate(PackageResources.compare_mustache)
  static let apparatus = PageTemplate(PackageResources.apparatus_mustache)
  static let descent = PageTemplate(PackageResources.descent_mustache)
  static let restoration = PageTemplate(PackageResources.restoration_mustache)

  private init(_ source: [UInt8]) {
    template = try? MustacheTemplate(string: String(decoding: source, as: UTF8.self))
  }

  /// Writes the page; `fill` writes what belongs in a place, named as in `<!--rows-->`.
  func write(
    _ values: [String: Any], to output: OutputFile,
    fill: (_ place: String) throws -> Void = { _ in }
  ) throws {
    let page = Array((template?.render(values) ?? "").utf8)
    let (opening, closing) = (Array("<!--".utf8), Array("-->".utf8))
    var at = 0
    // No value can hold such a mark: `<` is escaped in all of them.
    while let start = page.firstIndex(of: opening, from: at),
      let end = page.firstIndex(of: closing, from: start)
    {
      try output.write(page.span.extracting(at..<start))
      try fill(String(decoding: page[start + opening.count..<end], as: UTF8.self))
      at = end + closing.count
    }
    try output.write(page.span.extracting(at..<page.count))
  }
}
