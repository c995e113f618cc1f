import Collating
import Exchange
import Judging
import Prose
import Storing

/// The text restored for a cluster, with the ground for every choice.
struct RestoredPage: Page {
  private let restoration: Restoration
  private let witnesses: [Witness]
  private let texts: [StoredArticle]
  private let trail: [Fields]

  init(_ site: Site, _ ask: Ask) throws {
    let cluster = try site.cluster(ask.number("cluster"))
    guard let (restoration, texts) = try site.store.restored(of: cluster.number) else {
      throw Refusal.unsettled
    }
    self.restoration = restoration
    self.texts = texts
    witnesses = texts.map { Witness($0.article, siglum: "\($0.number)") }
    trail = [.clusters, cluster.step]
  }

  func document(in site: Site, at address: PageAddress) throws -> (bytes: [UInt8], policy: String) {
    let output = OutputFile()
    let policy = try RestorationPage.write(
      restoration, of: witnesses, in: site.around(trail, of: texts), to: output)
    return (output.taken(), policy.text)
  }

  func json() throws -> [UInt8] {
    let output = OutputFile()
    try RestorationJSON.write(restoration, of: witnesses, to: output)
    return output.taken()
  }

  func csv() throws -> [UInt8]? { nil }
}

extension Refusal {
  /// The run that makes the study is not there yet.
  static let unsettled = Refusal(
    status: 404, problem: "this report has not been compared yet",
    hint: "the run that does it goes on or was ended; give the same truecopy run again")
}
