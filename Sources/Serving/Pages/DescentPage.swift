import Collating
import Exchange
import Judging
import Prose
import Storing

/// Which copy of a report was made from which, drawn.
///
/// It is judged anew from the witnesses the study names: places in the texts are not kept there.
struct DescentPage: Page {
  private let stemma: Stemma
  private let witnesses: [Witness]
  private let texts: [StoredArticle]
  private let trail: [Fields]

  init(_ site: Site, _ ask: Ask) throws {
    let cluster = try site.cluster(ask.number("cluster"))
    guard let descent = try site.store.descent(of: cluster.number) else {
      let isSettled = try site.store.restoration(of: cluster.number) != nil
      throw isSettled ? Refusal.alone : Refusal.unsettled
    }
    texts = try site.store.articles(descent.witnesses)
    witnesses = texts.map { Witness($0.article, siglum: "\($0.number)") }
    stemma = Stemma(of: witnesses)
    trail = [.clusters, cluster.step]
  }

  func document(in site: Site, at address: PageAddress) throws -> (bytes: [UInt8], policy: String) {
    let output = OutputFile()
    let policy = try StemmaPage.write(
      stemma, of: witnesses, in: site.around(trail, of: texts), to: output)
    return (output.taken(), policy.text)
  }

  func json() throws -> [UInt8] {
    let output = OutputFile()
    try StemmaJSON.write(stemma, of: witnesses, to: output)
    return output.taken()
  }

  func csv() throws -> [UInt8]? { nil }
}

extension Refusal {
  fileprivate static let alone = Refusal(
    status: 404, problem: "only one copy of this report has the whole of it",
    hint: "who copied whom is asked of two whole copies or more")
}
