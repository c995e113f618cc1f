import Prose

/// How firmly something is put, by the first word in it that weakens or colours it.
public enum Modality: String, CaseIterable, Sendable {
  /// No such word: `it sank`.
  case plain
  /// `may`, `could`, `perhaps`.
  case possible
  /// `probably`, `expected`, `appears`.
  case likely
  /// Told after somebody who is not named: `reportedly`, `allegedly`.
  case hearsay
  /// `would`, `if`.
  case conditional
  /// `must`, `should`.
  case required
  /// Not done yet: `will`, `plans to`.
  case intended

  /// Reads a run of words: its first hedge decides, and clauses that hang on it do not count.
  ///
  /// - Complexity: O(1): it looks at 40 words at most.
  static func read(_ run: Range<Int>, of words: Words) -> (modality: Modality, word: Int?) {
    for word in run.prefix(40) where words.kinds[word].isLexical {
      let key = words.keys[word]
      if let found = hedges[key] { return (found, word) }
      if word > run.lowerBound + 1, inner.contains(key) { break }
    }
    return (.plain, nil)
  }

  private static let hedges: [UInt64: Modality] = {
    var all: [UInt64: Modality] = [:]
    for (modality, words) in [
      (possible, "may might could perhaps maybe possibly potentially possible"),
      (likely, "probably likely apparently presumably seems seem appears appear expected unlikely"),
      (hearsay, "reportedly allegedly purportedly supposedly alleged"),
      (conditional, "would 'd if unless"),
      (required, "must should ought needs"),
      (intended, "will 'll shall plans planned intends intended"),
    ] {
      for key in Lexicon.keys(words) { all[key] = modality }
    }
    return all
  }()

  /// Begins a clause that hangs on what was put.
  private static let inner = Lexicon.keys("because which who whom whose although while whereas")
}
