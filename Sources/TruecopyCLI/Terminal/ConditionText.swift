import Truecopy

/// The terminal view of one text's condition: the answer in one line, then the faults with the words around them.
struct ConditionText {
  let limit: Int
  let palette: Palette
  let width: Int

  func text(_ article: Article, _ condition: Condition) -> String {
    var lines = [head(article, condition)]
    for cause in condition.causes {
      lines += indented(
        "\(palette.bold("\(cause.explains) of them")): \(cause.name.told): \(cause.evidence).", "  "
      )
    }
    let listed = limit == 0 ? condition.faults[...] : condition.faults.prefix(limit)
    for fault in listed {
      let label =
        "\(fault.certainty.rawValue) \(fault.kind.rawValue): \(Excerpt.visible(fault.reason))"
      lines += indented(label, "  - ")
      lines += indented(around(fault.range, in: article.text), "      ")
    }
    if listed.count < condition.faults.count {
      lines.append("  \((condition.faults.count - listed.count).grouped) more; --limit 0 shows all")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func head(_ article: Article, _ condition: Condition) -> String {
    let share = Int((condition.value * 100).rounded())
    let verdict =
      condition.faults.isEmpty
      ? "nothing wrong with it"
      : "\(condition.faults.count.grouped) fault\(condition.faults.count == 1 ? "" : "s"), "
        + "\(condition.faults.count { $0.certainty == .proven }) of them proven"
    return palette.bold(
      "\(article.id): condition 0.\(share < 10 ? "0" : "")\(share)".replacingOne()) + ", " + verdict
  }

  private func indented(_ text: String, _ lead: String) -> [String] {
    Excerpt.wrapped(text, width: max(40, min(width, 120)) - lead.count).enumerated()
      .map { ($0 == 0 ? lead : String(repeating: " ", count: lead.count)) + $1 }
  }

  /// The fault between some words before and after.
  private func around(_ range: TextRange, in text: String) -> String {
    if range.count > 200 { return "…" }
    let bytes = text.utf8Span.span
    func border(_ at: Int) -> Bool { at <= 0 || at >= bytes.count || bytes[at] & 0xC0 != 0x80 }
    var start = max(0, range.start - 40)
    while !border(start) { start += 1 }
    var end = min(bytes.count, range.end + 40)
    while !border(end) { end -= 1 }
    return "… \(Excerpt.visible(String(text[TextRange(start, range.start)])))"
      + palette.lost("[\(Excerpt.visible(String(text[range])))]")
      + "\(Excerpt.visible(String(text[TextRange(range.end, end)]))) …"
  }
}

extension String {
  /// `0.100` is written `1.00`.
  fileprivate func replacingOne() -> String { hasSuffix("0.100") ? dropLast(5) + "1.00" : self }
}
