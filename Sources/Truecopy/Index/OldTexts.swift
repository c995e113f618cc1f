import Exchange
import Finding
import Prose

/// The texts of an index that the texts of a run are compared with, and the two together.
///
/// Old texts stand behind the new ones: the new ones keep their places.
struct OldTexts {
  let index: TextIndex
  /// The number of texts of the run.
  let newCount: Int
  /// The numbers of the old texts in the index, in order.
  let numbers: [Int]
  private let articles: [Article]
  private let places: [Article.ID: Int]

  /// Chooses and reads the old texts worth comparing: for each new text a few that share grams with
  /// it, and the copies kept for them.
  ///
  /// Enters them into the ledger of the run. Throws an `InputError` where one cannot be read.
  ///
  /// - Complexity: O(grams of the new texts) look-ups; the old pile is not read.
  init(
    _ index: TextIndex, for runs: [Fingerprints], into ledger: inout Ledger, _ workers: Workers
  ) throws {
    self.index = index
    newCount = ledger.count
    let search = OldCandidates(boilerplate: index.boilerplate)
    nonisolated(unsafe) let asked = index
    let found = workers.map(runs.count, chunk: 1) { range in
      range.flatMap { Self.candidates(of: runs[$0], asked, search) }
    }
    var chosen: Set<Int> = []
    for number in found.joined() {
      chosen.insert(Int(number))
      chosen.insert(index.keeper(of: Int(number)))
    }
    numbers = chosen.sorted()
    articles = try numbers.map(index.article)
    places = Dictionary(
      articles.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var read = Fingerprints()
    for article in articles { read.read(article.text) }
    try ledger.enter(read)
  }

  private static func candidates(
    of run: Fingerprints, _ index: TextIndex, _ search: OldCandidates
  ) -> [UInt32] {
    var all: [UInt32] = []
    for text in 0..<run.count {
      var same: [UInt32] = []
      if let content = run.content(of: text) {
        index.find(IndexKey.content(content), most: OldCandidates.mostCarriers, into: &same)
      }
      all += search.candidates(
        grams: run.grams(of: text), same: same,
        find: {
          index.find(IndexKey.gram($0), most: OldCandidates.mostCarriers, into: &$1)
        }, gramCount: { index.gramCount(of: Int($0)) },
        cluster: { index.keeper(of: Int($0)) })
    }
    return all
  }

  /// The number of an old text in the index, nil for a new text.
  func number(of id: Article.ID) -> Int? { places[id].map { numbers[$0] } }

  /// The texts of the run and behind them the old ones.
  func behind(_ texts: any TextSource) -> any TextSource { Together(first: texts, then: articles) }

  private struct Together: TextSource {
    let first: any TextSource
    let then: [Article]

    var count: Int { first.count + then.count }
    func id(at place: Int) -> Article.ID {
      place < first.count ? first.id(at: place) : then[place - first.count].id
    }
    func text(at place: Int) -> String {
      place < first.count ? first.text(at: place) : then[place - first.count].text
    }
    func published(at place: Int) -> String? {
      place < first.count ? first.published(at: place) : then[place - first.count].published
    }
  }
}
