import Judging
import Storing

/// Changes of meaning over the whole study.
struct ChangesPage: TemplatePage {
  static let template = "changes"
  let title = "Changes of meaning"
  let fields: Fields
  let table: (rows: [Fields], columns: [String])?

  private static let size = 40

  init(_ site: Site, _ ask: Ask) throws {
    let last = try ask.place("after")
    let lines = try site.store.meaningChanges(after: last, limit: Self.size + 1)
    let rows = try site.store.inContext(Array(lines.prefix(Self.size))).map(\.fields)
    let next = lines.count > Self.size ? lines[Self.size - 1] : nil
    let total = try site.store.meaningCount()
    table = (rows, [])
    fields = [
      "total": .count(total), "changes": .list(rows), "isEmpty": .shown(rows.isEmpty),
      "next": .text(next.map { "\($0.article)-\($0.number)" }),
      "isFirst": .shown(ask.word("after") == nil),
    ]
  }
}

extension Store.ChangeLine {
  var fields: Fields {
    let line = difference
    return [
      "cluster": .number(cluster), "copyName": .told(Wording.printed(outlet ?? line.id, published)),
      "baseName": .told(Wording.printed(baseOutlet ?? line.baseID, basePublished)),
      "article": .text(line.id),
      "article_number": .number(line.article),
      "base_article": .text(line.baseID), "base_number": .number(line.base),
      "number": .number(line.number),
      "base": .fields([
        "start": .number(line.baseRange.lowerBound), "end": .number(line.baseRange.upperBound),
        "text": .text(line.baseReading), "before": .told(Self.last(baseBefore)),
        "after": .told(Self.first(baseAfter)), "isEmpty": .shown(line.baseReading.isEmpty),
        "isSpace": .shown(Self.isSpace(line.baseReading)),
      ]),
      "reading": .fields([
        "start": .number(line.range.lowerBound), "end": .number(line.range.upperBound),
        "text": .text(line.reading), "before": .told(Self.last(before)),
        "after": .told(Self.first(after)), "isEmpty": .shown(line.reading.isEmpty),
        "isSpace": .shown(Self.isSpace(line.reading)),
      ]),
      "operation": .text(line.operation), "kind": .text(line.kind),
      "kindTold": .told(DifferenceKind(rawValue: line.kind)?.label),
      "severity": .text(line.severity), "letter": .told(String(line.severity.prefix(1))),
      "effect": .text(line.effect), "in_quote": .truth(line.isInQuotation),
      "cause": .text(line.cause), "causeTold": .told(line.cause.flatMap(Wording.cause)),
      "reason": .text(line.reason), "reasonMarked": .markup(Wording.marked(line.reason)),
    ]
  }

  private static func isSpace(_ text: String) -> Bool {
    !text.isEmpty && text.allSatisfy(\.isWhitespace)
  }

  /// The end of what stands before, from a word on; where a paragraph begins there, from there.
  private static func last(_ text: String) -> String {
    let line = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).last ?? ""
    if line.count < text.count || line.count < 100 { return String(line) }
    return "… " + line.drop { !$0.isWhitespace }.drop(while: \.isWhitespace)
  }

  private static func first(_ text: String) -> String {
    let line = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).first ?? ""
    if line.count < text.count || line.count < 100 { return String(line) }
    return line.prefix(upTo: line.lastIndex(where: \.isWhitespace) ?? line.endIndex) + " …"
  }
}
