import ArgumentParser
import Truecopy

/// The options that leave out kinds of difference.
struct KindArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Leave out a kind or family of differences, such as spacing; may be repeated.",
      valueName: "kind"),
    completion: .list(KindFamily.names))
  var ignore: [String] = []

  @Option(
    help: ArgumentHelp(
      "Show this kind or family of differences alone; may be repeated.", valueName: "kind"),
    completion: .list(KindFamily.names))
  var only: [String] = []

  /// The kinds that are left out.
  var hidden: Set<DifferenceKind> {
    get throws {
      let ignored = Set(try ignore.flatMap(Self.kinds))
      guard !only.isEmpty else { return ignored }
      let asked = Set(try only.flatMap(Self.kinds))
      return ignored.union(DifferenceKind.allCases.filter { !asked.contains($0) })
    }
  }

  private static func kinds(named name: String) throws -> [DifferenceKind] {
    if let kinds = KindFamily.kinds(named: name) { return kinds }
    throw ValidationError(
      "there is no kind `\(name)`; did you mean `\(nearest(to: name))`? GLOSSARY.md lists all")
  }

  /// The name that takes the fewest edits; that of a kind may be told without its family.
  static func nearest(to name: String) -> String {
    let letters = Array(name.lowercased().utf8)
    func distance(_ candidate: String) -> Int {
      let short = candidate.split(separator: ".").last.map(String.init) ?? candidate
      return min(
        Letters.distance(letters, Array(candidate.utf8)),
        Letters.distance(letters, Array(short.utf8)))
    }
    return KindFamily.names.min { distance($0) < distance($1) } ?? ""
  }
}
