public import Collating
public import Judging
import Prose

/// A stemma as one self-contained page of HTML: the tree as a drawing, then what shows each edge.
///
/// Nothing needs a script; the drawing is text and lines, in the colours of the page.
public enum StemmaPage {
  /// Writes the page; throws what the output throws, gives what the page asks the browser to allow.
  ///
  /// - Complexity: O(witnesses + evidence).
  @discardableResult public static func write(
    _ stemma: Stemma, of witnesses: [Witness], in site: PageSite? = nil, to output: OutputFile
  ) throws -> PagePolicy {
    let names = Stemma.names(of: witnesses)
    let head = PageHead(.descent, in: site)
    let siglum = { (witness: Int) in witnesses[witness].siglum }
    let named = { (witness: Int) in
      site.named(witnesses[witness].article.id, as: names[witness])
    }
    let values: [String: Any] = [
      "style": head.style,
      "policy": head.policy.text,
      "navigation": site?.navigation ?? "",
      "title": stemma.root.map { ComparisonPage.Markup.escaped(names[$0]) } ?? "Descent",
      "answer": ComparisonPage.Markup.escaped(stemma.answer(naming: names)),
      "count": "\(witnesses.count)",
      "drawing": StemmaDrawing(stemma, of: witnesses, names).markup,
      "edges": stemma.edges.map { edge -> [String: Any] in
        [
          "parent": siglum(edge.parent), "child": siglum(edge.child),
          "parentName": named(edge.parent),
          "childName": named(edge.child),
          "certainty": edge.certainty.rawValue, "facts": facts(edge.evidence),
        ]
      },
      "hasEdges": !stemma.edges.isEmpty,
      "contaminations": stemma.contaminations.map {
        [
          "child": siglum($0.child), "source": siglum($0.source), "parent": siglum($0.parent),
          "count": ComparisonPage.Figures.text($0.places.count),
        ]
      },
      "undecided": stemma.undecided.map { open -> [String: Any] in
        [
          "witnesses": open.witnesses.map { ["siglum": siglum($0)] },
          "told": ComparisonPage.Markup.escaped(open.reason.told),
          "facts": facts(open.evidence),
        ]
      },
      "isOpen": !stemma.undecided.isEmpty || !stemma.contaminations.isEmpty,
      "witnesses": witnesses.enumerated().map { index, witness in
        [
          "siglum": witness.siglum, "name": named(index),
          "words": ComparisonPage.Figures.text(witness.words.count { $0.kind.isLexical }),
          "published": ComparisonPage.Markup.escaped(witness.article.published ?? ""),
          "digest": ComparisonPage.Digest(of: witness.article.text).hexadecimal,
        ]
      },
    ]
    try PageTemplate.descent.write(values, to: output)
    return head.policy
  }

  private static func facts(_ evidence: [Evidence]) -> [[String: Any]] {
    evidence.map { fact in
      [
        "statement": ComparisonPage.Markup.escaped(fact.statement), "isAgainst": !fact.isFor,
        "ground": fact.ground.rawValue,
      ]
    }
  }
}
