import Truecopy

/// The terminal view of a stemma: the tree, then what shows each of its edges, then what is left
/// open.
struct StemmaText {
  private let stemma: Stemma
  private let witnesses: [Witness]
  private let names: [String]
  private let palette: Palette
  private let width: Int

  init(_ stemma: Stemma, of witnesses: [Witness], palette: Palette, width: Int) {
    self.stemma = stemma
    self.witnesses = witnesses
    names = Stemma.names(of: witnesses).map(Excerpt.visible)
    self.palette = palette
    self.width = min(max(width, 40), 120)
  }

  var text: String {
    var lines = [palette.bold(stemma.answer(naming: names))]
    for branch in stemma.forest { lines += [""] + tree(branch, "", "") }
    for edge in stemma.edges {
      lines += ["", heading(edge)]
      for fact in edge.evidence {
        lines += indented((fact.isFor ? "" : "against it: ") + fact.statement, "  - ")
      }
      if edge.evidence.isEmpty {
        lines += indented("only the place of the others in the tree speaks for it", "  - ")
      }
    }
    for contamination in stemma.contaminations {
      let (child, source) = (siglum(contamination.child), siglum(contamination.source))
      lines += [""]
      lines += indented(
        "\(child) also took from \(source): in \(contamination.places.count) places it reads as "
          + "\(source) does, and not as \(siglum(contamination.parent))", "")
    }
    for open in stemma.undecided {
      let who = open.witnesses.map(siglum).joined(separator: " ")
      lines += [""] + indented("undecided \(who): \(open.reason.told)", "")
      for fact in open.evidence { lines += indented(fact.statement, "  - ") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func siglum(_ witness: Int) -> String { witnesses[witness].siglum }

  private func heading(_ edge: Stemma.Edge) -> String {
    let (parent, child) = (siglum(edge.parent), siglum(edge.child))
    return "\(palette.bold("\(parent) → \(child)"))  \(edge.certainty.rawValue)"
  }

  private func tree(_ branch: Stemma.Branch, _ lead: String, _ below: String) -> [String] {
    let own = branch.witness.map { "\(siglum($0)) \(names[$0])" } ?? "(a text that is not here)"
    let same = branch.same.map { " = \(siglum($0)) \(names[$0])" }.joined()
    var lines = ["\(lead)\(own)\(same)"]
    for (place, child) in branch.children.enumerated() {
      let isLast = place == branch.children.count - 1
      lines += tree(child, below + (isLast ? "└─ " : "├─ "), below + (isLast ? "   " : "│  "))
    }
    return lines
  }

  private func indented(_ text: String, _ lead: String) -> [String] {
    Excerpt.wrapped(Excerpt.visible(text), width: width - lead.count).enumerated().map {
      ($0 == 0 ? lead : String(repeating: " ", count: lead.count)) + $1
    }
  }
}
