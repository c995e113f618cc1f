import Exchange
import Mustache

/// What an address says, field by field: written as JSON as it is, as rows of a table where it is a
/// list, and filled into a template for people.
struct Fields: ExpressibleByDictionaryLiteral, Sendable {
  /// A value in its forms.
  enum Value: Sendable {
    /// A text from the study; null in JSON where there is none.
    case text(String?)
    /// A number people read with commas between the thousands.
    case count(Int?)
    /// A number that is a name: no commas.
    case number(Int?)
    /// A share from 0 to 1, for people a percentage.
    case share(Double?)
    case truth(Bool)
    case fields(Fields?)
    case list([Fields])
    /// What is JSON already; people are told it in other fields.
    case json(String?)
    /// For people only.
    case told(String?)
    /// For people only, and markup already.
    case markup(String)
    /// For people only: whether something is shown.
    case shown(Bool)
  }

  private(set) var all: [(name: String, value: Value)]

  init(dictionaryLiteral elements: (String, Value)...) {
    all = elements.map { (name: $0, value: $1) }
  }

  /// Adds fields behind these.
  static func + (first: Fields, second: Fields) -> Fields {
    var both = first
    both.all += second.all
    return both
  }
}

extension Fields: MustacheParent {
  /// A field as the template has it; what is missing is found to be so here, and not looked for in
  /// what stands around.
  func child(named name: String) -> Any? {
    guard let value = all.first(where: { $0.name == name })?.value else { return nil }
    switch value {
    case .text(let text), .told(let text): return text ?? Nothing() as Any
    case .count(let count): return count.map(Figures.text) ?? Nothing() as Any
    case .number(let number): return number.map { "\($0)" } ?? Nothing() as Any
    case .share(let share): return share.map(Figures.percent) ?? Nothing() as Any
    case .truth(let truth), .shown(let truth): return truth
    case .fields(let fields): return fields ?? Nothing() as Any
    case .list(let list): return list
    case .markup(let markup): return markup.isEmpty ? Nothing() as Any : markup
    case .json: return nil
    }
  }

  /// No value.
  private struct Nothing: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
  }
}

extension Fields {
  /// Writes the fields that are not for people only.
  func write(to json: inout JSONWriter) {
    for (name, value) in all {
      switch value {
      case .text(let text): json.field(name, text)
      case .count(let number), .number(let number):
        json.key(name)
        if let number { json.value(number) } else { json.null() }
      case .share(let share):
        json.key(name)
        if let share { json.value(share, digits: 4) } else { json.null() }
      case .truth(let truth): json.field(name, truth)
      case .fields(let fields):
        json.key(name)
        if let fields { json.object(fields.write) } else { json.null() }
      case .list(let list):
        json.array(name) { json in for fields in list { json.object(fields.write) } }
      case .json(let text):
        json.key(name)
        if let text { json.value(json: Array(text.utf8)) } else { json.null() }
      case .told, .markup, .shown: break
      }
    }
  }

  /// The fields that make a row of a table, flat: what is inside another is named by both.
  private func cells(under prefix: String = "") -> [(name: String, text: String)] {
    all.flatMap { name, value -> [(name: String, text: String)] in
      let name = prefix + name
      switch value {
      case .text(let text), .json(let text): return [(name, text ?? "")]
      case .count(let number), .number(let number): return [(name, number.map { "\($0)" } ?? "")]
      case .share(let share): return [(name, share.map { Figures.decimal($0) } ?? "")]
      case .truth(let truth): return [(name, "\(truth)")]
      case .fields(let fields): return fields?.cells(under: name + "_") ?? []
      case .list, .told, .markup, .shown: return []
      }
    }
  }

  /// Rows as a table (RFC 4180); `columns` names them where there is no row.
  static func table(_ rows: [Fields], columns: [String]) -> [UInt8] {
    let cells = rows.map { $0.cells() }
    // What is inside another has no columns in a row that lacks it.
    var names: [String] = []
    for row in cells where row.count > names.count { names = row.map(\.name) }
    for name in cells.flatMap({ $0.map(\.name) }) where !names.contains(name) { names.append(name) }
    var table = CSVTable()
    table.add(rows.isEmpty ? columns : names)
    for row in cells {
      let texts = Dictionary(
        row.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
      table.add(names.map { texts[$0] ?? "" })
    }
    return table.take()
  }
}

/// Numbers as people read them.
enum Figures {
  static func text(_ number: Int) -> String { ComparisonPage.Figures.text(number) }

  /// Of a share, rounded so that only what is whole is 100 %, and only what is nothing 0 %.
  static func percent(_ share: Double) -> String {
    let tenths =
      share >= 1 || share <= 0
      ? (share * 1000).rounded() : min(max((share * 1000).rounded(), 1), 999)
    return "\(decimal(tenths / 10, digits: 1)) %"
  }

  static func decimal(_ number: Double, digits: Int = 4) -> String {
    var json = JSONWriter()
    json.value(number, digits: digits)
    return json.text
  }

  /// `1 copy`, `2 copies`.
  static func many(_ number: Int, _ one: String, _ many: String) -> String {
    "\(text(number)) \(number == 1 ? one : many)"
  }
}
