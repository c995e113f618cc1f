internal import Prose

/// Some texts of a pile that is dealt with elsewhere, put in working order.
///
/// Their grams are joined among themselves: what two of them share does not depend on the rest.
struct PilePart {
  let postings: Postings
  /// For each text given: its number in working order; that of its first equal, if it has equals.
  let numbers: [Int]

  var pile: Pile { postings.pile }

  /// - Complexity: O(grams), and some milliseconds however few there are.
  init(_ texts: some Collection<PackedText>, source: (any TextSource)? = nil, _ workers: Workers) {
    var ledger = Ledger()
    var run = Fingerprints()
    for text in texts { run.append(text) }
    ledger.enterInMemory(run)
    // All bits of the hashes are kept, for edges of two texts are only told then.
    postings = Postings(
      Pile(ledger, source ?? Unnamed(count: texts.count)), keepsHashes: true, workers)
    var numbers = [Int](repeating: 0, count: texts.count)
    for number in 0..<postings.pile.count {
      for place in postings.pile.copies(of: number) { numbers[place] = number }
    }
    self.numbers = numbers
  }

  /// Texts of which only fingerprints are known.
  private struct Unnamed: TextSource {
    let count: Int
    func id(at place: Int) -> Article.ID { "" }
    func text(at place: Int) -> String { "" }
    func published(at place: Int) -> String? { nil }
  }
}

extension Boilerplate {
  /// What is known of the texts of a part, by their places there.
  init(_ texts: [TextEvidence], _ part: PilePart) {
    self.init(
      (0..<part.pile.count).map { texts[part.pile.place(of: $0)] }, part.postings)
  }
}
