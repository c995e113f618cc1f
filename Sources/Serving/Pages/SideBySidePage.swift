import Collating
import Exchange
import Judging
import Prose
import Storing

/// Texts side by side, compared as they are asked for: any base, one copy or all.
struct SideBySidePage: Page {
  private let apparatus: Apparatus
  private let texts: [StoredArticle]
  private let trail: [Fields]
  private var note: String?

  /// More texts than this are not set side by side at once, nor more than two if together they are
  /// longer than so many bytes: nobody reads a page of megabytes.
  private static let most = (texts: 12, bytes: 80_000)

  /// Two texts of one cluster, or as many of it as fit.
  init(_ site: Site, _ ask: Ask) throws {
    let cluster = try site.cluster(ask.number("cluster"))
    let all = 1...Int.max
    let base = try ask.number("base", else: cluster.kept, in: all)
    let copy = try ask.number("copy", else: 0, in: 0...Int.max)
    var numbers = [base]
    if copy > 0 {
      numbers.append(copy)
    } else {
      let members = try site.store.members(of: cluster.number, from: 0, limit: Self.most.texts)
      numbers += members.map(\.article).filter { $0 != base }.prefix(Self.most.texts - 1)
    }
    for number in [base, copy] where number > 0 {
      guard try site.store.clusterNumber(of: number) != cluster.number else { continue }
      throw Refusal(
        status: 404, problem: "text \(number) is no copy of this report",
        hint: "choose two of its copies on its page")
    }
    if base == copy {
      throw Refusal(
        status: 400, problem: "both texts are the same one", hint: "choose two different copies")
    }
    var bytes = 0
    texts = try site.store.articles(numbers).enumerated().prefix { place, text in
      bytes += text.article.text.utf8.count
      return place < 2 || bytes <= Self.most.bytes
    }.map(\.element)
    apparatus = Apparatus(of: texts.map(\.article))
    trail = [.clusters, cluster.step]
    if copy == 0, texts.count < cluster.size {
      note =
        "\(texts.count) of \(cluster.size) texts stand side by side here. The page of the report "
        + "leads to each of the others beside the one kept."
    }
  }

  /// Two texts that were sent.
  init(_ base: String, _ copy: String) {
    apparatus = Apparatus(of: [
      Article(id: "first text", text: base), Article(id: "second text", text: copy),
    ])
    texts = []
    trail = [["href": .told("/compare"), "name": .told("Compare two texts")]]
  }

  func document(in site: Site, at address: PageAddress) throws -> (bytes: [UInt8], policy: String) {
    let output = OutputFile()
    let filter = DifferenceFilter(atLeast: .style)
    let around = site.around(trail, note: note, of: texts)
    let policy =
      apparatus.comparisons.count == 1
      ? try ComparisonPage.write(
        apparatus.comparisons[0], apparatus.stemma, showing: filter, in: around, to: output)
      : try ApparatusPage.write(apparatus, showing: filter, in: around, to: output)
    return (output.taken(), policy.text)
  }

  func json() throws -> [UInt8] {
    let output = OutputFile()
    try ComparisonJSON.write(apparatus, to: output)
    return output.taken()
  }

  func csv() throws -> [UInt8]? {
    let output = OutputFile()
    try ComparisonCSV.write(apparatus, showing: DifferenceFilter(), to: output)
    return output.taken()
  }
}
