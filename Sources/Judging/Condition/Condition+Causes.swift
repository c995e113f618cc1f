/// The faults of programs that one text shows by itself.
extension Condition {
  /// The causes, the one that explains most first; each explains at least three faults.
  public var causes: [Cause] {
    let counts = counts
    func sum(_ kinds: [DifferenceKind]) -> Int { kinds.reduce(0) { $0 + (counts[$1] ?? 0) } }
    let candidates: [(Cause.Name, Int, String)] = [
      (
        .tokeniser,
        sum([.punctuationDetached, .quoteDetached, .cliticDetached, .abbreviationSplit]),
        "marks and clitics stand apart from their words"
      ),
      (
        .displacedCoreference, sum([.overwrite]),
        "names stand where the sentence wants another word"
      ),
      (.compoundDropper, sum([.omittedCompound]), "runs of spaces stand where words were"),
      (
        .encoding, sum([.encoding]),
        "letters were read in another encoding than they were written in"
      ),
      (.ocr, sum([.scan]), "letters are put together as no word has them"),
      (.punctuationStripped, sum([.punctuation]), "marks and apostrophes are gone"),
    ]
    return candidates.filter { $0.1 >= CauseSearch.least }
      .sorted { ($1.1, $0.0.rawValue) < ($0.1, $1.0.rawValue) }
      .enumerated().map { Cause(id: "c\($0 + 1)", name: $1.0, explains: $1.1, evidence: $1.2) }
  }
}
