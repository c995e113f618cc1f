/// What a reader asked for: a page, in one of its forms.
struct Ask: Sendable {
  /// A form a page comes in.
  enum Form: String, CaseIterable, Sendable {
    case html
    case json
    case csv
  }

  /// The form.
  let form: Form
  /// What stands in the path, by name.
  let path: [String: String]
  /// What stands behind the question mark; of what is named twice, the first.
  let query: [String: String]
  /// What was sent with it.
  var body: [String: String] = [:]

  /// A number in the path; what is none names no page.
  func number(_ name: String) throws -> Int {
    guard let text = path[name], let number = Int(text), number > 0 else { throw Refusal.missing }
    return number
  }

  /// A word of the query; nil where it is empty.
  func word(_ name: String) -> String? {
    query[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A number of the query, `other` where it is not there.
  func number(_ name: String, else other: Int, in range: ClosedRange<Int>) throws -> Int {
    guard let text = word(name) else { return other }
    guard let number = Int(text), range.contains(number) else {
      throw Refusal(
        status: 400, problem: "`\(name)` is `\(text)`",
        hint: "it is a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// One of some words of the query.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, of type: Choice.Type = Choice.self
  ) throws -> Choice? {
    guard let text = word(name) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw Refusal(
        status: 400, problem: "`\(name)` is `\(text)`", hint: "it is one of: \(choices)")
    }
    return choice
  }
}

/// Why a page is not given.
struct Refusal: Error {
  /// The status of HTTP.
  let status: Int
  /// What is wrong.
  let problem: String
  /// What to do about it.
  let hint: String?

  static let missing = Refusal(
    status: 404, problem: "there is no such page in this study",
    hint: "begin at the overview, or search for a text")
}

/// Some of a long list.
struct Paging {
  /// From 1.
  let page: Int
  let size: Int

  /// No list goes on for longer.
  private static let most = 100_000

  init(_ ask: Ask, size: Int = 50) throws {
    page = try ask.number("page", else: 1, in: 1...Self.most)
    self.size = size
  }

  var offset: Int { (page - 1) * size }

  /// The links to the pages before and after, with all else that was asked for.
  func fields(_ ask: Ask, total: Int) -> Fields {
    let last = max(1, (total + size - 1) / size)
    return [
      "page": .number(page), "pages": .number(last), "total": .count(total),
      "previous": .told(page > 1 ? Address.query(ask.query, with: ["page": "\(page - 1)"]) : nil),
      "next": .told(page < last ? Address.query(ask.query, with: ["page": "\(page + 1)"]) : nil),
      "hasPages": .shown(last > 1),
    ]
  }
}
