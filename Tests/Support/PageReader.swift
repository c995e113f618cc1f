/// Reads a page as strictly as a reader of HTML need not: every tag closed in order, every
/// attribute quoted, no `<` or `&` that is not markup.
public struct PageReader {
  /// An element of the page.
  public struct Element {
    /// Its name.
    public var name: String
    /// Its attributes, entities resolved; those without a value are empty.
    public var attributes: [String: String]
    /// The text inside it, entities resolved; of `script` and `style` as it stands.
    public var text = ""
    /// The names of what it stands in, outermost first.
    public var ancestors: [String]
  }

  /// What is wrong with a page.
  public struct Fault: Error, Equatable {
    /// What, in words.
    public var text: String

    /// Makes a fault.
    public init(text: String) { self.text = text }
  }

  /// The elements, in the order they begin.
  public private(set) var elements: [Element] = []
  private static let void: Set = ["meta", "link", "input", "path", "br"]
  private static let raw: Set = ["script", "style"]

  /// Reads a page; throws a `Fault` where it is not well formed.
  public init(_ page: String) throws {
    var rest = page[...]
    var open: [Int] = []
    while let next = rest.first {
      if next.unicodeScalars.first == "<" {
        try readTag(&rest, open: &open)
      } else {
        let text = Substring(rest.unicodeScalars.prefix { $0 != "<" })
        rest = rest[text.endIndex...]
        let plain = try Self.resolved(text)
        for index in open { elements[index].text += plain }
      }
    }
    if let last = open.last { throw Fault(text: "<\(elements[last].name)> is not closed") }
  }

  /// All elements of a name.
  public func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  /// The element with an id.
  public func with(_ id: String) -> Element? { elements.first { $0.attributes["id"] == id } }

  /// All ids, in order.
  public var ids: [String] { elements.compactMap { $0.attributes["id"] } }

  private mutating func readTag(_ rest: inout Substring, open: inout [Int]) throws {
    if rest.hasPrefix("<!DOCTYPE html>") { return rest.removeFirst(15) }
    let isEnd = rest.hasPrefix("</")
    rest.removeFirst(isEnd ? 2 : 1)
    let name = String(rest.prefix { $0.isLetter || $0.isNumber })
    rest.removeFirst(name.count)
    guard !name.isEmpty else { throw Fault(text: "a bare <") }
    if isEnd {
      guard rest.first == ">" else { throw Fault(text: "</\(name) goes on") }
      rest.removeFirst()
      guard let last = open.popLast(), elements[last].name == name else {
        throw Fault(text: "</\(name)> closes nothing")
      }
      return
    }
    var element = Element(name: name, attributes: [:], ancestors: open.map { elements[$0].name })
    let isClosed = try readAttributes(&rest, of: &element)
    elements.append(element)
    if isClosed || Self.void.contains(name) { return }
    guard Self.raw.contains(name) else { return open.append(elements.count - 1) }
    guard let end = rest.firstRange(of: "</\(name)>") else {
      throw Fault(text: "<\(name)> is not closed")
    }
    elements[elements.count - 1].text = String(rest[..<end.lowerBound])
    rest = rest[end.upperBound...]
  }

  private func readAttributes(_ rest: inout Substring, of element: inout Element) throws -> Bool {
    while true {
      rest = rest.drop { $0 == " " }
      if rest.hasPrefix("/>") {
        rest.removeFirst(2)
        return true
      }
      if rest.first == ">" {
        rest.removeFirst()
        return false
      }
      let name = String(rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" })
      guard !name.isEmpty, element.attributes[name] == nil else {
        throw Fault(text: "<\(element.name)> has `\(rest.prefix(20))`")
      }
      rest.removeFirst(name.count)
      element.attributes[name] = ""
      guard rest.first == "=" else { continue }
      guard rest.hasPrefix("=\"") else { throw Fault(text: "\(name) is not quoted") }
      rest.removeFirst(2)
      // By scalars: a quotation mark ends the value whatever is combined with it.
      let value = rest.unicodeScalars.prefix { $0 != "\"" }
      rest = Substring(rest.unicodeScalars[value.endIndex...].dropFirst())
      element.attributes[name] = try Self.resolved(Substring(value))
    }
  }

  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "#39": "'",
  ]

  private static func resolved(_ text: Substring) throws -> String {
    // By scalars: what is combined with a `;` is no part of the entity.
    let scalars = text.unicodeScalars
    var parts = scalars.split(separator: "&", omittingEmptySubsequences: false)
    var plain = String(Substring(parts.removeFirst()))
    for part in parts {
      let halves = part.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, let sign = entities[String(Substring(halves[0]))] else {
        throw Fault(text: "a bare & before `\(Substring(part.prefix(10)))`")
      }
      plain += sign + String(Substring(halves[1]))
    }
    return plain
  }
}
