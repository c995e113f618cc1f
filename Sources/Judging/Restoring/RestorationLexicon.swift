import Collating
import Prose

/// What the witnesses themselves tell of how words are spelt: the words and the runs of three
/// letters on which all agree.
struct RestorationLexicon {
  /// How many columns have a word on which two witnesses agree, or all there are.
  private var counts: [UInt64: Int] = [:]
  private var trigrams: Set<UInt32> = []

  /// What a known word has over one that is nowhere else, and what each run of three letters that
  /// is nowhere else takes from a word, to a limit; as natural logarithms.
  private static let (known, oddRun, mostOdd) = (1.5, 0.5, 2.0)

  init(_ columns: WordColumns, _ texts: [Words], lines: [Int]) {
    for column in 0..<columns.count {
      let here = columns[column]
      var first: (line: Int, word: Int)?
      var isShared = lines.count > 1
      for line in lines {
        let word = Int(here[here.startIndex + line])
        guard word >= 0, texts[line].kinds[word] == .word else {
          isShared = false
          continue
        }
        if let first {
          if texts[first.line].keys[first.word] != texts[line].keys[word] { isShared = false }
        } else {
          first = (line, word)
        }
      }
      guard isShared, let first else { continue }
      let words = texts[first.line]
      let count = counts[words.keys[first.word], default: 0]
      counts[words.keys[first.word]] = count + 1
      if count == 0 {
        trigrams.formUnion(Self.trigrams(of: Letters.folded(words.surface(first.word))))
      }
    }
  }

  /// Whether all witnesses that are heard have a word somewhere.
  func isKnown(_ key: UInt64) -> Bool { counts[key] != nil }

  /// How much speaks for words as words, beside others in their place.
  func plausibility(of words: [(key: UInt64, letters: [UInt8])]) -> Double {
    words.map { word in
      if counts[word.key] != nil { return Self.known }
      if WordLists.function.contains(String(decoding: word.letters, as: UTF8.self)) {
        return Self.known
      }
      let odd = Self.trigrams(of: word.letters).count { !trigrams.contains($0) }
      return -min(Self.mostOdd, Self.oddRun * Double(odd))
    }.min() ?? 0
  }

  private static func trigrams(of letters: [UInt8]) -> [UInt32] {
    let padded = [0] + letters + [0]
    guard padded.count > 2 else { return [] }
    return (0..<padded.count - 2).map { at in
      padded[at..<at + 3].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    }
  }
}
