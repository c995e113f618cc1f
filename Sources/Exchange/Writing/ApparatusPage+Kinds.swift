import Judging

extension ApparatusPage {
  /// A box for each kind that occurs; those that matter first, the frequent before the rare.
  struct Kinds {
    let boxes: String
    let count: Int

    init(of differences: [Difference], hiding hidden: Set<DifferenceKind>) {
      var counts: [DifferenceKind: (all: Int, severity: Severity)] = [:]
      for difference in differences {
        let so = counts[difference.kind] ?? (0, .none)
        counts[difference.kind] = (so.all + 1, max(so.severity, difference.severity))
      }
      func rank(_ kind: DifferenceKind) -> (Int, Int, Int) {
        let so = counts[kind] ?? (0, .none)
        return (so.severity == .none ? 1 : 0, -so.all, kind.pageNumber)
      }
      let present = counts.keys.sorted { rank($0) < rank($1) }
      boxes = present.map { kind in
        let so = counts[kind] ?? (0, .none)
        return "<label\(so.severity == .none ? " class=\"slight\"" : "")><input type=\"checkbox\""
          + " id=\"f-k\(kind.pageNumber)\" autocomplete=\"off\""
          + (hidden.contains(kind) ? ">" : " checked>")
          + " \(ComparisonPage.Markup.escaped(kind.label))"
          + " <small>(\(ComparisonPage.Figures.text(so.all)))</small></label>\n"
      }.joined()
      count = present.count
    }
  }

  /// The sets of kinds that stand together in one place, each with a class of its own.
  ///
  /// Several texts part in one place, each in its way: the place is hidden only once the boxes of
  /// all its kinds are empty, which a rule for each kind alone cannot say.
  struct KindSets {
    /// The kinds of each set, in order of their numbers.
    private(set) var all: [[DifferenceKind]] = []
    private var numbers: [[Int]: Int] = [:]

    /// The number of a set.
    mutating func number(of kinds: Set<DifferenceKind>) -> Int {
      let kinds = kinds.sorted { $0.pageNumber < $1.pageNumber }
      let key = kinds.map(\.pageNumber)
      if let number = numbers[key] { return number }
      numbers[key] = all.count
      all.append(kinds)
      return all.count - 1
    }

    /// The rules that hide what holds nothing but kinds whose boxes are empty.
    var rules: String {
      var rules = ""
      for (number, kinds) in all.enumerated() {
        let form =
          "#filters"
          + kinds.map { ":has(#f-k\($0.pageNumber):not(:checked))" }.joined()
        rules +=
          "\(form) ~ #texts .r.x\(number){all:unset}\n"
          + "\(form) ~ #texts .r.x\(number)::before{content:none}\n"
          + "\(form) ~ #changes li.x\(number){display:none}\n"
      }
      for kind in Set(all.joined()).sorted(by: { $0.pageNumber < $1.pageNumber }) {
        let name = "k\(kind.pageNumber)"
        rules +=
          "#filters:has(#f-\(name):not(:checked)) ~ #changes .why.\(name),"
          + "#filters:has(#f-\(name):not(:checked)) ~ #bar path.\(name){display:none}\n"
      }
      return rules
    }
  }
}
