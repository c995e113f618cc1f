/// The fingerprints of a pile as they were read, run by run: put end to end they would be there
/// twice for a while.
struct FingerprintRuns: Sendable {
  private var runs: [Fingerprints]
  /// The number of texts in each run but the last.
  private let size: Int

  /// Takes runs of so many texts each; the last may be shorter.
  init(_ runs: [Fingerprints], of size: Int) {
    self.runs = runs
    self.size = size
  }

  var count: Int { runs.isEmpty ? 0 : (runs.count - 1) * size + runs[runs.count - 1].count }
  var gramCount: Int { runs.reduce(0) { $0 + $1.hashes.count } }

  func length(of text: Int) -> Int { Int(runs[text / size].lengths[text % size]) }
  func content(of text: Int) -> UInt64 { runs[text / size].contents[text % size] }
  func firstShare(of text: Int) -> Float { runs[text / size].firstShare[text % size] }

  func gramCount(of text: Int) -> Int { runs[text / size].hashes(of: text % size).count }

  func hashes(of text: Int) -> ArraySlice<UInt64> {
    runs[text / size].hashes[runs[text / size].hashes(of: text % size)]
  }

  func positions(of text: Int) -> ArraySlice<UInt32> {
    runs[text / size].positions[runs[text / size].hashes(of: text % size)]
  }

  func numbers(of text: Int) -> ArraySlice<Fingerprints.Number> {
    runs[text / size].numbers[runs[text / size].numbers(of: text % size)]
  }

  /// Gives the memory of the grams back, once they are joined.
  mutating func dropGrams() {
    for run in runs.indices {
      runs[run].hashes = []
      runs[run].positions = []
    }
  }
}
