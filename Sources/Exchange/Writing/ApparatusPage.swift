import Collating
public import Judging
import Prose

/// A comparison of more than two texts as one self-contained page of HTML.
///
/// The list gives every place that matters with the readings of all, each once, by the sigla of
/// those that have it. The text below it is that of the witness the reader chooses; choosing and
/// filtering need no script, only style; the script of the page of two adds its keys and cards.
public enum ApparatusPage {
  /// How many places are listed one by one; the text marks all of them.
  static let mostListed = 500

  /// Writes the page; differences the filter does not show are in it, but unmarked until the reader
  /// asks for their severity.
  ///
  /// Throws what the output throws; gives what the page asks the browser to allow.
  ///
  /// - Parameters:
  ///   - extent: How much of the texts is in it; with the changes alone it needs no script.
  ///   - origins: Where the texts were published, told at its end.
  /// - Complexity: O(bytes of all texts + differences · witnesses), and the table's.
  @discardableResult public static func write(
    _ apparatus: Apparatus, showing filter: DifferenceFilter, extent: PageExtent = .whole,
    origins: [TextOrigin] = [], in site: PageSite? = nil, to output: OutputFile
  ) throws -> PagePolicy {
    let table = apparatus.table
    var sets = KindSets()
    let units = Units(of: apparatus, &sets)
    let flow = Flow(of: apparatus, table, units, &sets)
    let frame = Frame(
      of: apparatus, table, units, flow, filter, sets, extent, origins, in: site)
    try PageTemplate.apparatus.write(frame.values, to: output) { place in
      switch place {
      case "changes": try units.write(flow, extent, to: output)
      case "statements": try Sayings(of: apparatus).write(to: output)
      case "rows": try flow.write(to: output)
      case "reasons": try ComparisonPage.Reasons.write(flow.reasons(sets), to: output)
      default: break
      }
    }
    return frame.policy
  }
}

extension ApparatusPage {
  /// What stands around the list and the text; every value is markup already.
  struct Frame {
    let policy: PagePolicy
    let values: [String: Any]

    init(
      of apparatus: Apparatus, _ table: AlignmentTable, _ units: Units, _ flow: Flow,
      _ filter: DifferenceFilter, _ sets: KindSets, _ extent: PageExtent, _ origins: [TextOrigin],
      in site: PageSite?
    ) {
      let counted = apparatus.differences.filter { !filter.hiddenKinds.contains($0.kind) }
      let counts = Dictionary(counted.map { ($0.severity, 1) }, uniquingKeysWith: +)
      let hidden = apparatus.differences.count - counted.count
      let head = PageHead(
        .apparatus, rules: Self.rules(apparatus.witnesses.count) + sets.rules + extent.style,
        script: apparatus.differences.isEmpty ? nil : .script, in: site)
      let kinds = Kinds(of: apparatus.differences, hiding: filter.hiddenKinds)
      let limits = apparatus.comparisons.reduce(0) { $0 + $1.collation.limits.count }
      let answer = ComparisonPage.Answer(of: apparatus, counts)
      policy = head.policy
      values = [
        "style": head.style,
        "script": head.script,
        "policy": policy.text,
        "navigation": site?.navigation ?? "",
        "steps": String(decoding: PackageResources.steps_html, as: UTF8.self),
        "differs": !apparatus.differences.isEmpty,
        "kinds": kinds.boxes,
        "kindCount": kinds.count,
        "slight": (counts[.none] ?? 0) > 0
          ? ComparisonPage.Figures.text(counts[.none] ?? 0) : false as Any,
        "limits": limits > 0 ? ComparisonPage.Figures.text(limits) : false as Any,
        "title": apparatus.witnesses.map { Self.escaped($0.article.id) }.joined(separator: " / "),
        "question": answer.question.isEmpty ? false : answer.question as Any,
        "answer": Self.escaped(answer.text),
        "matters": !units.listed.isEmpty,
        "isWhole": extent == .whole,
        "sources": ComparisonPage.sources(of: apparatus.witnesses, origins),
        "count": "\(apparatus.witnesses.count)",
        "base": Self.values(apparatus.base, of: apparatus, filter, in: site),
        "witnesses": apparatus.witnesses.indices.map {
          Self.values($0, of: apparatus, filter, in: site)
        },
        "agreement": Self.percent(apparatus.agreement(in: table)),
        "hidden": hidden > 0 ? ComparisonPage.Figures.differences(hidden) : false as Any,
        "hasCauses": apparatus.comparisons.contains { !$0.causes.isEmpty },
        "causes": Self.causes(of: apparatus),
        "descent": ComparisonPage.Frame.values(of: apparatus.stemma, apparatus.witnesses),
        "severities": Self.severities(apparatus.differences, filter),
        "bases": Self.bases(of: apparatus),
        "lanes": flow.lanes,
        "unlisted": units.unlistedCount > 0
          ? ComparisonPage.Figures.text(units.unlistedCount) : false as Any,
      ]
    }

