/// What the pairs of a pile said when they were looked at by their grams: which are worth deciding,
/// and what is boilerplate.
struct Survey {
  /// The candidates that share a passage.
  let chained: Candidates
  /// The number of candidates.
  let candidates: Int
  let boilerplate: Boilerplate
  /// Whether another run left it.
  let isKept: Bool

  /// Takes what another run left, or looks for candidates and lets them vote.
  init(
    _ postings: Postings, _ finder: Finder, _ archive: (any Archive)?,
    _ progress: (_ stage: Finder.Stage, _ done: Int, _ total: Int) -> Void
  ) {
    // It speaks of grams by their numbers.
    let name = "candidates-\(postings.passes)"
    let texts = postings.pile.count
    if let kept = archive?.kept(name) {
      var reader = ArchiveReader(kept)
      chained = Candidates(from: &reader)
      candidates = reader.take(Int.self).first ?? 0
      boilerplate = Boilerplate(from: &reader)
      isKept = true
      progress(.candidates, texts, texts)
    } else {
      let votes = Cohesion(postings, finder.settings, finder.workers) {
        progress(.candidates, $0, $1)
      }
      if texts == 0 { progress(.candidates, 0, 0) }
      chained = votes.chained
      candidates = votes.candidates
      boilerplate = Boilerplate(
        votes, postings, known: finder.knownBoilerplate, finder.settings, finder.workers)
      isKept = false
      archive?.keep(name) { [chained, candidates, boilerplate] writer in
        chained.write(to: writer)
        writer.add([candidates])
        boilerplate.write(to: writer)
      }
    }
    progress(.boilerplate, candidates, candidates)
  }
}
