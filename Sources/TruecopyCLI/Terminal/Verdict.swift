import Truecopy

/// Does it matter? The answer to a comparison in one line, and the lines that say why.
struct Verdict {
  private let differences: [Difference]
  private let counted: [Difference]
  private let palette: Palette

  init(on differences: [Difference], by filter: DifferenceFilter, palette: Palette) {
    self.differences = differences
    self.counted = differences.filter { !filter.hiddenKinds.contains($0.kind) }
    self.palette = palette
  }

  /// How many differences count that have a severity.
  func count(_ severity: Severity) -> Int { counted.count { $0.severity == severity } }

  /// The answer, about `The texts` or `The two texts`.
  ///
  /// - Parameter addition: A sentence put behind what was counted.
  func text(about texts: String, addition: String = "") -> String {
    if differences.isEmpty {
      return palette.bold("\(texts) are the same, to the last character.")
    }
    if counted.isEmpty { return palette.bold("Nothing differs but kinds you left out.") }
    let (meaning, style, slight) = (count(.meaning), count(.style), count(.none))
    if meaning + style == 0 {
      return palette.bold("It does not matter: the words are the same.")
        + " \(slight.counted("difference")) of spacing, marks and case."
    }
    let verdict =
      meaning > 0
      ? "It matters: \(meaning.counted("difference")) change\(meaning == 1 ? "s" : "") the meaning"
      : "The wording differs, the meaning does not"
    return palette.bold(verdict)
      + ", \(style.grouped) the style, \(slight.grouped) neither.\(addition)"
  }

  /// The fault behind many differences, and what shows it.
  static func line(_ cause: Cause, _ palette: Palette) -> String {
    "\(palette.bold("\(cause.explains) of them")): \(cause.name.told) (\(cause.name.rawValue)): \(cause.evidence)."
  }

  /// Which text was made from which, each in a line, and where to read more.
  static func descent(
    _ stemma: Stemma, of witnesses: [Witness], palette: Palette, width: Int
  ) -> [String] {
    stemma.toldEdges.flatMap { edge in
      let (claim, why) = stemma.derivation(edge, of: witnesses)
      let line = palette.bold(claim) + (why.map { ": \($0)." } ?? "")
      return Excerpt.wrapped(line, width: width - 4).enumerated().map {
        ($0 == 0 ? "  " : "    ") + $1
      }
    }
  }

  /// What a difference is, among others of a severity, and why; wrapped behind a dash.
  ///
  /// - Parameter sigla: Whose it is, where there are more than two texts.
  static func lines(
    _ difference: Difference, among severity: Severity, sigla: String? = nil, palette: Palette,
    width: Int
  ) -> [String] {
    let quote = difference.isInQuotation ? ", inside a quotation" : ""
    let own = difference.severity == severity ? "" : " (\(difference.severity.rawValue))"
    let line =
      (sigla.map { $0 + " " } ?? "") + palette.bold(difference.kind.rawValue)
      + "\(own): \(ComparisonText.shortened(difference.reason))\(quote)"
    return Excerpt.wrapped(line, width: width - 4).enumerated().map {
      ($0 == 0 ? "  - " : "    ") + $1
    }
  }

  /// The heading of a place: how much it matters, and the differences in it by name.
  static func heading(
    _ severity: Severity, _ ids: [String], palette: Palette, width: Int
  ) -> [String] {
    let label = severity.rawValue.uppercased()
    let heading = severity == .meaning ? palette.warning(label) : palette.bold(label)
    let indent = label.count + 2
    return Excerpt.wrapped(ids.joined(separator: " "), width: width - indent).enumerated().map {
      ($0 == 0 ? heading + "  " : String(repeating: " ", count: indent)) + $1
    }
  }
}