    private static func escaped(_ text: String) -> String { ComparisonPage.Markup.escaped(text) }

    private static func percent(_ share: Double) -> String {
      let rounded =
        share >= 1 || share <= 0 ? share * 100 : min(max((share * 1000).rounded() / 10, 0.1), 99.9)
      return Decimals.text(rounded, digits: 1)
    }

    private static func values(
      _ index: Int, of apparatus: Apparatus, _ filter: DifferenceFilter, in site: PageSite?
    ) -> [String: String] {
      let witness = apparatus.witnesses[index]
      let words = witness.words.count { $0.kind.isLexical }
      var values = [
        "siglum": witness.siglum, "name": site.named(witness.article.id),
        "words": ComparisonPage.Figures.text(words), "agreement": "", "meaning": "", "style": "",
        "none": "",
      ]
      guard let comparison = apparatus.comparison(of: index) else { return values }
      values["agreement"] = percent(comparison.agreement) + "%"
      for severity in Severity.allCases {
        let count = comparison.differences.count {
          $0.severity == severity && !filter.hiddenKinds.contains($0.kind)
        }
        values[severity.rawValue] = ComparisonPage.Figures.text(count)
      }
      return values
    }

    private static func causes(of apparatus: Apparatus) -> [[String: String]] {
      apparatus.comparisons.flatMap { comparison in
        comparison.causes.map { cause in
          var evidence = ComparisonPage.Markup()
          ComparisonPage.Changes.add(reason: cause.evidence, to: &evidence)
          return [
            "siglum": comparison.collation.witness.siglum,
            "explains": ComparisonPage.Figures.differences(cause.explains),
            "told": escaped(cause.name.told), "name": cause.name.rawValue,
            "evidence": String(decoding: evidence.bytes, as: UTF8.self),
          ]
        }
      }
    }

    private static func severities(
      _ differences: [Difference], _ filter: DifferenceFilter
    ) -> String {
      let counts = Dictionary(differences.map { ($0.severity, 1) }, uniquingKeysWith: +)
      return Severity.allCases.reversed().map { severity in
        let letter = severity.pageClass
        return "<label><input type=\"checkbox\" id=\"f-\(letter)\" autocomplete=\"off\""
          + (severity >= filter.atLeast ? " checked" : "")
          + "> <b class=\"\(letter)\">\(severity.labelOfMany)</b> "
          + "<small>(\(ComparisonPage.Figures.text(counts[severity] ?? 0)))</small> "
          + "<span>\(severity.explanation)</span></label>\n"
      }.joined()
    }

    private static func bases(of apparatus: Apparatus) -> String {
      apparatus.witnesses.enumerated().map { index, witness in
        "<label><input type=\"radio\" name=\"base\" id=\"b\(index)\" autocomplete=\"off\""
          + (index == apparatus.base ? " checked" : "")
          + "> <b class=\"sg\">\(witness.siglum)</b> <bdi>\(escaped(witness.article.id))</bdi></label>\n"
      }.joined()
    }

    /// The rules that show the reading of the text chosen, and leave what is not ticked unmarked.
    private static func rules(_ count: Int) -> String {
      var rules = ""
      for index in 0..<count {
        rules +=
          "#filters:has(#b\(index):checked) ~ #texts .r:not(.w\(index)){display:none!important}\n"
          + "#filters:has(#b\(index):checked) ~ #changes dt.w\(index) .sg{border-width:2px;border-color:var(--focus)}\n"
      }
      for severity in Severity.allCases {
        let name = severity.pageClass
        rules +=
          "#filters:has(#f-\(name):not(:checked)) ~ #texts .r.\(name){all:unset}\n"
          + "#filters:has(#f-\(name):not(:checked)) ~ #texts .r.\(name)::before{content:none}\n"
          + "#filters:has(#f-\(name):not(:checked)) ~ #changes li.\(name){display:none}\n"
          + "#filters:has(#f-\(name):not(:checked)) ~ #bar path.\(name){display:none}\n"
      }
      return rules
    }
  }
}
