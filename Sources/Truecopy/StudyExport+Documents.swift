import Exchange
import Judging
import Prose
import Storing

extension StudyExport {
  /// Writes one document for each cluster into a folder, named by the cluster.
  func writeFolder(_ form: Form, _ path: String) throws {
    try FindingsFiles.prepare(path)
    var lines: [StudyIndexPage.Line] = []
    try eachCluster { cluster in
      let name = "\(cluster.id).\(form == .tei ? "xml" : "html")"
      let output = try OutputFile("\(path)/\(name)")
      try writeDocument(form, cluster, to: output)
      try output.finish()
      lines.append(
        StudyIndexPage.Line(
          address: name, name: cluster.headline ?? cluster.opening, texts: cluster.size,
          published: cluster.firstPublished, meaning: cluster.meaning, style: cluster.style))
    }
    guard form == .html else { return }
    let output = try OutputFile("\(path)/index.html")
    try StudyIndexPage.write(lines, to: output)
    try output.finish()
  }

  /// Writes the text that is kept and those that have most of it beside it.
  func writeDocument(_ form: Form, _ cluster: Store.ClusterLine, to output: OutputFile) throws {
    let members = try store.members(of: cluster.number)
    let others = members.filter { $0.article != cluster.kept }
    let most = max(choice.witnesses, 2) - 1
    let nearest = Set(
      others.sorted { ($1.coverage, $0.article) < ($0.coverage, $1.article) }.prefix(most)
        .map(\.article))
    if others.count > most {
      note(
        "cluster \(cluster.id) has \(members.count) texts; the \(most + 1) that have most of it "
          + "are in: --witnesses")
    }
    let numbers = [cluster.kept] + others.map(\.article).filter(nearest.contains)
    let texts = try store.articles(numbers)
    let apparatus = Apparatus(of: texts.map(\.article))
    let origins = texts.map {
      TextOrigin(outlet: $0.outlet, published: $0.published, url: $0.url)
    }
    guard form == .html else {
      return try ComparisonTEI.write(apparatus, origins: origins, to: output)
    }
    let filter = DifferenceFilter(atLeast: max(choice.severity, .style))
    let extent: PageExtent = choice.isWhole ? .whole : .changes
    if texts.count == 2 {
      try ComparisonPage.write(
        apparatus.comparisons[0], apparatus.stemma, showing: filter, extent: extent,
        origins: origins, to: output)
    } else {
      try ApparatusPage.write(
        apparatus, showing: filter, extent: extent, origins: origins, to: output)
    }
  }
}
