import Judging

extension ComparisonPage {
  /// The boxes a reader ticks, and the style rules that make them work without a script.
  struct Filters {
    /// A box for each severity.
    let severities: String
    /// A box for each kind that occurs; those that matter first, the frequent before the rare.
    let kinds: String
    let kindCount: Int
    /// The rules that differ from page to page.
    let style: String

    init(of comparison: Comparison, showing filter: DifferenceFilter) {
      let counts = comparison.countBySeverity
      var severities = ""
      for severity in Severity.allCases.reversed() {
        let letter = severity.pageClass
        severities +=
          "<label><input type=\"checkbox\" id=\"f-\(letter)\" autocomplete=\"off\""
          + (severity >= filter.atLeast ? " checked" : "")
          + "> <b class=\"\(letter)\">\(severity.labelOfMany)</b> "
          + "<small>(\(Figures.text(counts[severity] ?? 0)))</small> "
          + "<span>\(severity.explanation)</span></label>\n"
      }
      self.severities = severities

      var weight: [DifferenceKind: Severity] = [:]
      for difference in comparison.differences {
        weight[difference.kind] = max(weight[difference.kind] ?? .none, difference.severity)
      }
      let byKind = comparison.countByKind
      func rank(_ kind: DifferenceKind) -> (Int, Int, Int) {
        (weight[kind] == Severity.none ? 1 : 0, -(byKind[kind] ?? 0), kind.pageNumber)
      }
      let present = byKind.keys.sorted { rank($0) < rank($1) }
      var kinds = ""
      var style = ""
      var names = Severity.allCases.map(\.pageClass)
      for kind in present {
        let name = "k\(kind.pageNumber)"
        let isSlight = weight[kind] == Severity.none
        kinds +=
          "<label\(isSlight ? " class=\"slight\"" : "")><input type=\"checkbox\" id=\"f-\(name)\""
          + " autocomplete=\"off\"\(filter.hiddenKinds.contains(kind) ? "" : " checked")> \(Markup.escaped(kind.label)) "
          + "<small>(\(Figures.text(byKind[kind] ?? 0)))</small></label>\n"
        style += ".\(name){--t:\"\(kind.label)\"}\n"
        names.append(name)
      }
      self.kinds = kinds
      kindCount = present.count
      func rule(_ marked: String, _ after: String = "", _ body: String) {
        let selectors = names.map { name in
          "#filters:has(#f-\(name):not(:checked)) ~ \(marked).\(name)\(after)"
        }
        style += selectors.joined(separator: ",\n") + "{\(body)}\n"
      }
      // The rules look into the form alone: looking into the whole page (`:root:has`) makes every step
      // from mark to mark take half a second where there are tens of thousands.
      // What is not ticked is read on as plain text; in the list and on the bar it is gone.
      rule("#texts ", ":not(:target)", "all:unset;pointer-events:none")
      rule("#texts ", ":not(:target)::before", "content:none")
      rule("#changes li", "", "display:none")
      rule("#bar path", "", "display:none")
      self.style = style
    }
  }
}
