import Collating
import Judging
import Prose

extension ComparisonPage {
  /// What stands around the texts and the list, filled into `compare.mustache`.
  ///
  /// Every value is markup already (`Markup.escaped`): the template inserts it as it is.
  struct Frame {
    let policy: PagePolicy
    let values: [String: Any]

    init(
      of comparison: Comparison, _ stemma: Stemma, showing filter: DifferenceFilter,
      extent: PageExtent, origins: [TextOrigin], in site: PageSite?
    ) {
      let answer = Answer(of: comparison, hiding: filter.hiddenKinds)
      let filters = Filters(of: comparison, showing: filter)
      let ranking = Ranking(of: comparison.differences)
      let base = Self.values(of: comparison.collation.base, in: comparison, site)
      let witness = Self.values(of: comparison.collation.witness, in: comparison, site)
      let head = PageHead(
        .comparison, rules: filters.style + extent.style, script: .script, in: site)
      let slight = comparison.countBySeverity[.none] ?? 0
      policy = head.policy
      values = [
        "style": head.style,
        "script": head.script,
        "policy": policy.text,
        "navigation": site?.navigation ?? "",
        "steps": String(decoding: PackageResources.steps_html, as: UTF8.self),
        "title": [comparison.collation.base, comparison.collation.witness]
          .map { Markup.escaped($0.article.id) }.joined(separator: " / "),
        "question": answer.question.isEmpty ? false : answer.question as Any,
        "answer": Markup.escaped(answer.text),
        "detail": answer.detail.map(Markup.escaped) ?? false as Any,
        "matters": answer.matters,
        // No fault made a copy of what is none.
        "hasCauses": answer.detail == nil && !comparison.causes.isEmpty,
        "causes": answer.detail == nil ? Self.values(of: comparison.causes) : [],
        "descent": answer.detail == nil
          ? Self.values(
            of: stemma, [comparison.collation.base, comparison.collation.witness]) : [],
        "isWhole": extent == .whole,
        "hasText": extent == .whole
          && !(comparison.collation.base.article.text.isEmpty
            && comparison.collation.witness.article.text.isEmpty),
        "differs": !comparison.differences.isEmpty,
        "base": base,
        "witness": witness,
        "agreement": Decimals.text(Self.percent(comparison.agreement), digits: 1),
        "severities": filters.severities,
        "kinds": filters.kinds,
        "kindCount": filters.kindCount,
        "sources": ComparisonPage.sources(
          of: [comparison.collation.base, comparison.collation.witness], origins),
        "ticks": Overview.ticks(of: comparison),
        "unlisted": ranking.unlistedCount > 0 ? Figures.text(ranking.unlistedCount) : false as Any,
        "hidden": answer.hiddenCount > 0 ? Figures.differences(answer.hiddenCount) : false as Any,
        "slight": slight > 0 ? Figures.text(slight) : false as Any,
        "limits": comparison.collation.limits.isEmpty
          ? false : Figures.text(comparison.collation.limits.count) as Any,
      ]
    }

    private static func values(
      of witness: Witness, in comparison: Comparison, _ site: PageSite?
    ) -> [String: String] {
      let count = comparison.lexicalCount(witness)
      let unit = witness.words.cutIntoCharacters ? "words and characters" : "words"
      return [
        "siglum": witness.siglum,
        "name": site.named(witness.article.id),
        "words": "\(Figures.text(count)) \(count == 1 ? "word" : unit)",
        "published": witness.article.published.map { ", " + Markup.escaped($0) } ?? "",
      ]
    }

    private static func values(of causes: [Cause]) -> [[String: String]] {
      causes.map { cause in
        var evidence = Markup()
        Changes.add(reason: cause.evidence, to: &evidence)
        return [
          "explains": Figures.differences(cause.explains),
          "told": Markup.escaped(cause.name.told),
          "name": cause.name.rawValue,
          "evidence": String(decoding: evidence.bytes, as: UTF8.self),
        ]
      }
    }

    /// Which text was made from which.
    static func values(of stemma: Stemma, _ witnesses: [Witness]) -> [[String: Any]] {
      stemma.toldEdges.map { edge in
        let (claim, why) = stemma.derivation(edge, of: witnesses)
        return [
          "claim": Markup.escaped(claim), "why": why.map(Markup.escaped) ?? false as Any,
        ]
      }
    }

    /// Rounded so that only texts with the same words agree wholly, and only strangers not at all.
    private static func percent(_ share: Double) -> Double {
      share >= 1 || share <= 0 ? share * 100 : min(max((share * 1000).rounded() / 10, 0.1), 99.9)
    }
  }
}
