public import Collating
public import Judging
import Prose

/// A stemma in the forms of other programs: Graphviz and the Newick trees of biology.
public enum StemmaGraph {
  /// The stemma in the language of Graphviz: an arrow from parent to child, dotted where it is a
  /// guess; a dashed line between witnesses of which it is not known.
  public static func dot(_ stemma: Stemma, of witnesses: [Witness]) -> String {
    let names = Stemma.names(of: witnesses)
    var lines = ["digraph descent {", "  node [shape=box];"]
    for (witness, name) in zip(witnesses, names) {
      lines.append("  \(witness.siglum) [label=\(quoted("\(witness.siglum) \(name)"))];")
    }
    for edge in stemma.edges {
      let style = edge.certainty == .weak ? ", style=dotted" : ""
      lines.append(
        "  \(witnesses[edge.parent].siglum) -> \(witnesses[edge.child].siglum) "
          + "[label=\(edge.certainty.rawValue)\(style)];")
    }
    for contamination in stemma.contaminations {
      lines.append(
        "  \(witnesses[contamination.source].siglum) -> \(witnesses[contamination.child].siglum) "
          + "[label=\"also from\", style=dashed, constraint=false];")
    }
    for open in stemma.undecided where open.reason != .strangers {
      for (first, second) in zip(open.witnesses, open.witnesses.dropFirst()) {
        lines.append(
          "  \(witnesses[first].siglum) -> \(witnesses[second].siglum) "
            + "[dir=none, style=dashed, label=\(quoted(open.reason.rawValue))];")
      }
    }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// The stemma as Newick trees, one a line: `(copy,other)report;`.
  ///
  /// A witness that others were made from names the inner node; a text that is not here is a node
  /// without a name, and so is what stands for texts that are the same.
  public static func newick(_ stemma: Stemma, of witnesses: [Witness]) -> String {
    let names = Stemma.names(of: witnesses).map(label)
    return stemma.forest.map { newick($0, names) + ";\n" }.joined()
  }

  private static func newick(_ branch: Stemma.Branch, _ names: [String]) -> String {
    let children = branch.children.map { newick($0, names) }.joined(separator: ",")
    let own = (children.isEmpty ? "" : "(\(children))") + (branch.witness.map { names[$0] } ?? "")
    if branch.same.isEmpty { return own }
    return "(\(([own] + branch.same.map { names[$0] }).joined(separator: ",")))"
  }

  /// A name in single quotes where it holds what the form gives a meaning to.
  private static func label(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || ".-/".unicodeScalars.contains($0)
    }
    // An underscore outside of quotes would be read as a space.
    return isPlain ? name : "'" + name.replacing("'", with: "''") + "'"
  }
}
