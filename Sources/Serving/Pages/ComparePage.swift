/// A form to set two texts side by side; nothing of it is kept.
struct ComparePage: TemplatePage {
  static let template = "compare"
  let title = "Compare two texts"
  let fields: Fields

  /// - Parameter problem: What was wrong with the texts that were sent.
  init(problem: String? = nil, base: String = "", copy: String = "") {
    fields = [
      "problem": .told(problem), "base": .told(base.isEmpty ? nil : base),
      "copy": .told(copy.isEmpty ? nil : copy), "most": .count(Site.mostSent >> 20),
      "how": .text("POST the fields `base` and `copy` here, as a form or as JSON"),
    ]
  }
}

extension Site {
  /// Bytes that may be sent.
  static let mostSent = 8 << 20

  /// Two texts that were sent, side by side, or the form again where one is missing.
  func compared(_ ask: Ask) -> any Page {
    let (base, copy) = (ask.body["base"] ?? "", ask.body["copy"] ?? "")
    let isBlank = { (text: String) in text.allSatisfy(\.isWhitespace) }
    if isBlank(base) || isBlank(copy) {
      return ComparePage(problem: "One of the two texts is empty.", base: base, copy: copy)
    }
    return SideBySidePage(base, copy)
  }
}
