import Collating
public import Judging
import Statements

/// A comparison as one self-contained page of HTML: for an inbox, an archive, a printer.
///
/// The page asks for nothing from anywhere: style and script are inside it, and its own
/// `Content-Security-Policy` names them by hash and forbids all else. Without the script it can be
/// read and filtered; the script adds keys and a card with the reason beside each difference.
public enum ComparisonPage {
  /// Colours, letters, marks and lists of changes: what all pages share.
  package static let baseStyle = String(decoding: PackageResources.base_css, as: UTF8.self)
  /// The same with the texts side by side.
  static let style = baseStyle + String(decoding: PackageResources.compare_css, as: UTF8.self)

  /// How many changes are listed one by one; the texts mark all of them.
  static let mostListed = 500

  /// Writes the page; what the filter does not show is in it, but unmarked until the reader asks.
  ///
  /// Throws what the output throws; gives what the page asks the browser to allow.
  ///
  /// - Parameters:
  ///   - extent: How much of the texts is in it; with the changes alone it needs no script.
  ///   - origins: Where the two were published, told at its end.
  /// - Complexity: O(bytes of both texts + differences); holds the reasons, not the page.
  @discardableResult public static func write(
    _ comparison: Comparison, _ stemma: Stemma, showing filter: DifferenceFilter,
    extent: PageExtent = .whole, origins: [TextOrigin] = [], in site: PageSite? = nil,
    to output: OutputFile
  ) throws -> PagePolicy {
    let ranking = Ranking(of: comparison.differences)
    let frame = Frame(
      of: comparison, stemma, showing: filter, extent: extent, origins: origins, in: site)
    try PageTemplate.compare.write(frame.values, to: output) { place in
      switch place {
      case "changes": try Changes(of: comparison, ranking, extent).write(to: output)
      case "statements":
        let register = Register(of: comparison.collation.base, includesNarration: true)
        try Statements(of: comparison, register).write(ranking, to: output)
      case "rows": try Rows(of: comparison, ranking).write(to: output)
      case "reasons": try Reasons(of: comparison).write(to: output)
      default: break
      }
    }
    return frame.policy
  }
}

extension ComparisonPage {
  /// Which differences matter, the weightiest first, and which of them are listed.
  struct Ranking {
    /// The places in `differences` of those that change the meaning, then of those of style.
    let listed: [Int]
    /// How many more matter than are listed.
    let unlistedCount: Int
    private let isListed: [Bool]

    init(of differences: [Difference]) {
      func places(of severity: Severity) -> [Int] {
        differences.indices.filter { differences[$0].severity == severity }
      }
      let all = places(of: .meaning) + places(of: .style)
      listed = Array(all.prefix(ComparisonPage.mostListed))
      unlistedCount = all.count - listed.count
      var isListed = Array(repeating: false, count: differences.count)
      for place in listed { isListed[place] = true }
      self.isListed = isListed
    }

    /// Where the mark of a difference leads: to its entry in the list, else to itself.
    func target(of place: Int, id: String) -> String {
      isListed[place] ? "c" + id.dropFirst() : id
    }
  }
}

extension Severity {
  /// The class of its marks: one letter, for there are many.
  var pageClass: String {
    switch self {
    case .none: "n"
    case .style: "s"
    case .meaning: "m"
    }
  }
}

extension DifferenceKind {
  /// The place of each kind among all: the number of its class.
  private static let numbers = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })

  /// The number of its class, `k0` …; it holds within one page only.
  var pageNumber: Int { Self.numbers[self] ?? 0 }
}
