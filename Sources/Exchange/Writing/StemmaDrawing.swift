import Collating
import Judging
import Prose

/// A stemma drawn: one line a witness, each under the one it was made from and further in.
struct StemmaDrawing {
  /// The drawing, as `svg` elements.
  private(set) var markup = ""

  private let witnesses: [Witness]
  private let names: [String]
  private let certainty: [Int: Stemma.Certainty]
  private var lines = ""
  private var nodes = ""
  private var rows = 0
  private var widest = 0

  /// In pixels.
  private static let rowHeight = 34
  private static let indent = 26
  /// Longer names are cut; the list below the drawing has them whole.
  private static let mostLetters = 48

  init(_ stemma: Stemma, of witnesses: [Witness], _ names: [String]) {
    self.witnesses = witnesses
    self.names = names
    certainty = Dictionary(
      stemma.edges.map { ($0.child, $0.certainty) }, uniquingKeysWith: { first, _ in first })
    for branch in stemma.forest { draw(branch, depth: 0) }
    let (width, height) = (widest + 10, rows * Self.rowHeight + 6)
    markup =
      "<svg role=\"img\" aria-label=\"Which text was made from which\" width=\"\(width)\" "
      + "height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\">\n\(lines)\(nodes)</svg>"
  }

  /// Draws a branch; gives the height of its line.
  @discardableResult
  private mutating func draw(_ branch: Stemma.Branch, depth: Int) -> Int {
    let x = 16 + depth * Self.indent
    let y = rows * Self.rowHeight + 20
    rows += 1
    let isGuess = branch.witness.flatMap { certainty[$0] } == .weak
    if let witness = branch.witness {
      var label = cut(names[witness])
      for same in branch.same { label += " = \(witnesses[same].siglum) \(cut(names[same]))" }
      nodes +=
        "<circle class=\"node\" cx=\"\(x)\" cy=\"\(y)\" r=\"5\"/><text x=\"\(x + 13)\" "
        + "y=\"\(y + 5)\"><tspan class=\"siglum\">\(witnesses[witness].siglum)</tspan> "
        + "\(ComparisonPage.Markup.escaped(label))\(isGuess ? " <tspan class=\"guess\">(a guess)</tspan>" : "")</text>\n"
      widest = max(widest, x + 40 + 9 * (label.unicodeScalars.count + (isGuess ? 10 : 0)))
    } else {
      nodes +=
        "<circle class=\"lost\" cx=\"\(x)\" cy=\"\(y)\" r=\"5\"/><text class=\"lost\" "
        + "x=\"\(x + 13)\" y=\"\(y + 5)\">a text that is not here</text>\n"
      widest = max(widest, x + 240)
    }
    for child in branch.children {
      let below = draw(child, depth: depth + 1)
      let isSure = branch.witness != nil && child.witness.flatMap { certainty[$0] } != .weak
      lines +=
        "<path class=\"\(isSure ? "sure" : "unsure")\" d=\"M\(x) \(y + 5)V\(below)h\(Self.indent - 5)\"/>\n"
    }
    return y
  }

  private func cut(_ name: String) -> String {
    name.count > Self.mostLetters
      ? "\(name.prefix(Self.mostLetters / 2))…\(name.suffix(Self.mostLetters / 2))" : name
  }
}
