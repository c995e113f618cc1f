import Running
import Support

/// A page of the repository, cut at its headings.
struct Document {
  let text: String

  /// Reads a page by its path from the root.
  init(_ path: String) throws { text = try Checkout.text(of: path) }

  /// What stands under a heading of the second level; nil where there is none.
  func section(_ heading: String) -> String? {
    let parts = ("\n" + text).split(separator: "\n## ", omittingEmptySubsequences: false)
    return parts.first { $0.hasPrefix(heading + "\n") || $0 == heading }.map(String.init)
  }

  /// The rows of the first table under a heading, without its head.
  func table(under heading: String) -> [[String]] {
    let lines = (section(heading) ?? "").split(separator: "\n").filter { $0.hasPrefix("|") }
    return lines.dropFirst(2).map { line in
      line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
        .map { cell in
          String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
  }

  /// The lines of all fences of a kind, one list a fence.
  func fences(_ kind: String) -> [[String]] {
    var fences: [[String]] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```" + kind {
        isInside = true
        fences.append([])
      } else if line.hasPrefix("```") {
        isInside = false
      } else if isInside {
        fences[fences.count - 1].append(String(line))
      }
    }
    return fences
  }
}
