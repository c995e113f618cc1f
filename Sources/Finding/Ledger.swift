/// What is kept of the texts of a pile while they are read: their fingerprints, run by run.
///
/// Texts are read in runs, on any thread, each run into a `Fingerprints` of its own; the runs are
/// entered here in the order of the input. The texts themselves are not kept.
public struct Ledger: Sendable {
  private var runs: [Fingerprints] = []
  /// For each text: its run, and its place there.
  private var places: [(run: UInt32, text: UInt32)] = []

  /// A ledger of no texts.
  public init() {}

  /// The number of texts entered.
  public var count: Int { places.count }
  /// The number of grams kept of them.
  public var gramCount: Int { runs.reduce(0) { $0 + $1.hashes.count } }

  /// Enters the texts of one more run after the others.
  public mutating func enter(_ run: Fingerprints) {
    for text in 0..<run.count {
      places.append((UInt32(truncatingIfNeeded: runs.count), UInt32(truncatingIfNeeded: text)))
    }
    runs.append(run)
    runs[runs.count - 1].scanner = Fingerprints.Scanner()
  }

  func length(of text: Int) -> Int { Int(run(of: text).lengths[at(text)]) }
  func content(of text: Int) -> UInt64 { run(of: text).contents[at(text)] }
  func firstShare(of text: Int) -> Float { run(of: text).firstShare[at(text)] }
  func gramCount(of text: Int) -> Int { run(of: text).hashes(of: at(text)).count }

  func hashes(of text: Int) -> ArraySlice<UInt64> {
    let run = run(of: text)
    return run.hashes[run.hashes(of: at(text))]
  }

  func positions(of text: Int) -> ArraySlice<UInt32> {
    let run = run(of: text)
    return run.positions[run.hashes(of: at(text))]
  }

  func numbers(of text: Int) -> ArraySlice<Fingerprints.Number> {
    let run = run(of: text)
    return run.numbers[run.numbers(of: at(text))]
  }

  private func run(of text: Int) -> Fingerprints { runs[Int(places[text].run)] }
  private func at(_ text: Int) -> Int { Int(places[text].text) }

  /// Gives the memory of the grams back, once they are joined.
  mutating func dropGrams() {
    for run in runs.indices {
      runs[run].hashes = []
      runs[run].positions = []
    }
  }
}
